use domain::goal::GoalStatus;
use domain::link::LinkKind;
use domain::rating::Rating;
use jiff::SignedDuration;
use serde_json::{Value, json};
use testkit::builders::{a_goal, a_subject, an_id};
use tests::Api;

use super::{PATH, ask, created, form, list_of, rate, reached, titles};

#[tokio::test]
async fn a_student_without_goals_has_an_empty_list() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    let list = ana.get(&list_of(&ana)).await;
    let pagination = json!({"limit": 100, "has_more": false, "next_cursor": null});
    assert_eq!(
        *list.expect(200),
        json!({"success": true, "data": [], "pagination": pagination})
    );
}

#[tokio::test]
async fn goals_are_listed_newest_first_in_every_status_with_and_without_a_slash() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    for (hours, status) in [
        (1, GoalStatus::Active),
        (2, GoalStatus::Completed),
        (3, GoalStatus::Paused),
        (4, GoalStatus::Cancelled),
    ] {
        let mut goal = a_goal(ana.id());
        goal.status = status;
        goal.created_at = goal.created_at.plus(SignedDuration::from_hours(hours));
        api.store().create_goal(&goal).await.unwrap();
    }
    for path in [list_of(&ana), format!("{PATH}/?student_id={}", ana.id())] {
        let list = ana.get(&path).await;
        let data = list.expect(200)["data"].as_array().unwrap();
        let statuses: Vec<_> = data
            .iter()
            .filter_map(|goal| goal["status"].as_str())
            .collect();
        assert_eq!(statuses, ["cancelled", "paused", "completed", "active"]);
    }
}

#[tokio::test]
async fn a_goal_is_listed_with_all_that_old_clients_read() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    let mut body = form(&ana, "Pass the test");
    body["target_completion_date"] = json!("2027-05-01");
    let goal = ana.post(PATH, body).await.expect(200)["data"].clone();
    ask(&api, goal["id"].as_str().unwrap(), "2026-11-22", 7).await;
    ask(&api, goal["id"].as_str().unwrap(), "2026-11-21", 9).await;
    let subject = goal["subject_id"].as_str().unwrap().parse().unwrap();
    let moved = "2026-11-20T10:00:00Z".parse().unwrap();
    rate(&api, &ana, subject, 1234, moved).await;

    let list = ana.get(&list_of(&ana)).await;
    assert_eq!(
        list.expect(200)["data"],
        json!([{
            "id": goal["id"],
            "title": "Pass the test",
            "description": null,
            "goal_type": "Standard",
            "subject_id": goal["subject_id"],
            "subject": "Algebra",
            "status": "active",
            "completion_percentage": 0.0,
            "target_completion_date": "2027-05-01",
            "completed_at": null,
            "current_streak": 0,
            "xp_earned": 0,
            "created_at": "2026-11-22T08:00:00.000000+00:00",
            "elo_rating": 1234,
            "elo_rating_updated": "2026-11-20T10:00:00.000000+00:00",
            "question_count": 7,
            "question_limit": 20,
        }])
    );
}

#[tokio::test]
async fn the_rating_is_1000_until_there_is_one_and_null_without_a_subject() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    let mut goal = a_goal(ana.id());
    goal.created_at = goal.created_at.plus(SignedDuration::from_hours(-1));
    api.store().create_goal(&goal).await.unwrap();
    created(&ana, "With a subject").await;

    let list = ana.get(&list_of(&ana)).await;
    let data = &list.expect(200)["data"];
    assert_eq!(data[0]["elo_rating"], i64::from(Rating::DEFAULT.get()));
    assert_eq!(data[1]["elo_rating"], Value::Null);
    assert_eq!(data[1]["subject"], Value::Null);
    for goal in [&data[0], &data[1]] {
        assert_eq!(goal["elo_rating_updated"], Value::Null);
        assert_eq!(goal["question_count"], 0);
    }
}

#[tokio::test]
async fn questions_are_counted_by_utc_day() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    let goal = created(&ana, "Pass the test").await;
    ask(&api, goal["id"].as_str().unwrap(), "2026-11-22", 20).await;
    let today = ana.get(&list_of(&ana)).await;
    assert_eq!(today.expect(200)["data"][0]["question_count"], 20);
    api.clock().set("2026-11-23T00:00:00Z".parse().unwrap());
    let tomorrow = ana.get(&list_of(&ana)).await;
    assert_eq!(tomorrow.expect(200)["data"][0]["question_count"], 0);
}

#[tokio::test]
async fn a_completed_goal_shows_when_it_was_reached() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    let moment = "2026-11-01T12:00:00Z".parse().unwrap();
    api.store()
        .create_goal(&reached(a_goal(ana.id()), moment))
        .await
        .unwrap();
    let list = ana.get(&list_of(&ana)).await;
    let goal = &list.expect(200)["data"][0];
    assert_eq!(goal["completed_at"], "2026-11-01T12:00:00.000000+00:00");
    assert_eq!(goal["completion_percentage"], 100.0);
}

#[tokio::test]
async fn another_students_goals_are_not_in_the_list() {
    let api = Api::start().await;
    let (ana, ben) = (api.student("ana").await, api.student("ben").await);
    created(&ana, "Ana's").await;
    created(&ben, "Ben's").await;
    let list = ben.get(&list_of(&ben)).await;
    assert_eq!(titles(list.expect(200)), ["Ben's"]);
    assert_eq!(ben.get(&list_of(&ana)).await.refused(403), "FORBIDDEN");
}

#[tokio::test]
async fn a_linked_tutor_reads_the_list_and_another_tutor_does_not() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    let (tutor, other) = (api.tutor("tom").await, api.tutor("tia").await);
    api.link(&ana, &tutor, LinkKind::Tutor).await;
    created(&ana, "Ana's").await;
    let list = tutor.get(&list_of(&ana)).await;
    assert_eq!(titles(list.expect(200)), ["Ana's"]);
    assert_eq!(other.get(&list_of(&ana)).await.refused(403), "FORBIDDEN");
}

#[tokio::test]
async fn an_admin_is_told_that_a_student_does_not_exist() {
    let api = Api::start().await;
    let (admin, ana) = (api.admin().await, api.student("ana").await);
    let nobody = format!("{PATH}?student_id={}", an_id::<domain::ids::of::User>());
    assert_eq!(admin.get(&nobody).await.refused(404), "NOT_FOUND");
    admin.get(&list_of(&ana)).await.expect(200);
}

#[tokio::test]
async fn a_subject_that_is_renamed_is_listed_by_its_new_name() {
    let api = Api::start().await;
    let (ana, admin) = (api.student("ana").await, api.admin().await);
    let subject = a_subject("Maths");
    api.store().create_subject(&subject).await.unwrap();
    let body = json!({"student_id": ana.id(), "title": "Pass", "subject_id": subject.id});
    ana.post(PATH, body).await.expect(200);
    let path = format!("/api/v1/subjects/{}", subject.id);
    admin
        .patch(&path, json!({"name": "Mathematics"}))
        .await
        .expect(200);
    let list = ana.get(&list_of(&ana)).await;
    assert_eq!(list.expect(200)["data"][0]["subject"], "Mathematics");
}
