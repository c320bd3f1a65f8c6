use std::collections::HashSet;

use futures_util::future::join_all;
use serde_json::json;
use testkit::Fault;
use testkit::builders::a_goal;
use tests::Api;

use super::{PATH, created, form, path_of};

#[tokio::test]
async fn ten_goals_at_once_at_ninety_five_end_at_a_hundred() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    for _ in 0..95 {
        api.store().create_goal(&a_goal(ana.id())).await.unwrap();
    }
    let all = (0..10).map(|place| ana.post(PATH, form(&ana, &format!("Goal {place}"))));
    let replies = join_all(all).await;
    let mut statuses: Vec<_> = replies.iter().map(|reply| reply.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [vec![200; 5], vec![400; 5]].concat());
    assert_eq!(api.store().goals_of(ana.id()).await.unwrap().len(), 100);
    let subjects: HashSet<_> = replies
        .iter()
        .filter_map(|reply| reply.json["data"]["subject_id"].as_str())
        .collect();
    assert_eq!(subjects.len(), 1, "one subject of one name");
}

#[tokio::test]
async fn changes_at_once_of_different_fields_all_stay() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    let goal = created(&ana, "Pass").await;
    let path = path_of(goal["id"].as_str().unwrap());
    let changes = [
        json!({"title": "Renamed"}),
        json!({"description": "Described"}),
        json!({"target_completion_date": "2027-05-01"}),
        json!({"status": "paused"}),
    ];
    for reply in join_all(changes.map(|change| ana.patch(&path, change))).await {
        reply.expect(200);
    }
    let after = ana.get(&path).await;
    let after = &after.expect(200)["data"];
    assert_eq!(after["title"], "Renamed");
    assert_eq!(after["description"], "Described");
    assert_eq!(after["target_completion_date"], "2027-05-01");
    assert_eq!(after["status"], "paused");
    let id = goal["id"].as_str().unwrap().parse().unwrap();
    assert_eq!(api.store().goal(id).await.unwrap().version, 5);
}

#[tokio::test]
async fn a_change_survives_conflicts_lost_answers_and_a_slow_store() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    let path = path_of(created(&ana, "Pass").await["id"].as_str().unwrap());
    let faults = [
        Fault::TransactionConflict,
        Fault::LostAck,
        Fault::Throttled,
        Fault::Dropped,
    ];
    for (place, fault) in faults.into_iter().enumerate() {
        let title = format!("Title {place}");
        api.wire().fail_next("PutItem", fault);
        let reply = ana.patch(&path, json!({"title": title})).await;
        assert_eq!(reply.expect(200)["data"]["title"], *title, "{fault:?}");
        assert_eq!(
            ana.get(&path).await.expect(200)["data"]["title"],
            *title,
            "{fault:?}"
        );
    }
}

#[tokio::test]
async fn a_creation_survives_conflicts_and_a_lost_answer_without_counting_twice() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    for _ in 0..97 {
        api.store().create_goal(&a_goal(ana.id())).await.unwrap();
    }
    for fault in [Fault::TransactionConflict, Fault::LostAck, Fault::Dropped] {
        api.wire().fail_next("TransactWriteItems", fault);
        let body = json!({"student_id": ana.id(), "title": "Another"});
        ana.post(PATH, body).await.expect(200);
    }
    assert_eq!(api.store().goals_of(ana.id()).await.unwrap().len(), 100);
}

#[tokio::test]
async fn what_is_never_written_is_a_503_that_says_when_to_try_again() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    api.wire()
        .fail_all("TransactWriteItems", Fault::TransactionConflict);
    let body = json!({"student_id": ana.id(), "title": "Another"});
    assert_eq!(ana.post(PATH, body).await.refused(503), "BUSY");
    api.wire().heal();
    assert!(api.store().goals_of(ana.id()).await.unwrap().is_empty());
}
