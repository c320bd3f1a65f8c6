//! What the functions may do: named actions on named resources.

use crate::house;
use serde_json::Value;
use std::collections::BTreeSet;
use template::{Target, Template};

struct Statement {
    function: String,
    /// The condition under which it is there; `None` when it always is.
    condition: Option<String>,
    actions: Vec<String>,
    resource: Value,
}

/// A policy and its condition: `!If [condition, policy, !Ref AWS::NoValue]`, or the policy alone.
fn unwrapped(policy: &Value) -> (Option<String>, &Value) {
    match policy["Fn::If"].as_array().map(Vec::as_slice) {
        Some([condition, policy, otherwise]) => {
            assert_eq!(*otherwise, serde_json::json!({"Ref": "AWS::NoValue"}));
            let condition = condition.as_str().expect("a condition has a name");
            (Some(condition.to_owned()), policy)
        }
        _ => (None, policy),
    }
}

fn statements(ours: &Template) -> Vec<Statement> {
    let mut found = Vec::new();
    for function in ours.functions() {
        let policies =
            &ours.document()["Resources"][&function.logical_id]["Properties"]["Policies"];
        let policies = policies
            .as_array()
            .expect("every function has its own policies");
        for policy in policies {
            let (condition, policy) = unwrapped(policy);
            // A managed policy or a template of SAM's would be a text or an object without statements.
            let own = policy["Statement"]
                .as_array()
                .expect("policies are written out");
            for statement in own {
                assert_eq!(statement["Effect"], "Allow", "{}", function.logical_id);
                let actions = statement["Action"].as_array().expect("actions are a list");
                found.push(Statement {
                    function: function.logical_id.clone(),
                    condition: condition.clone(),
                    actions: actions
                        .iter()
                        .map(|action| action.as_str().expect("an action is text").to_owned())
                        .collect(),
                    resource: statement["Resource"].clone(),
                });
            }
        }
    }
    found
}

/// The model of the parameter, and no other.
fn model() -> Value {
    let arn = "arn:${AWS::Partition}:bedrock:${AWS::Region}::foundation-model/${BedrockModelId}";
    serde_json::json!({ "Fn::Sub": arn })
}

/// Every resource that a policy may name: tables, indexes, queues, the pool, the model, as the template writes them.
fn known_resources(ours: &Template) -> BTreeSet<String> {
    let attribute =
        |resource: &str| serde_json::json!({"Fn::GetAtt": [resource, "Arn"]}).to_string();
    let mut known = BTreeSet::from([attribute("UserPool"), model().to_string()]);
    known.extend(
        ours.queues()
            .iter()
            .map(|queue| attribute(&queue.logical_id)),
    );
    for table in ours.tables() {
        known.insert(attribute(&table.logical_id));
        for index in &table.indexes {
            let arn = format!("${{{}.Arn}}/index/{}", table.logical_id, index.name);
            known.insert(serde_json::json!({"Fn::Sub": arn}).to_string());
        }
    }
    known
}

/// What Lambda does with a queue in the name of the function that it feeds.
const FED: &[&str] = &["DeleteMessage", "GetQueueAttributes", "ReceiveMessage"];

#[test]
fn no_policy_has_a_wildcard() {
    for statement in statements(&Template::ours()) {
        let resource = statement.resource.to_string();
        assert!(
            !resource.contains('*'),
            "{}: {resource}",
            statement.function
        );
        for action in statement.actions {
            assert!(!action.contains('*'), "{}: {action}", statement.function);
        }
    }
}

#[test]
fn no_function_may_scan_or_touch_a_table_as_such() {
    let harmless = [
        "BatchGetItem",
        "BatchWriteItem",
        "ConditionCheckItem",
        "DeleteItem",
        "GetItem",
        "PutItem",
        "Query",
        "UpdateItem",
    ];
    for statement in statements(&Template::ours()) {
        for action in statement.actions {
            match action.split_once(':') {
                Some(("dynamodb", name)) => {
                    assert!(harmless.contains(&name), "{}: {action}", statement.function);
                }
                Some(("cognito-idp", name)) => {
                    assert!(
                        name.starts_with("Admin"),
                        "{}: {action}",
                        statement.function
                    );
                }
                // Whoever sends may not receive, and only what a queue feeds may.
                Some(("sqs", name)) => {
                    let sources = Template::ours();
                    let mut sources = sources.event_sources().iter();
                    let is_fed = sources.any(|one| {
                        house::logical_id(&one.function, "Function") == statement.function
                    });
                    let may = if is_fed { FED } else { &["SendMessage"] };
                    assert!(may.contains(&name), "{}: {action}", statement.function);
                }
                Some(("bedrock", name)) => {
                    assert_eq!(name, "InvokeModel", "{}", statement.function);
                }
                _ => panic!("{}: {action}", statement.function),
            }
        }
    }
}

