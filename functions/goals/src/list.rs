//! `GET /goals`: a student's goals, newest first.

use axum::extract::State;
use domain::access::Standing;
use domain::goal::Goal;
use domain::page::{Page, PageSize, Position};
use domain::{Error, Thing, UserId};
use runtime::openapi::{ErrorBody, List};
use runtime::paging::{Offset, Pagination};
use runtime::{Answer, Query, Reply, Who};
use serde::Deserialize;

use crate::Deps;
use crate::view::GoalView;

/// Whose goals, and which part of them.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Ask {
    /// The student.
    student_id: UserId,
    /// The most entries of a page. Without it all are answered, of which there are at most 100.
    #[serde(default)]
    limit: Option<PageSize>,
    /// `next_cursor` of the page before.
    #[serde(default)]
    cursor: Option<String>,
    /// Only 0 is taken; pages are asked for by `cursor`.
    #[serde(default)]
    #[param(value_type = i64, default = 0, minimum = 0, maximum = 0)]
    offset: Offset,
}

/// Lists a student's goals.
///
/// All of them, whatever their status, newest first. For the student, linked tutors and parents, and admins.
#[utoipa::path(
    get,
    path = "/api/v1/goals",
    operation_id = "list_goals",
    tag = "goals",
    params(Ask),
    responses(
        (status = 200, description = "The goals", body = List<GoalView>),
        (status = 400, description = "The cursor is not valid for this list, or `offset` is not 0", body = ErrorBody),
        (status = 401, description = "No valid token", body = ErrorBody),
        (status = 403, description = "The caller has no access to this student", body = ErrorBody),
        (status = 404, description = "There is no such student", body = ErrorBody),
        (status = 422, description = "A parameter breaks its bounds", body = ErrorBody),
        (status = 503, description = "Busy or not available; try again", body = ErrorBody),
    ),
    security(("user" = []))
)]
pub(crate) async fn handle(State(deps): State<Deps>, who: Who, Query(ask): Query<Ask>) -> Answer {
    ask.offset.check()?;
    let seal = who.seal(Some(ask.student_id), &[]);
    let cursor = ask.cursor.as_deref();
    let after = cursor
        .map(|text| deps.cursors.open(&seal, text))
        .transpose()?;
    let permitted = who.permit(&deps.store, Some(ask.student_id));
    let (standing, goals) = tokio::try_join!(permitted, deps.store.goals_of(ask.student_id))?;
    if goals.is_empty() {
        known(&deps, standing, ask.student_id).await?;
    }
    let size = ask.limit.unwrap_or(EVERYTHING);
    let page = page(goals, size, after.as_ref());
    let today = deps.clock.now().utc_day();
    let context = deps.store.goal_context(&page.items, Some(today)).await?;
    let page = page.map(|goal| GoalView::of(goal, &context));
    let pagination = Pagination::of(&page, size, &deps.cursors, &seal)?;
    Ok(Reply::list(&page.items, &pagination))
}

/// The size of a page that holds all goals that a student can have.
const EVERYTHING: PageSize = PageSize::LARGEST;

/// Only an admin can ask for somebody who does not exist: a student is told of itself, and links lead to users.
async fn known(deps: &Deps, standing: Standing, student: UserId) -> Result<(), Error> {
    if standing != Standing::Admin || deps.store.user(student).await?.is_some() {
        return Ok(());
    }
    Err(Error::NotFound(Thing::User))
}

/// The page of a whole list, newest first, that begins after a position.
fn page(goals: Vec<Goal>, size: PageSize, after: Option<&Position>) -> Page<Goal> {
    let behind = |goal: &Goal| {
        after.is_none_or(|after| {
            let here = position(goal);
            (here.sort, here.id) < (after.sort.clone(), after.id.clone())
        })
    };
    let mut rest = goals.into_iter().filter(behind);
    let items: Vec<_> = rest.by_ref().take(size.get().into()).collect();
    let next = rest.next().and_then(|_| items.last().map(position));
    Page { items, next }
}

fn position(goal: &Goal) -> Position {
    Position {
        sort: goal.created_at.to_string(),
        id: goal.id.to_string(),
    }
}
