//! `POST /summaries`: sums a session up, and records the session when nobody has.

use assistant::{Private, SessionNotes, WrittenSummary};
use axum::extract::State;
use domain::account::User;
use domain::session::{
    DurationMinutes, Session, Topic, Topics, Transcript, check_parties, check_recorder,
};
use domain::subject::SubjectName;
use domain::summary::{Summary, SummaryType, Taught};
use domain::{Error, Moment, SessionId, SubjectId, SummaryId, UserId};
use runtime::openapi::{Data, ErrorBody};
use runtime::{Answer, Body, Reply, Who};
use serde::{Deserialize, Serialize};
use store::Parties;
use utoipa::ToSchema;

use crate::Deps;
use crate::words::words;

/// What is known of the session.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = CreateSummary, example = json!({
    "session_id": "5f2b8d0a-3c7e-4a61-9d15-0b8e6c4f2a77",
    "student_id": "7b1d7a3e-6f0c-4e0e-9a51-6f0b3a2f8c11",
    "tutor_id": "0a4b2c6d-1f2e-4d3c-8b9a-5e6f7a8b9c0d",
    "transcript": "Tutor: Today we complete the square. For next time, solve exercises 3 to 7.",
    "session_duration_minutes": 45,
    "subject": "Algebra",
    "topics_covered": ["Completing the square"]
}))]
pub(crate) struct Ask {
    /// The session. When there is none of this id, it is recorded as having taken place now.
    session_id: SessionId,
    /// Who learned.
    student_id: UserId,
    /// Who taught.
    tutor_id: UserId,
    /// What was said. Without it, or when it is blank, the transcript stored with the session is read.
    transcript: Option<Transcript>,
    /// How long the session took.
    session_duration_minutes: DurationMinutes,
    /// What was taught: a subject's name, in whatever case, or any other text.
    subject: Taught,
    /// What the session covered.
    #[serde(default)]
    topics_covered: Topics,
}

impl Ask {
    fn said(&self) -> Option<&Transcript> {
        self.transcript.as_ref().filter(|text| !text.is_blank())
    }

    fn topics(&self) -> Vec<String> {
        let topics = self.topics_covered.as_slice().iter();
        topics.map(Topic::as_str).map(str::to_owned).collect()
    }

    /// The session as it is recorded when there is none of its id.
    fn session(&self, subject_id: Option<SubjectId>, now: Moment) -> Session {
        Session {
            id: self.session_id,
            student_id: self.student_id,
            tutor_id: self.tutor_id,
            subject_id,
            session_date: now,
            duration_minutes: self.session_duration_minutes,
            topics_covered: self.topics_covered.clone(),
            notes: None,
            transcript_available: self.said().is_some(),
            created_at: now,
        }
    }

    fn summary(&self, id: SummaryId, written: WrittenSummary, now: Moment) -> Summary {
        let mut subjects_covered = self.topics();
        if subjects_covered.is_empty() {
            subjects_covered.push(self.subject.as_str().to_owned());
        }
        Summary {
            id,
            session_id: self.session_id,
            student_id: self.student_id,
            tutor_id: self.tutor_id,
            narrative: written.narrative,
            next_steps: written.next_steps,
            subjects_covered,
            summary_type: written.summary_type,
            created_at: now,
        }
    }
}

/// A summary that was just written.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CreatedSummary, example = json!({
    "summary_id": "d2f0a4c6-5b7e-4f19-8a3d-6c9e1b2f4a80",
    "session_id": "5f2b8d0a-3c7e-4a61-9d15-0b8e6c4f2a77",
    "narrative": "In this 45-minute session on Algebra you completed the square.",
    "next_steps": ["Solve exercises 3 to 7."],
    "subjects_covered": ["Completing the square"],
    "summary_type": "normal",
    "created_at": "2026-11-20T16:50:00.000000+00:00"
}))]
pub(crate) struct WrittenView {
    /// Its id.
    summary_id: SummaryId,
    /// The session it tells of.
    session_id: SessionId,
    /// What happened, told.
    narrative: String,
    /// What to do next: one to three steps.
    next_steps: Vec<String>,
    /// The topics, or the subject when there are none.
    subjects_covered: Vec<String>,
    /// How the summary came about.
    summary_type: SummaryType,
    /// When it was made.
    created_at: Moment,
}