#[test]
fn every_policy_names_a_table_an_index_a_queue_the_pool_or_the_model_of_this_template() {
    let ours = Template::ours();
    let known = known_resources(&ours);
    for statement in statements(&ours) {
        let resource = statement.resource.to_string();
        assert!(
            known.contains(&resource),
            "{}: {resource}",
            statement.function
        );
    }
}

#[test]
fn a_model_may_be_asked_only_where_one_is_configured_and_by_functions_that_have_an_assistant() {
    let ours = Template::ours();
    let mut asking = BTreeSet::new();
    for statement in statements(&ours) {
        let asks = statement.actions == ["bedrock:InvokeModel"];
        assert_eq!(
            asks,
            statement.resource == model(),
            "{}",
            statement.function
        );
        assert_eq!(
            asks,
            statement.condition.is_some(),
            "{}",
            statement.function
        );
        if asks {
            assert_eq!(statement.condition.as_deref(), Some("HasBedrockModel"));
            asking.insert(statement.function);
        }
    }
    let configured: BTreeSet<_> = ours
        .functions()
        .iter()
        .filter(|function| function.environment.contains_key("BEDROCK_MODEL_ID"))
        .map(|function| function.logical_id.clone())
        .collect();
    assert_eq!(asking, configured);
    let condition = &ours.document()["Conditions"]["HasBedrockModel"];
    let empty = serde_json::json!({"Fn::Equals": [{"Ref": "BedrockModelId"}, ""]});
    assert_eq!(*condition, serde_json::json!({"Fn::Not": [empty]}));
}

#[test]
fn an_index_can_only_be_queried() {
    for statement in statements(&Template::ours()) {
        if statement.resource.to_string().contains("/index/") {
            assert_eq!(
                statement.actions,
                ["dynamodb:Query"],
                "{}",
                statement.function
            );
        }
    }
}

#[test]
fn only_accounts_may_reach_into_the_user_pool() {
    for statement in statements(&Template::ours()) {
        if statement
            .actions
            .iter()
            .any(|action| action.starts_with("cognito-idp:"))
        {
            assert_eq!(statement.function, "AccountsFunction");
        }
    }
}

#[test]
fn every_function_may_make_the_read_that_opens_its_connection() {
    let ours = Template::ours();
    let users = serde_json::json!({"Fn::GetAtt": ["UsersTable", "Arn"]});
    let may: BTreeSet<_> = statements(&ours)
        .into_iter()
        .filter(|one| one.resource == users)
        .filter(|one| {
            one.actions
                .iter()
                .any(|action| action == "dynamodb:GetItem")
        })
        .map(|one| one.function)
        .collect();
    let all = ours.functions().iter().map(|one| one.logical_id.clone());
    assert_eq!(may, all.collect());
}

#[test]
fn only_accounts_may_change_users() {
    let users = serde_json::json!({"Fn::GetAtt": ["UsersTable", "Arn"]});
    for statement in statements(&Template::ours()) {
        let writes = |action: &String| !action.ends_with("GetItem");
        if statement.resource == users && statement.actions.iter().any(writes) {
            assert_eq!(statement.function, "AccountsFunction");
        }
    }
}

#[test]
fn only_accounts_may_reach_old_passwords_and_nobody_what_old_ids_have_become() {
    let arn = |table: &str| serde_json::json!({"Fn::GetAtt": [table, "Arn"]});
    let mut reaching = BTreeSet::new();
    for statement in statements(&Template::ours()) {
        assert_ne!(statement.resource, arn("ImportsTable"));
        if statement.resource == arn("ImportedPasswordsTable") {
            assert_eq!(
                statement.actions,
                ["dynamodb:GetItem", "dynamodb:UpdateItem"]
            );
            reaching.insert(statement.function);
        }
    }
    assert_eq!(reaching, BTreeSet::from(["AccountsFunction".to_owned()]));
}

/// What any function may do with tables and indexes: table, index, operation.
pub(crate) fn may(ours: &Template) -> BTreeSet<(String, Option<String>, String)> {
    let named = ours.grants().into_iter().filter_map(|grant| {
        let operation = grant.action.strip_prefix("dynamodb:")?.to_owned();
        match grant.on {
            Target::Table(table) => Some((table, None, operation)),
            Target::Index(table, index) => Some((table, Some(index), operation)),
            Target::Queue(_) | Target::UserPool | Target::Other(_) => None,
        }
    });
    named.collect()
}
