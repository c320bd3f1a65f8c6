//! `GET /metrics` as JSON.

use domain::Clock;
use jiff::SignedDuration;
use runtime::measure::{Spread, Value};
use serde_json::json;
use tests::Api;

pub(super) const SPREAD: Spread = Spread {
    count: 4.0,
    sum: 100.0,
    min: 1.5,
    max: 70.0,
    p50: 12.25,
    p95: 70.0,
    p99: 70.0,
};

pub(super) const GOALS: [(&str, &str); 2] = [("route", "/api/v1/goals"), ("method", "GET")];

#[tokio::test]
async fn figures_are_told_under_their_name_and_dimensions_in_the_old_services_shape() {
    let api = Api::start().await;
    let figures = api.figures();
    figures.say("http.requests", &[], Value::Counter(1042.0));
    figures.say("http.responses", &[("class", "5xx")], Value::Counter(1.0));
    figures.say("http.requests", &GOALS, Value::Counter(40.0));
    let kept = [("cache", "goals"), ("tier", "memory")];
    figures.say("cache.bytes", &kept, Value::Gauge(2048.5));
    figures.say("http.request.duration", &[], Value::Histogram(SPREAD));

    let admin = api.admin().await;
    let reply = admin.get("/metrics?detail=routes").await;
    let data = &reply.expect(200)["data"];
    let counters = json!({
        "http.requests": 1042, "http.requests:method=GET:route=/api/v1/goals": 40, "http.responses:class=5xx": 1,
    });
    assert_eq!(data["counters"], counters);
    assert_eq!(
        data["gauges"],
        json!({"cache.bytes:cache=goals:tier=memory": 2048.5})
    );
    let timing = json!({
        "count": 4, "min": 0.0015, "max": 0.07, "avg": 0.025, "p50": 0.01225, "p95": 0.07, "p99": 0.07,
    });
    assert_eq!(data["timings"], json!({"http.request.duration": timing}));
    assert_eq!(data["recent_errors"], json!([]));
    assert_eq!(data["recorded"], true);
}

#[tokio::test]
async fn without_a_word_about_it_the_fleets_last_five_minutes_are_asked_for() {
    let api = Api::start().await;
    api.clock().advance(SignedDuration::from_secs(90));
    let reply = api.monitoring().get("/metrics").await;
    let window = json!({
        "from": "2026-11-22T07:57:00.000000+00:00", "to": "2026-11-22T08:02:00.000000+00:00", "minutes": 5,
    });
    assert_eq!(reply.expect(200)["data"]["window"], window);
    let [(series, window)] = &api.figures().asked()[..] else {
        panic!("one reading");
    };
    assert!(window.to() > api.clock().now());
    let of_routes = series
        .iter()
        .filter(|one| one.dimensions.iter().any(|(n, _)| *n == "route"));
    assert_eq!(of_routes.count(), 0);
}

#[tokio::test]
async fn more_minutes_and_more_detail_are_had_by_asking() {
    let api = Api::start().await;
    let admin = api.admin().await;
    admin
        .get("/metrics?minutes=60&detail=all")
        .await
        .expect(200);
    let (series, window) = api.figures().asked().remove(0);
    assert_eq!(window.minutes().get(), 60);
    let all = runtime::measure::table::Words::ours().series();
    assert_eq!(series.len(), all.len());
}

#[tokio::test]
async fn what_breaks_its_bounds_is_named_and_nothing_is_read() {
    let api = Api::start().await;
    let admin = api.admin().await;
    for (query, field) in [
        ("minutes=0", "query.minutes"),
        ("minutes=61", "query.minutes"),
        ("minutes=-5", "query.minutes"),
        ("minutes=many", "query.minutes"),
        ("detail=everything", "query.detail"),
    ] {
        let reply = admin.get(&format!("/metrics?{query}")).await;
        assert_eq!(reply.fields(), [field], "{query}");
    }
    assert!(api.figures().asked().is_empty());
}

#[tokio::test]
async fn nobody_who_may_not_causes_a_reading() {
    let api = Api::start().await;
    let others = [
        api.student("ana").await,
        api.tutor("tom").await,
        api.parent("pia").await,
        api.service(),
    ];
    for other in others {
        other.get("/metrics").await.expect(403);
    }
    api.nobody().get("/metrics").await.expect(401);
    assert!(api.figures().asked().is_empty(), "a reading costs money");
}

#[tokio::test]
async fn when_cloudwatch_cannot_be_read_it_is_a_503_that_says_what_to_do() {
    let api = Api::start().await;
    api.figures()
        .fail("CloudWatch: service error (AccessDenied)");
    let reply = api.monitoring().get("/metrics").await;
    assert_eq!(reply.refused(503), "FIGURES_UNAVAILABLE");
    let told = reply.json["detail"].as_str().unwrap();
    assert!(
        told.contains("try again") && told.contains("the log"),
        "{told}"
    );
    assert!(!reply.json.to_string().contains("AccessDenied"));
    assert_eq!(reply.headers["retry-after"], "5");
}

#[tokio::test]
async fn a_reading_by_monitoring_asks_the_tables_for_the_errors_alone() {
    let api = Api::start_cold().await;
    let (reply, sent) = api
        .count(async { api.monitoring().get("/metrics").await })
        .await;
    reply.expect(200);
    assert_eq!((sent.total, sent.of("Query")), (1, 1));
}
