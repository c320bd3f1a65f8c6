//! Practice that is put together: what has to be known for it, and the transaction that assigns it.

use aws_sdk_dynamodb::types::TransactWriteItem;
use domain::account::User;
use domain::goal::Goal;
use domain::practice::item::PracticeItem;
use domain::practice::order::Assigned;
use domain::rating::Rating;
use domain::{Error, GoalId, JobId, Moment, SubjectId, Thing, UserId};

use crate::Store;
use crate::batch::Batch;
use crate::goals::{add_goal, take_goals};
use crate::names::Table;
use crate::ratings::{rating_key, ratings_in};
use crate::transact::Aborted;
use crate::users::{add_user, take_users};

/// What has to be known before practice is put together.
#[derive(Debug, Clone, PartialEq)]
pub struct PracticeContext {
    /// The student.
    pub student: User,
    /// The student's rating in the subject.
    pub rating: Rating,
    /// Those of the goals asked for that exist, whoever's they are.
    pub goals: Vec<Goal>,
}

/// What became of practice that was to be assigned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// It is assigned.
    Now,
    /// One of its questions was assigned to the student meanwhile: nothing was written, others have to be chosen.
    Overtaken,
    /// Its job was finished before: nothing was written.
    JobFinished,
}

impl Store {
    /// What has to be known before practice is put together, read consistently in one request.
    ///
    /// # Errors
    /// There is no such student, or the tables cannot be read.
    pub async fn practice_context(
        &self,
        student: UserId,
        subject: SubjectId,
        goals: &[GoalId],
    ) -> Result<PracticeContext, Error> {
        let mut batch = Batch::consistent();
        add_user(&mut batch, student);
        batch.add(Table::StudentRatings, rating_key(student, subject));
        for goal in goals {
            add_goal(&mut batch, *goal);
        }
        let mut found = self.batch(batch).await?;
        let ratings = ratings_in(&mut found)?;
        Ok(PracticeContext {
            student: take_users(&mut found)?
                .remove(&student)
                .ok_or(Error::NotFound(Thing::User))?,
            rating: ratings
                .get(&subject)
                .map_or(Rating::DEFAULT, |rating| rating.rating),
            goals: take_goals(&mut found)?,
        })
    }

    /// Assigns items to a student: the items, that their questions were asked, and, when it is a job's, that it is completed. All
    /// of it or nothing.
    ///
    /// # Errors
    /// Others kept writing the same rows ([`Error::Busy`]), or the tables cannot be written.
    pub async fn assign_practice(
        &self,
        assigned: &Assigned,
        items: &[PracticeItem],
        job: Option<JobId>,
        now: Moment,
    ) -> Result<Written, Error> {
        self.until_written(async || {
            let mut actions = Vec::with_capacity(2 * items.len() + 1);
            if let Some(job) = job {
                actions.push(self.completed_job_write(job, assigned, now)?);
            }
            actions.extend(self.assignment_writes(items, now)?);
            if actions.is_empty() {
                return Ok(Some(Written::Now));
            }
            match self.transact(actions).await {
                Ok(()) => Ok(Some(Written::Now)),
                Err(Aborted::Conditions(failed)) if job.is_some() && failed.contains(&0) => {
                    Ok(Some(Written::JobFinished))
                }
                Err(Aborted::Conditions(_)) => Ok(Some(Written::Overtaken)),
                Err(Aborted::Conflict) => Ok(None),
                Err(Aborted::Other(error)) => Err(error),
            }
        })
        .await
    }

    fn assignment_writes(
        &self,
        items: &[PracticeItem],
        now: Moment,
    ) -> Result<Vec<TransactWriteItem>, Error> {
        let mut actions = Vec::with_capacity(2 * items.len());
        for item in items {
            actions.push(self.new_item_write(item)?);
            actions.push(self.seen_write(item.student_id, item.question_key(), now)?);
        }
        Ok(actions)
    }
}
