use domain::goal::GoalStatus;
use serde_json::{Value, json};
use testkit::builders::{a_goal, an_id};
use tests::Api;

use super::{PATH, created, form, path_of, reached};

#[tokio::test]
async fn what_is_not_sent_stays() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    let mut body = form(&ana, "Pass");
    body["description"] = json!("The big one");
    body["target_completion_date"] = json!("2027-05-01");
    let goal = ana.post(PATH, body).await.expect(200)["data"].clone();
    let path = path_of(goal["id"].as_str().unwrap());

    let reply = ana
        .patch(&path, json!({"title": "Pass with honours"}))
        .await;
    let changed = &reply.expect(200)["data"];
    assert_eq!(changed["title"], "Pass with honours");
    assert_eq!(changed["description"], "The big one");
    assert_eq!(changed["target_completion_date"], "2027-05-01");
    assert_eq!(changed["status"], "active");
    assert_eq!(changed["subject"], "Algebra");
    assert_eq!(ana.get(&path).await.expect(200)["data"], *changed);
}

#[tokio::test]
async fn null_and_blank_take_description_and_date_away() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    for nothing in [json!(null), json!("")] {
        let mut body = form(&ana, "Pass");
        body["description"] = json!("The big one");
        body["target_completion_date"] = json!("2027-05-01");
        let goal = ana.post(PATH, body).await.expect(200)["data"].clone();
        let path = path_of(goal["id"].as_str().unwrap());
        let change = json!({"description": nothing, "target_completion_date": nothing});
        let reply = ana.patch(&path, change).await;
        assert_eq!(reply.expect(200)["data"]["description"], Value::Null);
        assert_eq!(reply.json["data"]["target_completion_date"], Value::Null);
        assert_eq!(ana.get(&path).await.expect(200)["data"], reply.json["data"]);
    }
}

#[tokio::test]
async fn a_goal_is_paused_and_resumed() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    let path = path_of(created(&ana, "Pass").await["id"].as_str().unwrap());
    for status in ["paused", "paused", "active", "active"] {
        let reply = ana.patch(&path, json!({"status": status})).await;
        assert_eq!(reply.expect(200)["data"]["status"], status);
        assert_eq!(ana.get(&path).await.expect(200)["data"]["status"], status);
    }
}

#[tokio::test]
async fn a_goal_that_is_over_is_renamed_but_not_paused_or_resumed() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    let done = reached(a_goal(ana.id()), "2026-11-01T12:00:00Z".parse().unwrap());
    let mut cancelled = a_goal(ana.id());
    cancelled.status = GoalStatus::Cancelled;
    for goal in [done, cancelled] {
        api.store().create_goal(&goal).await.unwrap();
        for status in ["active", "paused"] {
            let change = json!({"status": status, "title": "Never"});
            let reply = ana.patch(&path_of(goal.id), change).await;
            assert_eq!(reply.refused(400), "GOAL_NOT_OPEN");
        }
        assert_eq!(api.store().goal(goal.id).await.unwrap(), goal);
        let reply = ana
            .patch(&path_of(goal.id), json!({"title": "Renamed"}))
            .await;
        assert_eq!(reply.expect(200)["data"]["title"], "Renamed");
        assert_eq!(reply.json["data"]["status"], goal.status.word());
    }
}

#[tokio::test]
async fn what_a_student_may_not_change_is_ignored() {
    let api = Api::start().await;
    let (ana, ben) = (api.student("ana").await, api.student("ben").await);
    let goal = created(&ana, "Pass").await;
    let path = path_of(goal["id"].as_str().unwrap());
    let change = json!({
        "student_id": ben.id(), "completion_percentage": 100, "xp_earned": 9000, "completed_at": "2026-01-01",
        "goal_type": "SAT",
    });
    let reply = ana.patch(&path, change).await;
    assert_eq!(reply.expect(200)["data"]["completion_percentage"], 0.0);
    assert_eq!(reply.json["data"]["xp_earned"], 0);
    assert_eq!(reply.json["data"]["goal_type"], "Standard");
    ana.get(&path).await.expect(200);
}

#[tokio::test]
async fn only_the_student_changes_a_goal_and_unknown_ones_are_a_404() {
    let api = Api::start().await;
    let (ana, ben) = (api.student("ana").await, api.student("ben").await);
    let path = path_of(created(&ana, "Pass").await["id"].as_str().unwrap());
    for caller in [&ben, &api.admin().await] {
        let reply = caller.patch(&path, json!({"title": "Mine"})).await;
        assert_eq!(reply.refused(403), "FORBIDDEN");
    }
    assert_eq!(ana.get(&path).await.expect(200)["data"]["title"], "Pass");
    let unknown = path_of(an_id::<domain::ids::of::Goal>());
    assert_eq!(
        ben.patch(&unknown, json!({})).await.refused(404),
        "NOT_FOUND"
    );
}
