//! How many requests DynamoDB gets: the same, however much a student has.

use domain::session::{Session, Transcript};
use jiff::SignedDuration;
use serde_json::json;
use testkit::builders::{a_session, a_subject, a_summary};

use super::{ASK, CLEAR, Mind, Study};

impl Study {
    /// So many sessions with transcripts and summaries, questions, bank items in algebra, and goals in subjects of their own.
    async fn grown(&self, size: i64) {
        for number in 0..size {
            let session = Session {
                subject_id: Some(self.algebra),
                transcript_available: true,
                ..a_session(self.ana.id(), self.tess.id())
            };
            let said = Transcript::parse("Tutor: Halve it.").unwrap();
            let summary = a_summary(&session);
            let store = self.api.store();
            let written = store.write_summary(&summary, &session, Some(&said), None);
            written.await.unwrap();
            self.ask(CLEAR).await;
            self.api.clock().advance(SignedDuration::from_secs(1));
            self.bank_item(self.algebra, 1, &format!("Item {number}?"))
                .await;
            let subject = a_subject(&format!("Subject {number}"));
            store.create_subject(&subject).await.unwrap();
            self.goal_in(Some(subject.id)).await;
        }
    }
}

#[tokio::test]
async fn a_question_about_a_goal_costs_ten_requests_whatever_the_student_has() {
    for size in [1, 6, 12] {
        let study = Study::cold(Mind::sure()).await;
        let goal = study.goal().await;
        study.grown(size).await;
        let asked = study.asked(CLEAR, json!({"goal_id": goal}));
        let (reply, sent) = study.api.count(study.ana.post(ASK, asked)).await;
        reply.expect(200);
        // The conversation, summaries, sessions, links, subjects and the subject's items.
        assert_eq!(sent.of("Query"), 6, "{size}");
        // Student and goal; then transcripts and people.
        assert_eq!(sent.of("BatchGetItem"), 2, "{size}");
        assert_eq!((sent.of("UpdateItem"), sent.of("PutItem")), (1, 1));
        assert_eq!(sent.total, 10, "{size}");
    }
}

#[tokio::test]
async fn one_without_goal_costs_a_query_for_the_goals_and_one_for_each_of_at_most_three_subjects() {
    for (size, subjects) in [(1, 1), (3, 3), (12, 3)] {
        let study = Study::cold(Mind::sure()).await;
        study.grown(size).await;
        let (reply, sent) = study
            .api
            .count(study.ana.post(ASK, study.asked(CLEAR, json!({}))))
            .await;
        reply.expect(200);
        assert_eq!(sent.of("Query"), 6 + subjects, "{size}");
        assert_eq!((sent.of("BatchGetItem"), sent.of("PutItem")), (2, 1));
        assert_eq!(sent.total, 9 + subjects, "{size}");
    }
}

#[tokio::test]
async fn what_is_refused_or_out_of_scope_costs_little() {
    let study = Study::cold(Mind::sure()).await;
    let goal = study.goal().await;
    study.grown(3).await;
    let off = study.asked("Which movie is best?", json!({"goal_id": goal}));
    let (reply, sent) = study.api.count(study.ana.post(ASK, off.clone())).await;
    reply.expect(200);
    assert_eq!(
        sent.total, 4,
        "who asks, the conversation, the place, the row"
    );
    for _ in 0..19 {
        study.ana.post(ASK, off.clone()).await.expect(200);
    }
    let (reply, sent) = study.api.count(study.ana.post(ASK, off)).await;
    reply.expect(429);
    assert_eq!(sent.total, 3);
}

#[tokio::test]
async fn history_and_context_cost_one_request_and_one_more_for_who_is_not_the_student() {
    let study = Study::cold(Mind::sure()).await;
    let student = study.ana.id();
    let paths = [
        format!("/api/v1/enhancements/qa/conversation-history/{student}?limit=50"),
        format!("/api/v1/enhancements/qa/conversation-context/{student}?current_query=Why"),
    ];
    for _ in 0..2 {
        for path in &paths {
            let (reply, sent) = study.api.count(study.ana.get(path)).await;
            reply.expect(200);
            assert_eq!((sent.of("Query"), sent.total), (1, 1));
            let (reply, sent) = study.api.count(study.tess.get(path)).await;
            reply.expect(200);
            assert_eq!((sent.of("BatchGetItem"), sent.total), (1, 2));
        }
        if study.stored().await == 0 {
            study.grown(6).await;
        }
    }
}
