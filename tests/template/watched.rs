//! What is asked of CloudWatch, held to what there is: a metric of a namespace, by dimensions and a statistic. What nobody publishes
//! gives no error there, but an alarm that never rings.

mod aws;

use runtime::measure::table::{Kind, Metric, Words};
use template::Template;

use crate::stack;

/// One metric, as an alarm or a widget asks for it.
#[derive(Debug)]
pub(crate) struct Asked {
    pub(crate) namespace: String,
    pub(crate) metric: String,
    /// Names and values.
    pub(crate) dimensions: Vec<(String, String)>,
    pub(crate) statistic: String,
}

impl Asked {
    /// Whether the functions say it themselves.
    pub(crate) fn is_own(&self) -> bool {
        self.namespace == stack::NAME
    }

    /// In what CloudWatch tells it, by its own name of the unit; or what is wrong with it.
    pub(crate) fn unit(&self, template: &Template) -> Result<&'static str, String> {
        let wrong = |what: &str| Err(format!("{what}: {self:?}"));
        if !self.is_own() {
            let Some(known) = aws::named(&self.namespace, &self.metric) else {
                return wrong("AWS has no such metric");
            };
            let mut names: Vec<_> = self.dimensions.iter().map(|(n, _)| n.as_str()).collect();
            names.sort_unstable();
            return match known {
                _ if !known.dimensions.contains(&names.as_slice()) => wrong("not by that"),
                _ if !self.dimensions.iter().all(|d| is_of(template, d)) => wrong("not of us"),
                _ if !known.statistics.contains(&self.statistic.as_str()) => {
                    wrong("that says nothing of it")
                }
                _ => Ok(known.unit),
            };
        }
        let Some(metric) = Metric::named(&self.metric) else {
            return wrong("the table has no such metric");
        };
        let is_asked = |series: &[(&str, String)]| {
            let own = |(n, v): &(String, String)| series.iter().any(|(m, w)| n == m && v == w);
            series.len() == self.dimensions.len() && self.dimensions.iter().all(own)
        };
        let series = Words::ours().of(metric);
        if !series.iter().any(|series| is_asked(&series.dimensions)) {
            return wrong("it is not published so");
        }
        unit(metric, &self.statistic).map_or_else(|| wrong("that says nothing of it"), Ok)
    }
}

/// Whether a dimension of AWS's names something of this template.
fn is_of(template: &Template, (name, value): &(String, String)) -> bool {
    let functions = template.functions().iter();
    let queues = template.queues().iter();
    let tables = template.tables().iter();
    match name.as_str() {
        "ApiId" => value == stack::API,
        "FunctionName" => {
            let mut names = functions.map(|function| stack::function_name(&function.group));
            names.any(|name| name == *value)
        }
        "QueueName" => queues.map(|q| q.name(stack::NAME)).any(|q| q == *value),
        "TableName" => {
            let mut names = tables.map(|table| format!("{}-{}", stack::NAME, table.suffix));
            names.any(|name| name == *value)
        }
        _ => false,
    }
}

/// In what this statistic of a metric of ours is told; `None` when it says nothing of such a metric.
fn unit(metric: &Metric, statistic: &str) -> Option<&'static str> {
    let is_percentile = statistic
        .strip_prefix('p')
        .is_some_and(|rank| rank.parse::<f64>().is_ok_and(|rank| rank < 100.0));
    match (metric.kind, statistic) {
        (Kind::Counter, "Sum")
        | (Kind::Gauge | Kind::Histogram, "Average" | "Maximum" | "Minimum") => {
            Some(metric.unit.word())
        }
        (Kind::Histogram, "SampleCount") => Some("Count"),
        (Kind::Histogram, _) if is_percentile => Some(metric.unit.word()),
        _ => None,
    }
}

/// In what CloudWatch tells what this search of a widget's finds, or what is wrong with it. Such a search names a namespace of ours, the
/// dimensions of a metric, the metric, perhaps values, a statistic, and the widget's period.
pub(crate) fn unit_of_search(search: &str, period: u64) -> Result<&'static str, String> {
    let wrong = |what: &str| Err(format!("{what}: {search}"));
    let rest = search.strip_prefix("SEARCH('{\"");
    let Some((schema, rest)) = rest.and_then(|rest| rest.split_once("} MetricName=\"")) else {
        return wrong("this is no search of ours");
    };
    let Some((terms, rest)) = rest.split_once("', '") else {
        return wrong("there is no statistic");
    };
    let Some(statistic) = rest.strip_suffix(&format!("', {period})")) else {
        return wrong("the period is not the widget's");
    };
    let mut names = schema.split(',');
    if names.next() != Some(&format!("{}\"", stack::NAME)) {
        return wrong("the namespace is another");
    }
    let mut names: Vec<_> = names.collect();
    names.sort_unstable();
    let mut terms = terms.split("\" ");
    let metric = terms.next().map(|name| name.trim_end_matches('"'));
    let Some(metric) = metric.and_then(Metric::named) else {
        return wrong("the table has no such metric");
    };
    let terms: Vec<_> = terms.filter_map(|term| term.split_once("=\"")).collect();
    let is_found = |series: &[(&str, String)]| {
        let mut own: Vec<_> = series.iter().map(|(name, _)| *name).collect();
        own.sort_unstable();
        let has = |(name, value): &(&str, &str)| {
            let value = value.trim_end_matches('"');
            series.iter().any(|(n, v)| n == name && v == value)
        };
        own == names && terms.iter().all(has)
    };
    let series = Words::ours().of(metric);
    if !series.iter().any(|series| is_found(&series.dimensions)) {
        return wrong("it is not published so");
    }
    unit(metric, statistic).map_or_else(|| wrong("that says nothing of it"), Ok)
}
