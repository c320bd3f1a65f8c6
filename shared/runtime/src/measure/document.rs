//! What docs/METRICS.md says, made from the table.

use std::fmt::Write;

use super::table::{ALL, Words};
use super::{Detail, Dimension, Values};

/// US cents that CloudWatch takes for a metric and month, of the first 10,000. A metric is a set of dimensions' values.
const CENTS: usize = 30;

/// What so many series cost a month at most, in US cents.
#[must_use]
pub fn cents(series: usize) -> usize {
    series * CENTS
}

/// The text of docs/METRICS.md.
#[must_use]
pub fn document(words: &Words) -> String {
    let mut text = String::from(HEAD);
    let series = words.series().len();
    let cents = cents(series);
    let costs = format!(
        "There are at most {series} series. CloudWatch takes 0.30 USD a month for each of the first 10,000 that got a value in that \
         month, by the hour: at most {}.{:02} USD a month if each of them got a value in every hour. A route that nobody calls, an \
         error that nobody meets and a cache that is turned off cost nothing. The calls cost 0.01 USD for a thousand: an environment \
         that is busy all month makes one every 10 s, 2.59 USD.\n\n\
         Reading costs 0.01 USD for a thousand metrics, of which a statistic of a series is one, whether it has a value or not. {}\n\n",
        cents / 100,
        cents % 100,
        reading(words),
    );
    text.push_str(&costs);
    text.push_str("## All\n\n| metric | kind | unit | published by | series | why |\n|---|---|---|---|---|---|\n");
    for metric in ALL {
        let sets: Vec<_> = metric.published.iter().map(|set| named(set)).collect();
        let row = format!(
            "| `{}` | {} | {} | {} | {} | {} |\n",
            metric.name,
            metric.kind.word(),
            metric.unit.word(),
            sets.join("; "),
            words.of(metric).len(),
            metric.why,
        );
        text.push_str(&row);
    }
    text.push_str("\n## Dimensions\n\n| dimension | of | may be |\n|---|---|---|\n");
    for (dimension, metrics) in dimensions() {
        let metrics: Vec<_> = metrics.iter().map(|name| format!("`{name}`")).collect();
        let row = writeln!(
            text,
            "| `{}` | {} | {} |",
            dimension.name,
            metrics.join(", "),
            may_be(dimension),
        );
        row.expect("a text takes every line");
    }
    text
}

const HEAD: &str = "# Metrics\n\n\
    <!-- Made from shared/runtime/src/measure/table: UPDATE_METRICS=1 cargo test -p tests --test template -->\n\n\
    Every figure that the functions keep about themselves. What is not here is not kept. Figures are recorded in memory, by the \
    minute in which things happened, and pushed to CloudWatch after an answer has gone out: at least 10 s apart, for 300 ms at most, and \
    once more when Lambda ends the environment. A percentile is within 4.4 % of the true one from 0.125 ms to 32.8 s.\n\n\
    CloudWatch does not add up over dimensions. So a figure is published once for each set of dimensions under \"published by\"; \
    \"all\" is the figure of the whole fleet, without dimensions. Counters are read with the statistic Sum.\n\n\
    A value that is not of its dimension's set, or looks like an id, becomes `other` and is counted in `metrics.dropped`; \
    `none` says that there was none. No id, email address or text ever becomes a dimension.\n\n\
    ## What can be lost\n\n\
    PutMetricData is not idempotent, so every request is sent once. What CloudWatch certainly did not take (no connection, a throttle, \
    no permission) is kept, 1,500 data at most, and sent with the next. What got no answer counts as sent, so that nothing is counted \
    twice: `metrics.push_unknown` says how many data that were. What an environment holds when Lambda kills it is lost \
    without a trace: what it recorded since its last push, usually less than 10 s of requests.\n\n\
    ## What it costs\n\n";

/// What one reading of each detail costs, and a month of them.
fn reading(words: &Words) -> String {
    let [fleet, routes, all] = Detail::ALL.map(|detail| detail.statistics(words));
    // A cent for a thousand; 10,800 times four minutes are a month.
    let month = |statistics: usize| {
        let cents = (statistics * 10_800).div_ceil(1000);
        format!("{}.{:02} USD", cents / 100, cents % 100)
    };
    format!(
        "`GET /metrics` asks for {fleet}, with `detail=routes` for {routes}, with `detail=all` for {all}. Every four minutes, all month, \
         that is {}, {} and {}.",
        month(fleet),
        month(routes),
        month(all),
    )
}

fn named(set: &[&str]) -> String {
    if set.is_empty() {
        return "all".to_owned();
    }
    set.iter()
        .map(|name| format!("`{name}`"))
        .collect::<Vec<_>>()
        .join(" ")
}

/// The different dimensions, with the metrics that have them, in the order of the names.
fn dimensions() -> Vec<(Dimension, Vec<&'static str>)> {
    let mut found: Vec<(Dimension, Vec<&str>)> = Vec::new();
    for metric in ALL {
        for dimension in metric.dimensions {
            match found.iter_mut().find(|(known, _)| known == dimension) {
                Some((_, metrics)) => metrics.push(metric.name),
                None => found.push((*dimension, vec![metric.name])),
            }
        }
    }
    found.sort_by_key(|(dimension, _)| dimension.name);
    found
}

fn may_be(dimension: Dimension) -> String {
    match dimension.values {
        Values::Among(words) => words.join(", "),
        Values::Words(most) => format!("a word of the code, {most} different ones at most"),
        Values::Routes(most) => format!("a route's template, {most} different ones at most"),
    }
}
