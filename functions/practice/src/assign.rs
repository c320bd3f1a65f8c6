//! `POST /practice/assign`: practice at the student's level, at once.

use axum::extract::State;
use domain::practice::order::{ItemCount, PracticeOrder, PracticeTopic};
use domain::practice::tags::{GoalTags, together};
use domain::subject::SubjectName;
use domain::{Error, UserId, blank_is_absent};
use runtime::openapi::{Data, ErrorBody};
use runtime::{Answer, MaybeBody, Query, Reply, Who};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::Deps;
use crate::goal_tags::{Tags, of_query};
use crate::view::{Answers, PracticeView};

/// What practice.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Ask {
    /// Who is to practise.
    student_id: UserId,
    /// In what: a subject's name, in whatever case.
    subject: SubjectName,
    /// What made-up items should be about.
    #[serde(default, deserialize_with = "blank_is_absent")]
    #[param(value_type = Option<PracticeTopic>, inline)]
    topic: Option<PracticeTopic>,
    /// How many items.
    #[serde(default)]
    #[param(value_type = Option<ItemCount>, inline, default = 5)]
    num_items: ItemCount,
    /// Ids of the student's goals that the items are to count for, and words by which items are chosen: repeated, or separated by
    /// commas.
    #[serde(default, deserialize_with = "of_query")]
    #[param(value_type = Option<Vec<String>>)]
    goal_tags: GoalTags,
}

impl Ask {
    fn order(self, tags: &GoalTags) -> PracticeOrder {
        PracticeOrder {
            student_id: self.student_id,
            subject: self.subject,
            topic: self.topic,
            num_items: self.num_items,
            goal_tags: together(&self.goal_tags, tags),
        }
    }
}

/// Assigns practice.
///
/// Items of the bank come first; when it has no more that are new to the student, items are made up. For the student, linked
/// tutors, and admins.
#[utoipa::path(
    post,
    path = "/api/v1/practice/assign",
    operation_id = "assign_practice",
    tag = "practice",
    params(Ask),
    request_body(content = Option<Vec<String>>, description = "Goal tags, as in the query.", example = json!(["SAT"])),
    responses(
        (status = 200, description = "The practice.", body = Data<PracticeView>),
        (status = 401, description = "No valid token.", body = ErrorBody),
        (status = 403, description = "The student is not linked to the caller.", body = ErrorBody),
        (status = 404, description = "There is no such subject or student.", body = ErrorBody),
        (status = 422, description = "A bound is broken, or a tag is the id of no goal of the student.", body = ErrorBody),
        (status = 503, description = "Busy or not available; try again.", body = ErrorBody),
    ),
    security(("user" = []))
)]
pub(crate) async fn handle(
    State(deps): State<Deps>,
    who: Who,
    Query(ask): Query<Ask>,
    MaybeBody(tags): MaybeBody<Tags>,
) -> Answer {
    who.permit(&deps.store, Some(ask.student_id)).await?;
    let order = ask.order(&tags.unwrap_or_default().0);
    let practice = deps.assigner.assign(&order, None).await?;
    let practice = practice.ok_or_else(|| Error::Fault("there is no job to finish".to_owned()))?;
    let (subject, wanted) = (order.subject.as_str(), order.num_items.get());
    let answers = Answers::of(deps.reveal_answers);
    Ok(Reply::ok(&PracticeView::of(
        &practice, subject, wanted, answers,
    )))
}
