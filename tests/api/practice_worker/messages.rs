//! What lies in the queue.

use local::event_source::Delivered;
use tests::{Api, Mishap};

/// Puts a message into the practice queue.
async fn send(api: &Api, body: &str) {
    let values = api.stack().values();
    let url = values.get("PracticeQueue").expect("there is such a queue");
    let sent = api.queue_client().send_message().queue_url(url);
    sent.message_body(body).send().await.unwrap();
}

fn waiting(api: &Api, logical_id: &str) -> usize {
    let mut configs = api.queues().configs().iter();
    let config = configs.find(|config| config.logical_id == logical_id);
    let counts = api.queues().counts(&config.unwrap().name).unwrap();
    counts.visible + counts.in_flight
}

#[tokio::test]
async fn what_is_no_job_is_tried_three_times_and_then_lies_among_the_dead_letters() {
    let api = Api::start().await;
    for body in ["no json", r#"{"job_id":"no id"}"#] {
        send(&api, body).await;
    }
    for _ in 0..3 {
        assert_eq!(api.work().await, Delivered { done: 0, failed: 2 });
        api.wait_for_retries();
    }
    assert_eq!(api.work().await, Delivered { done: 0, failed: 0 });
    assert_eq!(waiting(&api, "PracticeQueue"), 0);
    assert_eq!(waiting(&api, "PracticeDeadLetterQueue"), 2);
}

#[tokio::test]
async fn a_worker_that_dies_loses_no_message() {
    let api = Api::start().await;
    send(&api, "no json").await;
    let crashed = api.work_with(Mishap::Crash(0)).await;
    assert_eq!(crashed, Some(Delivered { done: 0, failed: 1 }));
    assert_eq!(api.work_with(Mishap::Crash(0)).await, None, "it is hidden");
    assert_eq!(waiting(&api, "PracticeQueue"), 1);
}
