use domain::goal::{GoalStatus, TargetDate};
use jiff::SignedDuration;
use serde_json::{Value, json};
use testkit::ManualClock;
use testkit::builders::a_goal;
use tests::Api;

use super::{dashboard, goal_in, path_of, store};
use crate::goals::{rate, reached};

#[tokio::test]
async fn without_goals_the_dashboard_is_empty_and_says_how_to_begin() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    let reply = ana.get(&path_of(&ana)).await;
    let data = &reply.expect(200)["data"];
    assert_eq!(data["user_id"], json!(ana.id()));
    assert_eq!(data["goals"], json!([]));
    assert_eq!(data["insights"], json!([]));
    assert_eq!(data["empty_state"], true);
    assert_eq!(data.get("stats"), None);
    let suggestions = data["suggestions"].as_array().unwrap();
    assert_eq!(suggestions.len(), 1);
    assert_eq!(suggestions[0]["type"], "onboarding");
    assert_eq!(suggestions[0]["action"], "create_goal");
    let subjects = json!(["SAT Math", "AP Chemistry", "Algebra", "Geometry"]);
    assert_eq!(suggestions[0]["suggested_subjects"], subjects);
    assert!(suggestions[0]["message"].is_string());
    assert_eq!(data["disclaimer_required"], true);
}

#[tokio::test]
async fn paused_cancelled_and_long_reached_goals_leave_the_dashboard_empty() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    for status in [GoalStatus::Paused, GoalStatus::Cancelled] {
        let mut goal = a_goal(ana.id());
        goal.status = status;
        store(&api, &goal).await;
    }
    let long_ago = ManualClock::start().plus(SignedDuration::from_hours(-30 * 24 - 1));
    store(&api, &reached(a_goal(ana.id()), long_ago)).await;
    assert_eq!(dashboard(&ana).await["empty_state"], true);
}

#[tokio::test]
async fn a_goal_is_shown_with_all_that_old_clients_read() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    let mut goal = goal_in(&api, &ana, "Algebra", 42.5).await;
    goal.target_date = Some("2027-05-01".parse::<TargetDate>().unwrap());
    goal.current_streak = 3;
    goal.xp_earned = 120;
    store(&api, &goal).await;
    let moved = "2026-11-20T10:00:00Z".parse().unwrap();
    rate(&api, &ana, goal.subject_id.unwrap(), 1120, moved).await;
    let data = dashboard(&ana).await;
    assert_eq!(
        data["goals"],
        json!([{
            "goal_id": goal.id,
            "subject": "Algebra",
            "goal_type": "Standard",
            "title": "Master algebra",
            "completion_percentage": 42.5,
            "current_streak": 3,
            "xp_earned": 120,
            "status": "active",
            "target_date": "2027-05-01",
            "completed_at": null,
            "elo_rating": 1120,
            "elo_rating_updated": "2026-11-20T10:00:00.000000+00:00",
        }])
    );
    assert_eq!(data.get("empty_state"), None);
}

#[tokio::test]
async fn a_goal_without_a_subject_is_unknown_and_has_no_rating() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    store(&api, &a_goal(ana.id())).await;
    let data = dashboard(&ana).await;
    assert_eq!(data["goals"][0]["subject"], "Unknown");
    assert_eq!(data["goals"][0]["elo_rating"], Value::Null);
    assert_eq!(data["goals"][0]["elo_rating_updated"], Value::Null);
}

#[tokio::test]
async fn active_goals_come_first_then_those_reached_in_the_last_thirty_days() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    let now = ManualClock::start();
    let days = |days: i64| SignedDuration::from_hours(24 * days);
    let mut ids = Vec::new();
    for (age, status, reached_before) in [
        (1, GoalStatus::Completed, Some(1)),
        (2, GoalStatus::Active, None),
        (3, GoalStatus::Completed, Some(30)),
        (4, GoalStatus::Completed, Some(31)),
        (5, GoalStatus::Active, None),
        (6, GoalStatus::Paused, None),
    ] {
        let mut goal = a_goal(ana.id());
        goal.created_at = now.plus(days(-age));
        if let Some(before) = reached_before {
            goal = reached(goal, now.plus(days(-before)));
        }
        goal.status = status;
        store(&api, &goal).await;
        ids.push(goal.id.to_string());
    }
    let data = dashboard(&ana).await;
    let shown = data["goals"].as_array().unwrap().iter();
    let shown: Vec<_> = shown.filter_map(|goal| goal["goal_id"].as_str()).collect();
    assert_eq!(shown, [&ids[1], &ids[4], &ids[0], &ids[2]]);
    assert_eq!(
        data["goals"][2]["completed_at"],
        "2026-11-21T08:00:00.000000+00:00"
    );
    assert_eq!(data["stats"]["total_goals"], 2);
    assert_eq!(data["stats"]["completed_goals"], 2);

    api.clock().advance(SignedDuration::from_micros(1));
    assert_eq!(dashboard(&ana).await["stats"]["completed_goals"], 1);
}

#[tokio::test]
async fn the_mean_of_the_active_goals_makes_stats_and_insight() {
    let mut said = std::collections::HashSet::new();
    for (percents, mean) in [
        (&[90.0, 60.5][..], 75.25),
        (&[70.0], 70.0),
        (&[40.0, 40.0, 40.0], 40.0),
        (&[10.0, 20.0, 25.0], 18.33),
    ] {
        let api = Api::start().await;
        let ana = api.student("ana").await;
        for percent in percents {
            store(&api, &goal_in(&api, &ana, "History", *percent).await).await;
        }
        // A goal that was reached does not count in the mean.
        store(&api, &reached(a_goal(ana.id()), ManualClock::start())).await;
        let data = dashboard(&ana).await;
        assert_eq!(data["stats"]["average_completion"], mean);
        let insights = data["insights"].as_array().unwrap();
        assert_eq!(insights.len(), 1);
        said.insert(insights[0].to_string());
    }
    assert_eq!(said.len(), 3, "70 and 40 are both on track");
}

#[tokio::test]
async fn with_reached_goals_alone_there_is_no_insight_and_the_mean_is_nothing() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    store(&api, &reached(a_goal(ana.id()), ManualClock::start())).await;
    let data = dashboard(&ana).await;
    assert_eq!(data["insights"], json!([]));
    let stats = json!({"total_goals": 0, "completed_goals": 1, "average_completion": 0.0});
    assert_eq!(data["stats"], stats);
    assert_eq!(data.get("empty_state"), None);
}

#[tokio::test]
async fn the_disclaimer_is_asked_for_until_it_is_acknowledged() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    let before = dashboard(&ana).await;
    assert_eq!(before["disclaimer_required"], true);
    assert_eq!(before["disclaimer"]["acknowledgment_required"], true);
    assert!(
        before["disclaimer"]["message"]
            .as_str()
            .unwrap()
            .contains("tutor")
    );
    ana.post("/api/v1/users/me/disclaimer", json!({}))
        .await
        .expect(200);
    let after = dashboard(&ana).await;
    assert_eq!(after["disclaimer_required"], false);
    assert_eq!(after["disclaimer"], Value::Null);
}
