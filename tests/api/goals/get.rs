use domain::link::LinkKind;
use testkit::builders::an_id;
use tests::Api;

use super::{ask, created, list_of, path_of};

#[tokio::test]
async fn a_goal_alone_is_the_goal_in_the_list() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    let id = created(&ana, "Pass").await["id"]
        .as_str()
        .unwrap()
        .to_owned();
    ask(&api, &id, "2026-11-22", 3).await;
    let (alone, list) = (ana.get(&path_of(&id)).await, ana.get(&list_of(&ana)).await);
    assert_eq!(alone.expect(200)["data"], list.expect(200)["data"][0]);
    assert_eq!(alone.json["data"]["question_count"], 3);
}

#[tokio::test]
async fn an_unknown_goal_is_a_404_for_everybody() {
    let api = Api::start().await;
    let path = path_of(an_id::<domain::ids::of::Goal>());
    for caller in [
        api.student("ana").await,
        api.tutor("tom").await,
        api.admin().await,
    ] {
        assert_eq!(caller.get(&path).await.refused(404), "NOT_FOUND");
    }
}

#[tokio::test]
async fn a_goal_is_read_by_those_who_read_the_list() {
    let api = Api::start().await;
    let (ana, ben) = (api.student("ana").await, api.student("ben").await);
    let parent = api.parent("pat").await;
    let path = path_of(created(&ana, "Pass").await["id"].as_str().unwrap());
    assert_eq!(ben.get(&path).await.refused(403), "FORBIDDEN");
    assert_eq!(parent.get(&path).await.refused(403), "FORBIDDEN");
    api.link(&ana, &parent, LinkKind::Parent).await;
    parent.get(&path).await.expect(200);
}
