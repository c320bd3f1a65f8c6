//! `GET /`.

use serde_json::json;
use tests::Api;

#[tokio::test]
async fn anybody_learns_which_service_this_is_and_nothing_is_read_for_it() {
    let api = Api::start().await;
    let (reply, sent) = api.count(async { api.nobody().get("/").await }).await;
    let expected = json!({
        "service": "AI Study Companion API",
        "version": env!("CARGO_PKG_VERSION"),
        "status": "operational",
    });
    assert_eq!(reply.expect(200), &expected);
    assert_eq!(sent.total, 0);
}

#[tokio::test]
async fn a_broken_token_does_not_matter_where_none_is_needed() {
    let api = Api::start().await;
    api.bearer("broken").get("/").await.expect(200);
}
