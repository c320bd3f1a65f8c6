//! The API's routes: which there are, and who may ask.

use std::collections::{BTreeMap, BTreeSet};
use template::{RouteAccess, Template};

const USER: &str = "aws.cognito.signin.user.admin";
const SERVICE: &str = "study/sessions.write";
const MONITORING: &str = "metrics/read";

const PUBLIC: [&str; 4] = [
    "GET /",
    "GET /health",
    "POST /api/v1/auth/login",
    "POST /api/v1/auth/register",
];

/// What services may ask for besides users.
const FOR_SERVICES: [&str; 3] = [
    "POST /api/v1/sessions",
    "POST /api/v1/summaries",
    "POST /api/v1/summaries/",
];

/// What monitoring may ask for besides admins.
const FOR_MONITORING: [&str; 1] = ["GET /metrics"];

/// What takes a user's token and no other.
const FOR_USERS: [&str; 39] = [
    "DELETE /api/v1/goals/{goal_id}",
    "DELETE /api/v1/links/{student_id}/{adult_id}",
    "DELETE /api/v1/practice/bank/{bank_item_id}",
    "GET /api/v1/auth/me",
    "GET /api/v1/enhancements/qa/conversation-context/{student_id}",
    "GET /api/v1/enhancements/qa/conversation-history/{student_id}",
    "GET /api/v1/goals",
    "GET /api/v1/goals/",
    "GET /api/v1/goals/{goal_id}",
    "GET /api/v1/jobs/{job_id}",
    "GET /api/v1/links",
    "GET /api/v1/practice/assignments",
    "GET /api/v1/practice/bank",
    "GET /api/v1/practice/flagged",
    "GET /api/v1/progress/{user_id}",
    "GET /api/v1/ratings/{student_id}",
    "GET /api/v1/sessions",
    "GET /api/v1/sessions/{session_id}",
    "GET /api/v1/subjects",
    "GET /api/v1/subjects/{subject_id}",
    "GET /api/v1/summaries/{user_id}",
    "GET /api/v1/users/{user_id}",
    "PATCH /api/v1/goals/{goal_id}",
    "PATCH /api/v1/practice/bank/{bank_item_id}",
    "PATCH /api/v1/subjects/{subject_id}",
    "PATCH /api/v1/users/{user_id}",
    "POST /api/v1/goals",
    "POST /api/v1/goals/",
    "POST /api/v1/goals/{goal_id}/reset",
    "POST /api/v1/links",
    "POST /api/v1/practice/assign",
    "POST /api/v1/practice/assign/async",
    "POST /api/v1/practice/bank",
    "POST /api/v1/practice/complete",
    "POST /api/v1/practice/flagged/{item_id}/review",
    "POST /api/v1/practice/summary",
    "POST /api/v1/qa/query",
    "POST /api/v1/subjects",
    "POST /api/v1/users/me/disclaimer",
];

fn with_access(wanted: impl Fn(&RouteAccess) -> bool) -> BTreeSet<String> {
    Template::ours()
        .routes()
        .iter()
        .filter(|route| wanted(&route.access))
        .map(template::Route::route_key)
        .collect()
}

fn set(routes: &[&str]) -> BTreeSet<String> {
    routes.iter().map(|route| (*route).to_owned()).collect()
}

#[test]
fn exactly_four_routes_need_no_token() {
    assert_eq!(
        with_access(|access| *access == RouteAccess::Public),
        set(&PUBLIC)
    );
}

#[test]
fn every_other_route_names_the_scopes_it_takes() {
    let users = RouteAccess::Scopes(vec![USER.into()]);
    assert_eq!(with_access(|access| *access == users), set(&FOR_USERS));
    let services = RouteAccess::Scopes(vec![USER.into(), SERVICE.into()]);
    assert_eq!(
        with_access(|access| *access == services),
        set(&FOR_SERVICES)
    );
    let monitoring = RouteAccess::Scopes(vec![USER.into(), MONITORING.into()]);
    assert_eq!(
        with_access(|access| *access == monitoring),
        set(&FOR_MONITORING)
    );
    assert_eq!(
        Template::ours().routes().len(),
        PUBLIC.len() + FOR_USERS.len() + FOR_SERVICES.len() + FOR_MONITORING.len(),
        "a route has other scopes, or none, or is there twice"
    );
}

