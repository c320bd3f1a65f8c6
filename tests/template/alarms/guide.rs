//! When alarms ring: at the guide's thresholds, for long enough, and never because nobody is there.

use serde_json::Value;
use template::Template;

use super::{STACKS, alarm, alarms, severity};
use crate::math::{self, Figures};
use crate::stack::{list, text};

const ABOVE: &str = "GreaterThanThreshold";
const FROM: &str = "GreaterThanOrEqualToThreshold";
const BELOW: &str = "LessThanThreshold";

#[test]
fn the_thresholds_are_the_guides() {
    for (slug, threshold, comparison) in [
        ("latency-p50", 200.0, ABOVE),
        ("latency-p95", 500.0, ABOVE),
        ("latency-p99", 1000.0, ABOVE),
        ("client-errors", 1.0, ABOVE),
        ("server-errors", 0.1, ABOVE),
        ("function-errors", 0.1, ABOVE),
        ("database-latency", 100.0, ABOVE),
        ("slow-queries", 1.0, FROM),
        ("cache-hit-rate", 70.0, BELOW),
        ("dead-letters", 1.0, FROM),
        ("metrics-dropped", 1.0, FROM),
    ] {
        let alarm = alarm(slug);
        assert_eq!(alarm["Threshold"].as_f64(), Some(threshold), "{slug}");
        assert_eq!(alarm["ComparisonOperator"], comparison, "{slug}");
    }
    for percentile in ["p50", "p95", "p99"] {
        let alarm = alarm(&format!("latency-{percentile}"));
        assert_eq!(alarm["ExtendedStatistic"], percentile);
    }
}

#[test]
fn somebody_is_woken_only_when_students_cannot_work() {
    let alarms = alarms(&Template::ours(), &[("BedrockModelId", "m")]);
    let mut pages = Vec::new();
    for (slug, alarm) in &alarms {
        match severity(alarm) {
            "page" => pages.push(slug.as_str()),
            "rollback" => {}
            severity => assert_eq!(severity, "ticket", "{slug}"),
        }
    }
    pages.sort_unstable();
    assert_eq!(pages, ["latency-p50", "server-errors"]);
}

#[test]
fn no_rate_percentile_or_crowd_rings_for_one_bad_period() {
    let number = |alarm: &Value, name: &str| alarm[name].as_u64().expect("a number");
    for (slug, alarm) in alarms(&Template::ours(), &[("BedrockModelId", "m")]) {
        let most = number(&alarm, "EvaluationPeriods");
        let bad = number(&alarm, "DatapointsToAlarm");
        assert!(bad <= most, "{slug}");
        // What must never happen is told at once, and in periods that are not short.
        let never = alarm["Threshold"] == 1 && list(&alarm, "Metrics").is_empty();
        assert!(bad >= 2 || never, "{slug}");
        let metrics = list(&alarm, "Metrics").iter();
        let periods = metrics.filter_map(|one| one["MetricStat"]["Period"].as_u64());
        // What a deployment looks at must ring while it is under way.
        let least = if severity(&alarm) == "rollback" {
            60
        } else {
            300
        };
        for period in periods.chain(alarm["Period"].as_u64()) {
            assert!(period >= least, "{slug}");
            assert!(period * most <= 24 * 3600, "{slug}: CloudWatch takes a day");
        }
        assert_eq!(alarm["TreatMissingData"], "notBreaching", "{slug}");
        let is_percentile = alarm["ExtendedStatistic"].is_string();
        let ignores = alarm["EvaluateLowSampleCountPercentile"] == "ignore";
        assert_eq!(is_percentile, ignores, "{slug}");
    }
}

/// The expression of an alarm, if it has one.
fn expression(alarm: &Value) -> Option<&str> {
    let mut metrics = list(alarm, "Metrics").iter();
    metrics.find_map(|one| one["Expression"].as_str())
}

/// Whether the figures of one period are bad ones.
fn is_bad(alarm: &Value, figures: &[(&str, f64)]) -> bool {
    let expression = expression(alarm).expect("metric math");
    let figures: Figures<'_> = figures.iter().copied().collect();
    let threshold = alarm["Threshold"].as_f64().expect("a threshold");
    let Some(value) = math::evaluate(expression, &figures) else {
        return false;
    };
    match text(alarm, "ComparisonOperator") {
        ABOVE => value > threshold,
        FROM => value >= threshold,
        BELOW => value < threshold,
        other => panic!("{other}"),
    }
}

#[test]
fn without_traffic_every_rate_is_quiet() {
    for parameters in STACKS {
        for (slug, alarm) in alarms(&Template::ours(), parameters) {
            let Some(expression) = expression(&alarm) else {
                continue;
            };
            assert!(!is_bad(&alarm, &[]), "{slug}");
            let zeros: Vec<_> = math::ids(expression)
                .into_iter()
                .map(|id| (id, 0.0))
                .collect();
            assert!(!is_bad(&alarm, &zeros), "{slug}");
        }
    }
}

#[test]
fn server_errors_ring_from_three_on_beyond_one_in_a_thousand() {
    for (slug, requests) in [("server-errors", "all"), ("function-errors", "requests")] {
        let alarm = alarm(slug);
        for (errors, of, bad) in [
            (2.0, 2.0, false),
            (3.0, 3.0, true),
            (3.0, 2990.0, true),
            (3.0, 3000.0, false),
            (31.0, 30_000.0, true),
        ] {
            let figures = [("errors", errors), (requests, of)];
            assert_eq!(is_bad(&alarm, &figures), bad, "{slug}: {errors} of {of}");
        }
        assert!(!is_bad(&alarm, &[(requests, 5000.0)]), "{slug}");
    }
}

#[test]
fn client_errors_ring_beyond_one_in_a_hundred_of_two_hundred_or_more() {
    let alarm = alarm("client-errors");
    for (errors, of, bad) in [
        (199.0, 199.0, false),
        (2.0, 200.0, false),
        (3.0, 200.0, true),
        (100.0, 10_000.0, false),
    ] {
        let figures = [("errors", errors), ("requests", of)];
        assert_eq!(is_bad(&alarm, &figures), bad, "{errors} of {of}");
    }
}

#[test]
fn hits_of_the_shared_cache_are_hits_and_a_thousand_look_ups_are_needed_to_tell() {
    let rate = |parameters| {
        let alarms = alarms(&Template::ours(), parameters);
        let alarm = alarms
            .into_iter()
            .find(|(slug, _)| slug == "cache-hit-rate");
        alarm.expect("it is there").1
    };
    let memory = rate(STACKS[0]);
    assert!(is_bad(&memory, &[("hits", 690.0), ("misses", 310.0)]));
    assert!(!is_bad(&memory, &[("hits", 700.0), ("misses", 300.0)]));
    assert!(!is_bad(&memory, &[("misses", 999.0)]));
    assert!(is_bad(&memory, &[("misses", 1000.0)]));
    let both = rate(STACKS[1]);
    let figures = [("hits", 500.0), ("misses", 500.0), ("shared", 250.0)];
    assert!(!is_bad(&both, &figures));
    assert!(is_bad(&both, &figures[..2]));
}

#[test]
fn figures_are_missed_when_the_api_is_used_and_the_functions_say_nothing() {
    let alarm = alarm("metrics-silent");
    assert!(is_bad(&alarm, &[("all", 50.0)]));
    assert!(!is_bad(&alarm, &[("all", 50.0), ("requests", 1.0)]));
    // What the API refuses by itself reaches no function.
    assert!(!is_bad(&alarm, &[("all", 500.0), ("refused", 460.0)]));
}
