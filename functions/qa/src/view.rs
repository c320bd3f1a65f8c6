//! A question and its answer as they stand in a conversation.

use domain::question::{self, Confidence, Interaction};
use domain::{InteractionId, Moment};
use serde::Serialize;
use utoipa::ToSchema;

/// A question and its answer.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Interaction)]
pub(crate) struct InteractionView {
    /// Its id.
    id: InteractionId,
    /// What was asked.
    query: question::Query,
    /// What was answered.
    answer: question::Answer,
    /// How sure the answer is.
    confidence: Confidence,
    /// When it was asked.
    created_at: Moment,
}

impl From<Interaction> for InteractionView {
    fn from(interaction: Interaction) -> Self {
        Self {
            id: interaction.id,
            query: interaction.query,
            answer: interaction.answer,
            confidence: interaction.assessment.confidence,
            created_at: interaction.created_at,
        }
    }
}
