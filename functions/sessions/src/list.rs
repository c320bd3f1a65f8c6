//! `GET /sessions`: a student's sessions, or those that a tutor gave; newest first, in pages.

use axum::extract::State;
use domain::access::Action;
use domain::page::{Page, PageSize, Position};
use domain::session::Session;
use domain::{Breach, BreachKind, Error, SubjectId, UserId};
use runtime::openapi::{ErrorBody, List};
use runtime::paging::{Offset, Pagination};
use runtime::{Answer, Query, Reply, Who};
use serde::Deserialize;
use store::Store;
use utoipa::IntoParams;

use crate::Deps;
use crate::view::SessionView;

/// Whose sessions, and which page of them.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Ask {
    /// The student who learned. Either this or `tutor_id`.
    student_id: Option<UserId>,
    /// The tutor who taught. Either this or `student_id`.
    tutor_id: Option<UserId>,
    /// How many sessions a page has at most.
    #[serde(default)]
    limit: PageSize,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// Only 0 is taken.
    #[serde(default)]
    offset: Offset,
}

/// By whom the sessions are listed.
#[derive(Debug, Clone, Copy)]
enum Whose {
    Student(UserId),
    Tutor(UserId),
}

impl Ask {
    fn whose(&self) -> Result<Whose, Error> {
        match (self.student_id, self.tutor_id) {
            (Some(student), None) => Ok(Whose::Student(student)),
            (None, Some(tutor)) => Ok(Whose::Tutor(tutor)),
            (None, None) => Err(Error::invalid(
                "query.student_id",
                Breach::new(BreachKind::Missing, "or tutor_id is required"),
            )),
            (Some(_), Some(_)) => Err(Error::invalid(
                "query.tutor_id",
                Breach::new(
                    BreachKind::Unacceptable,
                    "should not be given with student_id",
                ),
            )),
        }
    }
}

impl Whose {
    const fn id(self) -> UserId {
        match self {
            Self::Student(id) | Self::Tutor(id) => id,
        }
    }

    /// Part of the cursor's seal: the two lists of one user are different lists.
    const fn word(self) -> &'static str {
        match self {
            Self::Student(_) => "student",
            Self::Tutor(_) => "tutor",
        }
    }

    const fn action(self) -> Action {
        match self {
            Self::Student(_) => Action::ReadSessions,
            Self::Tutor(_) => Action::ReadTutorSessions,
        }
    }

    async fn page(
        self,
        store: &Store,
        size: PageSize,
        after: Option<&Position>,
    ) -> Result<Page<Session>, Error> {
        match self {
            Self::Student(student) => store.sessions_of(student, size, after).await,
            Self::Tutor(tutor) => store.sessions_by(tutor, size, after).await,
        }
    }
}

/// A student's sessions, or those that a tutor gave; newest first.
#[utoipa::path(
    get,
    path = "/api/v1/sessions",
    operation_id = "list_sessions",
    tag = "sessions",
    params(Ask),
    responses(
        (status = 200, description = "A page of sessions.", body = List<SessionView>),
        (status = 400, description = "The cursor is of another list, or an offset was sent.", body = ErrorBody),
        (status = 401, description = "No valid token.", body = ErrorBody),
        (status = 403, description = "Neither the caller's own nor of a student linked to it.", body = ErrorBody),
        (status = 422, description = "Neither or both of the ids, or a bound is broken.", body = ErrorBody),
        (status = 503, description = "The store cannot be reached.", body = ErrorBody),
    ),
    security(("user" = []))
)]
pub(crate) async fn handle(State(deps): State<Deps>, who: Who, Query(ask): Query<Ask>) -> Answer {
    let whose = ask.whose()?;
    ask.offset.check()?;
    let seal = who.seal(Some(whose.id()), &[("by", whose.word())]);
    let after = ask.cursor.map(|cursor| deps.cursors.open(&seal, &cursor));
    let after = after.transpose()?;
    let (_, page) = tokio::try_join!(
        who.permit_as(whose.action(), &deps.store, Some(whose.id())),
        whose.page(&deps.store, ask.limit, after.as_ref()),
    )?;
    let subjects: Vec<SubjectId> = page.items.iter().filter_map(|s| s.subject_id).collect();
    let subjects = deps.store.subjects(&subjects).await?;
    let pagination = Pagination::of(&page, ask.limit, &deps.cursors, &seal)?;
    let views = page.items.into_iter().map(|session| {
        let subject = session.subject_id.and_then(|id| subjects.get(&id));
        let name = subject.map(|subject| subject.name.clone());
        SessionView::of(session, name)
    });
    Ok(Reply::list(&views.collect::<Vec<_>>(), &pagination))
}
