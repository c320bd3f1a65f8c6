//! Practice items that are moved in, answered or not: each counts once, and its question is not asked again.

use aws_sdk_dynamodb::types::TransactWriteItem;
use domain::practice::item::PracticeItem;
use domain::practice::tags::goals_of;
use domain::{Error, GoalId, Moment};

use crate::goal_progress::{Event, GoalWrites, count_reached};
use crate::transact::Aborted;
use crate::{Created, Store};

impl Store {
    /// Adds an item that was moved in. A completed one is counted, and moves the active goals that are there already; the rating it
    /// moved in its time is moved in by itself.
    ///
    /// # Errors
    /// Others kept writing the same rows ([`Error::Busy`]), or the tables cannot be read or written.
    pub async fn import_item(&self, item: &PracticeItem, now: Moment) -> Result<Created, Error> {
        let (student, subject) = (item.student_id, item.subject_id);
        let tagged = goals_of(&item.goal_tags);
        let (created, more) = self
            .until_written(async || {
                let goals = self.goals_moved_by(item, &tagged, now).await?;
                let mut actions = self.import_writes(item, &tagged)?;
                actions.extend(goals.actions);
                match self.transact(actions).await {
                    Ok(()) => {
                        count_reached(goals.reached);
                        Ok(Some((Created::Now, goals.more)))
                    }
                    Err(Aborted::Conditions(failed)) if failed.contains(&0) => {
                        Ok(Some((Created::Before, false)))
                    }
                    Err(Aborted::Conditions(_) | Aborted::Conflict) => Ok(None),
                    Err(Aborted::Other(error)) => Err(error),
                }
            })
            .await?;
        if more {
            self.refresh_goals(student, subject, now).await?;
        }
        Ok(created)
    }

    async fn goals_moved_by(
        &self,
        item: &PracticeItem,
        tagged: &[GoalId],
        now: Moment,
    ) -> Result<GoalWrites, Error> {
        let (student, subject) = (item.student_id, item.subject_id);
        if !item.is_completed() {
            return Ok(GoalWrites::default());
        }
        let goals = self.active_goals(student, subject, tagged).await?;
        if goals.is_empty() {
            return Ok(GoalWrites::default());
        }
        let ground = self.ground(student, subject, &goals).await?;
        let event = Event {
            subject,
            sessions: 0,
            items: 1,
            tagged,
            rating: None,
        };
        self.advanced(goals, &ground, &event, now)
    }

    /// The item, that its question was asked, and the counters. The first fails when the item is there.
    fn import_writes(
        &self,
        item: &PracticeItem,
        tagged: &[GoalId],
    ) -> Result<Vec<TransactWriteItem>, Error> {
        let (student, subject) = (item.student_id, item.subject_id);
        let mut actions = vec![
            self.new_item_write(item)?,
            self.seen_before_write(student, item.question_key(), item.assigned_at)?,
        ];
        if item.is_completed() {
            actions.extend(self.one_more_item(student, subject, tagged)?);
        }
        Ok(actions)
    }
}
