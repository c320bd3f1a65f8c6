//! Twenty questions about a goal a UTC day, exactly.

use std::collections::BTreeSet;

use domain::question::{PER_GOAL_AND_DAY, retry_after};
use domain::{Clock, Error, InteractionId};
use futures_util::future::join_all;
use jiff::SignedDuration;
use proptest::prelude::*;
use serde_json::json;
use testkit::Fault;
use testkit::builders::an_id;

use super::{ASK, CLEAR, Mind, Study};

#[tokio::test]
async fn fifty_questions_at_once_are_twenty_answers_and_thirty_refusals() {
    let study = Study::with(Mind::sure()).await;
    let goal = study.goal().await;
    let asked = study.asked(CLEAR, json!({"goal_id": goal}));
    let replies = join_all((0..50).map(|_| study.ana.post(ASK, asked.clone()))).await;
    let of = |status| replies.iter().filter(move |reply| reply.status == status);
    assert_eq!((of(200).count(), of(429).count()), (20, 30));
    let wait = retry_after(study.api.clock().now()).as_secs();
    for refused in of(429) {
        assert_eq!(refused.refused(429), "TOO_MANY_REQUESTS");
        assert_eq!(refused.headers["retry-after"], wait.to_string());
    }
    assert_eq!(study.counted(goal).await, 20);
    assert_eq!(study.stored().await, 20);
    assert_eq!(
        study.mind.heard().len(),
        20,
        "nobody thinks of what is refused"
    );
}

#[tokio::test]
async fn the_next_day_of_utc_begins_anew() {
    let study = Study::with(Mind::sure()).await;
    let goal = study.goal().await;
    let asked = study.asked(CLEAR, json!({"goal_id": goal}));
    for _ in 0..20 {
        study.ana.post(ASK, asked.clone()).await.expect(200);
    }
    study.ana.post(ASK, asked.clone()).await.expect(429);
    let wait = retry_after(study.api.clock().now());
    let wait = SignedDuration::try_from(wait).unwrap();
    study
        .api
        .clock()
        .advance(wait - SignedDuration::from_secs(1));
    study.ana.post(ASK, asked.clone()).await.expect(429);
    study.api.clock().advance(SignedDuration::from_secs(1));
    study.ana.post(ASK, asked).await.expect(200);
    assert_eq!(study.counted(goal).await, 1);
}

#[tokio::test]
async fn goals_are_counted_apart_and_questions_without_goal_not_at_all() {
    let study = Study::with(Mind::sure()).await;
    let (full, other) = (study.goal().await, study.goal().await);
    for _ in 0..20 {
        study.ask_with(CLEAR, json!({"goal_id": full})).await;
    }
    study.ask_with(CLEAR, json!({"goal_id": other})).await;
    study.ask(CLEAR).await;
    assert_eq!(
        (study.counted(full).await, study.counted(other).await),
        (20, 1)
    );
}

#[tokio::test]
async fn a_count_whose_answer_was_lost_counts_once_also_the_twentieth() {
    let study = Study::with(Mind::sure()).await;
    let goal = study.goal().await;
    for number in 1..=20 {
        study.api.wire().fail_next("UpdateItem", Fault::LostAck);
        study.ask_with(CLEAR, json!({"goal_id": goal})).await;
        assert_eq!(study.counted(goal).await, number);
    }
    study.api.wire().fail_next("UpdateItem", Fault::LostAck);
    let asked = study.asked(CLEAR, json!({"goal_id": goal}));
    study.ana.post(ASK, asked).await.expect(429);
    assert_eq!(study.counted(goal).await, 20);
}

#[tokio::test]
async fn a_days_row_expires_after_the_day_is_over() {
    let study = Study::with(Mind::sure()).await;
    let goal = study.goal().await;
    study.ask_with(CLEAR, json!({"goal_id": goal})).await;
    let client = study.api.wire().client(&study.api.engine().endpoint());
    let read = client
        .scan()
        .table_name(format!("{}-qa_counters", study.api.stack().name()));
    let rows = read.send().await.unwrap().items.unwrap();
    let expires: i64 = rows[0]["expires_at"].as_n().unwrap().parse().unwrap();
    let now = study.api.clock().now();
    let day_is_over = now.plus(SignedDuration::try_from(retry_after(now)).unwrap());
    assert!(expires > day_is_over.as_second());
    assert!(expires < day_is_over.as_second() + 3 * 86_400);
}

/// A question takes a place or gives it back, and perhaps its answer is lost.
#[derive(Debug, Clone, Copy)]
struct Step {
    question: usize,
    takes: bool,
    is_lost: bool,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    // Three of four take, so that days fill up.
    let step = (0_usize..30, 0_u8..4, any::<bool>()).prop_map(|(question, kind, is_lost)| Step {
        question,
        takes: kind > 0,
        is_lost,
    });
    proptest::collection::vec(step, 0..90)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    /// However often questions take places, give them back, do either twice and lose the answers: the number shown is that of
    /// the questions that have a place, and never more than twenty.
    #[test]
    fn a_days_number_is_that_of_the_questions_that_have_a_place(steps in steps()) {
        let runtime = tokio::runtime::Runtime::new().expect("a runtime starts");
        runtime.block_on(async {
            let study = Study::with(Mind::sure()).await;
            let goal = study.goal().await;
            let (store, now) = (study.api.store(), study.api.clock().now());
            let ids: Vec<InteractionId> = (0..30).map(|_| an_id()).collect();
            let mut placed = BTreeSet::new();
            for Step { question, takes, is_lost } in steps {
                if is_lost {
                    study.api.wire().fail_next("UpdateItem", Fault::LostAck);
                }
                if takes {
                    let is_full = placed.len() == PER_GOAL_AND_DAY as usize;
                    let refused = is_full && !placed.contains(&question);
                    match store.take_question(goal, ids[question], now).await {
                        Ok(()) => prop_assert!(!refused),
                        Err(Error::TooMany { .. }) => prop_assert!(refused),
                        Err(error) => return Err(TestCaseError::fail(error.to_string())),
                    }
                    if !refused {
                        placed.insert(question);
                    }
                } else {
                    store.give_back_question(goal, ids[question], now).await.unwrap();
                    placed.remove(&question);
                }
            }
            prop_assert_eq!(study.counted(goal).await, placed.len() as u64);
            Ok(())
        })?;
    }
}
