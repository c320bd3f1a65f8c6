//! The charts: which there are, and what is in them.

use std::collections::BTreeMap;

use serde::Serialize;

use super::window::{Values, Window};
use crate::cloudwatch::Statistic;

/// A chart.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Chart {
    /// Its name in the page.
    pub id: &'static str,
    /// Its headline.
    pub title: &'static str,
    /// What it tells, in a sentence.
    pub about: &'static str,
    /// In what values are told.
    pub unit: &'static str,
    /// Its lines, in a fixed order.
    pub lines: Vec<Line>,
}

/// A line of a chart.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Line {
    /// What it is of.
    pub name: String,
    /// A value for every minute, where there is one.
    pub values: Vec<Option<f64>>,
}

/// What answers which method and path.
type Groups = BTreeMap<(String, String), String>;

/// Charts in which a minute of which nothing was said is a minute in which nothing happened, as long as something came later.
const COUNTED: [&str; 2] = ["requests", "errors"];

/// The charts, and the minutes from the first in which there is something: in seconds since 1970.
pub(super) fn of(window: &Window<'_>, groups: &Groups) -> (Vec<i64>, Vec<Chart>) {
    let mut charts = vec![
        latency(window),
        requests(window, groups),
        errors(window),
        caches(window),
        database(window),
    ];
    let mut seconds = window.seconds();
    let told = |at: &usize| {
        let mut lines = charts.iter().flat_map(|chart| &chart.lines);
        lines.any(|line| line.values[*at].is_some())
    };
    let first = (0..seconds.len()).find(told).unwrap_or(seconds.len());
    let last = (0..seconds.len()).rfind(told).unwrap_or(0);
    for chart in &mut charts {
        for line in &mut chart.lines {
            if COUNTED.contains(&chart.id) {
                for value in &mut line.values[..=last] {
                    value.get_or_insert(0.0);
                }
            }
            line.values.drain(..first);
        }
    }
    seconds.drain(..first);
    (seconds, charts)
}

fn line(name: impl Into<String>, values: Values) -> Line {
    Line {
        name: name.into(),
        values,
    }
}

fn latency(window: &Window<'_>) -> Chart {
    let of = |name: &str, of_hundred| {
        let percentile = Statistic::Percentile(of_hundred);
        line(
            name,
            window.statistic("http.request.duration", &[], percentile),
        )
    };
    Chart {
        id: "latency",
        title: "Latency",
        about: "How long functions took to answer: half of the requests, 95 of 100, and 99 of 100, were answered in this time.",
        unit: "ms",
        lines: vec![of("p50", 50.0), of("p95", 95.0), of("p99", 99.0)],
    }
}

fn requests(window: &Window<'_>, groups: &Groups) -> Chart {
    let mut sums: BTreeMap<&str, Values> = BTreeMap::new();
    for metric in window.metrics("http.requests", &["method", "route"]) {
        let route = (
            metric.dimension("method").to_owned(),
            metric.dimension("route").to_owned(),
        );
        let group = groups.get(&route).map_or("other", String::as_str);
        let sum = sums.entry(group).or_insert_with(|| window.nothing());
        let more = window.of(&metric, Statistic::Sum);
        for (sum, more) in sum.iter_mut().zip(more) {
            *sum = match (*sum, more) {
                (Some(sum), Some(more)) => Some(sum + more),
                (sum, more) => sum.or(more),
            };
        }
    }
    Chart {
        id: "requests",
        title: "Requests",
        about: "How many requests each function answered.",
        unit: "per minute",
        lines: sums
            .into_iter()
            .map(|(group, sums)| line(group, sums))
            .collect(),
    }
}

fn errors(window: &Window<'_>) -> Chart {
    let of = |class| {
        let dimensions = [("class", class)];
        line(
            class,
            window.statistic("http.responses", &dimensions, Statistic::Sum),
        )
    };
    Chart {
        id: "errors",
        title: "Errors",
        about: "How many answers said that the request was wrong (4xx), and how many that something is wrong here (5xx).",
        unit: "per minute",
        lines: vec![of("4xx"), of("5xx")],
    }
}

fn caches(window: &Window<'_>) -> Chart {
    let of = |tier: &str| {
        let sums = |name| window.statistic(name, &[("tier", tier)], Statistic::Sum);
        let (hits, misses) = (sums("cache.hits"), sums("cache.misses"));
        let rates = hits.into_iter().zip(misses).map(|(hits, misses)| {
            let all = hits.unwrap_or(0.0) + misses.unwrap_or(0.0);
            (all > 0.0).then(|| 100.0 * hits.unwrap_or(0.0) / all)
        });
        line(tier, rates.collect())
    };
    Chart {
        id: "caches",
        title: "Cache hit rate",
        about: "How many of 100 look-ups were answered by a cache: in the function's memory, and where there is a shared one, there.",
        unit: "%",
        lines: ["memory", "shared"]
            .map(of)
            .into_iter()
            .filter(|line| line.name == "memory" || line.values.iter().any(Option::is_some))
            .collect(),
    }
}

fn database(window: &Window<'_>) -> Chart {
    let of =
        |name: &str, statistic| line(name, window.statistic("http.db_requests", &[], statistic));
    Chart {
        id: "database",
        title: "DynamoDB calls",
        about: "How often DynamoDB was asked for a request, with what had to be sent again: on average, and for all but 5 of 100.",
        unit: "per request",
        lines: vec![
            of("average", Statistic::Average),
            of("p95", Statistic::Percentile(95.0)),
        ],
    }
}
