use jiff::SignedDuration;
use serde_json::{Value, json};
use testkit::Fault;
use testkit::builders::{a_goal, a_subject, an_id};
use tests::{Api, Person};

use super::{path_of, rate, reached};

/// A goal that was reached in a subject in which the student is strong; and its path.
async fn strong(api: &Api, student: &Person) -> (domain::goal::Goal, String) {
    let subject = a_subject("Algebra");
    api.store()
        .create_subject(&subject)
        .await
        .expect("the name is free");
    let mut goal = reached(
        a_goal(student.id()),
        "2026-11-01T12:00:00Z".parse().expect("a moment"),
    );
    goal.subject_id = Some(subject.id);
    goal.current_streak = 4;
    goal.xp_earned = 250;
    api.store().create_goal(&goal).await.expect("there is room");
    rate(api, student, subject.id, 1500, goal.created_at).await;
    let path = path_of(goal.id);
    (goal, path)
}

#[tokio::test]
async fn a_reached_goal_begins_again_and_the_rating_with_it() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    let (goal, path) = strong(&api, &ana).await;
    api.clock().advance(SignedDuration::from_hours(1));
    let reply = ana.post(&format!("{path}/reset"), json!({})).await;
    assert_eq!(
        reply.expect(200)["data"],
        json!({
            "id": goal.id, "title": "Master algebra", "status": "active", "completion_percentage": 0.0,
            "completed_at": null, "elo_reset": true, "new_elo_rating": 1000,
        })
    );
    let after = ana.get(&path).await;
    let after = &after.expect(200)["data"];
    assert_eq!(after["status"], "active");
    assert_eq!(after["completed_at"], Value::Null);
    assert_eq!(after["elo_rating"], 1000);
    assert_eq!(
        after["elo_rating_updated"],
        "2026-11-22T09:00:00.000000+00:00"
    );
    assert_eq!(
        (&after["current_streak"], &after["xp_earned"]),
        (&json!(4), &json!(250))
    );
}

#[tokio::test]
async fn a_goal_without_a_subject_has_no_rating_to_reset() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    let goal = reached(a_goal(ana.id()), "2026-11-01T12:00:00Z".parse().unwrap());
    api.store().create_goal(&goal).await.unwrap();
    // Old clients send no body.
    let path = format!("{}/reset", path_of(goal.id));
    let reply = ana.send(http::Method::POST, &path, None).await;
    assert_eq!(reply.expect(200)["data"]["elo_reset"], false);
    assert_eq!(reply.json["data"]["new_elo_rating"], Value::Null);
}

#[tokio::test]
async fn only_a_completed_goal_is_reset() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    let (goal, path) = strong(&api, &ana).await;
    let reset = format!("{path}/reset");
    ana.post(&reset, json!({})).await.expect(200);
    assert_eq!(
        ana.post(&reset, json!({})).await.refused(400),
        "GOAL_NOT_COMPLETED"
    );
    let mut paused = a_goal(ana.id());
    paused.status = domain::goal::GoalStatus::Paused;
    api.store().create_goal(&paused).await.unwrap();
    let reset = format!("{}/reset", path_of(paused.id));
    assert_eq!(
        ana.post(&reset, json!({})).await.refused(400),
        "GOAL_NOT_COMPLETED"
    );
    assert_eq!(api.store().goal(goal.id).await.unwrap().version, 2);
}

#[tokio::test]
async fn of_ten_resets_at_once_one_goes_through() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    let (goal, path) = strong(&api, &ana).await;
    let reset = format!("{path}/reset");
    let all = (0..10).map(|_| ana.post(&reset, json!({})));
    let mut statuses: Vec<_> = futures_util::future::join_all(all)
        .await
        .iter()
        .map(|reply| reply.status)
        .collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [vec![200], vec![400; 9]].concat());
    assert_eq!(api.store().goal(goal.id).await.unwrap().version, 2);
}

#[tokio::test]
async fn when_the_reset_fails_neither_goal_nor_rating_moved() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    let (goal, path) = strong(&api, &ana).await;
    api.wire().fail_all("TransactWriteItems", Fault::Dropped);
    let reply = ana.post(&format!("{path}/reset"), json!({})).await;
    assert_eq!(reply.refused(503), "SERVICE_UNAVAILABLE");
    api.wire().heal();
    assert_eq!(api.store().goal(goal.id).await.unwrap(), goal);
    assert_eq!(ana.get(&path).await.expect(200)["data"]["elo_rating"], 1500);
}

#[tokio::test]
async fn a_lost_answer_does_not_make_a_reset_fail() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    let (goal, path) = strong(&api, &ana).await;
    api.wire().fail_next("TransactWriteItems", Fault::LostAck);
    ana.post(&format!("{path}/reset"), json!({}))
        .await
        .expect(200);
    assert_eq!(api.store().goal(goal.id).await.unwrap().version, 2);
}

#[tokio::test]
async fn only_the_student_resets_and_unknown_goals_are_a_404() {
    let api = Api::start().await;
    let (ana, ben) = (api.student("ana").await, api.student("ben").await);
    let (_, path) = strong(&api, &ana).await;
    assert_eq!(
        ben.post(&format!("{path}/reset"), json!({}))
            .await
            .refused(403),
        "FORBIDDEN"
    );
    let unknown = format!("{}/reset", path_of(an_id::<domain::ids::of::Goal>()));
    assert_eq!(
        ben.post(&unknown, json!({})).await.refused(404),
        "NOT_FOUND"
    );
}
