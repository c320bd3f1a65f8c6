//! Answers to practice items: the item, the student's rating, what is counted and the goals move in one transaction, once.
//!
//! The rating's condition is the value that was read. Two answers at the same time read the same rating; one is written, the other
//! reads again. So whatever the order in which answers come, the ratings are those of some order, one after another.

use aws_sdk_dynamodb::types::TransactWriteItem;
use domain::practice::item::{Moved, PracticeItem};
use domain::practice::marking::Marked;
use domain::practice::performance::Performance;
use domain::practice::tags::goals_of;
use domain::rating::Rating;
use domain::{Error, GoalId, Moment};

use crate::Store;
use crate::goal_progress::{Event, count_reached};
use crate::transact::Aborted;

/// Tries before an answer is given up: everything a student answers at once meets in one row, the rating. With the waits between
/// them that is at most 12 s, which the deadline of the request cuts off.
const TRIES: u32 = 40;

impl Store {
    /// Writes what an answer does and gives back the item as it is then. An answer that does nothing writes nothing.
    ///
    /// `read` is the item as it was read, so that it is not read again unless it has changed since.
    ///
    /// # Errors
    /// The item was withdrawn; it is there no more; others kept writing the same rows ([`Error::Busy`]); a table cannot be read or
    /// written.
    pub async fn answer_item(
        &self,
        read: PracticeItem,
        marked: Marked,
        performance: Performance,
        now: Moment,
    ) -> Result<PracticeItem, Error> {
        let (id, student, subject) = (read.id, read.student_id, read.subject_id);
        let mut known = Some(read);
        let (item, more) = self
            .until_written_in(TRIES, || {
                let known = known.take();
                async move {
                    let item = match known {
                        Some(item) => item,
                        None => self.practice_item(id).await?,
                    };
                    self.answer_once(item, marked, performance, now).await
                }
            })
            .await?;
        if more {
            self.refresh_goals(student, subject, now).await?;
        }
        Ok(item)
    }

    /// One try; `None` when somebody else wrote in between.
    async fn answer_once(
        &self,
        item: PracticeItem,
        marked: Marked,
        performance: Performance,
        now: Moment,
    ) -> Result<Option<(PracticeItem, bool)>, Error> {
        // Whether it does anything does not depend on the rating: an answer that comes again costs no more reads.
        if item
            .answered(marked, performance, Rating::DEFAULT, now)?
            .is_none()
        {
            return Ok(Some((item, false)));
        }
        let (student, subject) = (item.student_id, item.subject_id);
        let tagged = goals_of(&item.goal_tags);
        let goals = self.active_goals(student, subject, &tagged).await?;
        let ground = self.ground(student, subject, &goals).await?;
        let before = ground.rating(subject);
        let rating = before.unwrap_or(Rating::DEFAULT);
        let Some(moved) = item.answered(marked, performance, rating, now)? else {
            return Ok(Some((item, false)));
        };
        let event = Event {
            subject,
            sessions: 0,
            items: u32::from(moved.completes),
            tagged: &tagged,
            rating: moved.rating,
        };
        let mut actions = self.answer_writes(&moved, &tagged, before, now)?;
        let goals = self.advanced(goals, &ground, &event, now)?;
        actions.extend(goals.actions);
        match self.transact(actions).await {
            Ok(()) => {
                count_reached(goals.reached);
                if moved.completes {
                    metrics::counter!("practice.items_completed").increment(1);
                }
                let mut item = moved.item;
                item.version += 1;
                Ok(Some((item, goals.more)))
            }
            Err(Aborted::Conditions(_) | Aborted::Conflict) => Ok(None),
            Err(Aborted::Other(error)) => Err(error),
        }
    }

    /// The item, the rating and the counters.
    fn answer_writes(
        &self,
        moved: &Moved,
        tagged: &[GoalId],
        before: Option<Rating>,
        now: Moment,
    ) -> Result<Vec<TransactWriteItem>, Error> {
        let Moved {
            item,
            rating,
            completes,
        } = moved;
        let (student, subject) = (item.student_id, item.subject_id);
        let mut actions = vec![self.item_write(item)?];
        if let Some(after) = *rating {
            actions.push(self.rating_move(student, subject, before, after, now)?);
        }
        if *completes {
            actions.extend(self.one_more_item(student, subject, tagged)?);
        }
        Ok(actions)
    }
}
