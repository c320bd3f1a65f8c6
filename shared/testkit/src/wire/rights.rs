//! Which rights a request needs: the IAM actions that DynamoDB checks for it, and on what.

use std::collections::BTreeSet;

use serde_json::Value;

/// An IAM action (`dynamodb:Query`) and what it acts on: a table's full name, or `<table>/index/<index>`.
pub type Right = (String, String);

/// The rights that a request of `operation` with this body needs.
pub(super) fn of(operation: &str, body: &Value) -> BTreeSet<Right> {
    let right = |action: &str, table: &str| (format!("dynamodb:{action}"), table.to_owned());
    let table = |part: &Value| part["TableName"].as_str().unwrap_or_default().to_owned();
    match operation {
        "BatchGetItem" => names(&body["RequestItems"])
            .map(|name| right(operation, name))
            .collect(),
        // A transaction needs the rights of its parts, and none of its own.
        "TransactWriteItems" => {
            let parts = body["TransactItems"].as_array().into_iter().flatten();
            let part = |part: &Value| {
                let action = names(part).next()?.to_owned();
                let name = table(&part[&action]);
                let action = if action == "ConditionCheck" {
                    "ConditionCheckItem".to_owned()
                } else {
                    action + "Item"
                };
                Some(right(&action, &name))
            };
            parts.filter_map(part).collect()
        }
        _ => {
            let index = body["IndexName"]
                .as_str()
                .map(|index| format!("/index/{index}"))
                .unwrap_or_default();
            BTreeSet::from([right(operation, &(table(body) + &index))])
        }
    }
}

fn names(object: &Value) -> impl Iterator<Item = &String> {
    object
        .as_object()
        .into_iter()
        .flat_map(serde_json::Map::keys)
}
