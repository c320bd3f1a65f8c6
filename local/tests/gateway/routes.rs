//! Which route a request takes.

use bytes::Bytes;
use http::{Request, StatusCode};
use local::gateway::{Gateway, GatewayConfig};
use serde_json::json;

use crate::api::{Api, header_of, json_of};
use crate::functions::Deed;

#[tokio::test]
async fn a_parameter_takes_one_segment_and_is_decoded() {
    let api = Api::fine();
    assert_eq!(
        api.get("/api/v1/goals/a%20b%2Fc").await.status(),
        StatusCode::OK
    );
    let event = api.event();
    assert_eq!(event["routeKey"], "GET /api/v1/goals/{goal_id}");
    assert_eq!(event["pathParameters"], json!({"goal_id": "a b/c"}));
}

#[tokio::test]
async fn a_fixed_segment_wins_over_a_parameter() {
    let api = Api::fine();
    api.get("/api/v1/goals/next").await;
    let (function, event) = api.function.events().remove(0);
    assert_eq!(
        (function.as_str(), &event["routeKey"]),
        ("progress", &json!("GET /api/v1/goals/next"))
    );
    assert!(event.get("pathParameters").is_none());
}

#[tokio::test]
async fn a_slash_at_the_end_is_another_path() {
    let api = Api::fine();
    api.get("/api/v1/goals").await;
    api.get("/api/v1/goals/").await;
    let keys: Vec<_> = api
        .function
        .events()
        .iter()
        .map(|(_, event)| event["routeKey"].clone())
        .collect();
    assert_eq!(
        keys,
        [json!("GET /api/v1/goals"), json!("GET /api/v1/goals/")]
    );
    assert_eq!(api.get("/health/").await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_is_no_route_is_not_found_before_any_token_is_looked_at() {
    let api = Api::fine();
    for target in [
        "/nothing",
        "/api/v1/goals/1/2",
        "/api/v1",
        "/API/V1/GOALS",
        "/api/v1/goals//",
    ] {
        let response = api.get_with(target, "nonsense").await;
        assert_eq!(response.status(), StatusCode::NOT_FOUND, "{target}");
        assert_eq!(json_of(&response), json!({"message": "Not Found"}));
        assert_eq!(
            header_of(&response, "content-type"),
            Some("application/json")
        );
    }
    let wrong_method = Request::delete("/health")
        .body(Bytes::new())
        .expect("a request");
    assert_eq!(api.send(wrong_method).await.status(), StatusCode::NOT_FOUND);
    assert!(api.function.events().is_empty());
}

#[tokio::test]
async fn the_log_can_name_the_route_of_a_request() {
    let api = Api::fine();
    let request = Request::get("/api/v1/goals/7?x=1")
        .body(())
        .expect("a request");
    assert_eq!(
        api.gateway.route_key(&request).as_deref(),
        Some("GET /api/v1/goals/{goal_id}")
    );
}

#[test]
fn two_routes_of_one_method_and_path_are_refused() {
    let mut caught = None;
    Api::with(
        Deed::Hang,
        |mut config: GatewayConfig| {
            let good = config.clone();
            config.routes.push(config.routes[0].clone());
            let clock = crate::clock::Standing::new();
            let pool = local::user_pool::UserPool::in_memory(crate::pool::config(), clock.clone());
            let function = crate::functions::Fake::new(Deed::Hang);
            caught = Gateway::new(config, std::sync::Arc::new(pool), function, clock).err();
            good
        },
        |keys| keys,
    );
    assert!(caught.expect("a conflict").to_string().contains("`GET /`"));
}

#[tokio::test]
async fn every_route_of_the_template_is_found() {
    let template = template::Template::ours();
    let api = Api::with(
        Deed::Return(br#"{"statusCode":200}"#.to_vec()),
        |config| GatewayConfig {
            routes: template.routes().to_vec(),
            ..config
        },
        |keys| keys,
    );
    for route in template.routes() {
        let target = route.path.replace(['{', '}'], "");
        let request = Request::builder().method(route.method.as_str()).uri(target);
        let found = api.gateway.route_key(&request.body(()).expect("a request"));
        assert_eq!(found, Some(route.route_key()));
    }
}
