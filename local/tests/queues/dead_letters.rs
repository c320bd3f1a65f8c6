//! What is received too often.

use aws_sdk_sqs::types::MessageSystemAttributeName;

use crate::scene::{ARN, DEAD, DEAD_URL, HIDDEN, KEPT, QUEUE, Scene, URL, known};

#[tokio::test]
async fn after_three_times_a_message_lies_among_the_dead_letters_as_it_was_sent() {
    let scene = Scene::new();
    let id = scene.send("hello").await;
    for _ in 0..3 {
        assert_eq!(scene.one(URL).await.message_id(), Some(&*id));
        assert!(scene.receive(DEAD_URL).await.is_empty());
        scene.clock.advance(HIDDEN);
    }
    assert!(scene.receive(URL).await.is_empty());
    let dead = scene.one(DEAD_URL).await;
    assert_eq!(dead.message_id(), Some(&*id));
    assert_eq!(dead.body(), Some("hello"));
    for (name, value) in [
        (MessageSystemAttributeName::SentTimestamp, "1795348800000"),
        (MessageSystemAttributeName::DeadLetterQueueSourceArn, ARN),
        (MessageSystemAttributeName::ApproximateReceiveCount, "1"),
    ] {
        assert_eq!(known(&dead, name), Some(value));
    }
}

#[tokio::test]
async fn a_message_that_is_done_the_third_time_is_no_dead_letter() {
    let scene = Scene::new();
    scene.send("hello").await;
    for _ in 0..2 {
        scene.one(URL).await;
        scene.clock.advance(HIDDEN);
    }
    let third = scene.one(URL).await;
    scene.delete(&third).await;
    scene.clock.advance(HIDDEN);
    assert!(scene.receive(URL).await.is_empty());
    assert!(scene.receive(DEAD_URL).await.is_empty());
}

#[tokio::test]
async fn a_dead_letter_is_as_old_as_the_message_was() {
    let scene = Scene::new();
    scene.send("hello").await;
    for _ in 0..3 {
        scene.one(URL).await;
        scene.clock.advance(HIDDEN);
    }
    scene.receive(URL).await;
    scene.clock.advance(4 * KEPT - 3 * HIDDEN - 1);
    assert_eq!(scene.queues.counts(DEAD).unwrap().visible, 1);
    scene.clock.advance(1);
    assert_eq!(scene.queues.counts(DEAD).unwrap().visible, 0);
}

#[tokio::test]
async fn what_is_given_back_at_once_counts_too() {
    let scene = Scene::new();
    scene.send("hello").await;
    for _ in 0..3 {
        let message = scene.one(URL).await;
        let handle = message.receipt_handle().unwrap();
        scene.queues.change_visibility(QUEUE, handle, 0).unwrap();
    }
    assert!(scene.receive(URL).await.is_empty());
    scene.one(DEAD_URL).await;
}
