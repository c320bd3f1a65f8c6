//! The template, the routers, the description of the API and the store's names say the same.

use std::collections::BTreeSet;
use std::path::Path;

use domain::access::Action;
use serde_json::Value;
use store::names::{Index, Table};
use template::{KeyRole, RouteAccess, Template};
use utoipa::openapi::path::Operation;

type RouteLine = (String, String, BTreeSet<String>);

#[tokio::test]
async fn the_template_has_exactly_the_routers_routes_each_with_its_function_and_scopes() {
    let routed: BTreeSet<RouteLine> = tests::every_endpoint()
        .await
        .into_iter()
        .map(|(group, endpoint)| {
            let scopes = endpoint
                .scopes
                .list()
                .into_iter()
                .map(str::to_owned)
                .collect();
            (
                format!("{} {}", endpoint.method, endpoint.path),
                group.to_owned(),
                scopes,
            )
        })
        .collect();
    let drawn: BTreeSet<RouteLine> = Template::ours()
        .routes()
        .iter()
        .map(|route| {
            let scopes = match &route.access {
                RouteAccess::Public => BTreeSet::new(),
                RouteAccess::Scopes(scopes) => scopes.iter().cloned().collect(),
            };
            (route.route_key(), route.function.clone(), scopes)
        })
        .collect();
    assert_eq!(routed, drawn);
}

/// The operations of the description, by method and path.
fn described() -> Vec<(String, Operation)> {
    let mut operations = Vec::new();
    for (path, item) in tests::openapi().paths.paths {
        let methods = [
            ("GET", item.get),
            ("POST", item.post),
            ("PATCH", item.patch),
            ("DELETE", item.delete),
        ];
        for (method, operation) in methods {
            operations.extend(operation.map(|operation| (format!("{method} {path}"), operation)));
        }
    }
    operations
}

#[tokio::test]
async fn the_description_has_exactly_the_routers_routes() {
    let described: BTreeSet<_> = described().into_iter().map(|(route, _)| route).collect();
    let routed: BTreeSet<_> = tests::every_endpoint()
        .await
        .iter()
        .map(|(_, e)| format!("{} {}", e.method, e.path))
        .collect();
    assert_eq!(described, routed);
}

#[tokio::test]
async fn every_described_operation_says_who_may_call_it_and_what_can_go_wrong() {
    let endpoints = tests::every_endpoint().await;
    let mut ids = BTreeSet::new();
    for (route, operation) in described() {
        let (_, endpoint) = endpoints
            .iter()
            .find(|(_, e)| format!("{} {}", e.method, e.path) == route)
            .expect("a route");
        let answers: BTreeSet<_> = operation
            .responses
            .responses
            .keys()
            .map(String::as_str)
            .collect();
        assert!(
            answers.iter().any(|status| status.starts_with('2')),
            "{route} has no good answer"
        );
        let is_public = endpoint.action == Action::Public;
        // `[{}]` says that no token will do.
        let security = serde_json::to_value(&operation.security).expect("a description is JSON");
        let is_secured = security
            .as_array()
            .is_some_and(|all| all.iter().any(|one| *one != serde_json::json!({})));
        assert_eq!(is_secured, !is_public, "{route}: security");
        if !is_public {
            assert!(answers.contains("401"), "{route} does not describe 401");
        }
        let id = operation.operation_id.expect("an operation id");
        assert!(ids.insert(id.clone()), "two operations are called {id}");
        assert!(operation.summary.is_some(), "{route} has no summary");
    }
}

#[test]
fn the_description_refers_to_nothing_that_it_lacks() {
    let whole = serde_json::to_value(tests::openapi()).expect("a description is JSON");
    let text = whole.to_string();
    let schemas = whole["components"]["schemas"]
        .as_object()
        .expect("there are schemas");
    let wanted = text.split("\"#/components/schemas/").skip(1);
    let lacking: BTreeSet<_> = wanted
        .filter_map(|rest| rest.split('"').next())
        .filter(|name| !schemas.contains_key(*name))
        .collect();
    assert!(lacking.is_empty(), "{lacking:?}");
}

/// Whether there is an example in this part of the description, or in a schema that it refers to.
fn is_shown(part: &Value, schemas: &Value) -> bool {
    match part {
        Value::Object(fields) => {
            let referred = fields
                .get("$ref")
                .and_then(Value::as_str)
                .and_then(|text| text.rsplit('/').next());
            fields
                .keys()
                .any(|name| name == "example" || name == "examples")
                || referred.is_some_and(|name| is_shown(&schemas[name], schemas))
                || fields.values().any(|field| is_shown(field, schemas))
        }
        Value::Array(parts) => parts.iter().any(|part| is_shown(part, schemas)),
        _ => false,
    }
}

