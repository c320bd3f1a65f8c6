//! What queues tell of themselves.

use aws_sdk_sqs::types::QueueAttributeName;

use crate::scene::{ARN, DEAD_URL, Scene, URL, code};

#[tokio::test]
async fn a_queue_is_found_by_its_name() {
    let scene = Scene::new();
    let url = |name: &str| scene.client.get_queue_url().queue_name(name).send();
    assert_eq!(url("stack-notes").await.unwrap().queue_url(), Some(URL));
    let refused = url("notes").await.unwrap_err().into_service_error();
    assert!(refused.is_queue_does_not_exist(), "{refused:?}");
}

#[tokio::test]
async fn all_queues_are_listed_or_those_whose_names_begin_so() {
    let scene = Scene::new();
    let all = scene.client.list_queues().send().await.unwrap();
    assert_eq!(all.queue_urls(), [URL, DEAD_URL]);
    let some = scene.client.list_queues().queue_name_prefix("stack-l");
    assert_eq!(some.send().await.unwrap().queue_urls(), [DEAD_URL]);
}

#[tokio::test]
async fn a_queue_counts_what_can_be_seen_what_somebody_has_and_what_comes_later() {
    let scene = Scene::new();
    for _ in 0..3 {
        scene.send("hello").await;
    }
    let received = scene.client.receive_message().queue_url(URL);
    received.max_number_of_messages(2).send().await.unwrap();
    let later = scene.client.send_message().queue_url(URL);
    let later = later.message_body("later").delay_seconds(9);
    later.send().await.unwrap();
    let told = scene.client.get_queue_attributes().queue_url(URL);
    let told = told.attribute_names(QueueAttributeName::All).send();
    let told = told.await.unwrap();
    let told = told.attributes().unwrap();
    for (name, value) in [
        (QueueAttributeName::ApproximateNumberOfMessages, "1"),
        (
            QueueAttributeName::ApproximateNumberOfMessagesNotVisible,
            "2",
        ),
        (QueueAttributeName::ApproximateNumberOfMessagesDelayed, "1"),
        (QueueAttributeName::VisibilityTimeout, "60"),
        (QueueAttributeName::QueueArn, ARN),
    ] {
        assert_eq!(told[&name], value, "{name}");
    }
    assert!(told[&QueueAttributeName::RedrivePolicy].contains("\"maxReceiveCount\":3"));
}

#[tokio::test]
async fn only_what_is_asked_for_is_told_of_a_queue() {
    let scene = Scene::new();
    let ask = |name: &str| {
        let told = scene.client.get_queue_attributes().queue_url(DEAD_URL);
        told.attribute_names(name.into()).send()
    };
    let told = ask("DelaySeconds").await.unwrap();
    let told = told.attributes().unwrap();
    assert_eq!(told.len(), 1);
    assert_eq!(told[&QueueAttributeName::DelaySeconds], "0");
    // There is such an attribute, and this queue has none.
    assert_eq!(
        ask("RedrivePolicy")
            .await
            .unwrap()
            .attributes()
            .map(std::collections::HashMap::len),
        Some(0)
    );
    assert_eq!(
        code(ask("Color").await.unwrap_err()),
        "InvalidAttributeName"
    );
}
