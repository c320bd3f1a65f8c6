//! What an event does to the goals of its subject: each active one is recomputed from the counters and the rating, in the
//! transaction of the event itself.
//!
//! Why no event is lost or counted twice: the goals are read first, consistently, and what they are computed from after them.
//! Whatever moves a counter or a rating writes the goals it changes and counts their versions up. So if one of those moved after
//! it was read here, a goal's version has moved as well, the condition on it fails, and all is read again.

use aws_sdk_dynamodb::types::TransactWriteItem;
use domain::goal::{Goal, GoalStatus};
use domain::progress::Parts;
use domain::{Error, GoalId, Moment, SubjectId, UserId};

use crate::Store;
use crate::batch::Batch;
use crate::counters::{Scope, add_count, take_counts};
use crate::goals::{add_goal, take_goals};
use crate::names::Table;
use crate::ratings::{rating_key, ratings_in};
use crate::transact::Aborted;

/// The most goals that one transaction writes: DynamoDB takes 100 actions, and the event has some of its own.
const MOST_WRITES: usize = 90;

/// The writes that an event owes to the goals of its subject.
#[derive(Debug, Default)]
pub(crate) struct GoalWrites {
    /// For the event's transaction.
    pub(crate) actions: Vec<TransactWriteItem>,
    /// Whether there are more than fit in it; [`Store::refresh_goals`] writes those afterwards.
    pub(crate) more: bool,
}

impl Store {
    /// The writes of the active goals that change when `more_sessions` more sessions in the subject are counted.
    pub(crate) async fn goal_writes(
        &self,
        student: UserId,
        subject: Option<SubjectId>,
        more_sessions: u32,
        now: Moment,
    ) -> Result<GoalWrites, Error> {
        let Some(subject) = subject else {
            return Ok(GoalWrites::default());
        };
        let goals = self.active_goals(student, subject).await?;
        let goals = self
            .recomputed(student, subject, goals, more_sessions, now)
            .await?;
        let more = goals.len() > MOST_WRITES;
        let actions = goals.iter().take(MOST_WRITES);
        let actions = actions
            .map(|goal| self.goal_write(goal))
            .collect::<Result<_, _>>()?;
        Ok(GoalWrites { actions, more })
    }

    /// Brings a student's active goals of a subject up to date with what is counted already.
    ///
    /// Needed only for a student with more than [`MOST_WRITES`] active goals in one subject. A crash before it leaves those
    /// beyond as they were until the next event, which recomputes them from scratch.
    pub(crate) async fn refresh_goals(
        &self,
        student: UserId,
        subject: SubjectId,
        now: Moment,
    ) -> Result<(), Error> {
        self.until_written(async || {
            let writes = self.goal_writes(student, Some(subject), 0, now).await?;
            if writes.actions.is_empty() {
                return Ok(Some(()));
            }
            match self.transact(writes.actions).await {
                Ok(()) => Ok((!writes.more).then_some(())),
                Err(Aborted::Conditions(_) | Aborted::Conflict) => Ok(None),
                Err(Aborted::Other(error)) => Err(error),
            }
        })
        .await
    }

    /// The index says which goals there are. It may lag, so what they are is read from the table.
    async fn active_goals(&self, student: UserId, subject: SubjectId) -> Result<Vec<Goal>, Error> {
        let listed = self.goals_of(student).await?;
        let of_subject = |goal: &&Goal| goal.subject_id == Some(subject);
        let ids: Vec<GoalId> = listed
            .iter()
            .filter(of_subject)
            .map(|goal| goal.id)
            .collect();
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let mut batch = Batch::consistent();
        for id in ids {
            add_goal(&mut batch, id);
        }
        let mut goals = take_goals(&mut self.batch(batch).await?)?;
        goals.retain(|goal| goal.status == GoalStatus::Active);
        Ok(goals)
    }

    /// Those of the goals that change, changed.
    async fn recomputed(
        &self,
        student: UserId,
        subject: SubjectId,
        goals: Vec<Goal>,
        more_sessions: u32,
        now: Moment,
    ) -> Result<Vec<Goal>, Error> {
        if goals.is_empty() {
            return Ok(goals);
        }
        let mut batch = Batch::consistent();
        add_count(&mut batch, student, Scope::Sessions(subject));
        add_count(&mut batch, student, Scope::SubjectItems(subject));
        for goal in &goals {
            add_count(&mut batch, student, Scope::GoalItems(goal.id));
        }
        batch.add(Table::StudentRatings, rating_key(student, subject));
        let mut found = self.batch(batch).await?;
        let counts = take_counts(&mut found)?;
        let rating = ratings_in(&mut found)?.remove(&subject).map(|r| r.rating);
        let changed = goals.into_iter().filter_map(|goal| {
            let of_goal = counts.of(Scope::GoalItems(goal.id));
            let parts = Parts {
                completed_items: match of_goal {
                    0 => counts.of(Scope::SubjectItems(subject)),
                    tagged => tagged,
                },
                rating,
                sessions: counts.of(Scope::Sessions(subject)) + more_sessions,
            };
            let before = goal.completion;
            let after = goal.advance(parts, now);
            (after.completion != before).then_some(after)
        });
        Ok(changed.collect())
    }
}
