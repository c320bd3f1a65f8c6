//! What a question is answered from.

use assistant::SourceKind;
use domain::goal::{Goal, GoalStatus};
use domain::session::{Session, Transcript};
use domain::{Moment, UserId};
use jiff::SignedDuration;
use serde_json::json;
use testkit::ManualClock;
use testkit::builders::{a_goal, a_session, a_subject, a_summary};

use super::{CLEAR, Mind, Study};

/// The sources of a kind that the assistant was given last: their labels and texts.
fn of(study: &Study, kind: SourceKind) -> Vec<(String, String)> {
    let sources = study.mind.last().sources.into_iter();
    sources
        .filter(|source| source.0 == kind)
        .map(|(_, label, text)| (label, text))
        .collect()
}

fn days_ago(days: i64) -> Moment {
    ManualClock::start().plus(SignedDuration::from_hours(-24 * days))
}

impl Study {
    /// A session of so many days ago with a summary, and with a transcript if something was said.
    async fn lesson(&self, student: UserId, days: i64, said: Option<&str>) -> Session {
        let session = Session {
            subject_id: Some(self.algebra),
            session_date: days_ago(days),
            created_at: days_ago(days),
            transcript_available: said.is_some(),
            ..a_session(student, self.tess.id())
        };
        let mut summary = a_summary(&session);
        summary.narrative = format!("Summary of {days} days ago.");
        summary.created_at = days_ago(days);
        let said = said.map(|said| Transcript::parse(said).unwrap());
        let store = self.api.store();
        store
            .write_summary(&summary, &session, said.as_ref(), None)
            .await
            .unwrap();
        session
    }
}

#[tokio::test]
async fn the_newest_five_summaries_and_three_transcripts_are_looked_at() {
    let study = Study::with(Mind::sure()).await;
    for days in 1..=7 {
        // The third has no transcript, so the fourth's is read.
        let said = format!("Tutor: {days} days ago.");
        study
            .lesson(study.ana.id(), days, (days != 3).then_some(said.as_str()))
            .await;
    }
    study.ask(CLEAR).await;
    let summaries = of(&study, SourceKind::Summary);
    assert_eq!(summaries.len(), 5);
    assert_eq!(
        summaries[1],
        (
            "your session of 20 November 2026 on Algebra".to_owned(),
            "Summary of 2 days ago.\nSolve three quadratic equations.".to_owned()
        )
    );
    let said: Vec<_> = of(&study, SourceKind::Transcript);
    let texts: Vec<_> = said.iter().map(|(_, text)| text.as_str()).collect();
    assert_eq!(
        texts,
        [
            "Tutor: 1 days ago.",
            "Tutor: 2 days ago.",
            "Tutor: 4 days ago."
        ]
    );
    assert_eq!(said[1].0, summaries[1].0);
}

#[tokio::test]
async fn nothing_of_another_student_is_looked_at() {
    let study = Study::with(Mind::sure()).await;
    let ben = study.api.student("ben").await;
    study
        .lesson(ben.id(), 1, Some("Tutor: Ben's secret."))
        .await;
    study.ask(CLEAR).await;
    assert!(study.mind.last().sources.is_empty());
}

#[tokio::test]
async fn a_question_about_a_goal_is_answered_from_its_subjects_active_items() {
    let study = Study::with(Mind::sure()).await;
    let physics = a_subject("Physics");
    study.api.store().create_subject(&physics).await.unwrap();
    let goal = study.goal().await;
    study
        .bank_item(study.algebra, 1, "What is  x in\n3x = 21?")
        .await;
    study.bank_item(study.algebra, 0, "Retired?").await;
    study.bank_item(physics.id, 1, "How heavy?").await;
    let told = study
        .ask_with("Does physics need it?", json!({"goal_id": goal}))
        .await;
    assert_eq!(
        of(&study, SourceKind::BankItem),
        [(
            "practice item: What is x in 3x = 21?".to_owned(),
            "What is x in 3x = 21?\n7\nDivide both sides.".to_owned()
        )]
    );
    // What nobody gave is not repeated.
    assert_eq!(
        told["sources"],
        json!(["practice item: What is x in 3x = 21?"])
    );
}

