//! `PutMetricData`: takes figures, all of a request or none.

use std::sync::Arc;

use bytes::Bytes;
use domain::Moment;
use http::{Request, Response};
use jiff::SignedDuration;
use serde::Deserialize;
use serde::de::IgnoredAny;

use super::{Dimension, at_most};
use crate::cloudwatch::protocol::Timestamp;
use crate::cloudwatch::{
    CloudWatch, Datum, Fault, Figures, HungUp, Metric, Mishap, Unit, protocol,
};

/// The most metrics of a request.
const MOST_METRICS: usize = 1000;

/// The most different values of a datum.
const MOST_VALUES: usize = 150;

/// 2^360: no value lies further from zero.
const GREATEST: f64 = 2.348_542_582_773_833_3e108;

/// How far back a figure may lie.
const OLDEST: SignedDuration = SignedDuration::from_hours(14 * 24);

/// How far ahead.
const NEWEST: SignedDuration = SignedDuration::from_hours(2);

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Ask {
    namespace: Option<String>,
    metric_data: Option<Vec<Told>>,
    entity_metric_data: Option<IgnoredAny>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Told {
    metric_name: Option<String>,
    #[serde(default)]
    dimensions: Vec<Dimension>,
    timestamp: Option<Timestamp>,
    value: Option<f64>,
    values: Option<Vec<f64>>,
    counts: Option<Vec<f64>>,
    statistic_values: Option<IgnoredAny>,
    unit: Option<String>,
    storage_resolution: Option<i32>,
}

/// Takes figures, unless a mishap was ordered.
pub(super) async fn answer(
    cloudwatch: &CloudWatch,
    request: &Request<Bytes>,
) -> Result<Result<Response<Bytes>, Fault>, HungUp> {
    let mishap = cloudwatch.next_mishap();
    match mishap {
        Some(Mishap::Fail) => return Ok(Err(Fault::InternalService)),
        Some(Mishap::Throttle) => return Ok(Err(Fault::Throttling)),
        Some(Mishap::Hang) => return std::future::pending().await,
        Some(Mishap::HangUp) | None => {}
    }
    let now = cloudwatch.clock.now();
    let taken = protocol::read(request).and_then(|ask| data(ask, now));
    let taken = taken.map(|data| cloudwatch.put(data));
    match mishap {
        Some(_) => Err(HungUp),
        None => Ok(taken.map(|()| protocol::empty())),
    }
}

fn data(ask: Ask, now: Moment) -> Result<Vec<Datum>, Fault> {
    if ask.entity_metric_data.is_some() {
        return Err(Fault::InvalidParameterValue(
            "The local CloudWatch does not take EntityMetricData.".to_owned(),
        ));
    }
    let missing = |name: &str| Fault::MissingParameter(name.to_owned());
    let namespace = ask.namespace.ok_or_else(|| missing("Namespace"))?;
    let told = ask.metric_data.filter(|told| !told.is_empty());
    let told = told.ok_or_else(|| missing("MetricData"))?;
    at_most("MetricData", told.len(), MOST_METRICS)?;
    let numbered = told.into_iter().zip(1..);
    numbered
        .map(|(told, number)| told.datum(&namespace, &format!("MetricData.member.{number}"), now))
        .collect()
}

impl Told {
    fn datum(self, namespace: &str, at: &str, now: Moment) -> Result<Datum, Fault> {
        let name = self.metric_name;
        let name = name.ok_or_else(|| Fault::MissingParameter(format!("{at}.MetricName")))?;
        at_most(&format!("{at}.Dimensions"), self.dimensions.len(), 30)?;
        let dimensions = self.dimensions.into_iter();
        let dimensions = dimensions.map(|dimension| (dimension.name, dimension.value));
        if self.statistic_values.is_some() {
            return Err(Fault::InvalidParameterValue(format!(
                "The local CloudWatch does not take {at}.StatisticValues, of which there are no percentiles."
            )));
        }
        if self.storage_resolution.is_some_and(|seconds| seconds != 60) {
            return Err(Fault::InvalidParameterValue(format!(
                "The local CloudWatch keeps figures by the minute: {at}.StorageResolution must be 60."
            )));
        }
        Ok(Datum {
            metric: Arc::new(Metric::new(namespace, name, dimensions)?),
            unit: match self.unit {
                Some(unit) => Unit::parse(&unit)?,
                None => Unit::NONE,
            },
            moment: moment(self.timestamp, at, now)?,
            figures: figures(self.value, self.values, self.counts, at)?,
        })
    }
}

fn moment(told: Option<Timestamp>, at: &str, now: Moment) -> Result<Moment, Fault> {
    let Some(told) = told else { return Ok(now) };
    let moment = told.moment(&format!("{at}.Timestamp"))?;
    let late = |why: &str| {
        Fault::InvalidParameterValue(format!(
            "The parameter {at}.Timestamp must specify a time {why}."
        ))
    };
    if now.since(moment) > OLDEST {
        return Err(late("no more than two weeks in the past"));
    }
    if moment.since(now) > NEWEST {
        return Err(late("no more than two hours in the future"));
    }
    Ok(moment)
}

fn figures(
    value: Option<f64>,
    values: Option<Vec<f64>>,
    counts: Option<Vec<f64>>,
    at: &str,
) -> Result<Figures, Fault> {
    let (values, counts) = match (value, values) {
        (Some(_), Some(_)) => {
            return Err(Fault::InvalidParameterCombination(format!(
                "The parameters {at}.Value and {at}.Values are mutually exclusive and you have specified both."
            )));
        }
        (Some(value), None) if counts.is_none() => (vec![value], vec![1.0]),
        (None, Some(values)) if !values.is_empty() => {
            let counts = counts.unwrap_or_else(|| vec![1.0; values.len()]);
            (values, counts)
        }
        _ => return Err(Fault::MissingParameter(format!("{at}.Values"))),
    };
    at_most(&format!("{at}.Values"), values.len(), MOST_VALUES)?;
    if values.len() != counts.len() {
        return Err(Fault::InvalidParameterValue(format!(
            "The parameters {at}.Values and {at}.Counts must be of the same size."
        )));
    }
    let mut figures = Figures::default();
    for (value, count) in values.into_iter().zip(counts) {
        // What is no number is not within either.
        if !(-GREATEST..=GREATEST).contains(&value)
            || !(0.0..=GREATEST).contains(&count)
            || count == 0.0
        {
            return Err(Fault::InvalidParameterValue(format!(
                "The parameter {at} must have numbers from -2^360 to 2^360, each with a count above 0."
            )));
        }
        figures.record(value, count);
    }
    Ok(figures)
}
