//! Roles, and what they allow.

use percent_encoding::percent_decode_str;
use serde_json::{Value, json};

use super::Asked;
use crate::wire::{objects, texts};

pub(super) async fn role(asked: Asked<'_>) -> Value {
    let name = asked.physical;
    let role = ask(asked, &[("Action", "GetRole"), ("RoleName", name)]).await;
    let trust = texts(&role, "AssumeRolePolicyDocument").pop().unwrap();
    let tags = objects(&role, "member").into_iter();
    // CloudFormation's own come besides.
    let tags = tags.filter(|tag| {
        tag["Key"]
            .as_str()
            .is_some_and(|key| !key.starts_with("aws:"))
    });
    let attached = [("Action", "ListAttachedRolePolicies"), ("RoleName", name)];
    let attached = texts(&ask(asked, &attached).await, "PolicyArn");
    let mut policies = Vec::new();
    for policy in asked.expected["Policies"].as_array().into_iter().flatten() {
        let policy = policy["PolicyName"].as_str().unwrap();
        let document = document(asked, name, policy).await;
        policies.push(json!({"PolicyName": policy, "PolicyDocument": document}));
    }
    json!({
        "AssumeRolePolicyDocument": decoded(&trust),
        "ManagedPolicyArns": attached,
        "Policies": policies,
        "Tags": tags.collect::<Vec<_>>(),
    })
}

/// The same in each of its roles, or it is in none.
pub(super) async fn policy(asked: Asked<'_>) -> Value {
    let name = asked.text("PolicyName");
    let mut found = json!({"PolicyName": name, "Roles": []});
    for role in asked.expected["Roles"].as_array().unwrap() {
        let document = document(asked, role.as_str().unwrap(), name).await;
        if found["PolicyDocument"].is_null() {
            found["PolicyDocument"] = document.clone();
        }
        if found["PolicyDocument"] == document {
            found["Roles"].as_array_mut().unwrap().push(role.clone());
        }
    }
    found
}

async fn document(asked: Asked<'_>, role: &str, policy: &str) -> Value {
    let parameters = [
        ("Action", "GetRolePolicy"),
        ("RoleName", role),
        ("PolicyName", policy),
    ];
    let answer = ask(asked, &parameters).await;
    decoded(&texts(&answer, "PolicyDocument").pop().unwrap())
}

fn decoded(document: &str) -> Value {
    let text = percent_decode_str(document).decode_utf8().unwrap();
    serde_json::from_str(&text).unwrap()
}

async fn ask(asked: Asked<'_>, parameters: &[(&str, &str)]) -> String {
    let answer = asked.wire.form("iam", parameters).await.unwrap();
    answer.text().to_owned()
}
