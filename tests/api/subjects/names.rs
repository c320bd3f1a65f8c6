//! Subjects by name, as goals and summaries ask for them.

use std::collections::HashSet;

use domain::subject::SubjectName;
use futures_util::future::join_all;
use testkit::builders::{a_subject, an_id};
use testkit::{Fault, ManualClock};
use tests::Api;

fn name(text: &str) -> SubjectName {
    SubjectName::parse(text).expect("within bounds")
}

#[tokio::test]
async fn a_name_finds_its_subject_in_any_case() {
    let api = Api::start().await;
    let subject = a_subject("Linear Algebra");
    api.store().create_subject(&subject).await.unwrap();
    let found = api
        .store()
        .subject_named(&name(" LINEAR algebra "))
        .await
        .unwrap();
    assert_eq!(found, Some(subject.id));
    assert_eq!(
        api.store().subject_named(&name("Linear")).await.unwrap(),
        None
    );

    let now = ManualClock::start();
    let other_case = name("linear algebra");
    let again = api.store().subject_named_or_new(&other_case, an_id(), now);
    assert_eq!(again.await.unwrap(), subject);
}

#[tokio::test]
async fn of_ten_that_ask_for_a_new_name_at_once_all_get_the_same_subject() {
    let api = Api::start().await;
    let asked = (0..10).map(|place| {
        let spelling = name(if place % 2 == 0 { "Physics" } else { "physics" });
        let store = api.store().clone();
        async move {
            let now = ManualClock::start();
            store
                .subject_named_or_new(&spelling, an_id(), now)
                .await
                .unwrap()
        }
    });
    let got = join_all(asked).await;
    let ids: HashSet<_> = got.iter().map(|subject| subject.id).collect();
    assert_eq!(ids.len(), 1);
    assert_eq!(api.store().subject(got[0].id).await.unwrap(), got[0]);
}

#[tokio::test]
async fn a_new_name_survives_conflicts_and_a_lost_answer() {
    let api = Api::start().await;
    api.wire()
        .fail_next("TransactWriteItems", Fault::TransactionConflict);
    api.wire().fail_next("TransactWriteItems", Fault::LostAck);
    let (id, now) = (an_id(), ManualClock::start());
    let subject = api
        .store()
        .subject_named_or_new(&name("Physics"), id, now)
        .await
        .unwrap();
    assert_eq!(subject.id, id);
    assert_eq!(
        api.store().subject_named(&name("physics")).await.unwrap(),
        Some(id)
    );
}

#[tokio::test]
async fn many_subjects_are_read_at_once_and_those_left_out_are_asked_for_again() {
    let api = Api::start().await;
    let mut ids = Vec::new();
    for place in 0..7 {
        let subject = a_subject(&format!("Subject {place}"));
        api.store().create_subject(&subject).await.unwrap();
        ids.push(subject.id);
    }
    ids.extend([ids[0], an_id()]);
    let (found, sent) = api
        .count(async { api.store().subjects(&ids).await.unwrap() })
        .await;
    assert_eq!((found.len(), sent.total), (7, 1));

    for _ in 0..3 {
        api.wire().fail_next("BatchGetItem", Fault::Unprocessed);
    }
    assert_eq!(api.store().subjects(&ids).await.unwrap().len(), 7);
    assert!(api.store().subjects(&[]).await.unwrap().is_empty());
}
