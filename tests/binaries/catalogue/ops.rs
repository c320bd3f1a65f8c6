//! Root, health and figures.

use local::seed::ids;

use super::without_claims;
use crate::case::{Case, case};

pub(super) fn cases() -> Vec<Case> {
    vec![
        case("ops/root.ok", "GET", "/").by_nobody(),
        case("ops/health.ok", "GET", "/health").by_nobody(),
        case("ops/metrics.ok", "GET", "/metrics").by_monitoring(),
        case(
            "ops/metrics.admin",
            "GET",
            "/metrics?minutes=60&detail=routes",
        )
        .by(ids::ADMIN),
        case("ops/metrics.text", "GET", "/metrics?minutes=1")
            .by_monitoring()
            .accepting("text/plain"),
        case("ops/metrics.bad_minutes", "GET", "/metrics?minutes=61").by(ids::ADMIN),
        case("ops/metrics.student", "GET", "/metrics"),
        case("ops/metrics.service", "GET", "/metrics").by_a_service(),
        case("ops/metrics.no_claims", "GET", "/metrics").altered(without_claims),
    ]
}
