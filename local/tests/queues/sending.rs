//! What may be sent, and how it arrives.

use aws_sdk_sqs::types::{MessageAttributeValue, MessageSystemAttributeName};

use crate::scene::{QUEUE, Scene, URL, code, known};

#[tokio::test]
async fn what_is_sent_arrives_whole_with_its_digest_and_what_is_known_of_it() {
    let scene = Scene::new();
    let sent = scene.client.send_message().queue_url(URL);
    let sent = sent.message_body("hello").send().await.unwrap();
    let hello = "5d41402abc4b2a76b9719d911017c592";
    assert_eq!(sent.md5_of_message_body(), Some(hello));
    let received = scene.one(URL).await;
    assert_eq!(received.message_id(), sent.message_id());
    assert_eq!(received.body(), Some("hello"));
    assert_eq!(received.md5_of_body(), Some(hello));
    for (name, value) in [
        (MessageSystemAttributeName::ApproximateReceiveCount, "1"),
        (MessageSystemAttributeName::SentTimestamp, "1795348800000"),
        (
            MessageSystemAttributeName::ApproximateFirstReceiveTimestamp,
            "1795348800000",
        ),
    ] {
        assert_eq!(known(&received, name), Some(value));
    }
}

#[tokio::test]
async fn only_what_is_asked_for_is_told_of_a_message() {
    let scene = Scene::new();
    scene.send("hello").await;
    let received = scene.client.receive_message().queue_url(URL);
    let received = received.send().await.unwrap().messages.unwrap();
    assert_eq!(received[0].attributes(), None);
}

#[tokio::test]
async fn a_text_that_sqs_does_not_take_is_refused_and_not_kept() {
    let scene = Scene::new();
    let megabyte = "x".repeat(1_048_576);
    for (body, refusal) in [
        (String::new(), "MissingParameter"),
        ("bell \u{7}".to_owned(), "InvalidMessageContents"),
        ("no character \u{FFFE}".to_owned(), "InvalidMessageContents"),
        (format!("{megabyte}x"), "InvalidParameterValue"),
    ] {
        let sent = scene.client.send_message().queue_url(URL);
        let refused = sent.message_body(body).send().await.unwrap_err();
        assert_eq!(code(refused), refusal);
    }
    assert_eq!(scene.queues.counts(QUEUE).unwrap().visible, 0);
    scene.send(&megabyte).await;
    scene.send("tab\tline\r\n Grüße ✓ 🎓").await;
    assert_eq!(scene.queues.counts(QUEUE).unwrap().visible, 2);
}

#[tokio::test]
async fn a_queue_that_is_not_there_is_the_sdks_own_error() {
    let scene = Scene::new();
    for url in [
        "http://127.0.0.1:3000/000000000000/other",
        "http://127.0.0.1:3000/1/stack-notes",
        "stack-notes",
    ] {
        let sent = scene.client.send_message().queue_url(url);
        let refused = sent.message_body("hello").send().await.unwrap_err();
        assert!(
            refused.into_service_error().is_queue_does_not_exist(),
            "{url}"
        );
    }
}

#[tokio::test]
async fn the_host_of_a_queues_url_does_not_matter() {
    let scene = Scene::new();
    let url = "https://sqs.us-east-1.amazonaws.com/000000000000/stack-notes";
    let sent = scene.client.send_message().queue_url(url);
    sent.message_body("hello").send().await.unwrap();
    assert_eq!(scene.one(URL).await.body(), Some("hello"));
}

#[tokio::test]
async fn what_these_queues_do_not_have_is_refused_by_name() {
    let scene = Scene::new();
    let attribute = MessageAttributeValue::builder()
        .data_type("String")
        .string_value("x")
        .build()
        .unwrap();
    let sent = scene.client.send_message().queue_url(URL).message_body("x");
    let refused = sent.message_attributes("a", attribute).send().await;
    let refused = refused.unwrap_err();
    assert!(format!("{refused:?}").contains("MessageAttributes"));
    assert!(refused.into_service_error().is_unsupported_operation());
    let refused = scene.client.create_queue().queue_name("x").send().await;
    assert_eq!(code(refused.unwrap_err()), "InvalidAction");
}
