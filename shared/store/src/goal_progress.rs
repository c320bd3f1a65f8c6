//! What an event does to a student's goals: each active one that it concerns is recomputed from the counters and the ratings, in
//! the transaction of the event itself.
//!
//! Why no event is lost or counted twice: the goals are read first, consistently, and what they are computed from after them.
//! Whatever moves a counter or a rating writes the goals it changes and counts their versions up. So if one of those moved after
//! it was read here, a goal's version has moved as well, the condition on it fails, and all is read again.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::TransactWriteItem;
use domain::goal::{Goal, GoalStatus};
use domain::progress::Parts;
use domain::rating::{Rating, StudentRating};
use domain::{Error, GoalId, Moment, SubjectId, UserId};

use crate::Store;
use crate::batch::Batch;
use crate::counters::{Counts, Scope, add_count, take_counts};
use crate::goals::{add_goal, take_goals};
use crate::names::Table;
use crate::ratings::{rating_key, ratings_in};
use crate::transact::Aborted;

/// The most goals that one transaction writes: DynamoDB takes 100 actions, and an event has some of its own.
const MOST_WRITES: usize = 80;

/// What happens, as far as goals go.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Event<'a> {
    /// In which subject.
    pub(crate) subject: SubjectId,
    /// How many more sessions there are in it.
    pub(crate) sessions: u32,
    /// How many more practice items of it are completed.
    pub(crate) items: u32,
    /// The goals that those items carry the ids of.
    pub(crate) tagged: &'a [GoalId],
    /// The rating in the subject after it; `None` when it does not move.
    pub(crate) rating: Option<Rating>,
}

impl Event<'_> {
    /// So many more sessions in a subject.
    pub(crate) const fn sessions(subject: SubjectId, sessions: u32) -> Self {
        Self {
            subject,
            sessions,
            items: 0,
            tagged: &[],
            rating: None,
        }
    }
}

/// What goals are computed from.
#[derive(Debug)]
pub(crate) struct Ground {
    counts: Counts,
    ratings: HashMap<SubjectId, StudentRating>,
}

impl Ground {
    /// The rating in a subject; `None` while there is none.
    pub(crate) fn rating(&self, subject: SubjectId) -> Option<Rating> {
        self.ratings.get(&subject).map(|rating| rating.rating)
    }

    /// The goal after the event.
    fn advance(&self, goal: Goal, event: &Event<'_>, now: Moment) -> Goal {
        let is_of_subject = goal.subject_id == Some(event.subject);
        let of_subject = |count: u32, more: u32| count + if is_of_subject { more } else { 0 };
        let tagged = self.counts.of(Scope::GoalItems(goal.id))
            + if event.tagged.contains(&goal.id) {
                event.items
            } else {
                0
            };
        let count = |scope: fn(SubjectId) -> Scope| {
            goal.subject_id
                .map_or(0, |subject| self.counts.of(scope(subject)))
        };
        let parts = Parts {
            completed_items: match tagged {
                0 => of_subject(count(Scope::SubjectItems), event.items),
                tagged => tagged,
            },
            rating: match event.rating {
                Some(rating) if is_of_subject => Some(rating),
                _ => goal.subject_id.and_then(|subject| self.rating(subject)),
            },
            sessions: of_subject(count(Scope::Sessions), event.sessions),
        };
        goal.advance(parts, now)
    }
}

/// The writes that an event owes to goals.
#[derive(Debug, Default)]
pub(crate) struct GoalWrites {
    /// For the event's transaction.
    pub(crate) actions: Vec<TransactWriteItem>,
    /// How many goals they complete.
    pub(crate) reached: u64,
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
        let goals = self.active_goals(student, subject, &[]).await?;
        if goals.is_empty() {
            return Ok(GoalWrites::default());
        }
        let ground = self.ground(student, subject, &goals).await?;
        self.advanced(
            goals,
            &ground,
            &Event::sessions(subject, more_sessions),
            now,
        )
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
                Ok(()) => {
                    count_reached(writes.reached);
                    Ok((!writes.more).then_some(()))
                }
                Err(Aborted::Conditions(_) | Aborted::Conflict) => Ok(None),
                Err(Aborted::Other(error)) => Err(error),
            }
        })
        .await
    }

    /// A student's active goals of a subject, and those of `tagged` that are active. The index says which goals there are. It may
    /// lag, so what they are is read from the table.
    pub(crate) async fn active_goals(
        &self,
        student: UserId,
        subject: SubjectId,
        tagged: &[GoalId],
    ) -> Result<Vec<Goal>, Error> {
        let listed = self.goals_now(student).await?;
        let of_subject = listed
            .iter()
            .filter(|goal| goal.subject_id == Some(subject));
        let ids: Vec<GoalId> = of_subject
            .map(|goal| goal.id)
            .chain(tagged.iter().copied())
            .collect();
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let mut batch = Batch::consistent();
        for id in ids {
            add_goal(&mut batch, id);
        }
        let mut goals = take_goals(&mut self.batch(batch).await?)?;
        goals.retain(|goal| goal.status == GoalStatus::Active && goal.student_id == student);
        Ok(goals)
    }

    /// What these goals are computed from, and the rating in the subject, read consistently in one request for every hundred keys.
    /// Read after the goals, never before.
    pub(crate) async fn ground(
        &self,
        student: UserId,
        subject: SubjectId,
        goals: &[Goal],
    ) -> Result<Ground, Error> {
        let mut batch = Batch::consistent();
        batch.add(Table::StudentRatings, rating_key(student, subject));
        for goal in goals {
            add_count(&mut batch, student, Scope::GoalItems(goal.id));
            if let Some(subject) = goal.subject_id {
                add_count(&mut batch, student, Scope::Sessions(subject));
                add_count(&mut batch, student, Scope::SubjectItems(subject));
                batch.add(Table::StudentRatings, rating_key(student, subject));
            }
        }
        let mut found = self.batch(batch).await?;
        Ok(Ground {
            counts: take_counts(&mut found)?,
            ratings: ratings_in(&mut found)?,
        })
    }

    /// A new goal with the completion that what is counted already gives it. Without a subject nothing is, and it stays as it is.
    pub(crate) async fn as_counted(&self, goal: Goal, now: Moment) -> Result<Goal, Error> {
        let Some(subject) = goal.subject_id else {
            return Ok(goal);
        };
        let goals = std::slice::from_ref(&goal);
        let ground = self.ground(goal.student_id, subject, goals).await?;
        Ok(ground.advance(goal, &Event::sessions(subject, 0), now))
    }

    /// The writes of those of the goals that change by the event.
    pub(crate) fn advanced(
        &self,
        goals: Vec<Goal>,
        ground: &Ground,
        event: &Event<'_>,
        now: Moment,
    ) -> Result<GoalWrites, Error> {
        let changed: Vec<_> = goals
            .into_iter()
            .filter_map(|goal| {
                let before = goal.completion;
                let after = ground.advance(goal, event, now);
                (after.completion != before).then_some(after)
            })
            .collect();
        let written = &changed[..changed.len().min(MOST_WRITES)];
        let reached = written.iter().filter(|goal| goal.completion.is_whole());
        Ok(GoalWrites {
            reached: reached.count() as u64,
            actions: written
                .iter()
                .map(|goal| self.goal_write(goal))
                .collect::<Result<_, _>>()?,
            more: changed.len() > MOST_WRITES,
        })
    }
}

/// Counts goals that were completed, once that is written.
pub(crate) fn count_reached(goals: u64) {
    if goals > 0 {
        metrics::counter!("goals.reached").increment(goals);
    }
}
