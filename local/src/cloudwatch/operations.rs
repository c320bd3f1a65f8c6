//! Which operation a request asks for.

mod get_metric_data;
mod list_metrics;
mod put_metric_data;

use bytes::Bytes;
use http::{Request, Response};
use serde::Deserialize;

use super::{CloudWatch, Fault, HungUp, protocol};

/// A dimension on the wire.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Dimension {
    name: String,
    value: String,
}

/// Runs the operation that a request asks for.
pub(super) async fn answer(
    cloudwatch: &CloudWatch,
    request: &Request<Bytes>,
) -> Result<Response<Bytes>, HungUp> {
    let outcome = match protocol::operation(request).unwrap_or_default() {
        "PutMetricData" => put_metric_data::answer(cloudwatch, request).await?,
        "GetMetricData" => protocol::read(request)
            .and_then(|ask| get_metric_data::run(cloudwatch, ask))
            .map(|answer| protocol::answer(&answer)),
        "ListMetrics" => protocol::read(request)
            .and_then(|ask| list_metrics::run(cloudwatch, ask))
            .map(|answer| protocol::answer(&answer)),
        other => Err(Fault::UnknownOperation(format!(
            "The local CloudWatch has no operation {other}; local/src/cloudwatch/operations.rs lists those it has."
        ))),
    };
    Ok(outcome.unwrap_or_else(|fault| protocol::refuse(&fault)))
}

/// What every list is held to.
fn at_most(name: &str, length: usize, most: usize) -> Result<(), Fault> {
    if length > most {
        return Err(Fault::InvalidParameterValue(format!(
            "The collection {name} must not have a size greater than {most}."
        )));
    }
    Ok(())
}
