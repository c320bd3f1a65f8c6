//! Who hears of an alarm, and that nothing which could fail unseen is without one.

use serde_json::json;
use template::Template;

use super::{STACKS, alarm, alarms, severity};
use crate::house::logical_id;
use crate::resource::{properties, resource};
use crate::stack::{self, text};

const TOPIC: &str = "AWS::SNS::Topic";
const OWN: &str = "arn:aws:sns:eu-central-1:123456789012:mine";

#[test]
fn every_alarm_tells_when_it_begins_and_when_it_is_over() {
    let made = "arn:aws:sns:eu-central-1:123456789012:made";
    for (parameters, topic) in [(STACKS[2], made), (&[("AlarmTopicArn", OWN)], OWN)] {
        for (slug, alarm) in alarms(&Template::ours(), parameters) {
            for name in ["AlarmActions", "OKActions"] {
                let told = if severity(&alarm) == "rollback" {
                    json!(null)
                } else {
                    json!([topic])
                };
                assert_eq!(alarm[name], told, "{slug}");
            }
        }
    }
}

#[test]
fn a_topic_is_made_unless_there_is_one_and_has_the_address_that_was_given() {
    let ours = Template::ours();
    let topic = |parameters| stack::made(&ours, TOPIC, parameters).pop();
    let (_, nobody) = topic(&[]).expect("it is made");
    assert!(nobody["Subscription"].is_null());
    let (_, somebody) = topic(&[("AlarmEmail", "ana@example.com")]).expect("it is made");
    let subscription = json!([{"Protocol": "email", "Endpoint": "ana@example.com"}]);
    assert_eq!(somebody["Subscription"], subscription);
    assert!(topic(&[("AlarmTopicArn", OWN)]).is_none());
    let made = resource("AlarmTopicPolicy")["Condition"].clone();
    assert_eq!(made, resource("AlarmTopic")["Condition"]);
}

#[test]
fn an_address_that_would_be_left_out_is_refused() {
    let ours = Template::ours();
    let rule = &ours.document()["Rules"]["AlarmsGoToOnePlace"];
    assert_eq!(
        rule["RuleCondition"],
        json!({"Fn::Not": [{"Fn::Equals": [{"Ref": "AlarmTopicArn"}, ""]}]})
    );
    assert_eq!(
        rule["Assertions"][0]["Assert"],
        json!({"Fn::Equals": [{"Ref": "AlarmEmail"}, ""]})
    );
}

#[test]
fn only_alarms_of_this_stack_may_publish() {
    let policy = properties("AlarmTopicPolicy");
    let statements = policy["PolicyDocument"]["Statement"].as_array();
    let [statement] = &statements.expect("statements")[..] else {
        panic!("one statement");
    };
    assert_eq!(
        statement["Principal"],
        json!({"Service": "cloudwatch.amazonaws.com"})
    );
    assert_eq!(statement["Action"], json!(["sns:Publish"]));
    assert_eq!(statement["Resource"], json!({"Ref": "AlarmTopic"}));
    let condition = &statement["Condition"];
    assert_eq!(
        condition["StringEquals"]["aws:SourceAccount"],
        json!({"Ref": "AWS::AccountId"})
    );
    let source = text(&condition["ArnLike"]["aws:SourceArn"], "Fn::Sub");
    assert!(source.ends_with(":alarm:${AWS::StackName}-*"), "{source}");
}

#[test]
fn an_alarm_is_called_the_same_everywhere() {
    let ours = Template::ours();
    let parameters = STACKS[2];
    let made = stack::made(&ours, super::ALARM, parameters);
    assert_eq!(made.len(), stack::ids(&ours, super::ALARM).len());
    for (id, alarm) in made {
        let slug = super::slug(&alarm);
        assert_eq!(id, logical_id(slug, "Alarm"));
        let description = text(&alarm, "AlarmDescription");
        let section = format!(". docs/OPERATIONS.md#{slug}");
        assert!(description.ends_with(&section), "{description}");
    }
}

#[test]
fn every_queue_of_dead_letters_and_every_worker_is_watched() {
    let ours = Template::ours();
    let watched = |metric: &str, dimension: &str, name: &str| {
        let mut alarms = alarms(&ours, &[]).into_iter();
        alarms.any(|(_, alarm)| {
            let own = json!([{"Name": dimension, "Value": name}]);
            alarm["MetricName"] == metric && alarm["Dimensions"] == own
        })
    };
    let redrives = ours.queues().iter().filter_map(|q| q.redrive.as_ref());
    for id in redrives.map(|redrive| &redrive.dead_letter_queue) {
        let queue = ours.queues().iter().find(|queue| queue.logical_id == *id);
        let name = queue.expect("the template has it").name(stack::NAME);
        let metric = "ApproximateNumberOfMessagesVisible";
        assert!(watched(metric, "QueueName", &name), "{id}");
    }
    for source in ours.event_sources() {
        let name = stack::function_name(&source.function);
        assert!(watched("Errors", "FunctionName", &name), "{name}");
    }
}

#[test]
fn a_job_is_late_when_its_tries_are_over() {
    let ours = Template::ours();
    let threshold = alarm("queue-age")["Threshold"].as_u64();
    let source = ours
        .event_sources()
        .first()
        .expect("a queue feeds a worker");
    let queue = ours.queues().iter().find(|q| q.logical_id == source.queue);
    let queue = queue.expect("the source's queue");
    let tries = queue
        .redrive
        .as_ref()
        .expect("dead letters")
        .max_receive_count;
    assert!(threshold > Some(u64::from(queue.visibility_timeout_seconds * tries)));
}
