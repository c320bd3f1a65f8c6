//! A question and its answer as the table has them.

use domain::question::{Answer, Assessment, Cited, Confidence, Interaction, Query, Score, Signals};
use domain::{GoalId, InteractionId, Moment, UserId};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
pub(super) struct Row {
    pub(super) id: InteractionId,
    student_id: UserId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    goal_id: Option<GoalId>,
    query: Query,
    answer: Answer,
    confidence: Confidence,
    confidence_score: Score,
    clarification_requested: bool,
    out_of_scope: bool,
    /// Follows from the confidence. It stands here for who looks for questions that a tutor should see.
    tutor_escalation_suggested: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    escalated_to_tutor_id: Option<UserId>,
    disclaimer_shown: bool,
    #[serde(default)]
    cited: Cited,
    pub(super) created_at: Moment,
}

impl From<&Interaction> for Row {
    fn from(interaction: &Interaction) -> Self {
        let Assessment { confidence, score } = interaction.assessment;
        Self {
            id: interaction.id,
            student_id: interaction.student_id,
            goal_id: interaction.goal_id,
            query: interaction.query.clone(),
            answer: interaction.answer.clone(),
            confidence,
            confidence_score: score,
            clarification_requested: interaction.signals.clarification_requested,
            out_of_scope: interaction.signals.out_of_scope,
            tutor_escalation_suggested: confidence.is_for_tutor(),
            escalated_to_tutor_id: interaction.escalated_to,
            disclaimer_shown: interaction.disclaimer_shown,
            cited: interaction.cited.clone(),
            created_at: interaction.created_at,
        }
    }
}

impl From<Row> for Interaction {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            student_id: row.student_id,
            goal_id: row.goal_id,
            query: row.query,
            answer: row.answer,
            assessment: Assessment {
                confidence: row.confidence,
                score: row.confidence_score,
            },
            signals: Signals {
                clarification_requested: row.clarification_requested,
                out_of_scope: row.out_of_scope,
            },
            escalated_to: row.escalated_to_tutor_id,
            disclaimer_shown: row.disclaimer_shown,
            cited: row.cited,
            created_at: row.created_at,
        }
    }
}
