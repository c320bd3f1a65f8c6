//! Tokens that are none of ours, at the gateway and, for events that never came through it, at the functions.

use bytes::Bytes;
use domain::access::Action;
use jiff::SignedDuration;
use local::gateway::Invoke;
use local::user_pool::Claims;
use serde_json::{Map, Value, json};
use tests::Api;

/// Tokens that look right but for one thing, and what that is.
fn wrong_tokens(api: &Api, sub: uuid::Uuid) -> Vec<(&'static str, String)> {
    let pool = api.pool();
    let good = || pool.user_claims(sub);
    let expired = api_second(api) - 1;
    vec![
        ("expired", pool.mint(&good().with("exp", expired))),
        (
            "of another client",
            pool.mint(&good().with("client_id", "someone-else")),
        ),
        (
            "of another issuer",
            pool.mint(&good().with("iss", "https://elsewhere.example")),
        ),
        ("without expiry", pool.mint(&good().without("exp"))),
        ("of another key", pool.mint_with_foreign_key(&good())),
        ("no token", "not.a.token".to_owned()),
    ]
}

fn api_second(api: &Api) -> i64 {
    domain::Clock::now(api.clock()).as_second()
}

#[tokio::test]
async fn every_route_that_is_not_public_refuses_tokens_that_are_none_of_ours() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    let wrong = wrong_tokens(&api, ana.id().uuid());
    for (_, endpoint) in api.functions().endpoints() {
        if endpoint.action == Action::Public {
            continue;
        }
        let path = endpoint.path.replace(['{', '}'], "");
        let reply = api
            .nobody()
            .send(endpoint.method.clone(), &path, None)
            .await;
        assert_eq!(
            reply.status, 401,
            "{} {path} without a token",
            endpoint.method
        );
        for (what, token) in &wrong {
            let reply = api
                .bearer(token)
                .send(endpoint.method.clone(), &path, None)
                .await;
            assert_eq!(
                reply.status, 401,
                "{} {path} with a token {what}",
                endpoint.method
            );
            assert!(reply.headers.contains_key("www-authenticate"));
        }
    }
}

#[tokio::test]
async fn a_token_works_until_it_expires_and_not_a_second_longer() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    ana.get("/api/v1/auth/me").await.expect(200);
    api.clock()
        .advance(SignedDuration::from_hours(24) - SignedDuration::from_secs(1));
    ana.get("/api/v1/auth/me").await.expect(200);
    api.clock().advance(SignedDuration::from_secs(1));
    ana.get("/api/v1/auth/me").await.expect(401);
}

/// An event for `GET /api/v1/auth/me` with these claims, as anybody could send who may invoke the function.
fn event(claims: &Value, stage: &str) -> Bytes {
    let authorizer = match claims {
        Value::Null => Value::Null,
        claims => json!({"jwt": {"claims": claims, "scopes": null}}),
    };
    let mut context = json!({
        "accountId": "000000000000", "apiId": "x", "domainName": "x", "domainPrefix": "x", "requestId": "x",
        "routeKey": "GET /api/v1/auth/me", "stage": stage, "time": "22/Nov/2026:08:00:00 +0000", "timeEpoch": 0,
        "http": {
            "method": "GET", "path": "/api/v1/auth/me", "protocol": "HTTP/1.1", "sourceIp": "203.0.113.7",
            "userAgent": "test",
        },
    });
    if !authorizer.is_null() {
        context["authorizer"] = authorizer;
    }
    let event = json!({
        "version": "2.0", "routeKey": "GET /api/v1/auth/me", "rawPath": "/api/v1/auth/me", "rawQueryString": "",
        "headers": {}, "requestContext": context, "isBase64Encoded": false,
    });
    event.to_string().into()
}

async fn status(api: &Api, event: Bytes) -> i64 {
    let answer = api
        .functions()
        .invoke("accounts", event)
        .await
        .expect("the function answers");
    let answer: Value = serde_json::from_slice(&answer).unwrap();
    answer["statusCode"].as_i64().unwrap()
}

/// Claims as the gateway hands them on: all of them texts.
fn texts(claims: &Claims, names: &[&str]) -> Map<String, Value> {
    let text = |name: &&str| {
        let value = claims.get(name)?;
        let text = value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned);
        Some(((*name).to_owned(), json!(text)))
    };
    names.iter().filter_map(text).collect()
}

#[tokio::test]
async fn a_function_refuses_an_event_that_its_own_gateway_would_not_have_sent() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    let names = ["sub", "iss", "client_id", "token_use", "scope", "exp"];
    let good = texts(&api.pool().user_claims(ana.id().uuid()), &names);
    assert_eq!(
        status(&api, event(&json!(good), "$default")).await,
        200,
        "the event itself is right"
    );

    assert_eq!(
        status(&api, event(&Value::Null, "$default")).await,
        401,
        "without authorizer"
    );
    assert_eq!(
        status(&api, event(&json!(good), "other")).await,
        401,
        "of another stage"
    );
    for name in names {
        let mut claims = good.clone();
        claims.remove(name);
        assert_eq!(
            status(&api, event(&json!(claims), "$default")).await,
            401,
            "without {name}"
        );
    }
    let expired = api_second(&api).to_string();
    let wrong = [
        ("sub", "not-a-uuid"),
        ("iss", "https://elsewhere.example"),
        ("client_id", "someone-else"),
        ("token_use", "id"),
        ("exp", &expired),
        ("exp", "soon"),
    ];
    for (name, value) in wrong {
        let mut claims = good.clone();
        claims.insert(name.to_owned(), json!(value));
        assert_eq!(
            status(&api, event(&json!(claims), "$default")).await,
            401,
            "{name} = {value}"
        );
    }
    let mut scopeless = good.clone();
    scopeless.insert("scope".to_owned(), json!("openid"));
    assert_eq!(
        status(&api, event(&json!(scopeless), "$default")).await,
        403,
        "without the route's scope"
    );
}
