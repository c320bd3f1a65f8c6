//! Alarms, the dashboard, log groups, and the topic that alarms go to.

use serde_json::{Value, json};

use super::Asked;
use crate::wire::objects;

pub(super) async fn alarm(asked: Asked<'_>) -> Value {
    let operation = "GraniteServiceVersion20100801.DescribeAlarms";
    let alarm = json!({"AlarmNames": [asked.physical]});
    let mut answer = asked.wire.json("monitoring", operation, alarm).await;
    answer["MetricAlarms"][0].take()
}

pub(super) async fn dashboard(asked: Asked<'_>) -> Value {
    let operation = "GraniteServiceVersion20100801.GetDashboard";
    let dashboard = json!({"DashboardName": asked.physical});
    asked.wire.json("monitoring", operation, dashboard).await
}

pub(super) async fn log_group(asked: Asked<'_>) -> Value {
    let operation = "Logs_20140328.DescribeLogGroups";
    let group = json!({"logGroupNamePrefix": asked.physical});
    let answer = asked.wire.json("logs", operation, group).await;
    let groups = answer["logGroups"].as_array().unwrap().iter();
    let own: Vec<_> = groups
        .filter(|group| group["logGroupName"] == asked.physical)
        .collect();
    let [own] = own[..] else {
        panic!("one log group: {own:?}");
    };
    json!({"LogGroupName": own["logGroupName"], "RetentionInDays": own["retentionInDays"]})
}

pub(super) async fn topic(asked: Asked<'_>) -> Value {
    let arn = attribute(asked, asked.physical, "TopicArn").await;
    let name = arn.as_str().and_then(|arn| arn.rsplit(':').next());
    json!({"TopicName": name})
}

pub(super) async fn topic_policy(asked: Asked<'_>) -> Value {
    let topics = asked.expected["Topics"].as_array().unwrap();
    let [topic] = topics.as_slice() else {
        panic!("one topic: {topics:?}");
    };
    let policy = attribute(asked, topic.as_str().unwrap(), "Policy").await;
    let policy: Value = serde_json::from_str(policy.as_str().unwrap()).unwrap();
    json!({"Topics": topics, "PolicyDocument": policy})
}

/// An attribute of a topic.
async fn attribute(asked: Asked<'_>, topic: &str, name: &str) -> Value {
    let parameters = [("Action", "GetTopicAttributes"), ("TopicArn", topic)];
    let answer = asked.wire.form("sns", &parameters).await.unwrap();
    let entries = objects(answer.text(), "entry").into_iter();
    let mut own = entries.filter(|entry| entry["key"] == name);
    own.next().unwrap()["value"].clone()
}
