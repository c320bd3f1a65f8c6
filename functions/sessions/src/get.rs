//! `GET /sessions/{session_id}`: one session, with what was said if that is asked for.

use axum::extract::State;
use domain::session::{Session, Transcript};
use domain::subject::SubjectName;
use domain::{Error, SessionId, Thing};
use runtime::openapi::{Data, ErrorBody};
use runtime::{Answer, Path, Query, Reply, Who};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::Deps;
use crate::view::SessionView;

/// Which session.
#[derive(Debug, Deserialize)]
pub(crate) struct Which {
    session_id: SessionId,
}

/// How much of it.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Ask {
    /// Whether the answer holds the transcript too.
    #[serde(default)]
    include_transcript: bool,
}

/// One session.
#[utoipa::path(
    get,
    path = "/api/v1/sessions/{session_id}",
    operation_id = "get_session",
    tag = "sessions",
    params(("session_id" = SessionId, Path, description = "Which session."), Ask),
    responses(
        (status = 200, description = "The session.", body = Data<SessionView>),
        (status = 401, description = "No valid token.", body = ErrorBody),
        (status = 403, description = "It is of a student the caller is not linked to.", body = ErrorBody),
        (status = 404, description = "There is no such session.", body = ErrorBody),
        (status = 422, description = "The id is no UUID.", body = ErrorBody),
        (status = 503, description = "The store cannot be reached.", body = ErrorBody),
    ),
    security(("user" = []))
)]
pub(crate) async fn handle(
    State(deps): State<Deps>,
    who: Who,
    Path(which): Path<Which>,
    Query(ask): Query<Ask>,
) -> Answer {
    // Ids are unguessable, so that there is no such session says nothing of anybody.
    let session = deps.store.session(which.session_id).await?;
    let session = session.ok_or(Error::NotFound(Thing::Session))?;
    let (_, subject, transcript) = tokio::try_join!(
        who.permit(&deps.store, Some(session.student_id)),
        subject_of(&deps, &session),
        transcript_of(&deps, &session, ask.include_transcript),
    )?;
    let view = SessionView::of(session, subject);
    Ok(Reply::ok(&match ask.include_transcript {
        true => view.with_transcript(transcript),
        false => view,
    }))
}

async fn subject_of(deps: &Deps, session: &Session) -> Result<Option<SubjectName>, Error> {
    let Some(id) = session.subject_id else {
        return Ok(None);
    };
    let mut subjects = deps.store.subjects(&[id]).await?;
    Ok(subjects.remove(&id).map(|subject| subject.name))
}

async fn transcript_of(
    deps: &Deps,
    session: &Session,
    wanted: bool,
) -> Result<Option<Transcript>, Error> {
    if wanted && session.transcript_available {
        deps.store.transcript(session.id).await
    } else {
        Ok(None)
    }
}
