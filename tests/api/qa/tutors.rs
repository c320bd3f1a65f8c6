//! Whom a student is sent to whose answer is not sure.

use domain::account::{Role, Status};
use domain::link::LinkKind;
use serde_json::{Value, json};
use testkit::builders::{a_session, a_summary};
use tests::Person;

use super::{CLEAR, Mind, Study};

impl Study {
    async fn taught_by(&self, tutor: &Person) {
        let session = a_session(self.ana.id(), tutor.id());
        let summary = a_summary(&session);
        let written = self
            .api
            .store()
            .write_summary(&summary, &session, None, None);
        written.await.unwrap();
    }

    /// The tutor that is suggested, in the answer and in the row.
    async fn sent_to(&self) -> Value {
        let told = self.ask(CLEAR).await;
        assert_eq!(told["escalation"]["suggested"], true);
        let row = self.row(&told["interaction_id"]).await;
        assert_eq!(row["tutor_escalation_suggested"].as_bool(), Ok(&true));
        let stored = row
            .get("escalated_to_tutor_id")
            .map(|id| id.as_s().unwrap());
        let told = told["escalation"]
            .get("tutor_id")
            .cloned()
            .unwrap_or_default();
        assert_eq!(json!(stored), told);
        told
    }
}

#[tokio::test]
async fn a_student_without_tutor_is_sent_to_nobody_in_particular() {
    let study = Study::with(Mind::unsure()).await;
    let pia = study.api.parent("pia").await;
    study.api.link(&study.ana, &pia, LinkKind::Parent).await;
    let unlink = study
        .api
        .store()
        .delete_link(study.ana.id(), study.tess.id());
    unlink.await.unwrap();
    // Taught once, and linked no more.
    study.taught_by(&study.tess).await;
    assert_eq!(study.sent_to().await, Value::Null);
}

#[tokio::test]
async fn the_tutor_who_taught_last_comes_before_the_one_linked_first() {
    let study = Study::with(Mind::unsure()).await;
    let uwe = study.api.tutor("uwe").await;
    study
        .api
        .clock()
        .advance(jiff::SignedDuration::from_secs(1));
    study.api.link(&study.ana, &uwe, LinkKind::Tutor).await;
    assert_eq!(study.sent_to().await, json!(study.tess.id()));
    study.taught_by(&uwe).await;
    assert_eq!(study.sent_to().await, json!(uwe.id()));
}

#[tokio::test]
async fn a_tutor_who_is_suspended_or_no_tutor_any_more_is_passed_over() {
    let study = Study::with(Mind::unsure()).await;
    let uwe = study.api.tutor("uwe").await;
    study
        .api
        .clock()
        .advance(jiff::SignedDuration::from_secs(1));
    study.api.link(&study.ana, &uwe, LinkKind::Tutor).await;
    let (store, now) = (study.api.store(), testkit::ManualClock::start());
    store
        .set_status(study.tess.id(), Status::Suspended, now)
        .await
        .unwrap();
    assert_eq!(study.sent_to().await, json!(uwe.id()));
    store.appoint(uwe.id(), Role::Parent, now).await.unwrap();
    assert_eq!(study.sent_to().await, Value::Null);
    store
        .set_status(study.tess.id(), Status::Active, now)
        .await
        .unwrap();
    assert_eq!(study.sent_to().await, json!(study.tess.id()));
}

#[tokio::test]
async fn who_is_sure_is_sent_nowhere() {
    let study = Study::with(Mind::sure()).await;
    let told = study.ask(CLEAR).await;
    let row = study.row(&told["interaction_id"]).await;
    assert_eq!(row["tutor_escalation_suggested"].as_bool(), Ok(&false));
    assert!(!row.contains_key("escalated_to_tutor_id"));
}
