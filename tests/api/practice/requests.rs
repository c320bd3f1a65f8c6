//! How many requests DynamoDB gets: the same, whatever the student did before.

use domain::link::LinkKind;
use serde_json::json;
use testkit::builders::a_goal;
use tests::Api;

use super::{answer, assigned, right, subject_with};

#[tokio::test]
async fn practice_costs_the_same_whatever_was_assigned_before() {
    let api = Api::start_cold().await;
    let ana = api.student("ana").await;
    subject_with(&api, "Algebra", 3..=5, 30).await;
    let (_, first) = api.count(assigned(&ana, "Algebra", 5)).await;
    for _ in 0..3 {
        assigned(&ana, "Algebra", 20).await;
    }
    let (last, after_sixty_five) = api.count(assigned(&ana, "Algebra", 20)).await;
    assert_eq!(last["adaptive_metadata"]["bank_items_used"], 20);
    assert_eq!(first, after_sixty_five);
    assert_eq!(first.of("GetItem"), 1, "the subject's name");
    assert_eq!(
        first.of("BatchGetItem"),
        2,
        "student, rating and goals; what was seen"
    );
    assert_eq!(first.of("Query"), 3, "one for each difficulty");
    assert_eq!((first.of("TransactWriteItems"), first.total), (1, 7));
}

#[tokio::test]
async fn made_up_items_cost_one_request_more_whatever_was_assigned_before() {
    let api = Api::start_cold().await;
    let ana = api.student("ana").await;
    subject_with(&api, "Algebra", [4], 1).await;
    let (data, first) = api.count(assigned(&ana, "Algebra", 20)).await;
    assert_eq!(data["adaptive_metadata"]["ai_items_generated"], 19);
    assert_eq!((first.of("BatchGetItem"), first.total), (3, 8));
    for _ in 0..4 {
        assigned(&ana, "Algebra", 20).await;
    }
    let (_, after_a_hundred) = api.count(assigned(&ana, "Algebra", 20)).await;
    assert_eq!(first, after_a_hundred);
}

#[tokio::test]
async fn an_answer_costs_five_requests_whatever_the_number_of_goals_and_one_when_it_comes_again() {
    for goals in [1, 12, 24] {
        let api = Api::start_cold().await;
        let ana = api.student("ana").await;
        let subject = subject_with(&api, "Algebra", [4], 2).await;
        for _ in 0..goals {
            let mut goal = a_goal(ana.id());
            goal.subject_id = Some(subject);
            api.store().create_goal(&goal).await.unwrap();
        }
        let data = assigned(&ana, "Algebra", 1).await;
        let item = &data["items"][0];
        let (told, counts) = api.count(answer(&ana, &data, item, right(item))).await;
        told.expect(200);
        assert_eq!((counts.of("GetItem"), counts.of("Query")), (1, 1));
        assert_eq!(
            counts.of("BatchGetItem"),
            2,
            "the goals, then what they are computed from"
        );
        assert_eq!(
            (counts.of("TransactWriteItems"), counts.total),
            (1, 5),
            "{goals} goals"
        );
        let (_, again) = api.count(answer(&ana, &data, item, right(item))).await;
        assert_eq!(again.total, 1, "{goals} goals");
    }
}

#[tokio::test]
async fn lists_cost_one_query_and_one_batch_and_one_batch_more_for_others() {
    let api = Api::start_cold().await;
    let (ana, tutor) = (api.student("ana").await, api.tutor("tom").await);
    api.link(&ana, &tutor, LinkKind::Tutor).await;
    subject_with(&api, "Algebra", 3..=5, 10).await;
    assigned(&ana, "Algebra", 20).await;
    let list = format!(
        "/api/v1/practice/assignments?student_id={}&completed=false",
        ana.id()
    );
    for (who, total) in [(&ana, 2), (&tutor, 3)] {
        let (list, counts) = api.count(who.get(&list)).await;
        assert_eq!(list.expect(200)["data"].as_array().unwrap().len(), 20);
        assert_eq!((counts.of("Query"), counts.total), (1, total));
    }
    let summary = format!("/api/v1/practice/summary?student_id={}", ana.id());
    let (told, counts) = api.count(ana.post(&summary, json!({}))).await;
    assert_eq!(told.expect(200)["data"]["total_questions"], 20);
    assert_eq!(counts.total, 1);
}
