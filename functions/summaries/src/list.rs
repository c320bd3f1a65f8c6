//! `GET /summaries/{user_id}`: a student's summaries, newest first, in pages.

use axum::extract::State;
use domain::access::{Caller, Standing};
use domain::account::Email;
use domain::page::PageSize;
use domain::summary::{Summary, SummaryType};
use domain::{Moment, SessionId, SummaryId, UserId};
use runtime::openapi::{Data, ErrorBody};
use runtime::paging::{Offset, Pagination};
use runtime::{Answer, Path, Query, Reply, Who};
use serde::{Deserialize, Serialize};
use store::SummaryContext;
use utoipa::{IntoParams, ToSchema};

use crate::Deps;

/// Whose summaries.
#[derive(Debug, Deserialize)]
pub(crate) struct Whose {
    user_id: UserId,
}

/// Which of them.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Ask {
    /// With `tutor` a linked tutor sees the summaries of its own sessions only. Any other value has no effect.
    role: Option<String>,
    /// How many summaries a page has at most.
    #[serde(default)]
    limit: PageSize,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// Only 0 is taken.
    #[serde(default)]
    offset: Offset,
}

impl Ask {
    /// The caller, if it asks for the summaries of its own sessions.
    fn tutor(&self, who: &Who) -> Option<UserId> {
        match (self.role.as_deref(), who.caller()) {
            (Some("tutor"), Caller::User(id)) => Some(*id),
            _ => None,
        }
    }
}

/// A summary in a list.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Summary)]
pub(crate) struct SummaryView {
    /// Its id.
    summary_id: SummaryId,
    /// The session it tells of.
    session_id: SessionId,
    /// When that session took place.
    #[schema(required)]
    session_date: Option<Moment>,
    /// What happened, told.
    narrative: String,
    /// What to do next: one to three steps.
    next_steps: Vec<String>,
    /// What the session covered.
    subjects_covered: Vec<String>,
    /// The tutor's email address: what old clients show as its name.
    #[schema(required)]
    tutor_name: Option<Email>,
    /// How the summary came about.
    summary_type: SummaryType,
    /// When it was made.
    created_at: Moment,
}

impl SummaryView {
    fn of(summary: Summary, context: &SummaryContext) -> Self {
        Self {
            session_date: context.session_date(&summary),
            tutor_name: context.tutor_email(&summary).cloned(),
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

/// A page of summaries.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "summaries": [{
        "summary_id": "d2f0a4c6-5b7e-4f19-8a3d-6c9e1b2f4a80",
        "session_id": "5f2b8d0a-3c7e-4a61-9d15-0b8e6c4f2a77",
        "session_date": "2026-11-20T16:00:00.000000+00:00",
        "narrative": "In this 45-minute session on Algebra you completed the square.",
        "next_steps": ["Solve exercises 3 to 7."],
        "subjects_covered": ["Completing the square"],
        "tutor_name": "tess@example.com",
        "summary_type": "normal",
        "created_at": "2026-11-20T16:50:00.000000+00:00"
    }],
    "pagination": {"limit": 20, "has_more": false, "next_cursor": null}
}))]
pub(crate) struct SummaryPage {
    /// The summaries, newest first.
    summaries: Vec<SummaryView>,
    /// Where the next page begins.
    pagination: Pagination,
}

/// A student's summaries, newest first.
#[utoipa::path(
    get,
    path = "/api/v1/summaries/{user_id}",
    operation_id = "list_summaries",
    tag = "summaries",
    params(("user_id" = UserId, Path, description = "Which student."), Ask),
    responses(
        (status = 200, description = "A page of summaries.", body = Data<SummaryPage>),
        (status = 400, description = "The cursor is of another list, or an offset was sent.", body = ErrorBody),
        (status = 401, description = "No valid token.", body = ErrorBody),
        (status = 403, description = "The student is not linked to the caller.", body = ErrorBody),
        (status = 422, description = "The id is no UUID, or a bound is broken.", body = ErrorBody),
        (status = 503, description = "The store cannot be reached.", body = ErrorBody),
    ),
    security(("user" = []))
)]
pub(crate) async fn handle(
    State(deps): State<Deps>,
    who: Who,
    Path(Whose { user_id }): Path<Whose>,
    Query(ask): Query<Ask>,
) -> Answer {
    ask.offset.check()?;
    let tutor = ask.tutor(&who).filter(|caller| *caller != user_id);
    let view = if tutor.is_some() { "tutor" } else { "" };
    let seal = who.seal(Some(user_id), &[("role", view)]);
    let after = ask.cursor.map(|cursor| deps.cursors.open(&seal, &cursor));
    let after = after.transpose()?;
    let (standing, mut page) = tokio::try_join!(
        who.permit(&deps.store, Some(user_id)),
        deps.store
            .summaries_of(user_id, tutor, ask.limit, after.as_ref()),
    )?;
    if tutor.is_some() && standing != Standing::LinkedTutor {
        // Only now is it known that this is a parent or an admin, for whom `role` has no effect.
        let all = deps
            .store
            .summaries_of(user_id, None, ask.limit, after.as_ref());
        page = all.await?;
    }
    let context = deps.store.summary_context(&page.items).await?;
    let pagination = Pagination::of(&page, ask.limit, &deps.cursors, &seal)?;
    let views = page.items.into_iter();
    Ok(Reply::ok(&SummaryPage {
        summaries: views.map(|s| SummaryView::of(s, &context)).collect(),
        pagination,
    }))
}
