//! `goals`: behind sessions, practice and ratings, from which an active goal's completion is computed.

use domain::goal::{Goal, GoalDescription, GoalStatus, GoalType, TargetDate, Title};
use domain::progress::Completion;
use domain::{Error, GoalId, Moment, OldSubjectId, OldUserId};
use store::names::Table;
use uuid::Uuid;

use crate::import::row::{Flaw, Must, Row};
use crate::import::table::{Done, Found, OldTable, Refs, Target, Trouble};

/// A goal of the old service.
pub(in crate::import) struct OldGoal {
    id: GoalId,
    student: OldUserId,
    subject: Option<OldSubjectId>,
    title: Title,
    description: Option<GoalDescription>,
    goal_type: GoalType,
    status: GoalStatus,
    completion: Completion,
    target_date: Option<TargetDate>,
    completed_at: Option<Moment>,
    current_streak: u32,
    xp_earned: u32,
    created_at: Moment,
    updated_at: Moment,
}

impl OldTable for OldGoal {
    const NAME: &'static str = "goals";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "student_id",
        "title",
        "status",
        "completion_percentage",
        "created_at",
    ];
    const HERE: Option<Table> = Some(Table::Goals);
    type Ready = Goal;

    fn read(row: &Row) -> Result<Option<Self>, Flaw> {
        let created_at = row.moment("created_at").must("created_at")?;
        let updated_at = row.moment("updated_at")?.unwrap_or(created_at);
        let status = status(row)?;
        let completed_at = match status {
            GoalStatus::Completed => Some(row.moment("completed_at")?.unwrap_or(updated_at)),
            _ => None,
        };
        let percent = row.decimal("completion_percentage", (0.0, 100.0))?;
        Ok(Some(Self {
            id: row.read("id").must("id")?,
            student: row.read("student_id").must("student_id")?,
            subject: row.read("subject_id")?,
            title: row.parsed("title", Title::parse).must("title")?,
            description: row.parsed("description", GoalDescription::parse)?,
            goal_type: row
                .parsed("goal_type", GoalType::parse)?
                .unwrap_or_else(GoalType::standard),
            status,
            completion: Completion::from_percent(percent.unwrap_or(0.0)),
            target_date: row.read("target_completion_date")?,
            completed_at,
            current_streak: count(row, "current_streak")?,
            xp_earned: count(row, "xp_earned")?,
            created_at,
            updated_at,
        }))
    }

    fn id(&self) -> Option<Uuid> {
        Some(self.id.uuid())
    }

    fn refer(&self, to: &mut Refs) {
        to.users.insert(self.student);
        to.subjects.extend(self.subject);
    }

    fn lane(&self) -> Uuid {
        self.student.uuid()
    }

    fn ready(self, found: &Found, _: &Target) -> Result<Goal, Flaw> {
        let subject = self
            .subject
            .map(|subject| found.subject("subject_id", subject));
        Ok(Goal {
            id: self.id,
            student_id: found.user("student_id", self.student)?.id,
            title: self.title,
            description: self.description,
            goal_type: self.goal_type,
            subject_id: subject.transpose()?,
            status: self.status,
            completion: self.completion,
            target_date: self.target_date,
            completed_at: self.completed_at,
            current_streak: self.current_streak,
            xp_earned: self.xp_earned,
            created_at: self.created_at,
            updated_at: self.updated_at,
            version: 1,
        })
    }

    async fn write(ready: &Goal, target: &Target) -> Result<Done, Trouble> {
        match target.store.import_goal(ready, target.now).await {
            Err(Error::Refused { message, .. }) => Err(Flaw::of("student_id", message).into()),
            written => Ok(written?.into()),
        }
    }
}

fn status(row: &Row) -> Result<GoalStatus, Flaw> {
    let all = [
        GoalStatus::Active,
        GoalStatus::Completed,
        GoalStatus::Paused,
        GoalStatus::Cancelled,
    ];
    let word = row.text("status").must("status")?;
    let status = all.into_iter().find(|status| status.word() == word);
    status.ok_or_else(|| Flaw::of("status", "should be active, completed, paused or cancelled"))
}

fn count(row: &Row, column: &'static str) -> Result<u32, Flaw> {
    let number = row.whole(column)?.unwrap_or(0);
    u32::try_from(number).map_err(|_| Flaw::of(column, "should be a number from 0 on"))
}
