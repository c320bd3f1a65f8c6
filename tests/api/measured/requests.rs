//! What is counted of requests, and of what they ask the tables.

use std::pin::pin;

use futures_util::poll;
use serde_json::json;
use testkit::Fault;
use tests::Api;

use crate::sessions::Lesson;

use super::{count, recorder, spread, sum};

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

#[tokio::test]
async fn what_a_request_asks_the_tables_is_counted_by_its_route_those_sent_again_included() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    let recorder = recorder();
    let _here = metrics::set_default_local_recorder(&recorder);
    let me = "/api/v1/auth/me";
    api.wire().fail_next("GetItem", Fault::Throttled);
    api.nobody().get("/").await.expect(200);
    ana.get(me).await.expect(200);
    ana.get(me).await.expect(200);
    let data = recorder.take();
    let root = [("route", "/"), ("method", "GET")];
    assert_eq!(spread(&data, "http.db_requests", &root), [(0.0, 1)]);
    let of_me = spread(
        &data,
        "http.db_requests",
        &[("route", me), ("method", "GET")],
    );
    let [(kept, 1), (asked, 1)] = of_me[..] else {
        panic!("one is answered from what is kept: {of_me:?}");
    };
    assert!(kept.abs() < 0.01, "{kept}");
    assert!(
        (asked / 2.0 - 1.0).abs() < 0.05,
        "asked and asked again: {asked}"
    );
    assert_eq!(count(&data, "http.db_requests", &[]), 3);
}

#[tokio::test]
async fn what_queries_consume_is_recorded_by_operation() {
    let lesson = Lesson::cold().await;
    let ana = &lesson.ana;
    let recorder = recorder();
    let _here = metrics::set_default_local_recorder(&recorder);
    let path = format!("/api/v1/goals?student_id={}", ana.id());
    lesson.tess.get(&path).await.expect(200);
    let body = json!({"student_id": ana.id(), "title": "Pass the test"});
    ana.post("/api/v1/goals", body).await.expect(200);
    let data = recorder.take();
    // Half a unit for a read of an index, one for each row that is read consistently, at least two for a row in a transaction.
    for (operation, least) in [
        ("Query", 0.5),
        ("BatchGetItem", 1.0),
        ("TransactWriteItems", 2.0),
    ] {
        let consumed = spread(&data, "db.consumed_capacity", &[("operation", operation)]);
        assert!(!consumed.is_empty(), "{operation}");
        let fits = |(units, _): &(f64, u64)| (least..100.0).contains(units);
        assert!(consumed.iter().all(fits), "{operation} {consumed:?}");
    }
}

#[tokio::test]
async fn a_connection_is_in_use_during_an_attempt_and_given_back_when_a_read_is_given_up() {
    let lesson = Lesson::cold().await;
    let recorder = recorder();
    let _here = metrics::set_default_local_recorder(&recorder);
    let path = format!("/api/v1/goals?student_id={}", lesson.ana.id());
    let most = || {
        let told = spread(&recorder.take(), "db.connections_in_use", &[]);
        told.last().map_or(0.0, |(most, _)| most.round())
    };
    lesson.api.wire().fail_next("Query", Fault::Throttled);
    lesson.tess.get(&path).await.expect(200);
    assert_eq!(most(), 2.0, "row and goals are asked for side by side");
    for _ in 0..3 {
        let mut given_up = pin!(lesson.api.store().user(lesson.ana.id()));
        while most() == 0.0 {
            assert!(
                poll!(&mut given_up).is_pending(),
                "it asks the tables first"
            );
            tokio::task::yield_now().await;
        }
    }
    lesson.tess.get(&path).await.expect(200);
    assert_eq!(most(), 2.0);
}
