//! The `jobs` table: work that goes on after its request was answered. Finished jobs expire.
//!
//! Every write says which state it may meet, so that a job that is delivered twice, or to two workers at the same time, is done
//! once.

mod row;

use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::types::builders::UpdateBuilder;
use aws_sdk_dynamodb::types::{ReturnValue, TransactWriteItem, Update};
use domain::job::{GIVEN_UP_AFTER, Job, JobStatus, Step};
use domain::practice::order::Assigned;
use domain::{Error, JobId, Moment};

use crate::Store;
use crate::item::{Item, decode, encode, key, n, s};
use crate::jobs::row::Row;
use crate::names::Table;
use crate::transact::{Action, incomplete};

/// Holds while a worker may still do something.
const UNFINISHED: &str = "#status IN (:pending, :processing)";

impl Store {
    /// Writes down a new job.
    ///
    /// # Errors
    /// The table cannot be written.
    pub async fn create_job(&self, job: &Job) -> Result<(), Error> {
        let write = self
            .client
            .put_item()
            .table_name(self.name(Table::Jobs))
            .set_item(Some(encode(Table::Jobs, &Row::from(job))?));
        self.put(write).await.map(drop).map_err(crate::failure::of)
    }

    /// A job as it is at this moment, read consistently; `None` when there is none, or when it has expired.
    ///
    /// # Errors
    /// The table cannot be read.
    pub async fn job(&self, id: JobId, now: Moment) -> Result<Option<Job>, Error> {
        let row: Option<Row> = self.get(Table::Jobs, job_key(id)).await?;
        // DynamoDB deletes what has expired within days, not at once.
        let job = row.map(Job::from).filter(|job| job.expires_at() > now);
        Ok(job.map(|job| job.as_of(now)))
    }

    /// Begins a job, for the first time or again, and gives it back; `None` when there is nothing to do: it is finished, given up,
    /// or not there.
    ///
    /// # Errors
    /// The table cannot be written.
    pub async fn begin_job(&self, id: JobId, now: Moment) -> Result<Option<Job>, Error> {
        let oldest = now.plus(-GIVEN_UP_AFTER);
        let write = self
            .client
            .update_item()
            .table_name(self.name(Table::Jobs))
            .set_key(Some(job_key(id)))
            .update_expression(
                "SET #status = :processing, updated_at = :now, progress_message = :message ADD attempts :one",
            )
            .condition_expression(format!("{UNFINISHED} AND created_at >= :oldest"))
            .expression_attribute_names("#status", "status")
            .expression_attribute_values(":pending", s(JobStatus::Pending.word()))
            .expression_attribute_values(":processing", s(JobStatus::Processing.word()))
            .expression_attribute_values(":now", s(now))
            .expression_attribute_values(":message", s(Step::Started.message()))
            .expression_attribute_values(":oldest", s(oldest))
            .expression_attribute_values(":one", n(1))
            .return_values(ReturnValue::AllNew);
        match self.update(write).await {
            Ok(answer) => {
                let item = answer.attributes.unwrap_or_default();
                let row: Row = decode(Table::Jobs, item)?;
                Ok(Some(Job::from(row)))
            }
            Err(error) if is_condition(&error) => Ok(None),
            Err(error) => Err(crate::failure::of(error)),
        }
    }

    /// Says how far a job is. Nothing happens to one that is finished.
    ///
    /// # Errors
    /// The table cannot be written.
    pub async fn advance_job(&self, id: JobId, step: Step, now: Moment) -> Result<(), Error> {
        let write = self
            .client
            .update_item()
            .table_name(self.name(Table::Jobs))
            .set_key(Some(job_key(id)))
            .update_expression(
                "SET progress_percent = :percent, progress_message = :message, updated_at = :now",
            )
            .condition_expression("#status = :processing")
            .expression_attribute_names("#status", "status")
            .expression_attribute_values(":processing", s(JobStatus::Processing.word()))
            .expression_attribute_values(":percent", n(step.percent()))
            .expression_attribute_values(":message", s(step.message()))
            .expression_attribute_values(":now", s(now));
        match self.update(write).await {
            Err(error) if !is_condition(&error) => Err(crate::failure::of(error)),
            _ => Ok(()),
        }
    }

    /// Ends a job that will not be done, saying why. Nothing happens to one that is finished.
    ///
    /// # Errors
    /// The table cannot be written.
    pub async fn fail_job(&self, id: JobId, why: &str, now: Moment) -> Result<(), Error> {
        let write = self
            .client
            .update_item()
            .table_name(self.name(Table::Jobs))
            .set_key(Some(job_key(id)))
            .update_expression(
                "SET #status = :failed, #error = :why, progress_message = :message, updated_at = :now",
            )
            .condition_expression(UNFINISHED)
            .expression_attribute_names("#status", "status")
            .expression_attribute_names("#error", "error")
            .expression_attribute_values(":pending", s(JobStatus::Pending.word()))
            .expression_attribute_values(":processing", s(JobStatus::Processing.word()))
            .expression_attribute_values(":failed", s(JobStatus::Failed.word()))
            .expression_attribute_values(":why", s(why))
            .expression_attribute_values(":message", s(format!("Error: {why}")))
            .expression_attribute_values(":now", s(now));
        match self.update(write).await {
            Err(error) if !is_condition(&error) => Err(crate::failure::of(error)),
            _ => Ok(()),
        }
    }

    /// The write that completes a job with what came of it, for the transaction that writes its items. It fails when the job is
    /// finished already.
    pub(crate) fn completed_job_write(
        &self,
        id: JobId,
        result: &Assigned,
        now: Moment,
    ) -> Result<TransactWriteItem, Error> {
        let result = serde_dynamo::to_attribute_value(result)
            .map_err(|_| Error::Fault("a job's result cannot be encoded".to_owned()))?;
        let update: UpdateBuilder = Update::builder()
            .table_name(self.name(Table::Jobs))
            .set_key(Some(job_key(id)))
            .update_expression(
                "SET #status = :completed, #result = :result, progress_percent = :percent, \
                 progress_message = :message, updated_at = :now",
            )
            .condition_expression("#status = :processing")
            .expression_attribute_names("#status", "status")
            .expression_attribute_names("#result", "result")
            .expression_attribute_values(":processing", s(JobStatus::Processing.word()))
            .expression_attribute_values(":completed", s(JobStatus::Completed.word()))
            .expression_attribute_values(":result", result)
            .expression_attribute_values(":percent", n(Step::Done.percent()))
            .expression_attribute_values(":message", s(Step::Done.message()))
            .expression_attribute_values(":now", s(now));
        Ok(update.build().map_err(incomplete)?.action())
    }
}

fn is_condition<E: ProvideErrorMetadata, R>(error: &SdkError<E, R>) -> bool {
    error
        .as_service_error()
        .and_then(ProvideErrorMetadata::code)
        == Some("ConditionalCheckFailedException")
}

fn job_key(id: JobId) -> Item {
    key([("id", s(id))])
}
