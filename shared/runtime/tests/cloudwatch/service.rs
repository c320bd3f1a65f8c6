//! A CloudWatch of its own for one test: started on a free port of this machine, gone with the test.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use aws_config::BehaviorVersion;
use aws_config::retry::RetryConfig;
use aws_sdk_cloudwatch::Client;
use aws_sdk_cloudwatch::config::interceptors::BeforeTransmitInterceptorContextRef;
use aws_sdk_cloudwatch::config::{
    Config, ConfigBag, Credentials, Intercept, Region, RuntimeComponents,
};
use aws_sdk_cloudwatch::error::BoxError;
use aws_sdk_cloudwatch::primitives::DateTime;
use aws_sdk_cloudwatch::types::{Dimension, Metric, MetricDataQuery, MetricStat};
use domain::Moment;
use jiff::SignedDuration;
use testkit::ministack::Ministack;

/// The namespace that is pushed into.
pub(crate) const NAMESPACE: &str = "study";

/// A running service.
pub(crate) struct Service {
    _ministack: Ministack,
    pub(crate) client: Client,
    pub(crate) sent: Sent,
}

/// What was sent to the service: whether it was compressed, and how many bytes it had then.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sent(Arc<Mutex<Vec<(bool, usize)>>>);

impl Sent {
    pub(crate) fn all(&self) -> Vec<(bool, usize)> {
        self.0.lock().unwrap().clone()
    }
}

impl Intercept for Sent {
    fn name(&self) -> &'static str {
        "Sent"
    }

    fn read_before_transmit(
        &self,
        context: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let request = context.request();
        let is_compressed = request.headers().get("content-encoding") == Some("gzip");
        let length = request.headers().get("content-length");
        let length = length.and_then(|length| length.parse().ok());
        let bytes = length.ok_or("a request says how long it is")?;
        self.0.lock().unwrap().push((is_compressed, bytes));
        Ok(())
    }
}

impl Service {
    pub(crate) fn start() -> Self {
        let (ministack, sent) = (Ministack::start(), Sent::default());
        Self {
            client: client(&ministack.url(), sent.clone()),
            sent,
            _ministack: ministack,
        }
    }

    /// What it says of a metric, by the minute: a statistic of the quarter of an hour from this moment on.
    pub(crate) async fn told(
        &self,
        metric: &str,
        dimensions: &[(&str, &str)],
        statistic: &str,
        from: Moment,
    ) -> BTreeMap<i64, f64> {
        let dimensions = dimensions.iter().map(|(name, value)| {
            let dimension = Dimension::builder().name(*name).value(*value);
            dimension.build()
        });
        let metric = Metric::builder()
            .namespace(NAMESPACE)
            .metric_name(metric)
            .set_dimensions(Some(dimensions.collect()))
            .build();
        let statistic = MetricStat::builder()
            .metric(metric)
            .period(60)
            .stat(statistic)
            .build();
        let query = MetricDataQuery::builder()
            .id("asked")
            .metric_stat(statistic)
            .build();
        let to = from.plus(SignedDuration::from_mins(15));
        let answer = self
            .client
            .get_metric_data()
            .start_time(DateTime::from_secs(from.as_second()))
            .end_time(DateTime::from_secs(to.as_second()))
            .metric_data_queries(query)
            .send()
            .await
            .unwrap();
        let [result] = answer.metric_data_results() else {
            panic!("one answer to one question: {answer:?}");
        };
        let minutes = result.timestamps().iter().map(DateTime::secs);
        minutes.zip(result.values().iter().copied()).collect()
    }
}

fn client(url: &str, sent: Sent) -> Client {
    let config = Config::builder()
        .behavior_version(BehaviorVersion::v2026_01_12())
        .region(Region::from_static("eu-central-1"))
        .credentials_provider(Credentials::new("test", "test", None, None, "test"))
        .retry_config(RetryConfig::disabled())
        .endpoint_url(url)
        .interceptor(sent)
        .build();
    Client::from_conf(config)
}
