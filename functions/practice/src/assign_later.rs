//! `POST /practice/assign/async`: practice that a worker puts together while the client polls.

use axum::extract::State;
use domain::job::{Job, JobStatus};
use domain::practice::order::{ItemCount, PracticeOrder, PracticeTopic};
use domain::practice::tags::GoalTags;
use domain::subject::SubjectName;
use domain::{Error, JobId, UserId, blank_is_absent};
use runtime::openapi::ErrorBody;
use runtime::{Answer, Body, Reply, Who};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Deps;

/// What practice.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = PracticeOrder, example = json!({
    "student_id": "7b1d7a3e-6f0c-4e0e-9a51-6f0b3a2f8c11", "subject": "Algebra", "num_items": 5
}))]
pub(crate) struct Ask {
    /// Who is to practise.
    student_id: UserId,
    /// In what: a subject's name, in whatever case. Whether there is one is for the worker to find out.
    subject: SubjectName,
    /// What made-up items should be about.
    #[serde(default, deserialize_with = "blank_is_absent")]
    #[schema(value_type = Option<PracticeTopic>)]
    topic: Option<PracticeTopic>,
    /// How many items.
    #[serde(default)]
    #[schema(value_type = Option<ItemCount>, default = 5)]
    num_items: Option<ItemCount>,
    /// Ids of the student's goals that the items are to count for, and words by which items are chosen.
    #[serde(default)]
    goal_tags: Option<GoalTags>,
    /// Not taken: this API calls nobody back. Only `null` and `""` are accepted.
    #[serde(default)]
    webhook_url: Option<String>,
}

impl Ask {
    fn order(self) -> Result<PracticeOrder, Error> {
        if self.webhook_url.is_some_and(|url| !url.trim().is_empty()) {
            return Err(Error::Refused {
                code: "WEBHOOKS_NOT_AVAILABLE",
                message: "Webhooks are not available. Ask for `status_url` instead.".to_owned(),
            });
        }
        Ok(PracticeOrder {
            student_id: self.student_id,
            subject: self.subject,
            topic: self.topic,
            num_items: self.num_items.unwrap_or_default(),
            goal_tags: self.goal_tags.unwrap_or_default(),
        })
    }
}

/// A job that was begun. Not in the envelope: old clients read its fields at the top.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = BegunJob, example = json!({
    "success": true, "job_id": "0198b2a0-5c1e-7c3a-9d53-6f2b8a1c4e10", "status": "pending",
    "message": "Your practice is being put together.",
    "status_url": "/api/v1/jobs/0198b2a0-5c1e-7c3a-9d53-6f2b8a1c4e10",
    "websocket_url": "/api/v1/jobs/0198b2a0-5c1e-7c3a-9d53-6f2b8a1c4e10/ws"
}))]
pub(crate) struct Begun {
    /// Always `true`.
    success: bool,
    /// What to ask for.
    job_id: JobId,
    /// Always `pending`.
    status: JobStatus,
    /// A sentence for the student.
    #[schema(value_type = String)]
    message: &'static str,
    /// Where to ask.
    status_url: String,
    /// Where the old service had a socket. There is none: clients ask `status_url` instead.
    websocket_url: String,
}

impl From<&Job> for Begun {
    fn from(job: &Job) -> Self {
        Self {
            success: true,
            job_id: job.id,
            status: job.status,
            message: "Your practice is being put together.",
            status_url: format!("/api/v1/jobs/{}", job.id),
            websocket_url: format!("/api/v1/jobs/{}/ws", job.id),
        }
    }
}

/// Has practice put together by a worker.
///
/// Answers at once; `GET /jobs/{job_id}` says how far it is. For the student, linked tutors, and admins.
#[utoipa::path(
    post,
    path = "/api/v1/practice/assign/async",
    operation_id = "assign_practice_later",
    tag = "practice",
    request_body = Ask,
    responses(
        (status = 200, description = "The job.", body = Begun),
        (status = 400, description = "A webhook was asked for.", body = ErrorBody),
        (status = 401, description = "No valid token.", body = ErrorBody),
        (status = 403, description = "The student is not linked to the caller.", body = ErrorBody),
        (status = 422, description = "A bound is broken.", body = ErrorBody),
        (status = 503, description = "Not available; try again.", body = ErrorBody),
    ),
    security(("user" = []))
)]
pub(crate) async fn handle(State(deps): State<Deps>, who: Who, Body(ask): Body<Ask>) -> Answer {
    who.permit(&deps.store, Some(ask.student_id)).await?;
    let job = Job::new(deps.mint.id(), ask.order()?, deps.clock.now());
    // The row comes first: a message never names a job that is not there. A row whose message was never sent expires.
    deps.store.create_job(&job).await?;
    deps.queue.send(job.id).await?;
    Ok(Reply::bare(&Begun::from(&job)))
}
