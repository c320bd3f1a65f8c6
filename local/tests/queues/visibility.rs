//! Who can see a message, and when.

use std::sync::Arc;
use std::time::Duration;

use aws_sdk_sqs::types::MessageSystemAttributeName;
use local::queues::{Body, Receiving};

use crate::scene::{HIDDEN, KEPT, QUEUE, Scene, URL, code, known};

#[tokio::test]
async fn a_message_that_somebody_has_is_hidden_until_its_time_is_over() {
    let scene = Scene::new();
    scene.send("hello").await;
    let first = scene.one(URL).await;
    scene.clock.advance(HIDDEN - 1);
    assert!(scene.receive(URL).await.is_empty());
    scene.clock.advance(1);
    let again = scene.one(URL).await;
    assert_eq!(again.message_id(), first.message_id());
    assert_ne!(again.receipt_handle(), first.receipt_handle());
    let count = MessageSystemAttributeName::ApproximateReceiveCount;
    assert_eq!(known(&again, count), Some("2"));
    let first_time = MessageSystemAttributeName::ApproximateFirstReceiveTimestamp;
    assert_eq!(known(&again, first_time.clone()), known(&first, first_time));
}

#[tokio::test]
async fn a_message_that_was_deleted_never_comes_again() {
    let scene = Scene::new();
    scene.send("hello").await;
    let message = scene.one(URL).await;
    scene.delete(&message).await;
    scene.clock.advance(HIDDEN);
    assert!(scene.receive(URL).await.is_empty());
}

#[tokio::test]
async fn a_receiver_may_say_how_long_and_change_it_later() {
    let scene = Scene::new();
    scene.send("hello").await;
    let received = scene.client.receive_message().queue_url(URL);
    let received = received.visibility_timeout(5).send().await.unwrap();
    let handle = received.messages()[0].receipt_handle().unwrap().to_owned();
    let change = |seconds: i32| {
        let change = scene.client.change_message_visibility().queue_url(URL);
        change
            .receipt_handle(&handle)
            .visibility_timeout(seconds)
            .send()
    };
    change(30).await.unwrap();
    scene.clock.advance(29);
    assert!(scene.receive(URL).await.is_empty());
    change(0).await.unwrap();
    scene.one(URL).await;
}

#[tokio::test]
async fn a_message_can_be_sent_for_later() {
    let scene = Scene::new();
    let sent = scene.client.send_message().queue_url(URL);
    let sent = sent.message_body("hello").delay_seconds(10);
    sent.send().await.unwrap();
    scene.clock.advance(9);
    assert!(scene.receive(URL).await.is_empty());
    scene.clock.advance(1);
    scene.one(URL).await;
}

#[tokio::test]
async fn a_message_that_is_too_old_is_thrown_away() {
    let scene = Scene::new();
    scene.send("hello").await;
    scene.clock.advance(KEPT - 1);
    assert_eq!(scene.queues.counts(QUEUE).unwrap().visible, 1);
    scene.clock.advance(1);
    assert!(scene.receive(URL).await.is_empty());
}

#[tokio::test]
async fn messages_come_in_the_order_they_were_sent_up_to_the_number_that_was_asked_for() {
    let scene = Scene::new();
    for body in ["a", "b", "c"] {
        scene.send(body).await;
    }
    let receive = |most: i32| {
        let received = scene.client.receive_message().queue_url(URL);
        received.max_number_of_messages(most).send()
    };
    let received = receive(2).await.unwrap();
    let bodies: Vec<_> = received
        .messages()
        .iter()
        .filter_map(|m| m.body())
        .collect();
    assert_eq!(bodies, ["a", "b"]);
    for out_of_bounds in [0, 11] {
        let refused = receive(out_of_bounds).await.unwrap_err();
        assert_eq!(code(refused), "InvalidParameterValue");
    }
}

#[tokio::test]
async fn a_receiver_that_waits_gets_what_is_sent_meanwhile() {
    let scene = Scene::new();
    let queues = Arc::clone(&scene.queues);
    let waiting = tokio::spawn(async move {
        let receiving = Receiving {
            most: 1,
            visibility_seconds: None,
            wait: Duration::from_secs(20),
        };
        queues.receive(QUEUE, receiving).await.unwrap()
    });
    tokio::task::yield_now().await;
    scene
        .queues
        .send(QUEUE, Body::parse("hello").unwrap(), None)
        .unwrap();
    assert_eq!(waiting.await.unwrap()[0].body.as_str(), "hello");
}

#[tokio::test]
async fn a_receiver_that_waits_gets_what_is_given_back_meanwhile() {
    let scene = Scene::new();
    scene.send("hello").await;
    let message = scene.one(URL).await;
    let client = scene.client.clone();
    let waiting = tokio::spawn(async move {
        let received = client.receive_message().queue_url(URL);
        received.wait_time_seconds(20).send().await.unwrap()
    });
    tokio::task::yield_now().await;
    let handle = message.receipt_handle().unwrap();
    scene.queues.change_visibility(QUEUE, handle, 0).unwrap();
    assert_eq!(waiting.await.unwrap().messages().len(), 1);
}

#[tokio::test]
async fn a_purged_queue_is_empty_also_of_what_somebody_has() {
    let scene = Scene::new();
    scene.send("a").await;
    scene.one(URL).await;
    scene.send("b").await;
    scene
        .client
        .purge_queue()
        .queue_url(URL)
        .send()
        .await
        .unwrap();
    scene.clock.advance(HIDDEN);
    assert!(scene.receive(URL).await.is_empty());
}
