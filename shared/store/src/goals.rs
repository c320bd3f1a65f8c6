//! The goals table: a student's goals, at most [`MAX_GOALS`] of them, so that one query reads all.
//!
//! Every change says which version it has read, and counts it up; a change of another version is read and made again. The
//! number of a student's goals stands in `progress_counters` and moves in the same transaction as the goal.

mod row;

use std::sync::Arc;

use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::types::{Delete, Put, TransactWriteItem};
use domain::goal::{Goal, MAX_GOALS};
use domain::rating::Rating;
use domain::{Error, GoalId, Moment, Thing, UserId};

use crate::Store;
use crate::batch::{Batch, Found};
use crate::caches::Stored;
use crate::caches::touched::Entry;
use crate::counters::Scope;
use crate::goals::row::Row;
use crate::item::{Item, encode, key, n, s};
use crate::names::{Index, Table};
use crate::query::Listing;
use crate::transact::{Aborted, Action, incomplete};

impl Store {
    /// All goals of a student, newest first, ties by id: one request, for the bound keeps them below DynamoDB's 1 MB; none while they
    /// are kept.
    ///
    /// # Errors
    /// The index cannot be read.
    pub async fn goals_of(&self, student: UserId) -> Result<Vec<Goal>, Error> {
        let (kept, index) = (&self.caches.goals, Index::GoalsStudentStatus);
        let goals = self.listed(kept, index, student, || self.goals_now(student));
        Ok(Arc::unwrap_or_clone(goals.await?))
    }

    /// [`Self::goals_of`] as the index shows them now, for who decides something by them.
    ///
    /// # Errors
    /// The index cannot be read.
    pub async fn goals_now(&self, student: UserId) -> Result<Vec<Goal>, Error> {
        let listing = Listing::of_index(Index::GoalsStudentStatus, "student_id", s(student));
        let rows: Vec<Row> = self.all(listing, MAX_GOALS).await?;
        let mut goals: Vec<_> = rows.into_iter().map(Goal::from).collect();
        // The index sorts by status first.
        goals.sort_by_key(|goal| std::cmp::Reverse((goal.created_at, goal.id)));
        Ok(goals)
    }

    /// One goal, read consistently.
    ///
    /// # Errors
    /// There is no such goal, or it cannot be read.
    pub async fn goal(&self, id: GoalId) -> Result<Goal, Error> {
        let row: Option<Row> = self.get(Table::Goals, goal_key(id)).await?;
        row.map(Goal::from).ok_or(Error::NotFound(Thing::Goal))
    }

    /// Adds a goal and counts it.
    ///
    /// # Errors
    /// [`Error::Refused`] when the student has [`MAX_GOALS`] already; [`Error::Exists`] when the id is taken.
    pub async fn create_goal(&self, goal: &Goal) -> Result<(), Error> {
        self.until_written(async || {
            let put = Put::builder()
                .table_name(self.name(Table::Goals))
                .set_item(Some(encode(Table::Goals, &Row::from(goal))?))
                .condition_expression("attribute_not_exists(id)");
            let put = put.build().map_err(incomplete)?.action();
            match self
                .transact(vec![put, self.count_goal(goal.student_id)?])
                .await
            {
                Ok(()) => Ok(Some(())),
                Err(Aborted::Conflict) => Ok(None),
                Err(Aborted::Conditions(places)) if places.contains(&0) => {
                    Err(Error::Exists(Thing::Goal))
                }
                Err(Aborted::Conditions(_)) => Err(too_many_goals()),
                Err(Aborted::Other(error)) => Err(error),
            }
        })
        .await
    }

    /// Says whether a student can have another goal, for who must know before anything is written. [`Self::create_goal`] decides.
    ///
    /// # Errors
    /// [`Error::Refused`] when the student has [`MAX_GOALS`]; or the counter cannot be read.
    pub async fn room_for_goal(&self, student: UserId) -> Result<(), Error> {
        let count = self.counted(student, Scope::Goals).await?;
        if count as usize >= MAX_GOALS {
            return Err(too_many_goals());
        }
        Ok(())
    }

    /// Changes a goal that was read. When another change came in between, the goal is read and `change` is called again.
    /// Answers the goal as it is now.
    ///
    /// # Errors
    /// What `change` answers; there is no such goal any more; or others kept changing it ([`Error::Busy`]).
    pub async fn change_goal(
        &self,
        read: Goal,
        change: impl Fn(Goal) -> Result<Goal, Error>,
    ) -> Result<Goal, Error> {
        let id = read.id;
        let mut known = Some(read);
        let change = &change;
        self.until_written(|| {
            let known = known.take();
            async move {
                let after = change(self.known_or_read(known, id).await?)?;
                self.put_goal(&after).await
            }
        })
        .await
    }

