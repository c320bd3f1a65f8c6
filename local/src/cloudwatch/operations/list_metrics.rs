//! `ListMetrics`: which metrics have figures, five hundred at a time.

use serde::{Deserialize, Serialize};

use crate::cloudwatch::{CloudWatch, Fault, Metric};

const MOST: usize = 500;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Ask {
    namespace: Option<String>,
    metric_name: Option<String>,
    #[serde(default)]
    dimensions: Vec<Wanted>,
    next_token: Option<String>,
}

/// A dimension that a metric must have, with any value or with this one.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Wanted {
    name: String,
    value: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Answer {
    metrics: Vec<Listed>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_token: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Listed {
    namespace: String,
    metric_name: String,
    dimensions: Vec<Told>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Told {
    name: String,
    value: String,
}

pub(super) fn run(cloudwatch: &CloudWatch, ask: Ask) -> Result<Answer, Fault> {
    let begin: usize = match &ask.next_token {
        None => 0,
        Some(token) => token.parse().map_err(|_| Fault::InvalidNextToken)?,
    };
    let all = cloudwatch.metrics();
    let mut wanted = all.iter().filter(|metric| ask.wants(metric)).skip(begin);
    let metrics: Vec<_> = wanted
        .by_ref()
        .take(MOST)
        .map(|metric| listed(metric))
        .collect();
    let next_token = wanted.next().map(|_| (begin + MOST).to_string());
    Ok(Answer {
        metrics,
        next_token,
    })
}

impl Ask {
    fn wants(&self, metric: &Metric) -> bool {
        let is = |wanted: &Option<String>, told: &str| wanted.as_deref().is_none_or(|w| w == told);
        is(&self.namespace, metric.namespace())
            && is(&self.metric_name, metric.name())
            && self.dimensions.iter().all(|wanted| {
                let told = metric.dimensions().get(&wanted.name);
                told.is_some_and(|told| is(&wanted.value, told))
            })
    }
}

fn listed(metric: &Metric) -> Listed {
    let told = |(name, value): (&String, &String)| Told {
        name: name.clone(),
        value: value.clone(),
    };
    Listed {
        namespace: metric.namespace().to_owned(),
        metric_name: metric.name().to_owned(),
        dimensions: metric.dimensions().iter().map(told).collect(),
    }
}
