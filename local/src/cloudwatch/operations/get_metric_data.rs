//! `GetMetricData`: figures by period. There is no metric math.

mod page;
mod query;

use serde::{Deserialize, Serialize};

use self::page::Page;
use self::query::Query;
use super::at_most;
use crate::cloudwatch::protocol::Timestamp;
use crate::cloudwatch::{CloudWatch, Fault};

/// The most queries of a request.
const MOST_QUERIES: usize = 500;

/// The most data points of an answer.
const MOST_POINTS: usize = 100_800;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Ask {
    #[serde(default)]
    metric_data_queries: Vec<query::Asked>,
    start_time: Option<Timestamp>,
    end_time: Option<Timestamp>,
    next_token: Option<String>,
    scan_by: Option<String>,
    max_datapoints: Option<i32>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Answer {
    metric_data_results: Vec<Found>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_token: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Found {
    id: String,
    label: String,
    timestamps: Vec<Timestamp>,
    values: Vec<f64>,
    status_code: &'static str,
}

pub(super) fn run(cloudwatch: &CloudWatch, ask: Ask) -> Result<Answer, Fault> {
    let queries = queries(ask.metric_data_queries)?;
    let missing = |name: &str| Fault::MissingParameter(name.to_owned());
    let start = ask.start_time.ok_or_else(|| missing("StartTime"))?;
    let end = ask.end_time.ok_or_else(|| missing("EndTime"))?;
    let (start, end) = (start.moment("StartTime")?, end.moment("EndTime")?);
    if start >= end {
        return Err(Fault::Validation(
            "The parameter EndTime must be greater than StartTime.".to_owned(),
        ));
    }
    let newest_first = match ask.scan_by.as_deref() {
        None | Some("TimestampDescending") => true,
        Some("TimestampAscending") => false,
        Some(other) => {
            return Err(Fault::Validation(format!(
                "The value {other} for parameter ScanBy is invalid."
            )));
        }
    };
    let room = match ask.max_datapoints {
        None => MOST_POINTS,
        Some(most) => usize::try_from(most)
            .ok()
            .filter(|most| (1..=MOST_POINTS).contains(most))
            .ok_or_else(|| {
                Fault::Validation(format!(
                    "The parameter MaxDatapoints must be between 1 and {MOST_POINTS}."
                ))
            })?,
    };
    let mut page = Page::after(ask.next_token.as_deref(), room, newest_first)?;
    for (number, query) in queries.iter().enumerate() {
        let answer = || query.points(cloudwatch, start, end);
        page.put(number, query, answer);
    }
    Ok(page.answer())
}

/// Every query, also those whose figures are not asked for.
fn queries(asked: Vec<query::Asked>) -> Result<Vec<Query>, Fault> {
    if asked.is_empty() {
        return Err(Fault::MissingParameter("MetricDataQueries".to_owned()));
    }
    at_most("MetricDataQueries", asked.len(), MOST_QUERIES)?;
    let mut queries: Vec<Query> = Vec::new();
    for (asked, number) in asked.into_iter().zip(1..) {
        let query = asked.parse(&format!("MetricDataQueries.member.{number}"))?;
        if queries.iter().any(|other| other.id == query.id) {
            let id = &query.id;
            return Err(Fault::Validation(format!("The Id {id} is not unique.")));
        }
        queries.push(query);
    }
    if queries.iter().all(|query| !query.is_wanted) {
        return Err(Fault::Validation(
            "At least one query must have ReturnData true.".to_owned(),
        ));
    }
    Ok(queries)
}
