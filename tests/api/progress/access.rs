use domain::link::LinkKind;
use testkit::builders::an_id;
use tests::Api;

use super::path_of;

#[tokio::test]
async fn linked_adults_and_admins_see_a_dashboard_and_others_do_not() {
    let api = Api::start().await;
    let (ana, ben) = (api.student("ana").await, api.student("ben").await);
    let (tutor, other) = (api.tutor("tom").await, api.tutor("tia").await);
    let parent = api.parent("pat").await;
    api.link(&ana, &tutor, LinkKind::Tutor).await;
    api.link(&ana, &parent, LinkKind::Parent).await;
    for caller in [&tutor, &parent, &api.admin().await] {
        let reply = caller.get(&path_of(&ana)).await;
        assert_eq!(
            reply.expect(200)["data"]["user_id"],
            serde_json::json!(ana.id())
        );
    }
    for caller in [&ben, &other] {
        assert_eq!(caller.get(&path_of(&ana)).await.refused(403), "FORBIDDEN");
    }
}

#[tokio::test]
async fn an_admin_is_told_that_a_user_does_not_exist_and_others_that_it_is_not_theirs() {
    let api = Api::start().await;
    let path = format!("/api/v1/progress/{}", an_id::<domain::ids::of::User>());
    assert_eq!(api.admin().await.get(&path).await.refused(404), "NOT_FOUND");
    assert_eq!(
        api.student("ana").await.get(&path).await.refused(403),
        "FORBIDDEN"
    );
}

#[tokio::test]
async fn a_user_whose_row_is_missing_has_a_dashboard_of_its_own() {
    let api = Api::start().await;
    let id = an_id::<domain::ids::of::User>();
    let caller = api.bearer(api.pool().access_token_for(id.uuid()));
    let reply = caller.get(&format!("/api/v1/progress/{id}")).await;
    let data = &reply.expect(200)["data"];
    assert_eq!(
        (&data["disclaimer_required"], &data["empty_state"]),
        (&true.into(), &true.into())
    );
    assert_eq!(
        api.store().user(id).await.unwrap(),
        None,
        "reading makes no row"
    );
}
