//! What DynamoDB asks IAM for a request.

use serde_json::{Map, Value};

/// Actions, each on a table's full name or on `<table>/index/<index>`.
pub(super) fn needed(operation: &str, body: &Value) -> Vec<(String, String)> {
    let right = |action: &str, table: &str| (format!("dynamodb:{action}"), table.to_owned());
    let table = |part: &Value| part["TableName"].as_str().unwrap_or_default().to_owned();
    match operation {
        "BatchGetItem" | "BatchWriteItem" => names(&body["RequestItems"])
            .map(|name| right(operation, name))
            .collect(),
        // A transaction needs the rights of its parts, and none of its own.
        "TransactWriteItems" => {
            let parts = body["TransactItems"].as_array().into_iter().flatten();
            let part = |part: &Value| {
                let action = names(part).next()?;
                let name = table(&part[action]);
                Some(right(&format!("{action}Item"), &name))
            };
            parts.filter_map(part).collect()
        }
        _ => {
            let index = body["IndexName"].as_str();
            let index = index.map(|index| format!("/index/{index}"));
            vec![right(
                operation,
                &(table(body) + &index.unwrap_or_default()),
            )]
        }
    }
}

fn names(object: &Value) -> impl Iterator<Item = &String> {
    object.as_object().into_iter().flat_map(Map::keys)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn told(operation: &str, body: &Value) -> Vec<String> {
        let needed = needed(operation, body).into_iter();
        needed
            .map(|(action, on)| format!("{action} {on}"))
            .collect()
    }

    #[test]
    fn a_query_of_an_index_is_no_query_of_its_table() {
        let body = json!({"TableName": "t", "IndexName": "i"});
        assert_eq!(told("Query", &body), ["dynamodb:Query t/index/i"]);
        assert_eq!(
            told("Query", &json!({"TableName": "t"})),
            ["dynamodb:Query t"]
        );
    }

    #[test]
    fn a_batch_needs_its_own_action_on_every_table_and_a_transaction_those_of_its_parts() {
        let body = json!({"RequestItems": {"a": {}, "b": {}}});
        let batch = ["dynamodb:BatchGetItem a", "dynamodb:BatchGetItem b"];
        assert_eq!(told("BatchGetItem", &body), batch);
        let body = json!({"TransactItems": [
            {"Put": {"TableName": "a"}}, {"ConditionCheck": {"TableName": "b"}},
        ]});
        let parts = ["dynamodb:PutItem a", "dynamodb:ConditionCheckItem b"];
        assert_eq!(told("TransactWriteItems", &body), parts);
    }
}
