//! A question on its way to an answer.

use assistant::{Earlier, Private, QuestionNotes};
use domain::account::User;
use domain::goal::Goal;
use domain::question::{
    Analysis, Answer, Assessment, Cited, Context, CurrentPractice, Escalation, Interaction, Query,
    REFUSAL, RecentSession, Signals,
};
use domain::{Error, InteractionId, Moment, UserId};

use super::told::Told;
use crate::Deps;
use crate::material::gather;
use crate::thought::think;

/// So many exchanges of the conversation are told to the assistant, cut at so many characters: the old service's numbers.
const TOLD: usize = 3;
const QUERY_TOLD: usize = 100;
const ANSWER_TOLD: usize = 150;

/// A question on its way to an answer.
#[derive(Debug)]
pub(super) struct Question {
    pub(super) id: InteractionId,
    pub(super) student: User,
    pub(super) goal: Option<Goal>,
    pub(super) query: Query,
    pub(super) context: Context,
    /// The conversation before it, the newest first.
    pub(super) conversation: Vec<Interaction>,
    pub(super) analysis: Analysis,
    pub(super) asked_at: Moment,
}

/// What came of a question.
#[derive(Debug)]
struct Outcome {
    answer: Answer,
    assessment: Assessment,
    cited: Cited,
    /// The tutor that the student could be sent to.
    tutor: Option<UserId>,
}

impl Question {
    /// Answers it and stores both.
    ///
    /// # Errors
    /// The assistant or the store failed; nothing should then stay counted.
    pub(super) async fn answered(self, deps: &Deps) -> Result<Told, Error> {
        let outcome = if self.analysis.is_out_of_scope {
            refused()
        } else {
            self.outcome(deps).await?
        };
        let escalation = Escalation::of(&self.analysis, outcome.assessment, outcome.tutor);
        let tutor = escalation.as_ref().and_then(Escalation::tutor);
        let interaction = self.interaction(outcome, tutor);
        deps.store.add_interaction(&interaction).await?;
        let confidence = interaction.assessment.confidence.word();
        metrics::counter!("qa.answers", "confidence" => confidence).increment(1);
        Ok(Told::new(interaction, self.analysis, escalation))
    }

    /// Has the assistant answer from what the student has.
    async fn outcome(&self, deps: &Deps) -> Result<Outcome, Error> {
        let material = gather(&deps.store, &self.student, self.goal.as_ref(), &self.query).await?;
        let before = self.before();
        let before: Vec<_> = before
            .iter()
            .map(|(query, answer)| Earlier { query, answer })
            .collect();
        let sessions = self.context.recent_sessions.as_slice().iter();
        let sessions: Vec<_> = sessions.map(RecentSession::as_str).collect();
        let practice = self.context.current_practice.as_ref();
        let (student, tutors) = material.private();
        let notes = QuestionNotes {
            query: self.query.as_str(),
            parts: &self.analysis.parts,
            earlier: &before,
            recent_sessions: &sessions,
            current_practice: practice.map(CurrentPractice::as_str),
            sources: &material.sources(),
            private: Private {
                student: &student,
                tutors: &tutors,
            },
        };
        let thought = think(&*deps.assistant, deps.patience, notes).await?;
        Ok(Outcome {
            assessment: self
                .analysis
                .assess(thought.answer.as_str(), thought.rating),
            answer: thought.answer,
            cited: thought.cited,
            tutor: material.tutor,
        })
    }

    /// The last exchanges as the assistant is told them, the oldest first.
    fn before(&self) -> Vec<(String, String)> {
        let told = self.conversation.iter().take(TOLD).rev();
        told.map(|one| {
            (
                one.query.as_str().chars().take(QUERY_TOLD).collect(),
                one.answer.as_str().chars().take(ANSWER_TOLD).collect(),
            )
        })
        .collect()
    }

    fn interaction(&self, outcome: Outcome, escalated_to: Option<UserId>) -> Interaction {
        Interaction {
            id: self.id,
            student_id: self.student.id,
            goal_id: self.goal.as_ref().map(|goal| goal.id),
            query: self.query.clone(),
            signals: Signals::of(&self.analysis, outcome.answer.as_str()),
            answer: outcome.answer,
            assessment: outcome.assessment,
            escalated_to,
            disclaimer_shown: self.student.disclaimer_shown,
            cited: outcome.cited,
            created_at: self.asked_at,
        }
    }
}

/// What a question out of scope is answered, without an assistant.
fn refused() -> Outcome {
    Outcome {
        answer: Answer::parse(REFUSAL).expect("the refusal keeps an answer's bounds"),
        assessment: Assessment::OUT_OF_SCOPE,
        cited: Cited::default(),
        tutor: None,
    }
}
