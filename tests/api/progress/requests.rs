//! How many requests DynamoDB gets: the same, however many goals there are.

use domain::link::LinkKind;
use testkit::Fault;
use tests::Api;

use super::path_of;
use crate::goals::goals_with_subjects;

#[tokio::test]
async fn a_dashboard_costs_three_requests_whatever_the_number_of_goals() {
    for count in [1, 5, 20, 33, 50] {
        let api = Api::start_cold().await;
        let ana = api.student("ana").await;
        goals_with_subjects(&api, &ana, count).await;
        let (reply, counts) = api.count(ana.get(&path_of(&ana))).await;
        let goals = reply.expect(200)["data"]["goals"].as_array().unwrap();
        assert_eq!(i64::try_from(goals.len()).unwrap(), count);
        assert!(goals.iter().all(|goal| goal["elo_rating"].is_number()));
        let each = ["GetItem", "Query", "BatchGetItem"].map(|operation| counts.of(operation));
        assert_eq!((each, counts.total), ([1, 1, 1], 3), "{count} goals");
    }
}

#[tokio::test]
async fn who_is_not_the_owner_costs_one_request_more() {
    let api = Api::start_cold().await;
    let (ana, parent) = (api.student("ana").await, api.parent("pat").await);
    api.link(&ana, &parent, LinkKind::Parent).await;
    goals_with_subjects(&api, &ana, 20).await;
    let (reply, counts) = api.count(parent.get(&path_of(&ana))).await;
    reply.expect(200);
    assert_eq!(counts.total, 4);
}

#[tokio::test]
async fn without_goals_nothing_related_is_read() {
    let api = Api::start_cold().await;
    let ana = api.student("ana").await;
    let (reply, counts) = api.count(ana.get(&path_of(&ana))).await;
    reply.expect(200);
    assert_eq!((counts.of("BatchGetItem"), counts.total), (0, 2));
}

#[tokio::test]
async fn keys_that_dynamodb_did_not_get_to_are_asked_for_again() {
    let api = Api::start_cold().await;
    let ana = api.student("ana").await;
    goals_with_subjects(&api, &ana, 20).await;
    let whole = ana.get(&path_of(&ana)).await;
    api.wire().fail_next("BatchGetItem", Fault::Unprocessed);
    api.wire().fail_next("BatchGetItem", Fault::Unprocessed);
    let again = ana.get(&path_of(&ana)).await;
    assert_eq!(again.expect(200), whole.expect(200));
}

#[tokio::test]
async fn a_table_that_cannot_be_read_makes_no_half_dashboard() {
    for operation in ["GetItem", "Query", "BatchGetItem"] {
        let api = Api::start_cold().await;
        let ana = api.student("ana").await;
        goals_with_subjects(&api, &ana, 3).await;
        api.wire().fail_all(operation, Fault::Status500);
        let reply = ana.get(&path_of(&ana)).await;
        assert_eq!(reply.refused(503), "SERVICE_UNAVAILABLE", "{operation}");
    }
}
