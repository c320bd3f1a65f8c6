//! Figures in Prometheus' text format.
//!
//! All are gauges: they are of a window that moves, so they rise and fall. A counter or a summary of Prometheus only ever rises, and
//! `rate()` would take every fall for a restart.

use std::fmt::Write;

use domain::window::Window;
use runtime::measure::table::{Metric, Series, Unit};
use runtime::measure::{Figure, Spread, Value};

use super::told::base;

/// The format's own type.
pub(super) const CONTENT_TYPE: &str = "text/plain; version=0.0.4; charset=utf-8";

/// The figures of a window: a family for each set of dimensions that a metric is published by, and two more for what has percentiles.
pub(super) fn of(figures: &[Figure], window: Window) -> String {
    let mut text = Text::default();
    let name = "study_window_seconds";
    text.family(name, "The time over which all figures here are taken.");
    let seconds = f64::from(window.minutes().get()) * 60.0;
    text.sample(name, &[], seconds);
    // The figures of a family stand together.
    for of_family in figures.chunk_by(|a, b| Family::of(&a.series) == Family::of(&b.series)) {
        family(&mut text, of_family);
    }
    text.0
}

fn family(text: &mut Text, figures: &[Figure]) {
    let Some(first) = figures.first() else {
        return;
    };
    let (family, metric) = (Family::of(&first.series), first.series.metric);
    let own = family.name("", true);
    text.family(&own, metric.why);
    for Figure { series, value } in figures {
        match value {
            Value::Counter(value) | Value::Gauge(value) => {
                text.sample(&own, &labels(series), base(metric.unit, *value));
            }
            Value::Histogram(spread) => {
                for (quantile, value) in quantiles(spread) {
                    let mut labels = labels(series);
                    labels.push(("quantile", quantile));
                    text.sample(&own, &labels, base(metric.unit, value));
                }
            }
        }
    }
    let spreads: Vec<_> = figures.iter().filter_map(spread).collect();
    if spreads.is_empty() {
        return;
    }
    let mean = family.name("_mean", true);
    text.family(&mean, &format!("The mean of {own}."));
    for (series, spread) in &spreads {
        text.sample(&mean, &labels(series), base(metric.unit, spread.mean()));
    }
    let observations = family.name("_observations", false);
    text.family(&observations, &format!("How often {own} was measured."));
    for (series, spread) in &spreads {
        text.sample(&observations, &labels(series), spread.count);
    }
}

/// Series that may be added up: those of one metric, published by one set of dimensions. What is published by several would be counted
/// several times in one family.
#[derive(PartialEq)]
struct Family {
    metric: &'static str,
    unit: &'static str,
    /// `_by_route_method`; nothing for the metric's first set.
    by: String,
}

impl Family {
    fn of(series: &Series) -> Self {
        let Metric {
            name,
            unit,
            published,
            ..
        } = series.metric;
        let set: Vec<_> = series.dimensions.iter().map(|(name, _)| *name).collect();
        let is_first = published.first().is_some_and(|first| *first == set);
        Self {
            metric: name,
            unit: match unit {
                Unit::Count => "",
                Unit::Milliseconds => "_seconds",
                Unit::Bytes => "_bytes",
            },
            by: if is_first {
                String::new()
            } else {
                format!("_by_{}", set.join("_"))
            },
        }
    }

    /// `study_http_request_duration_by_route_method_seconds`: the base unit comes last.
    fn name(&self, part: &str, has_unit: bool) -> String {
        let Self { metric, unit, by } = self;
        let metric = metric.replace('.', "_");
        let metric = metric.strip_suffix(unit).unwrap_or(&metric);
        let unit = if has_unit { unit } else { "" };
        format!("study_{metric}{by}{part}{unit}")
    }
}

fn spread(figure: &Figure) -> Option<(&Series, &Spread)> {
    match &figure.value {
        Value::Histogram(spread) => Some((&figure.series, spread)),
        Value::Counter(_) | Value::Gauge(_) => None,
    }
}

/// The smallest and the largest are quantiles too.
fn quantiles(spread: &Spread) -> [(&'static str, f64); 5] {
    [
        ("0", spread.min),
        ("0.5", spread.p50),
        ("0.95", spread.p95),
        ("0.99", spread.p99),
        ("1", spread.max),
    ]
}

fn labels(series: &Series) -> Vec<(&'static str, &str)> {
    let dimensions = series.dimensions.iter();
    dimensions
        .map(|(name, value)| (*name, value.as_str()))
        .collect()
}

/// The text as it grows, a line at a time.
#[derive(Default)]
struct Text(String);

impl Text {
    fn family(&mut self, name: &str, help: &str) {
        let help = help.replace('\\', "\\\\").replace('\n', "\\n");
        self.line(format_args!("# HELP {name} {help}"));
        self.line(format_args!("# TYPE {name} gauge"));
    }

    fn sample(&mut self, name: &str, labels: &[(&str, &str)], value: f64) {
        let label = |(name, value): &(&str, &str)| {
            let value = value.replace('\\', "\\\\");
            let value = value.replace('"', "\\\"").replace('\n', "\\n");
            format!("{name}=\"{value}\"")
        };
        let labels: Vec<_> = labels.iter().map(label).collect();
        if labels.is_empty() {
            self.line(format_args!("{name} {value}"));
        } else {
            self.line(format_args!("{name}{{{}}} {value}", labels.join(",")));
        }
    }

    fn line(&mut self, line: std::fmt::Arguments<'_>) {
        writeln!(self.0, "{line}").expect("a text takes every line");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_end_a_label_or_a_line_is_escaped() {
        let mut text = Text::default();
        text.family("study_x", "One \\ and\ntwo.");
        text.sample(
            "study_x",
            &[("route", "a\"b\\c\nd"), ("method", "GET")],
            1.5,
        );
        let expected = "# HELP study_x One \\\\ and\\ntwo.\n# TYPE study_x gauge\n\
                        study_x{route=\"a\\\"b\\\\c\\nd\",method=\"GET\"} 1.5\n";
        assert_eq!(text.0, expected);
    }

    #[test]
    fn the_unit_comes_last_and_once_and_is_no_part_of_what_is_counted() {
        let family = |name: &str, place: usize| {
            let metric = Metric::named(name).unwrap();
            let set = metric.published[place].iter();
            Family::of(&Series {
                metric,
                dimensions: set.map(|name| (*name, String::new())).collect(),
            })
        };
        let names = |name, place| {
            let family = family(name, place);
            [family.name("", true), family.name("_observations", false)]
        };
        assert_eq!(names("cache.bytes", 0)[0], "study_cache_bytes");
        assert_eq!(
            names("http.request.duration", 1),
            [
                "study_http_request_duration_by_route_method_seconds",
                "study_http_request_duration_by_route_method_observations",
            ]
        );
        assert_eq!(names("http.requests", 0)[0], "study_http_requests");
    }
}
