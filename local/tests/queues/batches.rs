//! Ten at a time.

use aws_sdk_sqs::types::{DeleteMessageBatchRequestEntry, SendMessageBatchRequestEntry};

use crate::scene::{HIDDEN, Scene, URL, code};

fn entry(id: &str, body: &str) -> SendMessageBatchRequestEntry {
    let entry = SendMessageBatchRequestEntry::builder().id(id);
    entry.message_body(body).build().unwrap()
}

fn ending(id: &str, handle: &str) -> DeleteMessageBatchRequestEntry {
    let entry = DeleteMessageBatchRequestEntry::builder().id(id);
    entry.receipt_handle(handle).build().unwrap()
}

#[tokio::test]
async fn every_entry_of_a_batch_has_its_own_outcome() {
    let scene = Scene::new();
    let sent = scene.client.send_message_batch().queue_url(URL);
    let sent = sent.entries(entry("a", "hello"));
    let sent = sent.entries(entry("b", "bell \u{7}")).send().await.unwrap();
    assert_eq!(sent.successful().len(), 1);
    assert_eq!(sent.successful()[0].id(), "a");
    assert_eq!(
        sent.successful()[0].md5_of_message_body(),
        "5d41402abc4b2a76b9719d911017c592"
    );
    assert_eq!(sent.failed().len(), 1);
    assert_eq!(
        (sent.failed()[0].id(), sent.failed()[0].code()),
        ("b", "InvalidMessageContents")
    );
    assert!(sent.failed()[0].sender_fault());

    let handle = scene.one(URL).await.receipt_handle.unwrap();
    let deleted = scene.client.delete_message_batch().queue_url(URL);
    let deleted = deleted.entries(ending("a", &handle));
    let deleted = deleted
        .entries(ending("b", "nonsense"))
        .send()
        .await
        .unwrap();
    assert_eq!(deleted.successful()[0].id(), "a");
    assert_eq!(deleted.failed()[0].code(), "ReceiptHandleIsInvalid");
    scene.clock.advance(HIDDEN);
    assert!(scene.receive(URL).await.is_empty());
}

#[tokio::test]
async fn a_batch_that_is_none_is_refused_as_a_whole() {
    let scene = Scene::new();
    let half = "x".repeat(600_000);
    let eleven = (0..11).map(|n| entry(&n.to_string(), "x")).collect();
    for (entries, refusal) in [
        (vec![], "AWS.SimpleQueueService.EmptyBatchRequest"),
        (
            eleven,
            "AWS.SimpleQueueService.TooManyEntriesInBatchRequest",
        ),
        (
            vec![entry("a", "x"), entry("a", "y")],
            "AWS.SimpleQueueService.BatchEntryIdsNotDistinct",
        ),
        (
            vec![entry("a b", "x")],
            "AWS.SimpleQueueService.InvalidBatchEntryId",
        ),
        (
            vec![entry("a", &half), entry("b", &half)],
            "AWS.SimpleQueueService.BatchRequestTooLong",
        ),
    ] {
        let sent = scene.client.send_message_batch().queue_url(URL);
        let refused = sent.set_entries(Some(entries)).send().await.unwrap_err();
        assert_eq!(code(refused), refusal);
    }
    assert!(scene.receive(URL).await.is_empty());
}
