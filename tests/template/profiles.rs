//! How what is deployed is built.

use crate::house;

#[test]
fn a_panic_costs_one_request_and_not_the_warm_environment() {
    let manifest = house::toml("Cargo.toml");
    assert_eq!(
        manifest["profile"]["release"]["panic"].as_str(),
        Some("unwind")
    );
    for (name, profile) in manifest["profile"].as_table().expect("there are profiles") {
        let panic = profile.get("panic").and_then(|panic| panic.as_str());
        assert_ne!(panic, Some("abort"), "{name}");
    }
}
