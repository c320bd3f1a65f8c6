use tests::Api;

use super::path_of;

#[tokio::test]
async fn a_malformed_id_is_a_422() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    for id in ["1", "me", "%00", "a987fbc94bed40788f079141ba07c9f3"] {
        let reply = ana.get(&format!("/api/v1/progress/{id}")).await;
        assert_eq!(reply.fields(), ["path.user_id"], "{id}");
    }
}

#[tokio::test]
async fn a_flag_that_is_neither_yes_nor_no_is_a_422() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    for flag in ["", "2", "maybe", "-1", "%00"] {
        let reply = ana
            .get(&format!("{}?include_suggestions={flag}", path_of(&ana)))
            .await;
        assert_eq!(reply.fields(), ["query.include_suggestions"], "{flag}");
    }
}

#[tokio::test]
async fn unknown_parameters_are_ignored() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    ana.get(&format!("{}?limit=7&x=y", path_of(&ana)))
        .await
        .expect(200);
}
