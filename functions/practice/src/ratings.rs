//! `GET /ratings/{student_id}`: how strong a student is, by subject.

use axum::extract::State;
use domain::practice::difficulty::DifficultyRange;
use domain::rating::Rating;
use domain::subject::SubjectName;
use domain::{Moment, SubjectId, UserId};
use runtime::openapi::{Data, ErrorBody};
use runtime::{Answer, Path, Reply, Who};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::Deps;

/// Whose ratings.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct Whose {
    /// The student.
    student_id: UserId,
}

/// A rating.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Rating)]
pub(crate) struct RatingView {
    /// In what.
    subject_id: SubjectId,
    /// The subject's name.
    #[schema(required)]
    subject: Option<SubjectName>,
    /// How strong.
    rating: Rating,
    /// Which difficulties suit it, such as `3-5`.
    difficulty_range: String,
    /// When it moved last.
    updated_at: Moment,
}

/// A student's ratings.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Ratings, example = json!({
    "student_id": "7b1d7a3e-6f0c-4e0e-9a51-6f0b3a2f8c11",
    "ratings": [{
        "subject_id": "0198b2a0-0d6e-7a41-8c0f-2f9e4d7b6a11", "subject": "Algebra", "rating": 1016,
        "difficulty_range": "3-5", "updated_at": "2026-11-22T08:38:02.593436+00:00"
    }]
}))]
pub(crate) struct RatingsView {
    /// The student.
    student_id: UserId,
    /// By subject, in the order of the names. A subject that was never practised is not there: its rating is 1000.
    ratings: Vec<RatingView>,
}

/// A student's ratings, by subject.
///
/// For the student, linked tutors and parents, and admins.
#[utoipa::path(
    get,
    path = "/api/v1/ratings/{student_id}",
    operation_id = "list_ratings",
    tag = "practice",
    params(Whose),
    responses(
        (status = 200, description = "The ratings.", body = Data<RatingsView>),
        (status = 401, description = "No valid token.", body = ErrorBody),
        (status = 403, description = "The student is not linked to the caller.", body = ErrorBody),
        (status = 422, description = "The id is malformed.", body = ErrorBody),
        (status = 503, description = "Not available; try again.", body = ErrorBody),
    ),
    security(("user" = []))
)]
pub(crate) async fn handle(State(deps): State<Deps>, who: Who, Path(whose): Path<Whose>) -> Answer {
    let (_, ratings) = tokio::try_join!(
        who.permit(&deps.store, Some(whose.student_id)),
        deps.store.ratings_of(whose.student_id),
    )?;
    let ids: Vec<_> = ratings.iter().map(|rating| rating.subject_id).collect();
    let mut subjects = deps.store.subjects(&ids).await?;
    let mut views: Vec<_> = ratings
        .into_iter()
        .map(|rating| RatingView {
            subject_id: rating.subject_id,
            subject: subjects
                .remove(&rating.subject_id)
                .map(|subject| subject.name),
            difficulty_range: DifficultyRange::for_rating(rating.rating).to_string(),
            rating: rating.rating,
            updated_at: rating.updated_at,
        })
        .collect();
    views.sort_by(|one, other| {
        (&one.subject, one.subject_id).cmp(&(&other.subject, other.subject_id))
    });
    Ok(Reply::ok(&RatingsView {
        student_id: whose.student_id,
        ratings: views,
    }))
}