#[test]
fn every_body_that_is_sent_or_answered_is_shown_by_example() {
    let whole = serde_json::to_value(tests::openapi()).expect("a description is JSON");
    for (route, operation) in described() {
        let operation = serde_json::to_value(operation).expect("a description is JSON");
        let good = operation["responses"].as_object().into_iter().flatten();
        let good = good
            .filter(|(status, _)| status.starts_with('2'))
            .map(|(_, answer)| &answer["content"]);
        for content in good.chain([&operation["requestBody"]["content"]]) {
            let schemas = &whole["components"]["schemas"];
            assert!(
                content.is_null() || is_shown(content, schemas),
                "{route} has a body without example"
            );
        }
    }
}

/// Run with `UPDATE_OPENAPI=1` to write the file anew.
#[test]
fn the_described_api_is_the_one_in_docs() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/openapi.json");
    let json = tests::openapi()
        .to_pretty_json()
        .expect("a description is JSON")
        + "\n";
    if tests::asked_for("UPDATE_OPENAPI") {
        std::fs::write(&path, &json).expect("docs/ can be written");
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == json,
        "docs/openapi.json is stale: UPDATE_OPENAPI=1 cargo test -p tests --test template"
    );
}

/// What the SDK reads and the code does not.
const OF_THE_SDK: [&str; 1] = ["AWS_NEW_RETRIES_2026"];

/// What the SDK and the runtime read and Lambda sets by itself.
const OF_LAMBDA: [&str; 12] = [
    "AWS_ACCESS_KEY_ID",
    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
    "AWS_LAMBDA_FUNCTION_NAME",
    "AWS_LAMBDA_FUNCTION_VERSION",
    "AWS_LAMBDA_LOG_GROUP_NAME",
    "AWS_LAMBDA_LOG_STREAM_NAME",
    "AWS_LAMBDA_MAX_CONCURRENCY",
    "AWS_LAMBDA_RUNTIME_API",
    "AWS_REGION",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "_X_AMZN_TRACE_ID",
];

#[test]
fn the_functions_variables_are_those_that_the_code_reads_and_the_sdks_own() {
    let set: BTreeSet<String> = Template::ours()
        .functions()
        .iter()
        .flat_map(|f| f.environment.keys().cloned())
        .collect();
    let read = runtime::Var::ALL
        .into_iter()
        .map(|var| var.name().to_owned());
    let of_the_sdk = OF_THE_SDK.map(str::to_owned);
    assert_eq!(set, read.chain(of_the_sdk).collect());
    let set_twice = OF_LAMBDA.iter().find(|name| set.contains(**name));
    assert_eq!(set_twice, None, "Lambda refuses the function");
}

#[test]
fn every_table_and_index_that_the_code_names_is_in_the_template() {
    let template = Template::ours();
    let find = |table: Table| {
        let found = template
            .tables()
            .iter()
            .find(|drawn| drawn.suffix == table.suffix());
        found.unwrap_or_else(|| panic!("no table {}", table.suffix()))
    };
    for table in Table::ALL {
        let key = find(table).key.iter().map(|part| &*part.attribute);
        assert_eq!(key.collect::<Vec<_>>(), table.key(), "{}", table.suffix());
    }
    for index in Index::ALL {
        let drawn = find(index.table()).indexes.iter();
        let drawn = drawn.clone().find(|drawn| drawn.name == index.name());
        let drawn = drawn.unwrap_or_else(|| panic!("no index {}", index.name()));
        let sort = drawn.key.iter().filter(|part| part.role == KeyRole::Range);
        let sort: Vec<_> = sort.map(|part| &*part.attribute).collect();
        assert_eq!(sort, index.sort(), "{}", index.name());
    }
}

/// Tables that are drawn and not used yet.
const NOT_YET: [&str; 1] = ["idempotency"];

#[test]
fn every_table_of_the_template_is_used_or_stands_on_the_list_of_those_that_are_not_yet() {
    let used = Table::ALL.into_iter().map(Table::suffix);
    let known: BTreeSet<_> = used.chain(NOT_YET).map(str::to_owned).collect();
    let drawn: BTreeSet<_> = Template::ours()
        .tables()
        .iter()
        .map(|t| t.suffix.clone())
        .collect();
    assert_eq!(known, drawn);
}

/// Indexes that nothing asks: they stand for composite indexes of the old service, and hold nothing but what finds an item.
const MIRRORED: [&str; 2] = ["idx_qa_interactions_student_confidence", "idx_users_email"];

#[test]
fn every_index_of_the_template_is_used_or_stands_on_the_list_of_those_that_only_mirror_the_old_ones()
 {
    let used = Index::ALL.into_iter().map(Index::name);
    let known: BTreeSet<_> = used.chain(MIRRORED).map(str::to_owned).collect();
    let ours = Template::ours();
    let drawn = ours.tables().iter().flat_map(|table| &table.indexes);
    let drawn: BTreeSet<_> = drawn.map(|index| index.name.clone()).collect();
    assert_eq!(known, drawn);
}
