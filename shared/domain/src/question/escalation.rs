//! Where a student is sent when an answer is not enough.

use std::fmt;

use serde::Serialize;

use super::analysis::Analysis;
use super::confidence::{Assessment, Confidence};
use crate::UserId;

/// What a reply suggests beside its answer. Sent as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(untagged)]
pub enum Escalation {
    /// To ask a tutor.
    ToTutor(ToTutor),
    /// To say what was meant.
    Clarify(Clarify),
}

/// The suggestion to ask a tutor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct ToTutor {
    /// Always `true`.
    suggested: bool,
    reason: Reason,
    /// A sentence for the student.
    #[schema(value_type = String)]
    message: &'static str,
    /// The student's own tutor; absent when nobody is linked.
    #[serde(skip_serializing_if = "Option::is_none")]
    tutor_id: Option<UserId>,
}

/// Why a tutor is suggested.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The question leaves open what it is about.
    AmbiguousQuestion,
    /// The question is clear, and its answer is not sure enough.
    LowConfidence,
}

/// The suggestion to ask again, more clearly.
#[derive(Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Clarify {
    /// Always `false`.
    suggested: bool,
    /// Always `true`.
    clarification_needed: bool,
    /// What to ask back.
    suggestions: Vec<String>,
}

// What a client calls its sessions must not reach a log by `{:?}`.
impl fmt::Debug for Clarify {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Clarify")
            .field("suggestions", &self.suggestions.len())
            .finish_non_exhaustive()
    }
}

impl Escalation {
    /// What to suggest: nothing when the question is out of scope; else a tutor (the student's own, `tutor`, if there is one)
    /// when the confidence is low; else to clarify when the question is ambiguous; else nothing.
    #[must_use]
    pub fn of(analysis: &Analysis, assessment: Assessment, tutor: Option<UserId>) -> Option<Self> {
        if analysis.is_out_of_scope {
            return None;
        }
        if assessment.confidence == Confidence::Low {
            return Some(Self::ToTutor(ToTutor::new(analysis.is_ambiguous, tutor)));
        }
        analysis.is_ambiguous.then(|| {
            Self::Clarify(Clarify {
                suggested: false,
                clarification_needed: true,
                suggestions: analysis.clarifications.clone(),
            })
        })
    }

    /// The tutor that is suggested, if it is one in particular.
    #[must_use]
    pub const fn tutor(&self) -> Option<UserId> {
        match self {
            Self::ToTutor(suggestion) => suggestion.tutor_id,
            Self::Clarify(_) => None,
        }
    }
}

impl ToTutor {
    const fn new(is_ambiguous: bool, tutor_id: Option<UserId>) -> Self {
        Self {
            suggested: true,
            reason: if is_ambiguous {
                Reason::AmbiguousQuestion
            } else {
                Reason::LowConfidence
            },
            message: if tutor_id.is_some() {
                "I am not sure about this answer. Your tutor can help you with it."
            } else {
                "I am not sure about this answer. Please check it with a tutor or a teacher."
            },
            tutor_id,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Context, Query, SelfRating};
    use super::*;
    use serde_json::{Value, json};

    const ANSWER: &str = "A noun is a word that names a person, a place, a thing or an idea.";
    const TUTOR: &str = "0196f3c0-0000-7000-8000-000000000001";

    fn escalation(query: &str, context: &str, rating: f64, tutor: Option<&str>) -> Value {
        let context: Context = serde_json::from_str(context).unwrap();
        let analysis = Analysis::of(&Query::parse(query).unwrap(), &context, None);
        let assessment = analysis.assess(ANSWER, SelfRating::new(rating).unwrap());
        let tutor = tutor.map(|id| id.parse().unwrap());
        serde_json::to_value(Escalation::of(&analysis, assessment, tutor)).unwrap()
    }

    #[test]
    fn a_sure_answer_and_a_question_out_of_scope_suggest_nothing() {
        assert_eq!(
            escalation("What is a noun?", "{}", 0.9, Some(TUTOR)),
            Value::Null
        );
        assert_eq!(
            escalation("What is a noun?", "{}", 0.4, Some(TUTOR)),
            Value::Null
        );
        assert_eq!(
            escalation("Which movie is best?", "{}", 0.0, Some(TUTOR)),
            Value::Null
        );
    }

    #[test]
    fn a_low_confidence_suggests_the_students_own_tutor() {
        let suggested = escalation("What is a noun?", "{}", 0.3, Some(TUTOR));
        assert_eq!(suggested["suggested"], true);
        assert_eq!(suggested["reason"], "low_confidence");
        assert_eq!(suggested["tutor_id"], TUTOR);
        assert!(
            suggested["message"]
                .as_str()
                .unwrap()
                .contains("Your tutor")
        );

        let nobody = escalation("help me", "{}", 0.9, None);
        assert_eq!(nobody["reason"], "ambiguous_question");
        assert!(nobody.get("tutor_id").is_none());
        assert!(!nobody["message"].as_str().unwrap().contains("Your tutor"));
    }

    #[test]
    fn an_ambiguous_question_that_is_answered_well_asks_for_clarity() {
        let context = r#"{"recent_sessions": ["Seventh desk"]}"#;
        let asked = escalation("Is it a desk in this room", context, 1.0, Some(TUTOR));
        assert_eq!(
            asked,
            json!({
                "suggested": false,
                "clarification_needed": true,
                "suggestions": ["Are you asking about Seventh desk?"],
            })
        );
    }
}
