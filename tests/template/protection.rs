//! What keeps the data: from a deletion by accident, from a bill without bound, from who has no key.

use serde_json::{Value, json};
use template::Template;

use crate::resource::{assert_is_in_every_role, properties, resource};

/// The tables and the user pool: what a new deployment can't make again.
fn kept() -> Vec<(String, Value)> {
    let ours = Template::ours();
    let resources = ours.document()["Resources"].as_object().expect("resources");
    let kinds = ["AWS::DynamoDB::Table", "AWS::Cognito::UserPool"];
    let kept = resources
        .iter()
        .filter(|(_, resource)| kinds.iter().any(|kind| resource["Type"] == *kind));
    kept.map(|(id, resource)| (id.clone(), resource.clone()))
        .collect()
}

fn tables() -> Vec<(String, Value)> {
    let ours = Template::ours();
    let ids = ours.tables().iter().map(|table| table.logical_id.clone());
    ids.map(|id| (id.clone(), properties(&id))).collect()
}

#[test]
fn in_production_data_outlive_their_stack_and_their_replacement() {
    let kept = kept();
    assert_eq!(kept.len(), Template::ours().tables().len() + 1);
    let policy = json!({"Fn::If": ["IsProduction", "Retain", "Delete"]});
    for (id, resource) in kept {
        assert_eq!(resource["DeletionPolicy"], policy, "{id}");
        assert_eq!(resource["UpdateReplacePolicy"], policy, "{id}");
    }
}

#[test]
fn every_table_and_every_index_takes_no_more_than_a_maximum() {
    let most = json!({
        "MaxReadRequestUnits": {"Ref": "TableMaximumReads"},
        "MaxWriteRequestUnits": {"Ref": "TableMaximumWrites"},
    });
    for (id, table) in tables() {
        assert_eq!(table["OnDemandThroughput"], most, "{id}");
        // An index with less than its table would throttle the table.
        for index in table["GlobalSecondaryIndexes"]
            .as_array()
            .into_iter()
            .flatten()
        {
            assert_eq!(index["OnDemandThroughput"], most, "{id}");
        }
    }
}

#[test]
fn a_key_of_ones_own_is_used_for_every_table_by_every_function_and_through_dynamodb_alone() {
    let own =
        json!({"SSEEnabled": true, "SSEType": "KMS", "KMSMasterKeyId": {"Ref": "TableKeyArn"}});
    let none = json!({"Ref": "AWS::NoValue"});
    for (id, table) in tables() {
        let expected = json!({"Fn::If": ["HasTableKey", own, none]});
        assert_eq!(table["SSESpecification"], expected, "{id}");
    }
    let policy = resource("TableKeyPolicy");
    assert_eq!(policy["Condition"], "HasTableKey");
    assert_is_in_every_role("TableKeyPolicy");
    let statements = policy["Properties"]["PolicyDocument"]["Statement"].as_array();
    for statement in statements.expect("statements") {
        assert_eq!(statement["Resource"], json!({"Ref": "TableKeyArn"}));
        assert_eq!(
            statement["Condition"]["StringEquals"]["kms:ViaService"],
            json!({"Fn::Sub": "dynamodb.${AWS::Region}.amazonaws.com"})
        );
        let actions = statement["Action"].as_array().expect("a list");
        assert!(
            actions
                .iter()
                .all(|action| !action.to_string().contains('*'))
        );
    }
}
