//! One query: what is asked, and what there is.

use std::collections::BTreeMap;

use domain::Moment;
use serde::Deserialize;
use serde::de::IgnoredAny;

use super::super::Dimension;
use crate::cloudwatch::{CloudWatch, Fault, Figures, Metric, Statistic, Unit};

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Asked {
    id: Option<String>,
    metric_stat: Option<MetricStat>,
    expression: Option<IgnoredAny>,
    label: Option<String>,
    return_data: Option<bool>,
    account_id: Option<IgnoredAny>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct MetricStat {
    metric: Option<Named>,
    period: Option<i32>,
    stat: Option<String>,
    unit: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Named {
    namespace: Option<String>,
    metric_name: Option<String>,
    #[serde(default)]
    dimensions: Vec<Dimension>,
}

/// A query that can be answered.
#[derive(Debug)]
pub(super) struct Query {
    pub(super) id: String,
    pub(super) label: String,
    /// Whether its figures are to be in the answer.
    pub(super) is_wanted: bool,
    metric: Metric,
    unit: Option<Unit>,
    /// Minutes.
    period: i64,
    statistic: Statistic,
}

impl Asked {
    pub(super) fn parse(self, at: &str) -> Result<Query, Fault> {
        let missing = |name: &str| Fault::MissingParameter(format!("{at}.{name}"));
        let id = self.id.ok_or_else(|| missing("Id"))?;
        if !is_id(&id) {
            return Err(Fault::Validation(format!(
                "The value {id} for parameter {at}.Id must begin with a lower-case letter and have letters, digits and \
                 underscores, 255 at most."
            )));
        }
        if self.expression.is_some() {
            return Err(Fault::Validation(format!(
                "The local CloudWatch has no metric math: {at}.Expression is not taken. Ask for the metrics, and compute."
            )));
        }
        if self.account_id.is_some() {
            return Err(Fault::Validation(format!(
                "The local CloudWatch has one account: {at}.AccountId is not taken."
            )));
        }
        let stat = self.metric_stat.ok_or_else(|| missing("MetricStat"))?;
        let named = stat.metric.ok_or_else(|| missing("MetricStat.Metric"))?;
        let name = named.metric_name;
        let metric = Metric::new(
            named
                .namespace
                .ok_or_else(|| missing("MetricStat.Metric.Namespace"))?,
            name.ok_or_else(|| missing("MetricStat.Metric.MetricName"))?,
            named.dimensions.into_iter().map(|d| (d.name, d.value)),
        )?;
        let period = stat.period.ok_or_else(|| missing("MetricStat.Period"))?;
        if period < 60 || period % 60 != 0 {
            return Err(Fault::Validation(format!(
                "The parameter {at}.MetricStat.Period must be a multiple of 60: figures are kept by the minute."
            )));
        }
        let statistic = stat.stat.ok_or_else(|| missing("MetricStat.Stat"))?;
        Ok(Query {
            id,
            label: self.label.unwrap_or_else(|| metric.name().to_owned()),
            is_wanted: self.return_data.unwrap_or(true),
            metric,
            unit: stat.unit.as_deref().map(Unit::parse).transpose()?,
            period: i64::from(period / 60),
            statistic: Statistic::parse(&statistic)?,
        })
    }
}

fn is_id(id: &str) -> bool {
    id.len() <= 255
        && id.starts_with(|c: char| c.is_ascii_lowercase())
        && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

impl Query {
    /// What there is from the period in which `start` lies up to `end`, without it: when each period began, in seconds since 1970,
    /// and its figure. Periods lie on multiples of their length since 1970; CloudWatch does not say where its own do.
    pub(super) fn points(
        &self,
        cloudwatch: &CloudWatch,
        start: Moment,
        end: Moment,
    ) -> BTreeMap<i64, f64> {
        let begin = |minute: i64| minute.div_euclid(self.period) * self.period;
        let start = begin(start.as_second().div_euclid(60));
        // A minute that has begun before the end is within.
        let end = (end.as_millisecond() - 1).div_euclid(60_000) + 1;
        let mut periods: BTreeMap<i64, Figures> = BTreeMap::new();
        for (minute, figures) in cloudwatch.figures(&self.metric, self.unit, start..end) {
            periods.entry(begin(minute) * 60).or_default().add(&figures);
        }
        let told = |(at, figures): (i64, Figures)| Some((at, figures.statistic(self.statistic)?));
        periods.into_iter().filter_map(told).collect()
    }
}
