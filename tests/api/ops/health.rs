//! `GET /health`.

use serde_json::json;
use testkit::Fault;
use tests::Api;

#[tokio::test]
async fn anybody_learns_that_the_tables_can_be_read_for_one_request() {
    let api = Api::start().await;
    let (reply, sent) = api.count(async { api.nobody().get("/health").await }).await;
    let expected = json!({"status": "healthy", "database": "connected"});
    assert_eq!(reply.expect(200), &expected);
    assert_eq!((sent.total, sent.of("GetItem")), (1, 1));
}

#[tokio::test]
async fn while_the_tables_cannot_be_read_it_is_a_503_and_afterwards_a_200_again() {
    let api = Api::start().await;
    for fault in [
        Fault::Status500,
        Fault::Throttled,
        Fault::Dropped,
        Fault::LostAck,
    ] {
        api.wire().fail_everything(fault);
        let reply = api.nobody().get("/health").await;
        let expected = json!({"status": "unhealthy", "database": "disconnected"});
        assert_eq!(reply.expect(503), &expected, "{fault:?}");

        api.wire().heal();
        api.nobody().get("/health").await.expect(200);
    }
}

#[tokio::test]
async fn a_hiccup_that_a_retry_gets_over_is_not_ill_health() {
    let api = Api::start().await;
    api.wire().fail_next("GetItem", Fault::Status500);
    api.nobody().get("/health").await.expect(200);
}
