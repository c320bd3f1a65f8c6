//! `POST /sessions`: a tutoring session took place.

use axum::extract::State;
use domain::session::{
    DurationMinutes, Notes, Session, Topics, Transcript, check_parties, check_recorder,
};
use domain::{Error, Moment, SessionId, SubjectId, Thing, UserId};
use http::StatusCode;
use runtime::openapi::{Data, ErrorBody};
use runtime::{Answer, Body, Reply, Who};
use serde::Deserialize;
use store::{Parties, Recorded};
use utoipa::ToSchema;

use crate::Deps;
use crate::view::SessionView;

/// A session to record.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = RecordSession, example = json!({
    "student_id": "7b1d7a3e-6f0c-4e0e-9a51-6f0b3a2f8c11",
    "tutor_id": "0a4b2c6d-1f2e-4d3c-8b9a-5e6f7a8b9c0d",
    "session_date": "2026-11-20T16:00:00Z",
    "duration_minutes": 45,
    "topics_covered": ["Completing the square"]
}))]
pub(crate) struct Ask {
    /// The session's id, if the client chooses it: then sending the same session again records it once.
    id: Option<SessionId>,
    /// Who learned.
    student_id: UserId,
    /// Who taught.
    tutor_id: UserId,
    /// What was taught. Without it the session moves no goal.
    subject_id: Option<SubjectId>,
    /// When it took place; now unless said.
    session_date: Option<Moment>,
    /// How long it took.
    duration_minutes: DurationMinutes,
    /// What it covered.
    #[serde(default)]
    topics_covered: Topics,
    /// What the tutor noted.
    notes: Option<Notes>,
    /// What was said. A blank one is none.
    transcript: Option<Transcript>,
}

impl Ask {
    /// The session as it will be stored, and what was said in it.
    fn session(self, id: SessionId, now: Moment) -> (Session, Option<Transcript>) {
        let transcript = self.transcript.filter(|text| !text.is_blank());
        let session = Session {
            id,
            student_id: self.student_id,
            tutor_id: self.tutor_id,
            subject_id: self.subject_id,
            session_date: self.session_date.unwrap_or(now),
            duration_minutes: self.duration_minutes,
            topics_covered: self.topics_covered,
            notes: self.notes,
            transcript_available: transcript.is_some(),
            created_at: now,
        };
        (session, transcript)
    }
}

/// Records a tutoring session, counts it, and moves the goals of its subject: all of that or nothing.
///
/// For its tutor, an admin, or a service. With an `id` that the client chose the same session can be sent again: it is answered
/// as before and counted once.
#[utoipa::path(
    post,
    path = "/api/v1/sessions",
    operation_id = "record_session",
    tag = "sessions",
    request_body = Ask,
    responses(
        (status = 201, description = "The session.", body = Data<SessionView>),
        (status = 400, description = "One of the two is no student or no tutor.", body = ErrorBody),
        (status = 401, description = "No valid token.", body = ErrorBody),
        (status = 403, description = "The caller is neither its tutor, linked to the student, nor an admin.", body = ErrorBody),
        (status = 404, description = "There is no such user or subject.", body = ErrorBody),
        (status = 409, description = "Another session has the id.", body = ErrorBody),
        (status = 422, description = "A bound is broken.", body = ErrorBody),
        (status = 503, description = "Others write the same goals, or the store cannot be reached.", body = ErrorBody),
    ),
    security(("user" = []), ("service" = ["study/sessions.write"]))
)]
pub(crate) async fn handle(State(deps): State<Deps>, who: Who, Body(ask): Body<Ask>) -> Answer {
    let (student, tutor, subject) = (ask.student_id, ask.tutor_id, ask.subject_id);
    let (standing, parties) = tokio::try_join!(
        who.permit(&deps.store, Some(student)),
        deps.store.parties(student, tutor, subject, None),
    )?;
    check_recorder(who.caller(), standing, tutor)?;
    check(&parties, subject)?;

    let (now, dated) = (deps.clock.now(), ask.session_date.is_some());
    let id = ask.id.unwrap_or_else(|| deps.mint.id());
    let (session, transcript) = ask.session(id, now);
    let said = transcript.as_ref();
    let session = match deps.store.record_session(&session, said, now).await? {
        Recorded::Now => session,
        Recorded::Before(stored) => again(&deps, session, dated, said, *stored).await?,
    };
    let view = SessionView::of(session, parties.subject);
    Ok(Reply::ok(&view).with_status(StatusCode::CREATED))
}

fn check(parties: &Parties, subject: Option<SubjectId>) -> Result<(), Error> {
    check_parties(parties.student.as_ref(), parties.tutor.as_ref())?;
    if subject.is_some() && parties.subject.is_none() {
        return Err(Error::NotFound(Thing::Subject));
    }
    Ok(())
}

/// The stored session, if what was sent is that session once more. What the client left to us is not compared: the date it did
/// not send, the moment of recording, and a transcript that came later.
async fn again(
    deps: &Deps,
    mut sent: Session,
    dated: bool,
    said: Option<&Transcript>,
    stored: Session,
) -> Result<Session, Error> {
    sent.created_at = stored.created_at;
    sent.transcript_available = stored.transcript_available;
    if !dated {
        sent.session_date = stored.session_date;
    }
    let same_words = match said {
        Some(_) => deps.store.transcript(stored.id).await?.as_ref() == said,
        None => true,
    };
    if sent == stored && same_words {
        Ok(stored)
    } else {
        Err(Error::Exists(Thing::Session))
    }
}
