//! `GET /api/v1/auth/me`.

use serde_json::json;
use tests::Api;

use super::{ME, pool};

#[tokio::test]
async fn the_caller_is_told_who_it_is() {
    let api = Api::start().await;
    let ana = api.tutor("ana").await;
    let expected = json!({"success": true, "data": {
        "id": ana.id(), "cognito_sub": ana.id(), "email": "ana@example.com", "role": "tutor",
        "profile": {
            "name": "ana", "time_zone": "UTC",
            "preferences": {"nudge_frequency_cap": 2, "learning_style": "mixed"},
        },
        "disclaimer_shown": false,
    }});
    assert_eq!(*ana.get(ME).await.expect(200), expected);
}

#[tokio::test]
async fn a_token_of_nobody_means_log_in_again() {
    let api = Api::start().await;
    let stranger = api.bearer(api.pool().access_token_for(uuid::Uuid::from_u128(7)));
    assert_eq!(stranger.get(ME).await.refused(401), "UNAUTHORIZED");
}

#[tokio::test]
async fn a_user_whose_account_is_gone_keeps_its_row() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    pool(
        &api,
        "AdminDeleteUser",
        json!({"Username": "ana@example.com"}),
    );
    ana.get(ME).await.expect(200);
}

#[tokio::test]
async fn a_service_has_no_account() {
    let api = Api::start().await;
    api.service().get(ME).await.expect(403);
}

#[tokio::test]
async fn asking_costs_one_read() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    let (reply, counts) = api.count(ana.get(ME)).await;
    reply.expect(200);
    assert_eq!(counts.total, 1, "{counts:?}");
}