    /// Starts a completed goal again, and the student's rating in its subject with it: both or neither. Answers the goal as it
    /// is now.
    ///
    /// # Errors
    /// The goal is not completed; it is there no more; or others kept changing it ([`Error::Busy`]).
    pub async fn reset_goal(&self, read: Goal, now: Moment) -> Result<Goal, Error> {
        let id = read.id;
        let mut known = Some(read);
        self.until_written(|| {
            let known = known.take();
            async move {
                let after = self.known_or_read(known, id).await?.reset(now)?;
                let mut actions = vec![self.goal_write(&after)?];
                if let Some(subject) = after.subject_id {
                    let student = after.student_id;
                    actions.push(self.rating_write(student, subject, Rating::DEFAULT, now)?);
                }
                match self.transact(actions).await {
                    Ok(()) => Ok(Some(written(after))),
                    Err(Aborted::Conditions(_) | Aborted::Conflict) => Ok(None),
                    Err(Aborted::Other(error)) => Err(error),
                }
            }
        })
        .await
    }

    /// Removes a goal, whatever became of it since it was read, and counts it off.
    ///
    /// # Errors
    /// There is no such goal any more.
    pub async fn delete_goal(&self, goal: &Goal) -> Result<(), Error> {
        self.until_written(async || {
            let delete = Delete::builder()
                .table_name(self.name(Table::Goals))
                .set_key(Some(goal_key(goal.id)))
                .condition_expression("attribute_exists(id)");
            let delete = delete.build().map_err(incomplete)?.action();
            let count = self.count_off_goal(goal.student_id)?;
            let entry = Entry::Goals(goal.student_id);
            match self.transact_touching(vec![delete, count], &[entry]).await {
                Ok(()) => Ok(Some(())),
                Err(Aborted::Conflict) => Ok(None),
                Err(Aborted::Conditions(_)) => Err(Error::NotFound(Thing::Goal)),
                Err(Aborted::Other(error)) => Err(error),
            }
        })
        .await
    }

    /// The write of a changed goal, for a transaction: the goal's own `version` is the one that was read, and is stored counted
    /// up. The condition fails when another change came in between.
    pub(crate) fn goal_write(&self, goal: &Goal) -> Result<TransactWriteItem, Error> {
        let put = Put::builder()
            .table_name(self.name(Table::Goals))
            .set_item(Some(next_version(goal)?))
            .condition_expression(SAME_VERSION)
            .expression_attribute_names("#version", "version")
            .expression_attribute_values(":read", n(goal.version));
        Ok(put.build().map_err(incomplete)?.action())
    }

    /// The goal that was read before, or else, after a lost race, the goal as it is now.
    async fn known_or_read(&self, known: Option<Goal>, id: GoalId) -> Result<Goal, Error> {
        match known {
            Some(goal) => Ok(goal),
            None => self.goal(id).await,
        }
    }

    /// Writes a changed goal and answers it as stored; `None` when another change came in between.
    async fn put_goal(&self, goal: &Goal) -> Result<Option<Goal>, Error> {
        let write = self
            .client
            .put_item()
            .table_name(self.name(Table::Goals))
            .set_item(Some(next_version(goal)?))
            .condition_expression(SAME_VERSION)
            .expression_attribute_names("#version", "version")
            .expression_attribute_values(":read", n(goal.version));
        let Err(error) = self.put(write).await else {
            return Ok(Some(written(goal.clone())));
        };
        match error.as_service_error() {
            Some(
                PutItemError::ConditionalCheckFailedException(_)
                | PutItemError::TransactionConflictException(_),
            ) => Ok(None),
            _ => Err(crate::failure::of(error)),
        }
    }

    fn count_goal(&self, student: UserId) -> Result<TransactWriteItem, Error> {
        let count = self
            .count(student, Scope::Goals, 1)
            .condition_expression("attribute_not_exists(#count) OR #count < :most")
            .expression_attribute_values(":most", n(MAX_GOALS));
        Ok(count.build().map_err(incomplete)?.action())
    }

    fn count_off_goal(&self, student: UserId) -> Result<TransactWriteItem, Error> {
        let count = self.count(student, Scope::Goals, -1);
        Ok(count.build().map_err(incomplete)?.action())
    }
}

/// Holds while nobody has changed the goal since it was read.
const SAME_VERSION: &str = "#version = :read";

impl Stored for Goal {
    type Row = Row;

    fn row(&self) -> Row {
        Row::from(self)
    }

    fn of_row(row: Row) -> Self {
        row.into()
    }
}

fn goal_key(id: GoalId) -> Item {
    key([("id", s(id))])
}

/// Asks for a goal among other things.
pub(crate) fn add_goal(batch: &mut Batch, id: GoalId) {
    batch.add(Table::Goals, goal_key(id));
}

/// The goals among what was found.
pub(crate) fn take_goals(found: &mut Found) -> Result<Vec<Goal>, Error> {
    let rows: Vec<Row> = found.take(Table::Goals)?;
    Ok(rows.into_iter().map(Goal::from).collect())
}

/// The goal as it stands in the table once it is written.
fn written(mut goal: Goal) -> Goal {
    goal.version += 1;
    goal
}

fn next_version(goal: &Goal) -> Result<Item, Error> {
    encode(Table::Goals, &Row::from(&written(goal.clone())))
}

fn too_many_goals() -> Error {
    Error::Refused {
        code: "TOO_MANY_GOALS",
        message: format!("A student can have at most {MAX_GOALS} goals. Delete one first."),
    }
}