#[tokio::test]
async fn without_a_goal_the_question_and_the_students_goals_name_the_subjects() {
    let study = Study::with(Mind::sure()).await;
    let [art, biology, drama] = ["Art", "Biology", "Drama"].map(a_subject);
    for subject in [&art, &biology, &drama] {
        study.api.store().create_subject(subject).await.unwrap();
        study.bank_item(subject.id, 1, subject.name.as_str()).await;
    }
    study.bank_item(study.algebra, 1, "Algebra").await;
    let labels = async |question: &str| {
        study.ask(question).await;
        let items = of(&study, SourceKind::BankItem).into_iter();
        items
            .map(|(label, _)| label.replace("practice item: ", ""))
            .collect::<Vec<_>>()
    };
    assert_eq!(labels(CLEAR).await, Vec::<String>::new());
    assert_eq!(labels("Explain ALGEBRA to me").await, ["Algebra"]);

    let paused = Goal {
        status: GoalStatus::Paused,
        subject_id: Some(art.id),
        ..a_goal(study.ana.id())
    };
    study.api.store().create_goal(&paused).await.unwrap();
    study.goal_in(Some(biology.id)).await;
    study.goal_in(Some(drama.id)).await;
    let mut of_goals = labels(CLEAR).await;
    assert_eq!(
        of_goals.pop().as_deref(),
        Some("Art"),
        "what is active comes first"
    );
    of_goals.sort();
    assert_eq!(of_goals, ["Biology", "Drama"]);
    let named = labels("Explain algebra to me").await;
    assert_eq!(named.len(), 3, "of three subjects at most");
    assert_eq!(named[0], "Algebra");
}

#[tokio::test]
async fn names_and_addresses_of_the_student_and_its_tutors_are_told_to_be_private() {
    let study = Study::with(Mind::sure()).await;
    let uwe = study.api.tutor("uwe").await;
    let session = Session {
        transcript_available: false,
        ..a_session(study.ana.id(), uwe.id())
    };
    study
        .api
        .store()
        .write_summary(&a_summary(&session), &session, None, None)
        .await
        .unwrap();
    study.ask(CLEAR).await;
    let mut private = study.mind.last().private;
    private.sort();
    private.dedup();
    assert_eq!(
        private,
        [
            "ana",
            "ana@example.com",
            "tess",
            "tess@example.com",
            "uwe",
            "uwe@example.com"
        ]
    );
}

#[tokio::test]
async fn an_answer_cites_each_source_once_and_five_at_most() {
    let study = Study::with(Mind::sure()).await;
    for days in 1..=5 {
        study
            .lesson(study.ana.id(), days, Some("Tutor: Halve it."))
            .await;
    }
    let told = study.ask(CLEAR).await;
    let cited = told["sources"].as_array().unwrap();
    assert_eq!(cited.len(), 5);
    // Transcripts come behind summaries, and the assistant names them from the back.
    assert_eq!(cited[0], "your session of 19 November 2026 on Algebra");
    let row = study.row(&told["interaction_id"]).await;
    let stored = row["cited"].as_l().unwrap();
    let stored: Vec<_> = stored.iter().map(|label| label.as_s().unwrap()).collect();
    assert_eq!(json!(stored), json!(cited));
}

#[tokio::test]
async fn the_day_of_a_session_is_that_of_the_students_calendar() {
    let study = Study::with(Mind::sure()).await;
    let zone = json!({"time_zone": "Pacific/Auckland"});
    study
        .ana
        .patch(&format!("/api/v1/users/{}", study.ana.id()), zone)
        .await;
    let session = Session {
        session_date: "2026-11-20T23:30:00Z".parse().unwrap(),
        subject_id: Some(study.algebra),
        ..a_session(study.ana.id(), study.tess.id())
    };
    study
        .api
        .store()
        .write_summary(&a_summary(&session), &session, None, None)
        .await
        .unwrap();
    study.ask(CLEAR).await;
    let summaries = of(&study, SourceKind::Summary);
    assert_eq!(
        summaries[0].0,
        "your session of 21 November 2026 on Algebra"
    );
}
