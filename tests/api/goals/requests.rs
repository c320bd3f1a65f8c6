//! How many requests DynamoDB gets: the same, however many goals there are.

use domain::link::LinkKind;
use testkit::Fault;
use tests::Api;

use super::{goals_with_subjects, list_of, path_of};

#[tokio::test]
async fn a_list_costs_two_requests_whatever_its_length() {
    for count in [1, 5, 20, 33] {
        let api = Api::start_cold().await;
        let ana = api.student("ana").await;
        goals_with_subjects(&api, &ana, count).await;
        let (list, counts) = api.count(ana.get(&list_of(&ana))).await;
        let goals = list.expect(200)["data"].as_array().unwrap();
        assert_eq!(i64::try_from(goals.len()).unwrap(), count);
        assert_eq!(goals[0]["elo_rating"], 1100);
        assert_eq!(
            (counts.of("Query"), counts.of("BatchGetItem")),
            (1, 1),
            "{count} goals"
        );
        assert_eq!(counts.total, 2, "{count} goals");
    }
}

#[tokio::test]
async fn who_is_not_the_owner_costs_one_request_more() {
    let api = Api::start_cold().await;
    let (ana, tutor) = (api.student("ana").await, api.tutor("tom").await);
    api.link(&ana, &tutor, LinkKind::Tutor).await;
    goals_with_subjects(&api, &ana, 20).await;
    let (list, counts) = api.count(tutor.get(&list_of(&ana))).await;
    list.expect(200);
    assert_eq!((counts.of("Query"), counts.of("BatchGetItem")), (1, 2));
    assert_eq!(counts.total, 3);
}

#[tokio::test]
async fn a_page_reads_only_what_belongs_to_its_own_goals() {
    let api = Api::start_cold().await;
    let ana = api.student("ana").await;
    goals_with_subjects(&api, &ana, 50).await;
    let (list, counts) = api
        .count(ana.get(&format!("{}&limit=20", list_of(&ana))))
        .await;
    assert_eq!(list.expect(200)["data"].as_array().unwrap().len(), 20);
    assert_eq!(counts.total, 2);
}

#[tokio::test]
async fn all_goals_that_a_student_can_have_cost_four_requests() {
    let api = Api::start_cold().await;
    let ana = api.student("ana").await;
    goals_with_subjects(&api, &ana, 100).await;
    let (list, counts) = api.count(ana.get(&list_of(&ana))).await;
    let goals = list.expect(200)["data"].as_array().unwrap();
    assert!(
        goals
            .iter()
            .all(|goal| goal["subject"].is_string() && goal["elo_rating"].as_i64() >= Some(1100))
    );
    assert_eq!((counts.of("Query"), counts.of("BatchGetItem")), (1, 3));
    assert_eq!(counts.total, 4);
}

#[tokio::test]
async fn one_goal_costs_two_requests() {
    let api = Api::start_cold().await;
    let ana = api.student("ana").await;
    let ids = goals_with_subjects(&api, &ana, 1).await;
    let (goal, counts) = api.count(ana.get(&path_of(ids[0]))).await;
    goal.expect(200);
    assert_eq!(
        (
            counts.of("GetItem"),
            counts.of("BatchGetItem"),
            counts.total
        ),
        (1, 1, 2)
    );
}

#[tokio::test]
async fn keys_that_dynamodb_did_not_get_to_are_asked_for_again() {
    let api = Api::start_cold().await;
    let ana = api.student("ana").await;
    goals_with_subjects(&api, &ana, 20).await;
    let whole = ana.get(&list_of(&ana)).await;
    for _ in 0..3 {
        api.wire().fail_next("BatchGetItem", Fault::Unprocessed);
    }
    let again = ana.get(&list_of(&ana)).await;
    assert_eq!(again.expect(200), whole.expect(200));
}

#[tokio::test]
async fn when_related_rows_cannot_be_read_the_list_is_not_shown_without_them() {
    let api = Api::start_cold().await;
    let ana = api.student("ana").await;
    goals_with_subjects(&api, &ana, 3).await;
    api.wire().fail_all("BatchGetItem", Fault::Status500);
    let list = ana.get(&list_of(&ana)).await;
    assert_eq!(list.refused(503), "SERVICE_UNAVAILABLE");
}
