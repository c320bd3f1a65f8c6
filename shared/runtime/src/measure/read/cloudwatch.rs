//! CloudWatch, by `GetMetricData`.

use std::time::Duration;

use aws_config::retry::RetryConfig;
use aws_config::timeout::TimeoutConfig;
use aws_sdk_cloudwatch::Client;
use aws_sdk_cloudwatch::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_cloudwatch::primitives::DateTime;
use aws_sdk_cloudwatch::types::{
    Dimension, Metric, MetricDataQuery, MetricDataResult, MetricStat, StatusCode,
};
use domain::window::Window;
use futures_util::FutureExt;
use futures_util::future::{BoxFuture, try_join_all};

use super::statistic::{self, Statistic};
use super::{Figure, Figures, Unread};
use crate::measure::client::Namespace;
use crate::measure::table::Series;

/// The most queries of one call.
const MOST_QUERIES: usize = 500;

/// The most answers of one call: each names the next.
const MOST_PAGES: usize = 20;

/// What a reading may take. A function that reads has more, so that it can still say why it failed.
const READING: Duration = Duration::from_secs(7);

/// Reads from CloudWatch. Clones share a client.
#[derive(Debug, Clone)]
pub struct FromCloudWatch(Namespace);

/// One statistic of one series, which is named by where it stands among those that are asked for.
struct Question<'a> {
    series: &'a Series,
    statistic: Statistic,
}

impl FromCloudWatch {
    /// From this namespace, with the environment's region and credentials. The client is made for the first reading: no cold start
    /// waits for it.
    #[must_use]
    pub fn new(namespace: &str) -> Self {
        Self(Namespace::named(namespace, bounds))
    }

    /// With this client.
    #[must_use]
    pub fn with_client(namespace: &str, client: Client) -> Self {
        Self(Namespace::named(namespace, bounds).with_client(client))
    }

    async fn figures(&self, series: Vec<Series>, window: Window) -> Result<Vec<Figure>, Unread> {
        let client = self.0.client().await;
        let questions: Vec<_> = series.iter().flat_map(questions).collect();
        let calls = questions
            .chunks(MOST_QUERIES)
            .map(|questions| self.ask(client, questions, window));
        let mut answers = try_join_all(calls).await?.into_iter().flatten();
        let told = series.iter().filter_map(|series| {
            let kind = series.metric.kind;
            let values: Vec<_> = answers.by_ref().take(statistic::of(kind).len()).collect();
            let value = statistic::value(kind, &values)?;
            Some(Figure {
                series: series.clone(),
                value,
            })
        });
        Ok(told.collect())
    }

    /// The values of each question, in their order.
    async fn ask(
        &self,
        client: &Client,
        questions: &[Question<'_>],
        window: Window,
    ) -> Result<Vec<Vec<f64>>, Unread> {
        let queries: Vec<_> = questions
            .iter()
            .enumerate()
            .map(|(place, question)| self.query(place, question, window))
            .collect();
        let mut answers = vec![Vec::new(); questions.len()];
        let mut next = None;
        for _ in 0..MOST_PAGES {
            let call = client
                .get_metric_data()
                .set_metric_data_queries(Some(queries.clone()))
                .start_time(DateTime::from_secs(window.from().as_second()))
                .end_time(DateTime::from_secs(window.to().as_second()))
                .set_next_token(next);
            let answer = call.send().await.map_err(|error| failed(&error))?;
            for result in answer.metric_data_results() {
                take(result, &mut answers)?;
            }
            next = answer.next_token.filter(|token| !token.is_empty());
            if next.is_none() {
                return Ok(answers);
            }
        }
        Err(Unread("CloudWatch: an answer without an end".to_owned()))
    }

    fn query(&self, place: usize, question: &Question<'_>, window: Window) -> MetricDataQuery {
        let Question { series, statistic } = question;
        let dimension = |(name, value): &(&'static str, String)| {
            Dimension::builder().name(*name).value(value).build()
        };
        let metric = Metric::builder()
            .namespace(self.0.name())
            .metric_name(series.metric.name)
            .set_dimensions(Some(series.dimensions.iter().map(dimension).collect()))
            .build();
        let asked = MetricStat::builder()
            .metric(metric)
            // The window is one period, so that CloudWatch makes the percentiles of all of it.
            .period(i32::from(window.minutes().get()) * 60)
            .stat(statistic.name())
            .build();
        MetricDataQuery::builder()
            .id(format!("q{place}"))
            .metric_stat(asked)
            .build()
    }
}

fn questions(series: &Series) -> impl Iterator<Item = Question<'_>> {
    let statistics = statistic::of(series.metric.kind).iter();
    statistics.map(move |statistic| Question {
        series,
        statistic: *statistic,
    })
}

/// Puts the values of one result where they belong.
fn take(result: &MetricDataResult, answers: &mut [Vec<f64>]) -> Result<(), Unread> {
    if let Some(status @ (StatusCode::InternalError | StatusCode::Forbidden)) = result.status_code()
    {
        return Err(Unread(format!("CloudWatch: {}", status.as_str())));
    }
    let place = result.id().and_then(|id| id.strip_prefix('q'));
    let place = place.and_then(|place| place.parse::<usize>().ok());
    let Some(values) = place.and_then(|place| answers.get_mut(place)) else {
        return Err(Unread(
            "CloudWatch: an answer to what was not asked".to_owned(),
        ));
    };
    values.extend(result.values());
    Ok(())
}

fn bounds() -> (RetryConfig, TimeoutConfig) {
    let timeouts = TimeoutConfig::builder()
        .connect_timeout(Duration::from_secs(1))
        .operation_attempt_timeout(Duration::from_secs(3))
        .operation_timeout(READING)
        .build();
    let retries = RetryConfig::standard().with_initial_backoff(Duration::from_millis(100));
    (retries, timeouts)
}

/// The kind of the error and its code: messages may quote what was sent.
fn failed<E: ProvideErrorMetadata, R>(error: &SdkError<E, R>) -> Unread {
    let kind = match error {
        SdkError::TimeoutError(_) => "timeout",
        SdkError::DispatchFailure(_) => "dispatch failure",
        SdkError::ResponseError(_) => "unreadable response",
        SdkError::ServiceError(_) => "service error",
        _ => "a request could not be made",
    };
    let code = error
        .as_service_error()
        .and_then(ProvideErrorMetadata::code);
    Unread(format!(
        "CloudWatch: {kind} ({})",
        code.unwrap_or("no code")
    ))
}

impl Figures for FromCloudWatch {
    fn are_recorded(&self) -> bool {
        true
    }

    fn read(
        &self,
        series: Vec<Series>,
        window: Window,
    ) -> BoxFuture<'_, Result<Vec<Figure>, Unread>> {
        async move {
            let reading = tokio::time::timeout(READING, self.figures(series, window));
            let late = |_| Unread("CloudWatch: the reading took too long".to_owned());
            reading.await.map_err(late)?
        }
        .boxed()
    }
}
