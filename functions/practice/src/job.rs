//! `GET /jobs/{job_id}`: how far a job is, and what came of it.

use assigning::Practice;
use axum::extract::State;
use domain::job::{Job, JobStatus};
use domain::practice::order::Assigned;
use domain::{AssignmentId, Error, JobId, Moment, Thing};
use runtime::openapi::{Data, ErrorBody};
use runtime::{Answer, Path, Reply, Who};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::Deps;
use crate::view::{Answers, Chosen, ItemView};

/// Which job.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct Which {
    /// The job's id.
    job_id: JobId,
}

/// A job.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Job, example = json!({
    "job_id": "0198b2a0-5c1e-7c3a-9d53-6f2b8a1c4e10", "job_type": "practice_generation", "status": "processing",
    "progress_percent": 40, "progress_message": "Choosing items", "created_at": "2026-11-22T08:38:02.593436+00:00",
    "updated_at": "2026-11-22T08:38:03.104927+00:00"
}))]
pub(crate) struct JobView {
    /// Its id.
    job_id: JobId,
    /// Always `practice_generation`.
    #[schema(value_type = String)]
    job_type: &'static str,
    /// Where it stands.
    status: JobStatus,
    /// How far it is: 0 to 100.
    progress_percent: u8,
    /// How far it is, in words.
    #[schema(required)]
    progress_message: Option<String>,
    /// When it was asked for.
    created_at: Moment,
    /// When it changed last.
    updated_at: Moment,
    /// What came of it; only when it is completed.
    #[serde(skip_serializing_if = "Option::is_none")]
    result: Option<ResultView>,
    /// Why it failed; only when it did.
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

/// What came of a job, in an envelope of its own.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = JobResult)]
pub(crate) struct ResultView {
    /// Always `true`.
    success: bool,
    /// The practice.
    data: ResultData,
}

/// Practice that a job put together.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = JobPractice)]
pub(crate) struct ResultData {
    /// What the items have in common.
    assignment_id: AssignmentId,
    /// The items.
    items: Vec<ItemView>,
    /// How they were chosen.
    metadata: Chosen,
}

impl JobView {
    fn of(job: Job, result: Option<ResultView>) -> Self {
        Self {
            job_id: job.id,
            job_type: "practice_generation",
            status: job.status,
            progress_percent: job.progress_percent,
            progress_message: job.progress_message,
            created_at: job.created_at,
            updated_at: job.updated_at,
            result,
            error: job.error,
        }
    }
}

/// Says how far a job is.
///
/// For the student it is for, and linked tutors, parents, and admins. A job can be asked for during a week.
#[utoipa::path(
    get,
    path = "/api/v1/jobs/{job_id}",
    operation_id = "get_job",
    tag = "practice",
    params(Which),
    responses(
        (status = 200, description = "The job.", body = Data<JobView>),
        (status = 401, description = "No valid token.", body = ErrorBody),
        (status = 403, description = "The student is not linked to the caller.", body = ErrorBody),
        (status = 404, description = "There is no such job, or no more.", body = ErrorBody),
        (status = 422, description = "The id is malformed.", body = ErrorBody),
        (status = 503, description = "Not available; try again.", body = ErrorBody),
    ),
    security(("user" = []))
)]
pub(crate) async fn handle(State(deps): State<Deps>, who: Who, Path(which): Path<Which>) -> Answer {
    let job = deps.store.job(which.job_id, deps.clock.now()).await?;
    let job = job.ok_or(Error::NotFound(Thing::Job))?;
    let student = job.order.student_id;
    let standing = who.permit(&deps.store, Some(student)).await?;
    let result = match &job.result {
        None => None,
        Some(assigned) => {
            let answers = Answers::to(deps.reveal_answers, standing);
            Some(result(&deps, &job, assigned, answers).await?)
        }
    };
    Ok(Reply::ok(&JobView::of(job, result)))
}

async fn result(
    deps: &Deps,
    job: &Job,
    assigned: &Assigned,
    answers: Answers,
) -> Result<ResultView, Error> {
    let items = deps.store.practice_items(&assigned.item_ids).await?;
    let practice = Practice {
        assigned: assigned.clone(),
        items,
    };
    let subject = Some(job.order.subject.as_str());
    let items = practice.items.iter();
    Ok(ResultView {
        success: true,
        data: ResultData {
            assignment_id: assigned.assignment_id,
            items: items
                .map(|item| ItemView::of(item, subject, answers))
                .collect(),
            metadata: Chosen::of(assigned, job.order.num_items.get()),
        },
    })
}
