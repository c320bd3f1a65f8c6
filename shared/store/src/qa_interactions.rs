//! The `qa_interactions` table: questions and their answers, listed by student, newest first. A row is written once and never
//! changes.

mod row;

use aws_sdk_dynamodb::operation::put_item::PutItemError;
use domain::page::{Page, PageSize, Position};
use domain::question::Interaction;
use domain::{Error, Moment, UserId};

use crate::Store;
use crate::item::{encode, s};
use crate::names::{Index, Table};
use crate::qa_interactions::row::Row;
use crate::query::{Listing, Sort};

impl Store {
    /// A page of what a student asked at `since` or later, newest first, ties by id.
    ///
    /// # Errors
    /// The index cannot be read.
    pub async fn interactions_of(
        &self,
        student: UserId,
        since: Moment,
        size: PageSize,
        after: Option<&Position>,
    ) -> Result<Page<Interaction>, Error> {
        let index = Index::QaInteractionsStudentCreated;
        let listing = Listing::of_index(index, "student_id", s(student))
            .from("created_at", s(since))
            .newest_first();
        let position = |row: &Row| Position {
            sort: row.created_at.to_string(),
            id: row.id.to_string(),
        };
        let page = self
            .page_by(listing, Sort::Text("created_at"), size, after, position)
            .await?;
        Ok(page.map(Interaction::from))
    }

    /// Writes a question and its answer. A row with the same id is left as it is: ids are fresh, so it is this very one, and
    /// the answer to its write was lost.
    ///
    /// # Errors
    /// The table cannot be written.
    pub async fn add_interaction(&self, interaction: &Interaction) -> Result<(), Error> {
        let write = self
            .client
            .put_item()
            .table_name(self.name(Table::QaInteractions))
            .set_item(Some(encode(
                Table::QaInteractions,
                &Row::from(interaction),
            )?))
            .condition_expression("attribute_not_exists(id)");
        let Err(error) = self.put(write).await else {
            return Ok(());
        };
        match error.as_service_error() {
            Some(PutItemError::ConditionalCheckFailedException(_)) => Ok(()),
            _ => Err(crate::failure::of(error)),
        }
    }
}
