//! The `qa_counters` table: how many questions were asked about a goal on one UTC day, and by which interactions.
//!
//! A question's place in its day is taken before the assistant thinks and given back when nothing comes of it. Both are one
//! conditional write. The row names who has a place, so that a write whose answer was lost, and which the SDK sends again,
//! counts once: what is there already, or gone already, is this very question's.
//!
//! A function that ends between the two (a crash, its time) leaves a place taken until the day is over.

use std::time::Duration;

use aws_sdk_dynamodb::operation::update_item::builders::UpdateItemFluentBuilder;
use aws_sdk_dynamodb::operation::update_item::{UpdateItemError, UpdateItemOutput};
use aws_sdk_dynamodb::types::{AttributeValue, ReturnValuesOnConditionCheckFailure};
use domain::question::{PER_GOAL_AND_DAY, retry_after};
use domain::{Error, GoalId, InteractionId, Moment};

use crate::Store;
use crate::item::{key, n, s};
use crate::names::Table;

/// How long a day's row is kept after a question was asked. The day is over by then.
const KEPT: Duration = Duration::from_hours(48);

impl Store {
    /// Takes a place among the questions about a goal on the UTC day of `now`.
    ///
    /// # Errors
    /// [`Error::TooMany`] when [`PER_GOAL_AND_DAY`] are taken; or the table cannot be written: then a place may be taken all the
    /// same, which [`Self::give_back_question`] mends.
    pub async fn take_question(
        &self,
        goal: GoalId,
        question: InteractionId,
        now: Moment,
    ) -> Result<(), Error> {
        let expires = now.as_second().saturating_add_unsigned(KEPT.as_secs());
        let write = self
            .day(goal, question, now)
            .update_expression("SET expires_at = if_not_exists(expires_at, :expires) ADD #count :change, askers :one")
            .condition_expression(
                "attribute_not_exists(#count) OR (#count < :most AND NOT contains(askers, :id))",
            )
            .expression_attribute_values(":expires", n(expires))
            .expression_attribute_values(":change", n(1))
            .expression_attribute_values(":most", n(PER_GOAL_AND_DAY));
        match self.placed(write, question).await? {
            Placed::Now | Placed::Before => Ok(()),
            Placed::Not => Err(Error::TooMany {
                retry_after: retry_after(now),
            }),
        }
    }

    /// Gives the place back that a question has taken at `then`; what has none is left as it is.
    ///
    /// # Errors
    /// The table cannot be written.
    pub async fn give_back_question(
        &self,
        goal: GoalId,
        question: InteractionId,
        then: Moment,
    ) -> Result<(), Error> {
        let write = self
            .day(goal, question, then)
            .update_expression("ADD #count :change DELETE askers :one")
            .condition_expression("contains(askers, :id)")
            .expression_attribute_values(":change", n(-1));
        self.placed(write, question).await.map(|_| ())
    }

    /// What both writes say of the day and of the question.
    fn day(&self, goal: GoalId, question: InteractionId, now: Moment) -> UpdateItemFluentBuilder {
        let day = key([("goal_id", s(goal)), ("day", s(now.utc_day()))]);
        self.client
            .update_item()
            .table_name(self.name(Table::QaCounters))
            .set_key(Some(day))
            .expression_attribute_names("#count", "count")
            .expression_attribute_values(":one", AttributeValue::Ss(vec![question.to_string()]))
            .expression_attribute_values(":id", s(question))
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
    }

    async fn placed(
        &self,
        write: UpdateItemFluentBuilder,
        question: InteractionId,
    ) -> Result<Placed, Error> {
        let error = match self.update(write).await {
            Ok(UpdateItemOutput { .. }) => return Ok(Placed::Now),
            Err(error) => error,
        };
        match error.as_service_error() {
            Some(UpdateItemError::ConditionalCheckFailedException(failed)) => {
                let askers = failed.item().and_then(|day| day.get("askers"));
                let askers = askers.and_then(|askers| askers.as_ss().ok());
                let is_in = askers.is_some_and(|all| all.contains(&question.to_string()));
                Ok(if is_in { Placed::Before } else { Placed::Not })
            }
            _ => Err(crate::failure::of(error)),
        }
    }
}

/// Whether a question has a place in its day.
enum Placed {
    /// The write was done.
    Now,
    /// An earlier attempt was.
    Before,
    /// It has none.
    Not,
}
