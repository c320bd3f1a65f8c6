//! The build setting that is worth half a second of a small function's first call.

use crate::house;

#[test]
fn aws_lc_does_not_gather_jitter_entropy_at_start_up() {
    let config = house::toml(".cargo/config.toml");
    let value = config["env"]["AWS_LC_SYS_NO_JITTER_ENTROPY"].as_str();
    assert_eq!(value, Some("1"));
}
