//! What the student is told.

use domain::InteractionId;
use domain::question::{
    Analysis, Answer, Cited, Confidence, Escalation, Interaction, Query, Score,
};
use serde::Serialize;
use utoipa::ToSchema;

/// An answer, and how sure it is.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AnsweredQuestion, example = json!({
    "interaction_id": "0198b2a0-7d3e-7b1c-8f52-3a9c0d4e6b21",
    "query": "Why do we halve the coefficient?",
    "answer": "In your session of 20 November 2026 on Algebra it was said: “Half of it goes into the bracket.”",
    "confidence": "High",
    "confidence_score": 0.85,
    "disclaimer_shown": true,
    "escalation": null,
    "metadata": {
        "clarification_requested": false, "out_of_scope": false, "is_ambiguous": false, "is_multi_part": false,
        "is_follow_up": false, "conversation_context_used": false
    },
    "sources": ["your session of 20 November 2026 on Algebra"]
}))]
pub(crate) struct Told {
    /// The id under which question and answer are kept.
    interaction_id: InteractionId,
    /// What was asked.
    query: Query,
    /// What is answered.
    answer: Answer,
    /// How sure the answer is.
    confidence: Confidence,
    /// The same as a number from 0 to 1 with two decimals.
    confidence_score: Score,
    /// Whether the student has acknowledged the disclaimer.
    disclaimer_shown: bool,
    /// What to do if that is not enough; `null` when it is, and for questions out of scope.
    #[schema(required)]
    escalation: Option<Escalation>,
    metadata: Metadata,
    /// What to ask back; only there when the question is ambiguous.
    #[serde(skip_serializing_if = "Option::is_none")]
    clarification_suggestions: Option<Lines>,
    /// What the answer rests on, the most important first.
    sources: Cited,
}

/// What was read off question and answer.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = QuestionMetadata)]
struct Metadata {
    /// The question is ambiguous, or the answer asks back.
    clarification_requested: bool,
    /// The question is out of scope, or the answer declines.
    out_of_scope: bool,
    /// The question leaves open what it is about.
    is_ambiguous: bool,
    /// The question is several.
    is_multi_part: bool,
    /// The question goes on from the last one.
    is_follow_up: bool,
    /// Its parts; only there when it is several.
    #[serde(skip_serializing_if = "Option::is_none")]
    query_parts: Option<Lines>,
    /// Whether there was a conversation in the last 24 hours.
    conversation_context_used: bool,
}

/// Text made of what the student or the client wrote. Its `Debug` shows how many lines there are.
#[derive(Serialize, ToSchema)]
#[serde(transparent)]
struct Lines(Vec<String>);

impl std::fmt::Debug for Lines {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Lines({})", self.0.len())
    }
}

impl Told {
    /// What was stored, with what was read off the question and what is suggested.
    pub(super) fn new(
        interaction: Interaction,
        analysis: Analysis,
        escalation: Option<Escalation>,
    ) -> Self {
        let is_multi_part = analysis.is_multi_part();
        Self {
            interaction_id: interaction.id,
            query: interaction.query,
            answer: interaction.answer,
            confidence: interaction.assessment.confidence,
            confidence_score: interaction.assessment.score,
            disclaimer_shown: interaction.disclaimer_shown,
            escalation,
            metadata: Metadata {
                clarification_requested: interaction.signals.clarification_requested,
                out_of_scope: interaction.signals.out_of_scope,
                is_ambiguous: analysis.is_ambiguous,
                is_multi_part,
                is_follow_up: analysis.is_follow_up,
                query_parts: is_multi_part.then_some(Lines(analysis.parts)),
                conversation_context_used: analysis.has_conversation,
            },
            clarification_suggestions: analysis
                .is_ambiguous
                .then_some(Lines(analysis.clarifications)),
            sources: interaction.cited,
        }
    }
}
