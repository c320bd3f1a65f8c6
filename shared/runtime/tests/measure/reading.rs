//! Figures read again with the SDK's own client, from a service that answers what a test wants.

use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws_sdk_cloudwatch::Client;
use aws_sdk_cloudwatch::config::{
    BehaviorVersion, Config, Credentials, Region, SharedAsyncSleep, retry::RetryConfig,
};
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_types::body::SdkBody;
use domain::window::{Minutes, Window};
use minicbor_serde::tag::Required;
use runtime::measure::table::{Metric, Series, Words};
use runtime::measure::{Detail, Figures, FromCloudWatch, Value};
use serde::{Deserialize, Serialize};

/// What a call asks.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Asked {
    metric_data_queries: Vec<Query>,
    start_time: Required<1, f64>,
    end_time: Required<1, f64>,
    next_token: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Query {
    id: String,
    metric_stat: Stat,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Stat {
    metric: Named,
    period: i32,
    stat: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Named {
    namespace: String,
    metric_name: String,
    dimensions: Vec<Dimension>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Dimension {
    name: String,
    value: String,
}

#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "PascalCase")]
struct Answer {
    metric_data_results: Vec<Results>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_token: Option<String>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
struct Results {
    id: String,
    values: Vec<f64>,
    status_code: &'static str,
}

/// What the service does with a call; `Err` is a status and a code, `None` no answer at all.
type Manner = dyn Fn(&Asked) -> Option<Result<Answer, (u16, &'static str)>> + Send + Sync;

#[derive(Clone)]
struct Service {
    manner: Arc<Manner>,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl fmt::Debug for Service {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Service")
    }
}

impl HttpConnector for Service {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let body = request.body().bytes().expect("a body in memory");
        let asked: Asked = minicbor_serde::from_slice(body).expect("the SDK sends what it says");
        let answer = (self.manner)(&asked);
        self.asked.lock().expect("nobody panicked").push(asked);
        HttpConnectorFuture::new(async move {
            let (status, body) = match answer {
                None => std::future::pending().await,
                Some(Ok(answer)) => (200, minicbor_serde::to_vec(&answer)),
                Some(Err((status, code))) => {
                    let kind = format!("com.amazonaws.cloudwatch#{code}");
                    (
                        status,
                        minicbor_serde::to_vec(serde_json::json!({"__type": kind})),
                    )
                }
            };
            let response = http::Response::builder()
                .status(status)
                .header("smithy-protocol", "rpc-v2-cbor")
                .header("content-type", "application/cbor")
                .body(SdkBody::from(body.expect("CBOR")))
                .expect("a response");
            Ok(HttpResponse::try_from(response).expect("a response"))
        })
    }
}

impl Service {
    fn new(
        manner: impl Fn(&Asked) -> Option<Result<Answer, (u16, &'static str)>> + Send + Sync + 'static,
    ) -> Self {
        Self {
            manner: Arc::new(manner),
            asked: Arc::default(),
        }
    }

    /// Every series says this, if there is something to say.
    fn saying(say: impl Fn(&Stat) -> Option<f64> + Send + Sync + 'static) -> Self {
        Self::new(move |asked| {
            let results = asked.metric_data_queries.iter();
            let results = results.map(|query| Results {
                id: query.id.clone(),
                values: say(&query.metric_stat).into_iter().collect(),
                status_code: "Complete",
            });
            Some(Ok(Answer {
                metric_data_results: results.collect(),
                next_token: None,
            }))
        })
    }

    fn figures(&self) -> FromCloudWatch {
        let connector = SharedHttpConnector::new(self.clone());
        let config = Config::builder()
            .behavior_version(BehaviorVersion::v2026_01_12())
            .region(Region::from_static("eu-central-1"))
            .credentials_provider(Credentials::new("test", "test", None, None, "test"))
            .retry_config(RetryConfig::disabled())
            .sleep_impl(SharedAsyncSleep::new(
                aws_smithy_async::rt::sleep::TokioSleep::new(),
            ))
            .http_client(http_client_fn(move |_, _| connector.clone()))
            .endpoint_url("http://cloudwatch.test")
            .build();
        FromCloudWatch::with_client("study", Client::from_conf(config))
    }

    fn asked(&self) -> Vec<Asked> {
        self.asked.lock().expect("nobody panicked").clone()
    }
}

fn window() -> Window {
    let now = "2026-11-22T08:38:02Z".parse().expect("a moment");
    Window::of_last(Minutes::default(), now)
}

fn of(name: &str) -> Vec<Series> {
    Words::ours().of(Metric::named(name).expect("the table has it"))
}

/// A number for each statistic.
fn number(stat: &Stat) -> Option<f64> {
    Some(match &*stat.stat {
        "SampleCount" => 4.0,
        "Sum" => 100.0,
        "Average" => 25.0,
        "Minimum" => 1.5,
        "Maximum" => 70.0,
        "p50" => 12.0,
        "p95" => 69.0,
        _ => 70.0,
    })
}

#[tokio::test]
async fn a_window_is_asked_for_as_one_period_of_the_stacks_own_series() {
    let service = Service::saying(number);
    let read = service.figures().read(of("http.requests"), window()).await;
    read.expect("an answer");
    let [asked] = &service.asked()[..] else {
        panic!("one call");
    };
    let from = window().from().as_second() as f64;
    assert_eq!((*asked.start_time, *asked.end_time), (from, from + 300.0));
    let Stat {
        metric,
        period,
        stat,
    } = &asked.metric_data_queries[1].metric_stat;
    assert_eq!((*period, stat.as_str()), (300, "Sum"));
    assert_eq!(
        (metric.namespace.as_str(), metric.metric_name.as_str()),
        ("study", "http.requests")
    );
    let names: Vec<_> = metric.dimensions.iter().map(|d| d.name.as_str()).collect();
    assert_eq!(names, ["route", "method"]);
    assert!(metric.dimensions[0].value.starts_with('/'));
}

#[tokio::test]
async fn each_kind_of_metric_is_read_as_what_it_is() {
    let service = Service::saying(number);
    let names = ["http.requests", "cache.bytes", "http.request.duration"];
    let series = names.map(|name| of(name).remove(0)).to_vec();
    let figures = service.figures().read(series, window()).await;
    let figures = figures.expect("an answer");
    assert_eq!(figures[0].value, Value::Counter(100.0));
    assert_eq!(figures[1].value, Value::Gauge(25.0));
    let Value::Histogram(spread) = figures[2].value else {
        panic!("{figures:?}");
    };
    assert_eq!((spread.count, spread.mean()), (4.0, 25.0));
    assert_eq!((spread.min, spread.max), (1.5, 70.0));
    assert_eq!((spread.p50, spread.p95, spread.p99), (12.0, 69.0, 70.0));
}

#[tokio::test]
async fn a_series_without_a_value_is_left_out_and_moves_no_other() {
    let is_patch = |stat: &Stat| stat.metric.dimensions.iter().any(|d| d.value == "PATCH");
    let service = Service::saying(move |stat| if is_patch(stat) { number(stat) } else { None });
    let series = of("http.request.duration");
    let figures = service.figures().read(series.clone(), window()).await;
    let figures = figures.expect("an answer");
    let expected = series
        .iter()
        .filter(|one| one.dimensions.iter().any(|(_, v)| v == "PATCH"))
        .map(|one| format!("{:?}", one.dimensions));
    let read = figures
        .iter()
        .map(|one| format!("{:?}", one.series.dimensions));
    assert_eq!(read.collect::<Vec<_>>(), expected.collect::<Vec<_>>());
}

#[tokio::test]
async fn no_call_has_more_than_500_queries_and_none_is_lost_between_them() {
    let service = Service::saying(number);
    let series = Detail::All.series(Words::ours());
    let all = series.len();
    let figures = service.figures().read(series, window()).await;
    assert_eq!(figures.expect("an answer").len(), all);
    let sizes: Vec<_> = service
        .asked()
        .iter()
        .map(|asked| asked.metric_data_queries.len())
        .collect();
    assert!(sizes.iter().all(|size| *size <= 500), "{sizes:?}");
    let statistics = Detail::All.statistics(Words::ours());
    assert_eq!(sizes.iter().sum::<usize>(), statistics);
}

#[tokio::test]
async fn an_answer_in_several_parts_is_read_to_its_end() {
    let service = Service::new(|asked| {
        let part = asked
            .next_token
            .as_deref()
            .map_or(0, |token| token.parse().unwrap_or(0));
        let result = Results {
            id: "q0".to_owned(),
            values: vec![10.0],
            status_code: if part < 2 { "PartialData" } else { "Complete" },
        };
        Some(Ok(Answer {
            metric_data_results: vec![result],
            next_token: (part < 2).then(|| (part + 1).to_string()),
        }))
    });
    let figures = service.figures().read(of("http.panics"), window()).await;
    assert_eq!(figures.expect("an answer")[0].value, Value::Counter(30.0));
    assert_eq!(service.asked().len(), 3);
}

#[tokio::test]
async fn an_answer_without_an_end_is_given_up() {
    let service = Service::new(|_| {
        Some(Ok(Answer {
            metric_data_results: vec![],
            next_token: Some("again".to_owned()),
        }))
    });
    let figures = service.figures().read(of("http.panics"), window()).await;
    figures.expect_err("it never ends");
    assert_eq!(service.asked().len(), 20);
}

#[tokio::test]
async fn what_cloudwatch_refuses_is_told_by_its_code_and_nothing_else() {
    let service = Service::new(|_| Some(Err((403, "AccessDenied"))));
    let figures = service.figures().read(of("http.panics"), window()).await;
    let why = figures.expect_err("it was refused").to_string();
    assert_eq!(why, "CloudWatch: service error (AccessDenied)");
}

#[tokio::test]
async fn a_part_that_could_not_be_read_spoils_the_whole() {
    for status_code in ["InternalError", "Forbidden"] {
        let service = Service::new(move |asked| {
            let result = Results {
                id: asked.metric_data_queries[0].id.clone(),
                values: vec![],
                status_code,
            };
            Some(Ok(Answer {
                metric_data_results: vec![result],
                next_token: None,
            }))
        });
        let figures = service.figures().read(of("http.panics"), window()).await;
        let why = figures.expect_err("a part is missing").to_string();
        assert_eq!(why, format!("CloudWatch: {status_code}"));
    }
}

#[tokio::test(start_paused = true)]
async fn a_service_that_never_answers_is_waited_for_for_seven_seconds() {
    let service = Service::new(|_| None);
    let began = tokio::time::Instant::now();
    let figures = service.figures().read(of("http.panics"), window()).await;
    figures.expect_err("there was no answer");
    assert_eq!(began.elapsed(), Duration::from_secs(7));
}
