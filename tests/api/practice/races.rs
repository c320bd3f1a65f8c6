use std::collections::BTreeMap;

use domain::practice::difficulty::Difficulty;
use domain::practice::elo;
use domain::practice::performance::Performance;
use domain::rating::Rating;
use futures_util::future::join_all;
use serde_json::{Value, json};
use testkit::Fault;
use tests::{Api, Person, Reply};

use super::{answer, assigned, rating, right, subject_with, wrong};

const GOALS: &str = "/api/v1/goals";

async fn goal(student: &Person, body: Value) -> Value {
    let mut body = body;
    body["student_id"] = json!(student.id());
    student.post(GOALS, body).await.expect(200)["data"].clone()
}

async fn completion(student: &Person, goal: &Value) -> f64 {
    let path = format!("{GOALS}/{}", goal["id"].as_str().unwrap());
    student.get(&path).await.expect(200)["data"]["completion_percentage"]
        .as_f64()
        .unwrap()
}

/// Answers an item, and again while the service says that it is busy: fifty at once are more than one student can send.
async fn until_served(student: &Person, data: &Value, item: &Value, with: &str) -> Reply {
    loop {
        let reply = answer(student, data, item, with).await;
        if reply.status != 503 {
            return reply;
        }
    }
}

/// The order in which the answers were written, as their ratings tell: each begins where one before it ended.
fn in_order(replies: &[Reply], from: u64) -> Vec<usize> {
    let data = |reply: &Reply, field: &str| reply.json["data"][field].as_u64().unwrap();
    let mut by_before: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (place, reply) in replies.iter().enumerate() {
        by_before
            .entry(data(reply, "student_rating_before"))
            .or_default()
            .push(place);
    }
    // A walk through ratings, each answer once: some order exists if and only if the walk uses all of them (Hierholzer's algorithm).
    let (mut path, mut walk) = (vec![(from, None)], Vec::new());
    while let Some(&(at, came_by)) = path.last() {
        match by_before.get_mut(&at).and_then(Vec::pop) {
            Some(place) => path.push((data(&replies[place], "student_rating_after"), Some(place))),
            None => {
                walk.extend(came_by);
                path.pop();
            }
        }
    }
    walk.reverse();
    walk
}

#[tokio::test]
async fn fifty_answers_at_once_end_exactly_where_some_order_of_them_would() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    let subject = subject_with(&api, "Algebra", 3..=5, 20).await;
    let goal = goal(&ana, json!({"title": "Pass", "subject_id": subject})).await;
    let mut asked = Vec::new();
    for count in [20, 20, 10] {
        let data = assigned(&ana, "Algebra", count).await;
        let items = data["items"].as_array().unwrap().clone();
        asked.extend(items.into_iter().map(|item| (data.clone(), item)));
    }
    let replies = asked.iter().enumerate().map(|(place, (data, item))| {
        let with = if place % 3 == 0 {
            wrong(item)
        } else {
            right(item)
        };
        until_served(&ana, data, item, with)
    });
    let replies = join_all(replies).await;
    for reply in &replies {
        reply.expect(200);
    }
    let order = in_order(&replies, 1000);
    assert_eq!(order.len(), 50, "the ratings are those of some order");
    let mut expected = Rating::DEFAULT;
    for place in order {
        let (item, told) = (&asked[place].1, &replies[place].json["data"]);
        let difficulty = Difficulty::parse(item["difficulty"].as_i64().unwrap()).unwrap();
        let performance = Performance::from_score(told["performance_score"].as_f64().unwrap());
        expected = elo::after(expected, difficulty, performance);
        assert_eq!(told["student_rating_after"], expected.get());
    }
    assert_eq!(rating(&api, &ana, subject).await, Some(expected.get()));
    let right = replies
        .iter()
        .filter(|reply| reply.json["data"]["correct"] == true)
        .count();
    #[expect(clippy::cast_precision_loss, reason = "at most fifty")]
    let practised = right as f64 / 50.0 * 60.0;
    let rated = f64::from(expected.get().saturating_sub(1000)) / 500.0 * 30.0;
    let completion = completion(&ana, &goal).await;
    assert!(
        (completion - (practised + rated)).abs() < 0.006,
        "{completion}"
    );
}