impl From<Summary> for WrittenView {
    fn from(summary: Summary) -> Self {
        Self {
            summary_id: summary.id,
            session_id: summary.session_id,
            narrative: summary.narrative,
            next_steps: summary.next_steps,
            subjects_covered: summary.subjects_covered,
            summary_type: summary.summary_type,
            created_at: summary.created_at,
        }
    }
}

/// Sums a session up.
///
/// For its tutor, an admin, or a service. The session is recorded when there is none of this id, and counted once however many
/// summaries are made of it. The answer is 200, as the old service gave it.
#[utoipa::path(
    post,
    path = "/api/v1/summaries",
    operation_id = "create_summary",
    tag = "summaries",
    request_body = Ask,
    responses(
        (status = 200, description = "The summary.", body = Data<WrittenView>),
        (status = 400, description = "The session is of another student or tutor, or one of the two is no student or no tutor.", body = ErrorBody),
        (status = 401, description = "No valid token.", body = ErrorBody),
        (status = 403, description = "The caller is neither its tutor, linked to the student, nor an admin.", body = ErrorBody),
        (status = 404, description = "There is no such user.", body = ErrorBody),
        (status = 422, description = "A bound is broken.", body = ErrorBody),
        (status = 503, description = "Others write the same goals, or the store cannot be reached.", body = ErrorBody),
    ),
    security(("user" = []), ("service" = ["study/sessions.write"]))
)]
pub(crate) async fn handle(State(deps): State<Deps>, who: Who, Body(ask): Body<Ask>) -> Answer {
    let (student, tutor) = (ask.student_id, ask.tutor_id);
    let (standing, parties, subject) = tokio::try_join!(
        who.permit(&deps.store, Some(student)),
        deps.store
            .parties(student, tutor, None, Some(ask.session_id)),
        subject_named(&deps, &ask.subject),
    )?;
    check_recorder(who.caller(), standing, tutor)?;
    check_parties(parties.student.as_ref(), parties.tutor.as_ref())?;
    if let Some(session) = &parties.session {
        session.check_is_of(student, tutor)?;
    }

    let written = write(&deps, &ask, &parties).await?;
    let now = deps.clock.now();
    let summary = ask.summary(deps.mint.id(), written, now);
    let session = ask.session(subject, now);
    deps.store
        .write_summary(&summary, &session, ask.said(), parties.session)
        .await?;
    Ok(Reply::ok(&WrittenView::from(summary)))
}

/// The subject of this name. A text that no subject can be called names none.
async fn subject_named(deps: &Deps, taught: &Taught) -> Result<Option<SubjectId>, Error> {
    match SubjectName::parse(taught.as_str()) {
        Ok(name) => deps.store.subject_named(&name).await,
        Err(_) => Ok(None),
    }
}

/// What the assistant makes of what was said: in the request, or in the transcript stored with the session.
async fn write(deps: &Deps, ask: &Ask, parties: &Parties) -> Result<WrittenSummary, Error> {
    let stored = match (ask.said(), &parties.session) {
        (None, Some(session)) if session.transcript_available => {
            deps.store.transcript(session.id).await?
        }
        _ => None,
    };
    let topics = ask.topics();
    let (student, tutor) = (
        known(parties.student.as_ref()),
        known(parties.tutor.as_ref()),
    );
    let notes = SessionNotes {
        subject: ask.subject.as_str(),
        topics: &topics,
        duration_minutes: ask.session_duration_minutes.get(),
        transcript: ask.said().or(stored.as_ref()).map(Transcript::as_str),
        private: Private {
            student: &student,
            tutors: &tutor,
        },
    };
    Ok(words(&*deps.assistant, notes).await)
}

/// Under what somebody is known.
fn known(user: Option<&User>) -> Vec<&str> {
    user.map_or_else(Vec::new, |user| {
        vec![user.name.as_str(), user.email.as_str()]
    })
}

#[cfg(test)]
mod tests {
    use domain::account::{Email, Name, Role};

    use super::*;

    #[test]
    fn somebody_is_known_by_name_and_by_email_address() {
        let user = User::new(
            "7b1d7a3e-6f0c-4e0e-9a51-6f0b3a2f8c11".parse().unwrap(),
            Email::parse("maya@example.com").unwrap(),
            Role::Student,
            Some(Name::parse("Maya Lopez").unwrap()),
            "2026-11-20T16:50:00Z".parse().unwrap(),
        );
        assert_eq!(known(Some(&user)), ["Maya Lopez", "maya@example.com"]);
        assert!(known(None).is_empty());
    }
}
