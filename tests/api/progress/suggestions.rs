use serde_json::json;
use testkit::ManualClock;
use testkit::builders::a_goal;
use tests::Api;

use super::{dashboard, goal_in, path_of, store};
use crate::goals::reached;

#[tokio::test]
async fn a_goal_reached_suggests_subjects_that_follow_from_its_own() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    let goal = goal_in(&api, &ana, "Algebra", 0.0).await;
    store(&api, &reached(goal.clone(), ManualClock::start())).await;
    // Without a subject nothing follows.
    store(&api, &reached(a_goal(ana.id()), ManualClock::start())).await;
    let data = dashboard(&ana).await;
    let suggestions = data["suggestions"].as_array().unwrap();
    assert_eq!(suggestions.len(), 1);
    assert_eq!(suggestions[0]["type"], "related_subject");
    let trigger = json!({"goal_id": goal.id, "goal_name": "Master algebra", "subject": "Algebra"});
    assert_eq!(suggestions[0]["triggered_by"], trigger);
    assert_eq!(
        suggestions[0]["subjects"],
        json!(["Geometry", "Pre-Calculus", "AP Calculus"])
    );
    assert!(
        suggestions[0]["message"]
            .as_str()
            .unwrap()
            .contains("Geometry")
    );
}

#[tokio::test]
async fn who_works_on_mathematics_alone_is_suggested_sciences() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    store(&api, &goal_in(&api, &ana, "Algebra", 10.0).await).await;
    assert_eq!(dashboard(&ana).await["suggestions"], json!([]));
    store(&api, &goal_in(&api, &ana, "Geometry", 10.0).await).await;
    let data = dashboard(&ana).await;
    assert_eq!(data["suggestions"].as_array().unwrap().len(), 1);
    assert_eq!(data["suggestions"][0]["type"], "cross_subject");
    assert_eq!(
        data["suggestions"][0]["subjects"],
        json!(["Chemistry", "Physics", "Biology"])
    );
}

#[tokio::test]
async fn reached_goals_do_not_count_as_work_on_a_field() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    store(&api, &goal_in(&api, &ana, "Algebra", 10.0).await).await;
    let goal = goal_in(&api, &ana, "Geometry", 10.0).await;
    store(&api, &reached(goal, ManualClock::start())).await;
    let data = dashboard(&ana).await;
    let suggestions = data["suggestions"].as_array().unwrap();
    assert!(
        suggestions
            .iter()
            .all(|suggestion| suggestion["type"] != "cross_subject")
    );
}

#[tokio::test]
async fn suggestions_are_left_out_when_they_are_not_wanted() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    for has_goal in [false, true] {
        if has_goal {
            let goal = goal_in(&api, &ana, "Algebra", 0.0).await;
            store(&api, &reached(goal, ManualClock::start())).await;
        }
        for (word, wanted) in [
            ("true", true),
            ("1", true),
            ("True", true),
            ("false", false),
            ("0", false),
        ] {
            let path = format!("{}?include_suggestions={word}", path_of(&ana));
            let reply = ana.get(&path).await;
            let suggestions = reply.expect(200)["data"]["suggestions"].as_array().unwrap();
            assert_eq!(!suggestions.is_empty(), wanted, "{word}");
        }
    }
}
