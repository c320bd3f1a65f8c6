//! `GET /practice/flagged`: a student's made-up items that await review, newest first, in pages.

use axum::extract::State;
use domain::UserId;
use domain::page::PageSize;
use runtime::openapi::{ErrorBody, List};
use runtime::paging::{Offset, Pagination};
use runtime::{Answer, Query, Reply, Who};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::Deps;
use crate::assignments::{AssignedView, subjects_of};
use crate::view::Answers;

/// Whose items.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Ask {
    /// The student.
    student_id: UserId,
    /// How many items a page has at most.
    #[serde(default)]
    #[param(value_type = Option<PageSize>, inline, default = 20)]
    limit: PageSize,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// Only 0 is taken: pages go by `cursor`.
    #[serde(default)]
    #[param(value_type = Option<Offset>, inline, default = 0)]
    offset: Offset,
}

/// A student's made-up items that await review.
///
/// For linked tutors and admins.
#[utoipa::path(
    get,
    path = "/api/v1/practice/flagged",
    operation_id = "list_flagged_practice",
    tag = "practice",
    params(Ask),
    responses(
        (status = 200, description = "A page of items.", body = List<AssignedView>),
        (status = 400, description = "The cursor is of another list, or `offset` is not 0.", body = ErrorBody),
        (status = 401, description = "No valid token.", body = ErrorBody),
        (status = 403, description = "The caller is no tutor of the student, and no admin.", body = ErrorBody),
        (status = 422, description = "A bound is broken.", body = ErrorBody),
        (status = 503, description = "Not available; try again.", body = ErrorBody),
    ),
    security(("user" = []))
)]
pub(crate) async fn handle(State(deps): State<Deps>, who: Who, Query(ask): Query<Ask>) -> Answer {
    ask.offset.check()?;
    let seal = who.seal(Some(ask.student_id), &[]);
    let cursor = ask.cursor.as_deref();
    let after = cursor.map(|c| deps.cursors.open(&seal, c)).transpose()?;
    let (_, page) = tokio::try_join!(
        who.permit(&deps.store, Some(ask.student_id)),
        deps.store
            .practice_to_review(ask.student_id, ask.limit, after.as_ref()),
    )?;
    let subjects = subjects_of(&deps.store, &page.items).await?;
    let pagination = Pagination::of(&page, ask.limit, &deps.cursors, &seal)?;
    let items = page.items.iter();
    let views: Vec<_> = items
        .map(|item| AssignedView::of(item, &subjects, Answers::Shown))
        .collect();
    Ok(Reply::list(&views, &pagination))
}
