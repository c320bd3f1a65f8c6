//! The `practice_assignments` table: what students were asked, item by item, newest first.

mod row;

use aws_sdk_dynamodb::types::{Put, TransactWriteItem};
use domain::page::{Page, PageSize, Position};
use domain::practice::item::PracticeItem;
use domain::{Error, ItemId, Moment, Thing, UserId};

use crate::Store;
use crate::batch::Batch;
use crate::item::{Item, encode, key, n, s};
use crate::names::{Index, Table};
use crate::practice_items::row::Row;
use crate::query::{Listing, Sort};
use crate::transact::{Action, incomplete};

/// The most items that a summary of a practice looks at.
const RECENT: usize = 200;

impl Store {
    /// One item, read consistently.
    ///
    /// # Errors
    /// There is no such item, or it cannot be read.
    pub async fn practice_item(&self, id: ItemId) -> Result<PracticeItem, Error> {
        let row: Option<Row> = self.get(Table::PracticeAssignments, item_key(id)).await?;
        row.ok_or(Error::NotFound(Thing::Item))?.item()
    }

    /// These items in their order, read consistently, in one request for every hundred. What does not exist is left out.
    ///
    /// # Errors
    /// The table cannot be read.
    pub async fn practice_items(&self, ids: &[ItemId]) -> Result<Vec<PracticeItem>, Error> {
        let mut batch = Batch::consistent();
        for id in ids {
            batch.add(Table::PracticeAssignments, item_key(*id));
        }
        let rows: Vec<Row> = self.batch(batch).await?.take(Table::PracticeAssignments)?;
        let items: Result<Vec<_>, _> = rows.into_iter().map(Row::item).collect();
        let mut items = items?;
        items.sort_by_key(|item| ids.iter().position(|id| *id == item.id));
        Ok(items)
    }

    /// A page of a student's items, newest first, ties by id: all, or those that are completed, or those that are not.
    ///
    /// # Errors
    /// The index cannot be read.
    pub async fn practice_of(
        &self,
        student: UserId,
        completed: Option<bool>,
        size: PageSize,
        after: Option<&Position>,
    ) -> Result<Page<PracticeItem>, Error> {
        let of = |index| Listing::of_index(index, "student_id", s(student)).newest_first();
        let listing = match completed {
            None => of(Index::PracticeAssignmentsStudentAssigned),
            Some(is) => {
                of(Index::PracticeAssignmentsStudentCompleted).and("completed", n(u8::from(is)))
            }
        };
        let position = |row: &Row| position(row.assigned_at(), row);
        let sort = Sort::Text("assigned_at");
        items(self.page_by(listing, sort, size, after, position).await?)
    }

    /// A page of a student's items that await review, newest first, ties by id.
    ///
    /// # Errors
    /// The index cannot be read.
    pub async fn practice_to_review(
        &self,
        student: UserId,
        size: PageSize,
        after: Option<&Position>,
    ) -> Result<Page<PracticeItem>, Error> {
        let index = Index::PracticeAssignmentsStudentReview;
        let listing = Listing::of_index(index, "student_id", s(student)).newest_first();
        let position = |row: &Row| position(row.review_since().unwrap_or(row.assigned_at()), row);
        let sort = Sort::Text("review_since");
        items(self.page_by(listing, sort, size, after, position).await?)
    }

    /// A student's items that were assigned at this moment or later, the newest first, at most two hundred.
    ///
    /// # Errors
    /// The index cannot be read.
    pub async fn practice_since(
        &self,
        student: UserId,
        moment: Moment,
    ) -> Result<Vec<PracticeItem>, Error> {
        let index = Index::PracticeAssignmentsStudentAssigned;
        let listing = Listing::of_index(index, "student_id", s(student))
            .from("assigned_at", s(moment))
            .newest_first();
        let rows: Vec<Row> = self.all(listing, RECENT).await?;
        rows.into_iter().map(Row::item).collect()
    }

    /// The write of a new item, for a transaction. It fails when the id is taken.
    pub(crate) fn new_item_write(&self, item: &PracticeItem) -> Result<TransactWriteItem, Error> {
        let put = Put::builder()
            .table_name(self.name(Table::PracticeAssignments))
            .set_item(Some(encode(Table::PracticeAssignments, &Row::from(item))?))
            .condition_expression("attribute_not_exists(id)");
        Ok(put.build().map_err(incomplete)?.action())
    }

    /// The write of a changed item, for a transaction: the item's own `version` is the one that was read, and is stored counted
    /// up. The condition fails when another change came in between.
    pub(crate) fn item_write(&self, item: &PracticeItem) -> Result<TransactWriteItem, Error> {
        let mut after = item.clone();
        after.version += 1;
        let put = Put::builder()
            .table_name(self.name(Table::PracticeAssignments))
            .set_item(Some(encode(
                Table::PracticeAssignments,
                &Row::from(&after),
            )?))
            .condition_expression("#version = :read")
            .expression_attribute_names("#version", "version")
            .expression_attribute_values(":read", n(item.version));
        Ok(put.build().map_err(incomplete)?.action())
    }
}

fn items(page: Page<Row>) -> Result<Page<PracticeItem>, Error> {
    let items: Result<Vec<_>, _> = page.items.into_iter().map(Row::item).collect();
    Ok(Page {
        items: items?,
        next: page.next,
    })
}

fn position(sort: Moment, row: &Row) -> Position {
    Position {
        sort: sort.to_string(),
        id: row.id().to_string(),
    }
}

fn item_key(id: ItemId) -> Item {
    key([("id", s(id))])
}
