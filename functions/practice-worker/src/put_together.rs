//! Puts together the practice that a job asks for.
//!
//! A message may come twice, and two workers may have it at once. What a job does is one transaction with the job's completion,
//! so it is done once, whoever does it.

use domain::{Error, JobId};
use runtime::{Delivery, Failure};
use serde::{Deserialize, Serialize};

use crate::Deps;

/// A job that failed this often is told to have failed. As often does the queue give a message out before it puts it among the
/// dead letters (`maxReceiveCount` in `template.yaml`; a test holds the two to each other).
pub const MOST_ATTEMPTS: u32 = 3;

/// What stands in the queue: which job. What the job asks for is in its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobMessage {
    /// The job.
    pub job_id: JobId,
}

/// Puts it together. A job that is finished, given up or gone needs nothing.
///
/// # Errors
/// It could not be put together now: the message comes again.
pub(crate) async fn handle(deps: Deps, delivery: Delivery<JobMessage>) -> Result<(), Error> {
    let id = delivery.message.job_id;
    let Some(job) = deps.store.begin_job(id, deps.clock.now()).await? else {
        return Ok(());
    };
    let Err(error) = deps.assigner.assign(&job.order, Some(id)).await else {
        return Ok(());
    };
    let failure = Failure::from(error.clone());
    if failure.is_lasting() {
        let now = deps.clock.now();
        return deps.store.fail_job(id, failure.message(), now).await;
    }
    if job.attempts >= MOST_ATTEMPTS {
        // The message still goes to the dead letters, where an operator finds it.
        let now = deps.clock.now();
        deps.store.fail_job(id, failure.message(), now).await?;
    }
    Err(error)
}
