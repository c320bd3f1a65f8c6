//! Functions, their versions and aliases, and who may invoke them.

use http::Method;
use serde_json::{Value, json};

use super::Asked;

pub(super) async fn function(asked: Asked<'_>) -> Value {
    let answer = get(asked, &format!("/functions/{}", asked.physical)).await;
    let mut found = answer["Configuration"].clone();
    let reserved = &answer["Concurrency"]["ReservedConcurrentExecutions"];
    found["ReservedConcurrentExecutions"] = reserved.clone();
    let tags = answer["Tags"].as_object().into_iter().flatten();
    // CloudFormation's own come besides.
    found["Tags"] = tags
        .filter(|(key, _)| !key.starts_with("aws:"))
        .map(|(key, value)| json!({"Key": key, "Value": value}))
        .collect();
    let key = asked.expected["Code"]["S3Key"].as_str();
    let group = key.and_then(|key| key.strip_suffix(".zip")).unwrap();
    if found["CodeSize"] == asked.deployed.sizes[group] {
        found["Code"] = asked.expected["Code"].clone();
    }
    found
}

pub(super) async fn version(asked: Asked<'_>) -> Value {
    let version = asked.physical.rsplit(':').next().unwrap();
    let name = asked.text("FunctionName");
    let path = format!("/functions/{name}/configuration?Qualifier={version}");
    get(asked, &path).await
}

pub(super) async fn alias(asked: Asked<'_>) -> Value {
    let (name, function) = (asked.text("Name"), asked.text("FunctionName"));
    let mut found = get(asked, &format!("/functions/{function}/aliases/{name}")).await;
    let is_its = found["AliasArn"].as_str() == Some(asked.physical);
    if is_its {
        found["FunctionName"] = function.into();
    }
    found
}

pub(super) async fn event_source(asked: Asked<'_>) -> Value {
    let path = format!("/event-source-mappings/{}", asked.physical);
    let mut found = get(asked, &path).await;
    found["FunctionName"] = found["FunctionArn"].take();
    found
}

pub(super) async fn permission(asked: Asked<'_>) -> Value {
    let (function, qualifier) = asked.text("FunctionName").rsplit_once(':').unwrap();
    let path = format!("/functions/{function}/policy?Qualifier={qualifier}");
    let answer = get(asked, &path).await;
    let policy: Value = serde_json::from_str(answer["Policy"].as_str().unwrap()).unwrap();
    let statements = policy["Statement"].as_array().unwrap().iter();
    let own = statements.filter(|statement| statement["Sid"] == asked.physical);
    let own: Vec<_> = own.collect();
    let [own] = own[..] else {
        panic!("one statement: {own:?}");
    };
    json!({
        "Action": own["Action"],
        "FunctionName": own["Resource"],
        "Principal": own["Principal"]["Service"],
        "SourceArn": own["Condition"]["ArnLike"]["AWS:SourceArn"],
    })
}

async fn get(asked: Asked<'_>, path: &str) -> Value {
    let path = format!("/2015-03-31{path}");
    let answer = asked.wire.rest("lambda", Method::GET, &path, "").await;
    answer.json()
}
