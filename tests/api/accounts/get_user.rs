//! `GET /api/v1/users/{user_id}`.

use domain::link::LinkKind;
use serde_json::json;
use testkit::builders::an_id;
use tests::Api;

use super::user_path;

#[tokio::test]
async fn a_user_sees_itself_whole() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    let reply = ana.get(&user_path(ana.id())).await;
    let data = &reply.expect(200)["data"];
    let now = domain::Clock::now(api.clock());
    let expected = json!({
        "id": ana.id(), "email": "ana@example.com", "role": "student",
        "profile": {
            "name": "ana", "time_zone": "UTC",
            "preferences": {"nudge_frequency_cap": 2, "learning_style": "mixed"},
        },
        "disclaimer_shown": false, "created_at": now, "updated_at": now,
    });
    assert_eq!(*data, expected);
}

#[tokio::test]
async fn linked_adults_see_a_student_without_its_email_and_admins_with_it() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    let (tutor, parent) = (api.tutor("tom").await, api.parent("pia").await);
    api.link(&ana, &tutor, LinkKind::Tutor).await;
    api.link(&ana, &parent, LinkKind::Parent).await;
    for adult in [&tutor, &parent] {
        let reply = adult.get(&user_path(ana.id())).await;
        assert_eq!(reply.expect(200)["data"]["profile"]["name"], "ana");
        assert_eq!(reply.json["data"].get("email"), None);
    }
    let admin = api.admin().await;
    let reply = admin.get(&user_path(ana.id())).await;
    assert_eq!(reply.expect(200)["data"]["email"], "ana@example.com");
}

#[tokio::test]
async fn others_learn_nothing_not_even_whether_the_user_exists() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    let (other, tutor) = (api.student("ben").await, api.tutor("tom").await);
    let service = api.service();
    service.get(&user_path(ana.id())).await.expect(403);
    for stranger in [&other, &tutor] {
        let there = stranger.get(&user_path(ana.id())).await;
        let not_there = stranger
            .get(&user_path(an_id::<domain::ids::of::User>()))
            .await;
        assert_eq!(there.refused(403), "FORBIDDEN");
        assert_eq!(there.json["detail"], not_there.expect(403)["detail"]);
    }
}

#[tokio::test]
async fn a_link_goes_one_way() {
    let api = Api::start().await;
    let (ana, tutor) = (api.student("ana").await, api.tutor("tom").await);
    api.link(&ana, &tutor, LinkKind::Tutor).await;
    ana.get(&user_path(tutor.id())).await.expect(403);
}

#[tokio::test]
async fn an_unknown_id_is_not_found_and_a_malformed_one_is_named() {
    let api = Api::start().await;
    let admin = api.admin().await;
    let reply = admin
        .get(&user_path(an_id::<domain::ids::of::User>()))
        .await;
    assert_eq!(reply.refused(404), "NOT_FOUND");
    for id in [
        "me",
        "1",
        "a987fbc94bed40788f079141ba07c9f3",
        "%F0%9F%98%80",
    ] {
        let reply = admin.get(&user_path(id)).await;
        assert_eq!(reply.fields(), ["path.user_id"], "{id}");
        assert_eq!(reply.json["error"]["details"][0]["type"], "uuid_parsing");
    }
}

#[tokio::test]
async fn an_id_is_read_in_either_case() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    let id = ana.id().to_string().to_uppercase();
    let reply = ana.get(&user_path(id)).await;
    assert_eq!(reply.expect(200)["data"]["id"], json!(ana.id()));
}

#[tokio::test]
async fn a_look_at_oneself_costs_one_read_and_at_a_student_two() {
    let api = Api::start_cold().await;
    let (ana, tutor) = (api.student("ana").await, api.tutor("tom").await);
    api.link(&ana, &tutor, LinkKind::Tutor).await;
    let (_, own) = api.count(ana.get(&user_path(ana.id()))).await;
    assert_eq!(own.total, 1, "{own:?}");
    let (_, linked) = api.count(tutor.get(&user_path(ana.id()))).await;
    assert_eq!(linked.total, 2, "{linked:?}");
}
