//! CloudWatch, by `PutMetricData`: values with their counts, so that percentiles are right there.
//!
//! The call is not idempotent, so it is made once: what the service certainly did not take is kept for the next time, and what
//! may have arrived is never sent again.

use std::sync::Arc;
use std::time::Duration;

use aws_config::retry::RetryConfig;
use aws_config::timeout::TimeoutConfig;
use aws_sdk_cloudwatch::Client;
use aws_sdk_cloudwatch::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_cloudwatch::operation::put_metric_data::PutMetricDataError;
use aws_sdk_cloudwatch::primitives::DateTime;
use aws_sdk_cloudwatch::types::{Dimension, MetricDatum, StandardUnit};
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use tracing::Instrument;

use super::opened::Opened;
use super::{Fate, Sink};
use crate::measure::Datum;
use crate::measure::client::Namespace;
use crate::measure::table::Unit;

/// The most metrics of one request.
const MOST_METRICS: usize = 1000;

/// A request holds no more bytes than this before it is compressed, however it is written: the service takes 1 MB.
const MOST_BYTES: usize = 900_000;

/// What a call may take. It goes on, if it must, while the next events are answered.
const CALL: Duration = Duration::from_secs(3);

/// Sends data to CloudWatch.
#[derive(Debug, Clone)]
pub struct CloudWatch(Namespace);

impl CloudWatch {
    /// Into this namespace, with the environment's region and credentials. The client is made when it is first needed, which is
    /// after an answer: no cold start waits for it.
    #[must_use]
    pub fn new(namespace: &str) -> Self {
        Self(Namespace::named(namespace, bounds))
    }

    /// With this client, which must not retry.
    #[must_use]
    pub fn with_client(namespace: &str, client: Client) -> Self {
        Self(Namespace::named(namespace, bounds).with_client(client))
    }

    async fn send(self, request: Arc<[Datum]>) -> Fate {
        let client = self.0.client().await;
        let opened = Opened::default();
        let call = client
            .put_metric_data()
            .namespace(self.0.name())
            .set_metric_data(Some(request.iter().map(told).collect()))
            .customize()
            .interceptor(opened.clone());
        match call.send().await {
            Ok(_) => Fate::Taken,
            Err(error) => {
                let fate = fate(&error, &opened);
                let error = aws_sdk_cloudwatch::error::DisplayErrorContext(&error);
                tracing::warn!(%error, ?fate, "pushing metrics failed");
                fate
            }
        }
    }
}

fn bounds() -> (RetryConfig, TimeoutConfig) {
    let timeouts = TimeoutConfig::builder()
        .connect_timeout(Duration::from_secs(1))
        .operation_timeout(CALL)
        .build();
    (RetryConfig::disabled(), timeouts)
}

fn told(datum: &Datum) -> MetricDatum {
    let (values, counts) = datum.points.values().into_iter().unzip::<_, _, _, Vec<_>>();
    #[expect(clippy::cast_precision_loss, reason = "exact below 2^53")]
    let counts = counts.into_iter().map(|count: u64| count as f64).collect();
    let dimension = |(name, value): &(&'static str, String)| {
        Dimension::builder().name(*name).value(value).build()
    };
    let unit = match datum.unit {
        Unit::Count => StandardUnit::Count,
        Unit::Milliseconds => StandardUnit::Milliseconds,
        Unit::Bytes => StandardUnit::Bytes,
    };
    MetricDatum::builder()
        .metric_name(datum.name)
        .set_dimensions(Some(datum.dimensions.iter().map(dimension).collect()))
        .timestamp(DateTime::from_millis(datum.minute.as_millisecond()))
        .set_values(Some(values))
        .set_counts(Some(counts))
        .unit(unit)
        .build()
}

/// What became of a call that failed.
fn fate(error: &SdkError<PutMetricDataError>, opened: &Opened) -> Fate {
    match error {
        SdkError::ConstructionFailure(_) => Fate::Kept,
        SdkError::ServiceError(answer) => {
            let code = answer.err().code().unwrap_or_default();
            match answer.raw().status().as_u16() {
                _ if code.contains("Throttl") || code == "RequestLimitExceeded" => Fate::Kept,
                429 => Fate::Kept,
                413 => Fate::Refused,
                400 if code.contains("Parameter") || code.contains("Validation") => Fate::Refused,
                // No permission, or a signature that is not valid yet: that can be mended.
                400..=499 => Fate::Kept,
                _ => Fate::Unknown,
            }
        }
        // Without a connection nothing can have arrived, in whatever way that ended.
        _ if opened.never() => Fate::Kept,
        _ => Fate::Unknown,
    }
}

/// No fewer bytes than a datum takes in CBOR: names, dimensions, a moment, and nine bytes for each value and each count.
fn bytes(datum: &Datum) -> usize {
    let dimensions = datum.dimensions.iter();
    let dimensions: usize = dimensions.map(|(n, v)| n.len() + v.len() + 32).sum();
    160 + datum.name.len() + dimensions + 18 * datum.points.values().len()
}

impl Sink for CloudWatch {
    fn requests(&self, data: Vec<Datum>) -> Vec<Arc<[Datum]>> {
        let (mut requests, mut request, mut taken) = (Vec::new(), Vec::new(), 0);
        for datum in data {
            let more = bytes(&datum);
            if request.len() == MOST_METRICS || taken + more > MOST_BYTES {
                requests.push(std::mem::take(&mut request).into());
                taken = 0;
            }
            taken += more;
            request.push(datum);
        }
        if !request.is_empty() {
            requests.push(request.into());
        }
        requests
    }

    fn push(&self, request: Arc<[Datum]>) -> BoxFuture<'static, Fate> {
        // A task of its own: it goes on while the next events are answered.
        let sent = tokio::spawn(self.clone().send(request).in_current_span());
        sent.map(|sent| sent.unwrap_or(Fate::Unknown)).boxed()
    }
}