#[test]
fn a_route_that_forgets_to_say_who_may_ask_is_closed() {
    let ours = Template::ours();
    let auth = &ours.document()["Resources"]["Api"]["Properties"]["Auth"];
    let default = auth["DefaultAuthorizer"]
        .as_str()
        .expect("there is a default");
    let authorizer = &auth["Authorizers"][default];
    assert_eq!(
        authorizer["IdentitySource"],
        "$request.header.Authorization"
    );
    assert!(authorizer["JwtConfiguration"]["issuer"]["Fn::Sub"].is_string());
    assert_eq!(
        authorizer["JwtConfiguration"]["audience"],
        serde_json::json!([{"Ref": "UserClient"}, {"Ref": "MachineClient"}, {"Ref": "MonitoringClient"}])
    );
}

#[test]
fn the_services_scope_is_the_one_that_the_resource_server_gives_out() {
    let ours = Template::ours();
    let resources = &ours.document()["Resources"];
    let server = &resources["StudyResourceServer"]["Properties"];
    let name = |scope: &serde_json::Value| scope["ScopeName"].as_str().map(str::to_owned);
    let scopes: Vec<_> = server["Scopes"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(name)
        .map(|name| {
            format!(
                "{}/{name}",
                server["Identifier"].as_str().unwrap_or_default()
            )
        })
        .collect();
    assert_eq!(scopes, [SERVICE]);
    let machine = &resources["MachineClient"]["Properties"];
    assert_eq!(machine["AllowedOAuthScopes"], serde_json::json!([SERVICE]));
    assert_eq!(
        machine["AllowedOAuthFlows"],
        serde_json::json!(["client_credentials"])
    );
}

#[test]
fn only_the_old_services_slash_forms_end_in_a_slash_and_go_where_the_plain_ones_go() {
    let ours = Template::ours();
    let routes: BTreeMap<_, _> = ours
        .routes()
        .iter()
        .map(|route| (route.route_key(), route))
        .collect();
    let slashed: Vec<_> = routes
        .iter()
        .filter(|(_, route)| route.path != "/" && route.path.ends_with('/'))
        .collect();
    assert_eq!(slashed.len(), 3);
    for (key, route) in slashed {
        let plain = routes[key.trim_end_matches('/')];
        assert_eq!(
            (&plain.function, &plain.access),
            (&route.function, &route.access),
            "{key}"
        );
    }
}

#[test]
fn browsers_may_use_every_method_that_a_route_has() {
    let ours = Template::ours();
    let cors = ours
        .cors(&template::Values::new())
        .expect("there is a CORS configuration");
    for route in ours.routes() {
        assert!(
            cors.allow_methods.contains(&route.method),
            "{}",
            route.method
        );
    }
    assert_eq!(cors.allow_origins, ["*"]);
    assert!(
        !cors.allow_credentials,
        "credentials with every origin would be an open door"
    );
    for header in ["Authorization", "Content-Type", "Idempotency-Key"] {
        assert!(
            cors.allow_headers.iter().any(|allowed| allowed == header),
            "{header}"
        );
    }
    for header in ["X-Request-Id", "X-Response-Time", "Retry-After"] {
        assert!(
            cors.expose_headers.iter().any(|exposed| exposed == header),
            "{header}"
        );
    }
    assert_eq!(cors.max_age, 600);
}

#[test]
fn sam_keeps_the_whole_cors_configuration() {
    let ours = Template::ours();
    let cors = &ours.document()["Resources"]["Api"]["Properties"]["CorsConfiguration"];
    // Of a plain object whose origins are worked out, SAM keeps the origins and nothing else, without a word.
    assert!(
        cors["Fn::If"].is_array() || cors["AllowOrigins"].is_array(),
        "{cors}"
    );
}

#[test]
fn nothing_catches_what_no_route_takes() {
    for route in Template::ours().routes() {
        assert!(
            !route.path.contains('$') && !route.path.contains('+'),
            "{}",
            route.path
        );
        assert_ne!(route.method, "ANY", "{}", route.path);
    }
}
