//! A goal as its row holds it. Index keys are `student_id`, `status`, `created_at` and `id`.

use domain::goal::{Goal, GoalDescription, GoalStatus, GoalType, TargetDate, Title};
use domain::progress::Completion;
use domain::{GoalId, Moment, SubjectId, UserId};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
pub(crate) struct Row {
    id: GoalId,
    student_id: UserId,
    title: Title,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    description: Option<GoalDescription>,
    goal_type: GoalType,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    subject_id: Option<SubjectId>,
    status: GoalStatus,
    completion: Completion,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    target_date: Option<TargetDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    completed_at: Option<Moment>,
    current_streak: u32,
    xp_earned: u32,
    created_at: Moment,
    updated_at: Moment,
    version: u64,
}

impl From<&Goal> for Row {
    fn from(goal: &Goal) -> Self {
        Self {
            id: goal.id,
            student_id: goal.student_id,
            title: goal.title.clone(),
            description: goal.description.clone(),
            goal_type: goal.goal_type.clone(),
            subject_id: goal.subject_id,
            status: goal.status,
            completion: goal.completion,
            target_date: goal.target_date,
            completed_at: goal.completed_at,
            current_streak: goal.current_streak,
            xp_earned: goal.xp_earned,
            created_at: goal.created_at,
            updated_at: goal.updated_at,
            version: goal.version,
        }
    }
}

impl From<Row> for Goal {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            student_id: row.student_id,
            title: row.title,
            description: row.description,
            goal_type: row.goal_type,
            subject_id: row.subject_id,
            status: row.status,
            completion: row.completion,
            target_date: row.target_date,
            completed_at: row.completed_at,
            current_streak: row.current_streak,
            xp_earned: row.xp_earned,
            created_at: row.created_at,
            updated_at: row.updated_at,
            version: row.version,
        }
    }
}
