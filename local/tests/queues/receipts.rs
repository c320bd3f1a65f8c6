//! Receipt handles: only the last receiver of a message can end it.

use crate::scene::{DEAD_URL, HIDDEN, Scene, URL, code};

#[tokio::test]
async fn a_handle_from_an_earlier_time_deletes_nothing_and_is_no_error() {
    let scene = Scene::new();
    scene.send("hello").await;
    let early = scene.one(URL).await;
    scene.clock.advance(HIDDEN);
    let late = scene.one(URL).await;
    scene.delete(&early).await;
    scene.clock.advance(HIDDEN);
    assert_eq!(scene.one(URL).await.message_id(), late.message_id());
}

#[tokio::test]
async fn the_last_handle_still_deletes_when_its_time_is_over_and_nobody_came() {
    let scene = Scene::new();
    scene.send("hello").await;
    let message = scene.one(URL).await;
    scene.clock.advance(HIDDEN);
    scene.delete(&message).await;
    assert!(scene.receive(URL).await.is_empty());
}

#[tokio::test]
async fn deleting_twice_is_no_error() {
    let scene = Scene::new();
    scene.send("hello").await;
    let message = scene.one(URL).await;
    scene.delete(&message).await;
    scene.delete(&message).await;
}

#[tokio::test]
async fn a_handle_that_this_queue_did_not_give_out_is_refused() {
    let scene = Scene::new();
    scene.send("hello").await;
    let of_the_other = scene.one(URL).await.receipt_handle.unwrap();
    for (url, handle) in [(URL, "nonsense"), (URL, ""), (DEAD_URL, &of_the_other)] {
        let deleted = scene.client.delete_message().queue_url(url);
        let refused = deleted.receipt_handle(handle).send().await.unwrap_err();
        let refused = refused.into_service_error();
        assert!(
            refused.is_receipt_handle_is_invalid(),
            "{handle}: {refused:?}"
        );
    }
}

#[tokio::test]
async fn the_time_of_a_message_that_nobody_has_cannot_be_changed() {
    let scene = Scene::new();
    scene.send("hello").await;
    let early = scene.one(URL).await.receipt_handle.unwrap();
    let change = |handle: &str| {
        let change = scene.client.change_message_visibility().queue_url(URL);
        change.receipt_handle(handle).visibility_timeout(5).send()
    };
    scene.clock.advance(HIDDEN);
    let refused = change(&early).await.unwrap_err().into_service_error();
    assert!(refused.is_message_not_inflight(), "{refused:?}");
    scene.one(URL).await;
    let refused = change(&early).await.unwrap_err();
    assert_eq!(code(refused), "InvalidParameterValue");
}
