//! `GET /metrics` for Prometheus, read by a parser that checks more than Prometheus' own does.

use http::Method;
use openmetrics_parser::prometheus::parse_prometheus;
use openmetrics_parser::{PrometheusType, PrometheusValue};
use runtime::measure::Value;
use runtime::measure::table::{ALL, Kind, Metric, Words};
use testkit::Fault;
use tests::{Api, Reply};

use super::metrics::{GOALS, SPREAD};

/// As Prometheus 3 asks.
const PROMETHEUS: &str = "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,\
    text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,text/plain;version=0.0.4;q=0.2,*/*;q=0.1";

async fn ask(api: &Api, path: &str, accept: &str) -> Reply {
    let monitoring = api.monitoring();
    let bearer = format!("Bearer {}", monitoring.token().unwrap());
    let headers = [("authorization", bearer.as_str()), ("accept", accept)];
    api.send(Method::GET, path, &headers, "").await
}

fn text(reply: &Reply) -> String {
    assert_eq!(reply.status, 200, "{}", reply.json);
    assert_eq!(
        reply.headers["content-type"],
        "text/plain; version=0.0.4; charset=utf-8"
    );
    String::from_utf8(reply.body.to_vec()).unwrap()
}

/// The samples of a family: labels in the order of their names, and the value.
fn samples(text: &str, family: &str) -> Vec<(Vec<String>, f64)> {
    let parsed = parse_prometheus(text).unwrap_or_else(|why| panic!("{why}: {text}"));
    let family = &parsed.families[family];
    assert_eq!(family.family_type, PrometheusType::Gauge);
    let one = |sample: &openmetrics_parser::Sample<PrometheusValue>| {
        let labels = sample.get_labelset().unwrap();
        let labels = labels.iter().map(|(name, value)| format!("{name}={value}"));
        let PrometheusValue::Gauge(value) = &sample.value else {
            panic!("{sample:?}");
        };
        (labels.collect(), value.as_f64())
    };
    family.iter_samples().map(one).collect()
}

#[tokio::test]
async fn a_parser_of_the_format_reads_what_was_told() {
    let api = Api::start().await;
    let figures = api.figures();
    figures.say("http.requests", &[], Value::Counter(1042.0));
    figures.say("http.requests", &GOALS, Value::Counter(40.0));
    figures.say("http.request.duration", &[], Value::Histogram(SPREAD));
    let kept = [("cache", "goals"), ("tier", "memory")];
    figures.say("cache.bytes", &kept, Value::Gauge(2048.5));

    let text = text(&ask(&api, "/metrics?detail=all&minutes=10", PROMETHEUS).await);
    let none: Vec<String> = vec![];
    assert_eq!(
        samples(&text, "study_window_seconds"),
        [(none.clone(), 600.0)]
    );
    let bytes = vec!["cache=goals".to_owned(), "tier=memory".to_owned()];
    assert_eq!(samples(&text, "study_cache_bytes"), [(bytes, 2048.5)]);
    let quantiles = ["0", "0.5", "0.95", "0.99", "1"].map(|at| vec![format!("quantile={at}")]);
    let durations = quantiles
        .into_iter()
        .zip([0.0015, 0.01225, 0.07, 0.07, 0.07]);
    assert_eq!(
        samples(&text, "study_http_request_duration_seconds"),
        durations.collect::<Vec<_>>()
    );
    assert_eq!(
        samples(&text, "study_http_request_duration_mean_seconds"),
        [(none.clone(), 0.025)]
    );
    assert_eq!(
        samples(&text, "study_http_request_duration_observations"),
        [(none, 4.0)]
    );
    // The fleet and its routes are families of their own: together they would be counted twice.
    assert_eq!(samples(&text, "study_http_requests"), [(vec![], 1042.0)]);
    let route = vec!["method=GET".to_owned(), "route=/api/v1/goals".to_owned()];
    assert_eq!(
        samples(&text, "study_http_requests_by_route_method"),
        [(route, 40.0)]
    );
}

#[tokio::test]
async fn whatever_every_series_says_the_text_is_valid() {
    let api = Api::start().await;
    for series in Words::ours().series() {
        let value = match series.metric.kind {
            Kind::Counter => Value::Counter(1e15),
            Kind::Gauge => Value::Gauge(0.1 + 0.2),
            Kind::Histogram => Value::Histogram(SPREAD),
        };
        let dimensions: Vec<_> = series
            .dimensions
            .iter()
            .map(|(name, value)| (*name, &*value.clone().leak()))
            .collect();
        api.figures().say(series.metric.name, &dimensions, value);
    }
    let text = text(&ask(&api, "/metrics?detail=all", "text/plain").await);
    let parsed = parse_prometheus(&text).unwrap_or_else(|why| panic!("{why}: {text}"));
    let sets = |one: &Metric| match one.kind {
        Kind::Counter | Kind::Gauge => one.published.len(),
        Kind::Histogram => one.published.len() * 3,
    };
    let families = ALL.iter().map(sets).sum::<usize>() + 1;
    assert_eq!(
        parsed.families.len(),
        families,
        "each has a name of its own"
    );
    let told = text.lines().filter(|line| line.starts_with("# TYPE"));
    assert_eq!(told.count(), families, "and stands in one place");
}

#[tokio::test]
async fn a_reading_of_nothing_is_valid_too() {
    let api = Api::start().await;
    let text = text(&ask(&api, "/metrics", "text/plain").await);
    assert_eq!(samples(&text, "study_window_seconds"), [(vec![], 300.0)]);
}

#[tokio::test]
async fn while_the_tables_cannot_be_read_monitoring_still_gets_its_figures() {
    let api = Api::start().await;
    api.wire().fail_everything(Fault::Dropped);
    text(&ask(&api, "/metrics", PROMETHEUS).await);
    assert_eq!(ask(&api, "/metrics", "*/*").await.status, 503);
}

#[tokio::test]
async fn an_error_is_json_whatever_was_asked_for() {
    let api = Api::start().await;
    let reply = ask(&api, "/metrics?minutes=0", "text/plain").await;
    assert_eq!(reply.fields(), ["query.minutes"]);
}
