//! `POST /api/v1/users/me/disclaimer`.

use http::Method;
use serde_json::json;
use tests::Api;

use super::ME;

const PATH: &str = "/api/v1/users/me/disclaimer";

#[tokio::test]
async fn the_disclaimer_is_acknowledged_once_and_for_all() {
    let api = Api::start().await;
    let (ana, ben) = (api.student("ana").await, api.student("ben").await);
    assert_eq!(
        ana.get(ME).await.expect(200)["data"]["disclaimer_shown"],
        false
    );
    for _ in 0..2 {
        let reply = ana.send(Method::POST, PATH, None).await;
        let expected = json!({"success": true, "data": {"disclaimer_shown": true}});
        assert_eq!(*reply.expect(200), expected);
        assert_eq!(
            ana.get(ME).await.expect(200)["data"]["disclaimer_shown"],
            true
        );
    }
    assert_eq!(
        ben.get(ME).await.expect(200)["data"]["disclaimer_shown"],
        false
    );
}

#[tokio::test]
async fn a_service_has_nothing_to_acknowledge() {
    let api = Api::start().await;
    api.service().post(PATH, json!({})).await.expect(403);
}
