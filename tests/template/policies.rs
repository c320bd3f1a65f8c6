//! What the functions may do: named actions on named resources.

use serde_json::Value;
use std::collections::BTreeSet;
use template::Template;

struct Statement {
    function: String,
    actions: Vec<String>,
    resource: Value,
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
            // A managed policy or a template of SAM's would be a text or an object without statements.
            let own = policy["Statement"]
                .as_array()
                .expect("policies are written out");
            for statement in own {
                assert_eq!(statement["Effect"], "Allow", "{}", function.logical_id);
                let actions = statement["Action"].as_array().expect("actions are a list");
                found.push(Statement {
                    function: function.logical_id.clone(),
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

/// Every resource that a policy may name: tables, indexes, the pool, as the template writes them.
fn known_resources(ours: &Template) -> BTreeSet<String> {
    let attribute =
        |resource: &str| serde_json::json!({"Fn::GetAtt": [resource, "Arn"]}).to_string();
    let mut known = BTreeSet::from([attribute("UserPool")]);
    for table in ours.tables() {
        known.insert(attribute(&table.logical_id));
        for index in &table.indexes {
            let arn = format!("${{{}.Arn}}/index/{}", table.logical_id, index.name);
            known.insert(serde_json::json!({"Fn::Sub": arn}).to_string());
        }
    }
    known
}

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
                _ => panic!("{}: {action}", statement.function),
            }
        }
    }
}

#[test]
fn every_policy_names_a_table_an_index_or_the_pool_of_this_template() {
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
fn only_accounts_may_change_users() {
    let users = serde_json::json!({"Fn::GetAtt": ["UsersTable", "Arn"]});
    for statement in statements(&Template::ours()) {
        let writes = |action: &String| !action.ends_with("GetItem");
        if statement.resource == users && statement.actions.iter().any(writes) {
            assert_eq!(statement.function, "AccountsFunction");
        }
    }
}
