//! Root and health.

use crate::case::{Case, case};

pub(super) fn cases() -> Vec<Case> {
    vec![
        case("ops/root.ok", "GET", "/").by_nobody(),
        case("ops/health.ok", "GET", "/health").by_nobody(),
    ]
}
