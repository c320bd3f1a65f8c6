//! `GET /practice/assignments`: what a student was asked, newest first, in pages.

use std::collections::HashMap;

use axum::extract::State;
use domain::page::PageSize;
use domain::practice::item::{PracticeItem, Review};
use domain::practice::performance::Performance;
use domain::rating::Rating;
use domain::subject::Subject;
use domain::{AssignmentId, Error, Moment, SubjectId, UserId};
use runtime::openapi::{ErrorBody, List};
use runtime::paging::{Offset, Pagination};
use runtime::{Answer, Query, Reply, Who};
use serde::{Deserialize, Serialize};
use store::Store;
use utoipa::{IntoParams, ToSchema};

use crate::Deps;
use crate::view::{Answers, ItemView};

/// Whose items, and which.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Ask {
    /// The student.
    student_id: UserId,
    /// Only those that are completed, or only those that are not.
    completed: Option<bool>,
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

/// An item with how it went.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AssignedItem, example = json!({
    "item_id": "0198b2a0-5c1e-7c3a-9d53-6f2b8a1c4e10", "source": "bank",
    "question": "Solve 3x - 7 = 11. What is the value of x?", "answer": "6",
    "choices": ["A) 18", "B) 6", "C) 4/3", "D) 12"], "correct_answer": "B",
    "explanation": "Add 7 to both sides to get 3x = 18, then divide by 3: x = 6.", "difficulty": 4, "subject": "Algebra",
    "goal_tags": [],
    "assignment_id": "0198b2a0-5c1d-7b10-8a3e-1f0c9d2e7b55", "assigned_at": "2026-11-22T08:38:02.593436+00:00",
    "completed": true, "completed_at": "2026-11-22T08:39:10.120034+00:00", "performance_score": 1.0,
    "student_rating_before": 1000, "student_rating_after": 1016, "review": "unneeded"
}))]
pub(crate) struct AssignedView {
    #[serde(flatten)]
    item: ItemView,
    /// What it was assigned together with.
    assignment_id: AssignmentId,
    /// When it was assigned.
    assigned_at: Moment,
    /// Whether it was answered rightly.
    completed: bool,
    /// When it was.
    #[schema(required)]
    completed_at: Option<Moment>,
    /// How good the first answer was; `null` until there is one.
    #[schema(required)]
    performance_score: Option<Performance>,
    /// The rating that the first answer met.
    #[schema(required)]
    student_rating_before: Option<Rating>,
    /// The rating that it left.
    #[schema(required)]
    student_rating_after: Option<Rating>,
    /// Where it stands with those who look over what nobody wrote.
    review: Review,
}

impl AssignedView {
    /// The item, with its subject's name from those given.
    pub(crate) fn of(
        item: &PracticeItem,
        subjects: &HashMap<SubjectId, Subject>,
        answers: Answers,
    ) -> Self {
        let subject = subjects.get(&item.subject_id).map(|s| s.name.as_str());
        let first = item.first_answer;
        Self {
            item: ItemView::of(item, subject, answers),
            assignment_id: item.assignment_id,
            assigned_at: item.assigned_at,
            completed: item.is_completed(),
            completed_at: item.completed_at,
            performance_score: first.map(|first| first.performance),
            student_rating_before: first.map(|first| first.rating_before),
            student_rating_after: first.map(|first| first.rating_after),
            review: item.review,
        }
    }
}

/// The subjects that these items are of.
pub(crate) async fn subjects_of(
    store: &Store,
    items: &[PracticeItem],
) -> Result<HashMap<SubjectId, Subject>, Error> {
    let ids: Vec<_> = items.iter().map(|item| item.subject_id).collect();
    store.subjects(&ids).await
}

/// A student's practice items, newest first.
///
/// For the student, linked tutors and parents, and admins.
#[utoipa::path(
    get,
    path = "/api/v1/practice/assignments",
    operation_id = "list_practice",
    tag = "practice",
    params(Ask),
    responses(
        (status = 200, description = "A page of items.", body = List<AssignedView>),
        (status = 400, description = "The cursor is of another list, or `offset` is not 0.", body = ErrorBody),
        (status = 401, description = "No valid token.", body = ErrorBody),
        (status = 403, description = "The student is not linked to the caller.", body = ErrorBody),
        (status = 422, description = "A bound is broken.", body = ErrorBody),
        (status = 503, description = "Not available; try again.", body = ErrorBody),
    ),
    security(("user" = []))
)]
pub(crate) async fn handle(State(deps): State<Deps>, who: Who, Query(ask): Query<Ask>) -> Answer {
    ask.offset.check()?;
    let filter = ask.completed.map_or("", |is| if is { "yes" } else { "no" });
    let seal = who.seal(Some(ask.student_id), &[("completed", filter)]);
    let cursor = ask.cursor.as_deref();
    let after = cursor.map(|c| deps.cursors.open(&seal, c)).transpose()?;
    let (standing, page) = tokio::try_join!(
        who.permit(&deps.store, Some(ask.student_id)),
        deps.store
            .practice_of(ask.student_id, ask.completed, ask.limit, after.as_ref()),
    )?;
    let subjects = subjects_of(&deps.store, &page.items).await?;
    let answers = Answers::to(deps.reveal_answers, standing);
    let pagination = Pagination::of(&page, ask.limit, &deps.cursors, &seal)?;
    let items = page.items.iter();
    let views: Vec<_> = items
        .map(|item| AssignedView::of(item, &subjects, answers))
        .collect();
    Ok(Reply::list(&views, &pagination))
}
