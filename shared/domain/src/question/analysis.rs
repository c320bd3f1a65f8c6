//! What can be read off a question before anyone answers it.

use std::fmt;

use super::confidence::{Assessment, Grounding, SelfRating};
use super::context::Context;
use super::follow_up::{Exchange, content, goes_on};
use super::words::Words;
use super::{Query, clarification, parts, scope};

/// What a question is, as far as its words show.
#[derive(Clone, PartialEq, Eq)]
pub struct Analysis {
    /// It has words of school.
    pub is_educational: bool,
    /// It leaves open what it is about. Never true of one out of scope.
    pub is_ambiguous: bool,
    /// It is about something else than school: no assistant is asked, [`super::REFUSAL`] is the answer.
    pub is_out_of_scope: bool,
    /// It goes on from the last exchange.
    pub is_follow_up: bool,
    /// There was an exchange in the last 24 hours.
    pub has_conversation: bool,
    /// The parts of a question that is several, in order; empty when it is one.
    pub parts: Vec<String>,
    /// What to ask back; empty unless it is ambiguous.
    pub clarifications: Vec<String>,
    grounding: Grounding,
}

/// What a question does to the confidence in whatever answers it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Impact {
    /// Out of scope: times 0.
    Nothing,
    /// Ambiguous: times 0.5.
    Half,
    /// Follows up: times 0.9.
    Slightly,
    /// None of these: times 1.
    Whole,
}

impl Impact {
    /// The factor, in tenths.
    #[must_use]
    pub const fn tenths(self) -> u8 {
        match self {
            Self::Nothing => 0,
            Self::Half => 5,
            Self::Slightly => 9,
            Self::Whole => 10,
        }
    }
}

impl Analysis {
    /// Reads the question in its context, after the `last` exchange of the conversation (see [`super::MEMORY`]) if there is one.
    #[must_use]
    pub fn of(query: &Query, context: &Context, last: Option<Exchange<'_>>) -> Self {
        let text = query.as_str();
        let words = Words::of(text);
        let is_follow_up = goes_on(&words, last);
        let is_out_of_scope = scope::is_out_of_scope(text, &words);
        let is_ambiguous =
            !is_out_of_scope && clarification::is_ambiguous(text, &words, is_follow_up);
        Self {
            is_educational: scope::is_educational(text, &words),
            is_ambiguous,
            is_out_of_scope,
            is_follow_up,
            has_conversation: last.is_some(),
            parts: parts::parts(text, &words),
            clarifications: if is_ambiguous {
                clarification::suggestions(context)
            } else {
                Vec::new()
            },
            grounding: grounding(&words, context, last.is_some()),
        }
    }

    /// Whether the question is several.
    #[must_use]
    pub const fn is_multi_part(&self) -> bool {
        !self.parts.is_empty()
    }

    /// What it does to the confidence. The strongest reason alone counts.
    #[must_use]
    pub const fn impact(&self) -> Impact {
        if self.is_out_of_scope {
            Impact::Nothing
        } else if self.is_ambiguous {
            Impact::Half
        } else if self.is_follow_up {
            Impact::Slightly
        } else {
            Impact::Whole
        }
    }

    /// How sure `answer` may call itself, of which the assistant itself thinks `rating`.
    #[must_use]
    pub fn assess(&self, answer: &str, rating: SelfRating) -> Assessment {
        Assessment::of(rating, self.grounding, answer, self.impact())
    }
}

/// A word of content in common with a recent session grounds a question.
fn grounding(words: &Words, context: &Context, has_conversation: bool) -> Grounding {
    let sessions = context.recent_sessions.as_slice();
    if sessions.is_empty() {
        return if has_conversation || !context.is_empty() {
            Grounding::Told
        } else {
            Grounding::Untold
        };
    }
    let asked = content(words);
    let is_shared = |session: &str| !content(&Words::of(session)).is_disjoint(&asked);
    if sessions.iter().any(|session| is_shared(session.as_str())) {
        Grounding::Session
    } else {
        Grounding::Untold
    }
}

// Student text must not reach a log by `{:?}`.
impl fmt::Debug for Analysis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Analysis")
            .field("is_educational", &self.is_educational)
            .field("is_ambiguous", &self.is_ambiguous)
            .field("is_out_of_scope", &self.is_out_of_scope)
            .field("is_follow_up", &self.is_follow_up)
            .field("has_conversation", &self.has_conversation)
            .field("parts", &self.parts.len())
            .field("clarifications", &self.clarifications.len())
            .field("grounding", &self.grounding)
            .finish()
    }
}

#[cfg(test)]
mod tests;
