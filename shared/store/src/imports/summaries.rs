//! Summaries that are moved in, of sessions that were.

use aws_sdk_dynamodb::types::ConditionCheck;
use domain::summary::Summary;
use domain::{Error, Thing};

use crate::item::{key, s};
use crate::names::Table;
use crate::transact::{Aborted, Action, incomplete};
use crate::{Created, Store};

impl Store {
    /// Adds a summary that was moved in, if its session is there and of the same student and tutor.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it is not; or the tables cannot be read or written.
    pub async fn import_summary(&self, summary: &Summary) -> Result<Created, Error> {
        self.until_written(async || {
            let session = ConditionCheck::builder()
                .table_name(self.name(Table::Sessions))
                .set_key(Some(key([("id", s(summary.session_id))])))
                .condition_expression("student_id = :student AND tutor_id = :tutor")
                .expression_attribute_values(":student", s(summary.student_id))
                .expression_attribute_values(":tutor", s(summary.tutor_id));
            let session = session.build().map_err(incomplete)?.action();
            match self
                .transact(vec![self.summary_write(summary)?, session])
                .await
            {
                Ok(()) => Ok(Some(Created::Now)),
                Err(Aborted::Conditions(failed)) if failed.contains(&0) => {
                    Ok(Some(Created::Before))
                }
                Err(Aborted::Conditions(_)) => Err(Error::NotFound(Thing::Session)),
                Err(Aborted::Conflict) => Ok(None),
                Err(Aborted::Other(error)) => Err(error),
            }
        })
        .await
    }
}