#[tokio::test]
async fn the_same_answer_twenty_times_at_once_counts_once_and_is_answered_the_same() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    let subject = subject_with(&api, "Algebra", [4], 1).await;
    let goal = goal(&ana, json!({"title": "Pass", "subject_id": subject})).await;
    let data = assigned(&ana, "Algebra", 1).await;
    let item = &data["items"][0];
    let replies = join_all((0..20).map(|_| answer(&ana, &data, item, right(item)))).await;
    for reply in &replies {
        assert_eq!(reply.expect(200), replies[0].expect(200));
    }
    let after = replies[0].json["data"]["student_rating_after"].as_u64();
    assert_eq!(rating(&api, &ana, subject).await.map(u64::from), after);
    let rated = (after.unwrap() - 1000) as f64 / 500.0 * 30.0;
    let completion = completion(&ana, &goal).await;
    assert!(
        (completion - (1.2 + rated)).abs() < 0.006,
        "one item of fifty: {completion}"
    );
}

#[tokio::test]
async fn a_correction_twenty_times_at_once_completes_the_item_once() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    let subject = subject_with(&api, "Algebra", [4], 2).await;
    let data = assigned(&ana, "Algebra", 2).await;
    let item = &data["items"][0];
    answer(&ana, &data, item, wrong(item)).await.expect(200);
    // There is no goal yet, whose version would keep the corrections apart.
    let replies = (0..20).map(|_| until_served(&ana, &data, item, right(item)));
    let replies = join_all(replies).await;
    for reply in &replies {
        assert_eq!(reply.expect(200), replies[0].expect(200));
    }
    let goal = goal(&ana, json!({"title": "Pass", "subject_id": subject})).await;
    let item = &data["items"][1];
    answer(&ana, &data, item, right(item)).await.expect(200);
    let rating = rating(&api, &ana, subject).await.unwrap();
    let expected = 2.4 + f64::from(rating.saturating_sub(1000)) / 500.0 * 30.0;
    let completion = completion(&ana, &goal).await;
    assert!(
        (completion - expected).abs() < 0.006,
        "two items of fifty: {completion}"
    );
}

#[tokio::test]
async fn practice_asked_for_five_times_at_once_never_gives_a_question_twice() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    subject_with(&api, "Algebra", 3..=5, 10).await;
    let all = join_all((0..5).map(|_| assigned(&ana, "Algebra", 5))).await;
    let mut questions: Vec<_> = all
        .iter()
        .flat_map(|data| data["items"].as_array().unwrap())
        .map(|item| item["question"].as_str().unwrap())
        .collect();
    questions.sort_unstable();
    questions.dedup();
    assert_eq!(questions.len(), 25);
}

#[tokio::test]
async fn an_answer_survives_conflicts_lost_answers_and_a_slow_store_and_counts_once() {
    for fault in [
        Fault::TransactionConflict,
        Fault::LostAck,
        Fault::Throttled,
        Fault::Dropped,
        Fault::Status500,
    ] {
        let api = Api::start().await;
        let ana = api.student("ana").await;
        let subject = subject_with(&api, "Algebra", [4], 1).await;
        let data = assigned(&ana, "Algebra", 1).await;
        let item = &data["items"][0];
        api.wire().fail_next("TransactWriteItems", fault);
        let told = answer(&ana, &data, item, right(item)).await;
        let after = told.expect(200)["data"]["student_rating_after"].as_u64();
        assert_eq!(
            rating(&api, &ana, subject).await.map(u64::from),
            after,
            "{fault:?}"
        );
        let again = answer(&ana, &data, item, right(item)).await;
        assert_eq!(again.expect(200), told.expect(200), "{fault:?}");
    }
}

#[tokio::test]
async fn practice_survives_conflicts_and_lost_answers_and_is_assigned_once() {
    for fault in [Fault::TransactionConflict, Fault::LostAck, Fault::Dropped] {
        let api = Api::start().await;
        let ana = api.student("ana").await;
        subject_with(&api, "Algebra", 3..=5, 2).await;
        api.wire().fail_next("TransactWriteItems", fault);
        let data = assigned(&ana, "Algebra", 3).await;
        assert_eq!(data["items"].as_array().unwrap().len(), 3, "{fault:?}");
        let list = format!("/api/v1/practice/assignments?student_id={}", ana.id());
        let list = ana.get(&list).await;
        assert_eq!(
            list.expect(200)["data"].as_array().unwrap().len(),
            3,
            "{fault:?}"
        );
    }
}
