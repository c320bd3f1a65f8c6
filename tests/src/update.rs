//! Files that tests compare with, and write anew when asked to.

/// Whether the developer asked for this: `UPDATE_OPENAPI=1 cargo test …`.
#[expect(
    clippy::disallowed_methods,
    reason = "a developer's wish, not configuration of what is tested"
)]
pub fn asked_for(variable: &str) -> bool {
    std::env::var_os(variable).is_some_and(|value| value == "1")
}
