//! A CloudWatch in this process, and the real SDK to ask it.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use aws_sdk_cloudwatch::config::retry::RetryConfig;
use aws_sdk_cloudwatch::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_cloudwatch::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_cloudwatch::operation::get_metric_data::builders::GetMetricDataFluentBuilder;
use aws_sdk_cloudwatch::operation::put_metric_data::builders::PutMetricDataFluentBuilder;
use aws_sdk_cloudwatch::primitives::DateTime;
use aws_sdk_cloudwatch::types::{Dimension, Metric, MetricDataQuery, MetricDatum, MetricStat};
use aws_sdk_cloudwatch::{Client, Config};
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use bytes::Bytes;
use local::cloudwatch::CloudWatch;

use crate::clock::Standing;

/// Noon of 22 November 2026, which the clock says at first.
pub(crate) const NOON: i64 = 1_795_348_800;

pub(crate) struct Scene {
    pub(crate) cloudwatch: Arc<CloudWatch>,
    pub(crate) clock: Arc<Standing>,
    pub(crate) client: Client,
    compressed: Arc<AtomicUsize>,
}

impl Scene {
    pub(crate) fn new() -> Self {
        let clock = Standing::new();
        let cloudwatch = Arc::new(CloudWatch::new(clock.clone()));
        let compressed = Arc::default();
        let wire = Wire {
            cloudwatch: Arc::clone(&cloudwatch),
            compressed: Arc::clone(&compressed),
        };
        Self {
            cloudwatch,
            clock,
            client: client(wire),
            compressed,
        }
    }

    /// A request that puts data into the namespace `study`.
    pub(crate) fn putting(
        &self,
        data: impl IntoIterator<Item = MetricDatum>,
    ) -> PutMetricDataFluentBuilder {
        let data = data.into_iter().collect();
        let put = self.client.put_metric_data().namespace("study");
        put.set_metric_data(Some(data))
    }

    /// Puts data that must be taken.
    pub(crate) async fn put(&self, data: impl IntoIterator<Item = MetricDatum>) {
        self.putting(data).send().await.unwrap();
    }

    /// A question about the minutes from so many before noon to so many after, oldest first.
    pub(crate) fn asking(
        &self,
        minutes: std::ops::Range<i64>,
        queries: impl IntoIterator<Item = MetricDataQuery>,
    ) -> GetMetricDataFluentBuilder {
        let at = |minute: i64| DateTime::from_secs(NOON + minute * 60);
        self.client
            .get_metric_data()
            .start_time(at(minutes.start))
            .end_time(at(minutes.end))
            .scan_by(aws_sdk_cloudwatch::types::ScanBy::TimestampAscending)
            .set_metric_data_queries(Some(queries.into_iter().collect()))
    }

    /// The figures of one query, oldest first, each with the minute it began in, counted from noon.
    pub(crate) async fn ask(&self, query: MetricDataQuery) -> Vec<(i64, f64)> {
        let told = self.asking(-180..180, [query]).send().await.unwrap();
        assert_eq!(told.next_token(), None);
        let [found] = told.metric_data_results() else {
            panic!("one query, one result: {told:?}");
        };
        points(found)
    }

    /// How many requests came compressed.
    pub(crate) fn compressed(&self) -> usize {
        self.compressed.load(Ordering::SeqCst)
    }
}

pub(crate) fn points(found: &aws_sdk_cloudwatch::types::MetricDataResult) -> Vec<(i64, f64)> {
    let minutes = found.timestamps().iter().map(|at| (at.secs() - NOON) / 60);
    minutes.zip(found.values().iter().copied()).collect()
}

/// A datum with this value, now.
pub(crate) fn datum(name: &str, value: f64) -> MetricDatum {
    MetricDatum::builder()
        .metric_name(name)
        .value(value)
        .build()
}

/// The same, at so many minutes after noon.
pub(crate) fn datum_at(name: &str, value: f64, minute: i64) -> MetricDatum {
    let mut datum = datum(name, value);
    datum.timestamp = Some(DateTime::from_secs(NOON + minute * 60));
    datum
}

pub(crate) fn dimension(name: &str, value: &str) -> Dimension {
    Dimension::builder().name(name).value(value).build()
}

/// A query by the minute for a metric without dimensions.
pub(crate) fn query(id: &str, metric: &str, stat: &str) -> MetricDataQuery {
    query_of(id, Metric::builder().metric_name(metric), stat, 60)
}

/// A query for a metric of the namespace `study`.
pub(crate) fn query_of(
    id: &str,
    metric: aws_sdk_cloudwatch::types::builders::MetricBuilder,
    stat: &str,
    period: i32,
) -> MetricDataQuery {
    let stat = MetricStat::builder()
        .metric(metric.namespace("study").build())
        .period(period)
        .stat(stat);
    MetricDataQuery::builder()
        .id(id)
        .metric_stat(stat.build())
        .build()
}

/// The code of a refusal, and what it says.
pub(crate) fn refused<E: ProvideErrorMetadata + std::fmt::Debug>(
    error: SdkError<E>,
) -> (String, String) {
    match error {
        SdkError::ServiceError(refused) => {
            let told = refused.err().meta();
            let text = |text: Option<&str>| text.unwrap().to_owned();
            (text(told.code()), text(told.message()))
        }
        other => panic!("{other:?}"),
    }
}

#[derive(Debug)]
struct Wire {
    cloudwatch: Arc<CloudWatch>,
    compressed: Arc<AtomicUsize>,
}

impl HttpConnector for Wire {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let body = request.body().bytes().unwrap_or_default();
        let body = Bytes::copy_from_slice(body);
        let request = request.try_into_http1x().unwrap().map(|_| body);
        if request
            .headers()
            .get("content-encoding")
            .is_some_and(|coding| coding == "gzip")
        {
            self.compressed.fetch_add(1, Ordering::SeqCst);
        }
        assert!(self.cloudwatch.is_addressed_by(&request));
        let cloudwatch = Arc::clone(&self.cloudwatch);
        HttpConnectorFuture::new(async move {
            match cloudwatch.answer(&request).await {
                Ok(response) => Ok(HttpResponse::try_from(response.map(Into::into)).unwrap()),
                Err(hung_up) => Err(ConnectorError::io(Box::new(hung_up))),
            }
        })
    }
}

fn client(wire: Wire) -> Client {
    let connector = SharedHttpConnector::new(wire);
    let config = Config::builder()
        .behavior_version(BehaviorVersion::v2026_01_12())
        .region(Region::new("us-east-1"))
        .endpoint_url("http://cloudwatch")
        .credentials_provider(Credentials::new("test", "test", None, None, "test"))
        .retry_config(RetryConfig::disabled())
        .http_client(http_client_fn(move |_, _| connector.clone()))
        .build();
    Client::from_conf(config)
}
