//! The `progress_counters` table: how often something happened to a student, by scope. Counted in the transaction of what
//! happened, so that a count is exact and reading it costs one key.

use std::collections::HashMap;
use std::fmt;

use aws_sdk_dynamodb::types::builders::UpdateBuilder;
use aws_sdk_dynamodb::types::{TransactWriteItem, Update};
use domain::{Error, GoalId, SubjectId, UserId};
use serde::Deserialize;

use crate::Store;
use crate::batch::{Batch, Found};
use crate::item::{Item, key, n, s};
use crate::names::Table;
use crate::transact::{Action, incomplete};

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    /// Sessions in a subject.
    Sessions(SubjectId),
    /// Completed practice items of a subject.
    SubjectItems(SubjectId),
    /// Completed practice items that carry a goal's id.
    GoalItems(GoalId),
    /// Goals that the student has.
    Goals,
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sessions(subject) => write!(f, "sessions#{subject}"),
            Self::SubjectItems(subject) => write!(f, "items#subject#{subject}"),
            Self::GoalItems(goal) => write!(f, "items#goal#{goal}"),
            Self::Goals => f.write_str("goals"),
        }
    }
}

#[derive(Deserialize)]
struct Row {
    scope: String,
    count: u32,
}

/// Counts of one student.
#[derive(Debug, Default)]
pub(crate) struct Counts(HashMap<String, u32>);

impl Counts {
    /// How often it happened: 0 when it never did.
    pub(crate) fn of(&self, scope: Scope) -> u32 {
        self.0.get(&scope.to_string()).copied().unwrap_or(0)
    }
}

/// Asks for a student's count among other things.
pub(crate) fn add_count(batch: &mut Batch, student: UserId, scope: Scope) {
    batch.add(Table::ProgressCounters, counter_key(student, scope));
}

/// The counts among what was found. All of them must be of one student.
pub(crate) fn take_counts(found: &mut Found) -> Result<Counts, Error> {
    let rows: Vec<Row> = found.take(Table::ProgressCounters)?;
    Ok(Counts(
        rows.into_iter().map(|row| (row.scope, row.count)).collect(),
    ))
}

impl Store {
    /// The write that counts one more, for the transaction of what happened.
    pub(crate) fn one_more(
        &self,
        student: UserId,
        scope: Scope,
    ) -> Result<TransactWriteItem, Error> {
        Ok(self
            .count(student, scope, 1)
            .build()
            .map_err(incomplete)?
            .action())
    }

    /// The writes that count one more completed item: of its subject, and of each goal that it is tagged with.
    pub(crate) fn one_more_item(
        &self,
        student: UserId,
        subject: SubjectId,
        tagged: &[GoalId],
    ) -> Result<Vec<TransactWriteItem>, Error> {
        let of_goals = tagged.iter().copied().map(Scope::GoalItems);
        std::iter::once(Scope::SubjectItems(subject))
            .chain(of_goals)
            .map(|scope| self.one_more(student, scope))
            .collect()
    }

    /// A student's count of this, read consistently: 0 when it never happened.
    pub(crate) async fn counted(&self, student: UserId, scope: Scope) -> Result<u32, Error> {
        let row: Option<Row> = self
            .get(Table::ProgressCounters, counter_key(student, scope))
            .await?;
        Ok(row.map_or(0, |row| row.count))
    }

    /// The write that counts `by` more, or fewer, for who has a condition to add.
    pub(crate) fn count(&self, student: UserId, scope: Scope, by: i32) -> UpdateBuilder {
        Update::builder()
            .table_name(self.name(Table::ProgressCounters))
            .set_key(Some(counter_key(student, scope)))
            .update_expression("ADD #count :change")
            // `count` is a word of DynamoDB's own.
            .expression_attribute_names("#count", "count")
            .expression_attribute_values(":change", n(by))
    }
}

pub(crate) fn counter_key(student: UserId, scope: Scope) -> Item {
    key([("student_id", s(student)), ("scope", s(scope))])
}
