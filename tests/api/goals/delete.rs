use serde_json::json;
use testkit::Fault;
use testkit::builders::{a_goal, an_id};
use tests::Api;

use super::{created, list_of, path_of, titles};

#[tokio::test]
async fn a_deleted_goal_is_gone_and_others_stay() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    created(&ana, "Stays").await;
    let goal = created(&ana, "Goes").await;
    let path = path_of(goal["id"].as_str().unwrap());
    let reply = ana.delete(&path).await;
    assert_eq!(
        *reply.expect(200),
        json!({"success": true, "data": {
            "goal_id": goal["id"], "deleted": true, "practice_assignments_deleted": 0,
            "practice_assignments_updated": 0,
        }})
    );
    assert_eq!(ana.get(&path).await.refused(404), "NOT_FOUND");
    assert_eq!(ana.delete(&path).await.refused(404), "NOT_FOUND");
    let list = ana.get(&list_of(&ana)).await;
    assert_eq!(titles(list.expect(200)), ["Stays"]);
}

#[tokio::test]
async fn of_ten_deletions_at_once_one_counts() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    for _ in 0..100 {
        api.store().create_goal(&a_goal(ana.id())).await.unwrap();
    }
    let goals = api.store().goals_of(ana.id()).await.unwrap();
    let path = path_of(goals[0].id);
    let all = (0..10).map(|_| ana.delete(&path));
    let replies = futures_util::future::join_all(all).await;
    let done = replies.iter().filter(|reply| reply.status == 200).count();
    assert_eq!(done, 1);
    assert!(
        replies
            .iter()
            .all(|reply| [200, 404].contains(&reply.status))
    );
    // There is room for one goal, not for two: the counter went down once.
    api.store().create_goal(&a_goal(ana.id())).await.unwrap();
    api.store()
        .create_goal(&a_goal(ana.id()))
        .await
        .unwrap_err();
}

#[tokio::test]
async fn a_deletion_survives_conflicts_and_a_lost_answer() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    for fault in [Fault::TransactionConflict, Fault::LostAck, Fault::Status500] {
        let path = path_of(created(&ana, "Goes").await["id"].as_str().unwrap());
        api.wire().fail_next("TransactWriteItems", fault);
        ana.delete(&path).await.expect(200);
        assert_eq!(ana.get(&path).await.refused(404), "NOT_FOUND");
    }
}

#[tokio::test]
async fn only_the_student_deletes_and_unknown_goals_are_a_404() {
    let api = Api::start().await;
    let (ana, ben) = (api.student("ana").await, api.student("ben").await);
    let path = path_of(created(&ana, "Mine").await["id"].as_str().unwrap());
    for caller in [&ben, &api.admin().await] {
        assert_eq!(caller.delete(&path).await.refused(403), "FORBIDDEN");
    }
    ana.get(&path).await.expect(200);
    let unknown = path_of(an_id::<domain::ids::of::Goal>());
    assert_eq!(ben.delete(&unknown).await.refused(404), "NOT_FOUND");
}
