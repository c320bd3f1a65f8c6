//! What outlives the process.

use std::fs;

use local::queues::{Body, Queues};

use crate::clock::Standing;
use crate::scene::{DEAD, HIDDEN, QUEUE, configs, take};

fn body(text: &str) -> Body {
    Body::parse(text).unwrap()
}

#[tokio::test]
async fn queues_in_a_file_keep_messages_counts_and_receipts_without_being_closed() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("queues.json");
    let clock = Standing::new();
    let open = || Queues::at(&file, configs(), clock.clone()).unwrap();
    let first = open();
    first.send(QUEUE, body("a"), None).unwrap();
    first.send(QUEUE, body("b"), None).unwrap();
    let taken = take(&first, QUEUE).await;
    first.delete(QUEUE, &taken[0].receipt_handle).unwrap();
    // As `kill -9` would: nothing of the first queues runs any more.
    std::mem::forget(first);

    let second = open();
    assert!(take(&second, QUEUE).await.is_empty(), "somebody has `b`");
    clock.advance(HIDDEN);
    let again = take(&second, QUEUE).await;
    assert_eq!(again.len(), 1);
    assert_eq!(again[0].message_id, taken[1].message_id);
    assert_eq!(again[0].attributes["ApproximateReceiveCount"], "2");
    clock.advance(HIDDEN);
    take(&second, QUEUE).await;
    clock.advance(HIDDEN);
    take(&second, QUEUE).await;
    std::mem::forget(second);
    assert_eq!(take(&open(), DEAD).await[0].body.as_str(), "b");
}

#[tokio::test]
async fn a_file_that_is_no_queues_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("queues.json");
    for content in ["", "not json", r#"{"version":2,"queues":{}}"#] {
        fs::write(&file, content).unwrap();
        Queues::at(&file, configs(), Standing::new()).unwrap_err();
        assert_eq!(fs::read_to_string(&file).unwrap(), content);
    }
}

#[tokio::test]
async fn what_cannot_be_kept_does_not_happen() {
    let folder = tempfile::tempdir().unwrap();
    let inside = folder.path().join("inside");
    fs::create_dir(&inside).unwrap();
    let queues = Queues::at(&inside.join("queues.json"), configs(), Standing::new()).unwrap();
    queues.send(QUEUE, body("a"), None).unwrap();
    let aside = folder.path().join("aside");
    fs::rename(&inside, &aside).unwrap();
    let refused = queues.send(QUEUE, body("b"), None).unwrap_err();
    assert_eq!(refused.code(), "InternalFailure");
    fs::rename(&aside, &inside).unwrap();
    assert_eq!(take(&queues, QUEUE).await.len(), 1, "only `a` was accepted");
}

#[tokio::test]
async fn looking_into_an_empty_queue_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("queues.json");
    let queues = Queues::at(&file, configs(), Standing::new()).unwrap();
    take(&queues, QUEUE).await;
    assert!(!file.exists());
}
