//! A job as its row holds it.

use domain::job::{Job, JobStatus};
use domain::practice::order::{Assigned, PracticeOrder};
use domain::{JobId, Moment};
use serde::{Deserialize, Serialize};

/// The only kind there is. It stands in the row so that another can come.
const KIND: &str = "practice_generation";

#[derive(Serialize, Deserialize)]
pub(super) struct Row {
    id: JobId,
    job_type: String,
    order: PracticeOrder,
    status: JobStatus,
    progress_percent: u8,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    progress_message: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    result: Option<Assigned>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    error: Option<String>,
    attempts: u32,
    created_at: Moment,
    updated_at: Moment,
    /// In seconds since 1970, as DynamoDB wants it.
    expires_at: i64,
}

impl From<&Job> for Row {
    fn from(job: &Job) -> Self {
        Self {
            id: job.id,
            job_type: KIND.to_owned(),
            order: job.order.clone(),
            status: job.status,
            progress_percent: job.progress_percent,
            progress_message: job.progress_message.clone(),
            result: job.result.clone(),
            error: job.error.clone(),
            attempts: job.attempts,
            created_at: job.created_at,
            updated_at: job.updated_at,
            expires_at: job.expires_at().as_second(),
        }
    }
}

impl From<Row> for Job {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            order: row.order,
            status: row.status,
            progress_percent: row.progress_percent,
            progress_message: row.progress_message,
            result: row.result,
            error: row.error,
            attempts: row.attempts,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}
