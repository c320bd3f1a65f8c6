//! What is recorded of requests.

use std::sync::Arc;

use runtime::measure::{Datum, Recorder};
use testkit::{Fault, ManualClock};
use tests::Api;

fn of<'a>(
    data: &'a [Datum],
    name: &'a str,
    dimensions: &'a [(&'a str, &'a str)],
) -> impl Iterator<Item = (f64, u64)> + 'a {
    let found = data.iter().filter(move |datum| {
        let own = datum.dimensions.iter().map(|(n, v)| (*n, v.as_str()));
        datum.name == name && own.eq(dimensions.iter().copied())
    });
    found.flat_map(|datum| datum.points.values())
}

/// What a counter says under these dimensions.
fn sum(data: &[Datum], name: &str, dimensions: &[(&str, &str)]) -> f64 {
    of(data, name, dimensions).map(|(value, _)| value).sum()
}

/// How many values a histogram got under these dimensions.
fn count(data: &[Datum], name: &str, dimensions: &[(&str, &str)]) -> u64 {
    of(data, name, dimensions).map(|(_, times)| times).sum()
}

/// Everything that is recorded in this thread from now on.
fn recorder() -> Recorder {
    Recorder::new(Arc::new(ManualClock::default()))
}

#[tokio::test]
async fn a_request_is_counted_by_its_routes_template_and_for_the_fleet() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    let recorder = recorder();
    let _here = metrics::set_default_local_recorder(&recorder);
    let path = format!("/api/v1/users/{}", ana.id());
    ana.get(&path).await.expect(200);
    ana.get(&path).await.expect(200);
    api.nobody().get("/health").await.expect(200);
    let data = recorder.take();
    let route = [("route", "/api/v1/users/{user_id}"), ("method", "GET")];
    assert_eq!(sum(&data, "http.requests", &route), 2.0);
    assert_eq!(sum(&data, "http.requests", &[]), 3.0);
    assert_eq!(count(&data, "http.request.duration", &route), 2);
    assert_eq!(count(&data, "http.request.duration", &[]), 3);
    let class = [route[0], route[1], ("class", "2xx")];
    assert_eq!(sum(&data, "http.responses", &class), 2.0);
    assert_eq!(sum(&data, "http.responses", &[("class", "2xx")]), 3.0);
    assert_eq!(sum(&data, "http.responses", &[("status", "200")]), 3.0);
    assert_eq!(sum(&data, "http.slow_requests", &[]), 0.0);
    assert_eq!(sum(&data, "metrics.dropped", &[]), 0.0);
    let told = format!("{data:?}");
    assert!(!told.contains(&ana.id().to_string()), "{told}");
}

#[tokio::test]
async fn an_error_is_counted_by_its_code_and_by_its_route() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    let recorder = recorder();
    let _here = metrics::set_default_local_recorder(&recorder);
    ana.get("/api/v1/goals/0197f3a4-0000-7000-8000-000000000001")
        .await
        .expect(404);
    ana.get("/api/v1/goals/not-an-id").await.expect(422);
    let data = recorder.take();
    assert_eq!(sum(&data, "http.errors", &[("type", "NOT_FOUND")]), 1.0);
    let invalid = [("type", "VALIDATION_ERROR")];
    assert_eq!(sum(&data, "http.errors", &invalid), 1.0);
    let route = [("route", "/api/v1/goals/{goal_id}"), ("method", "GET")];
    assert_eq!(sum(&data, "http.errors", &route), 2.0);
    assert_eq!(sum(&data, "http.responses", &[("class", "4xx")]), 2.0);
    assert_eq!(sum(&data, "metrics.dropped", &[]), 0.0);
}

#[tokio::test]
async fn a_query_is_counted_by_table_index_and_operation_with_its_attempts_and_throttles() {
    let api = Api::start_cold().await;
    let ana = api.student("ana").await;
    let recorder = recorder();
    let _here = metrics::set_default_local_recorder(&recorder);
    api.wire().fail_next("Query", Fault::Throttled);
    let path = format!("/api/v1/goals?student_id={}", ana.id());
    ana.get(&path).await.expect(200);
    let data = recorder.take();
    let query = [
        ("table", "goals"),
        ("index", "idx_goals_student_status"),
        ("operation", "Query"),
    ];
    assert_eq!(count(&data, "db.query.duration", &query), 1);
    let queries = count(&data, "db.query.duration", &[]);
    #[expect(clippy::cast_precision_loss, reason = "a handful")]
    let once_more = queries as f64 + 1.0;
    assert_eq!(sum(&data, "db.attempts", &[]), once_more);
    assert_eq!(sum(&data, "db.throttles", &[]), 1.0);
    let throttled = [("table", "goals"), ("reason", "table")];
    assert_eq!(sum(&data, "db.throttles", &throttled), 1.0, "{data:?}");
    assert_eq!(sum(&data, "db.slow_queries", &[]), 0.0);
    assert_eq!(sum(&data, "metrics.dropped", &[]), 0.0);
    assert!(!format!("{data:?}").contains(&ana.id().to_string()));
}

#[tokio::test]
async fn a_batch_over_several_tables_is_one_query_of_many() {
    let api = Api::start_cold().await;
    let (ana, tom) = (api.student("ana").await, api.tutor("tom").await);
    let recorder = recorder();
    let _here = metrics::set_default_local_recorder(&recorder);
    let path = format!("/api/v1/users/{}", ana.id());
    tom.get(&path).await.expect(403);
    let data = recorder.take();
    let told = data
        .iter()
        .filter(|datum| datum.name == "db.query.duration");
    let told: Vec<_> = told
        .map(|datum| format!("{:?}", datum.dimensions))
        .collect();
    assert!(
        told.iter().any(|one| one.contains("BatchGetItem")),
        "{told:?}"
    );
    assert!(told.iter().all(|one| !one.contains("other")), "{told:?}");
}
