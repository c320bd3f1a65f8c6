//! Jobs: work that goes on after its request was answered. There is one kind so far: putting practice together.

use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

use crate::practice::order::{Assigned, PracticeOrder};
use crate::{JobId, Moment};

/// A job that is not finished after this time never will be: no worker begins it any more, and it is shown as failed.
pub const GIVEN_UP_AFTER: SignedDuration = SignedDuration::from_mins(20);

/// A job can be asked for this long after it was made.
pub const KEPT: SignedDuration = SignedDuration::from_hours(24 * 7);

/// What a job that was given up says.
pub const GIVEN_UP: &str =
    "The practice could not be put together in time. Please ask for it again.";

/// Where a job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum JobStatus {
    /// Waits for a worker.
    Pending,
    /// A worker has begun.
    Processing,
    /// Done: there is a result.
    Completed,
    /// It will not be done: there is a reason.
    Failed,
}

impl JobStatus {
    /// The word that is stored and sent.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Processing => "processing",
            Self::Completed => "completed",
            Self::Failed => "failed",
        }
    }

    /// Whether nothing will change any more.
    #[must_use]
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Completed | Self::Failed)
    }
}

/// How far a job is, as the old service counted: in percent, with a word for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Nothing done yet: 0.
    Started,
    /// The student's rating is known: 10.
    Rated,
    /// The bank has been searched: 30.
    Searched,
    /// Items of the bank are chosen: 40.
    Chosen,
    /// Items are being made up: 50.
    MakingUp,
    /// Everything is being written down: 95.
    Finishing,
    /// Done: 100.
    Done,
}

impl Step {
    /// In percent.
    #[must_use]
    pub const fn percent(self) -> u8 {
        match self {
            Self::Started => 0,
            Self::Rated => 10,
            Self::Searched => 30,
            Self::Chosen => 40,
            Self::MakingUp => 50,
            Self::Finishing => 95,
            Self::Done => 100,
        }
    }

    /// In words.
    #[must_use]
    pub const fn message(self) -> &'static str {
        match self {
            Self::Started => "Starting",
            Self::Rated => "Looking at your level",
            Self::Searched => "Searching the practice bank",
            Self::Chosen => "Choosing items",
            Self::MakingUp => "Writing new items",
            Self::Finishing => "Putting everything together",
            Self::Done => "Your practice is ready",
        }
    }
}

/// A job as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// Its id.
    pub id: JobId,
    /// What is to be done.
    pub order: PracticeOrder,
    /// Where it stands.
    pub status: JobStatus,
    /// How far it is: 0 to 100.
    pub progress_percent: u8,
    /// How far it is, in words.
    pub progress_message: Option<String>,
    /// What came of it, when it is completed.
    pub result: Option<Assigned>,
    /// Why it failed.
    pub error: Option<String>,
    /// How often a worker has begun it.
    pub attempts: u32,
    /// When it was asked for.
    pub created_at: Moment,
    /// When it changed last.
    pub updated_at: Moment,
}

impl Job {
    /// A job that waits for a worker.
    #[must_use]
    pub fn new(id: JobId, order: PracticeOrder, now: Moment) -> Self {
        Self {
            id,
            order,
            status: JobStatus::Pending,
            progress_percent: 0,
            progress_message: None,
            result: None,
            error: None,
            attempts: 0,
            created_at: now,
            updated_at: now,
        }
    }

    /// Whether it can no longer be begun: it is older than [`GIVEN_UP_AFTER`].
    #[must_use]
    pub fn is_given_up(&self, now: Moment) -> bool {
        now.since(self.created_at) > GIVEN_UP_AFTER
    }

    /// The job as it is at this moment: one that was given up has failed, whatever stands in its row.
    #[must_use]
    pub fn as_of(self, now: Moment) -> Self {
        if self.status.is_final() || !self.is_given_up(now) {
            return self;
        }
        self.failed(GIVEN_UP.to_owned(), now)
    }

    /// The job, failed. The percentage stays where it was.
    #[must_use]
    pub fn failed(self, error: String, now: Moment) -> Self {
        Self {
            status: JobStatus::Failed,
            progress_message: Some(format!("Error: {error}")),
            error: Some(error),
            updated_at: now,
            ..self
        }
    }

    /// When its row may go.
    #[must_use]
    pub fn expires_at(&self) -> Moment {
        self.created_at.plus(KEPT)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::order::ItemCount;
    use crate::practice::tags::GoalTags;
    use crate::subject::SubjectName;

    fn job() -> Job {
        let order = PracticeOrder {
            student_id: "5eed0001-0000-4000-8000-000000000001".parse().unwrap(),
            subject: SubjectName::parse("Algebra").unwrap(),
            topic: None,
            num_items: ItemCount::DEFAULT,
            goal_tags: GoalTags::default(),
        };
        let now = "2026-11-22T08:00:00Z".parse().unwrap();
        Job::new(
            "5eed0001-0000-4000-8000-000000000002".parse().unwrap(),
            order,
            now,
        )
    }

    #[test]
    fn a_job_that_is_not_finished_in_time_has_failed_and_keeps_its_percentage() {
        let job = Job {
            progress_percent: 40,
            status: JobStatus::Processing,
            ..job()
        };
        let in_time = job.created_at.plus(GIVEN_UP_AFTER);
        assert_eq!(job.clone().as_of(in_time), job);
        let late = job
            .clone()
            .as_of(in_time.plus(SignedDuration::from_secs(1)));
        assert_eq!(
            (late.status, late.progress_percent),
            (JobStatus::Failed, 40)
        );
        assert_eq!(late.progress_message, Some(format!("Error: {GIVEN_UP}")));
    }

    #[test]
    fn a_job_that_is_finished_stays_as_it_is() {
        let done = Job {
            status: JobStatus::Completed,
            ..job()
        };
        let later = done.created_at.plus(KEPT);
        assert_eq!(done.clone().as_of(later), done);
    }
}
