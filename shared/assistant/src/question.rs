//! What an assistant is told about a question, and what it answers.

use std::fmt;

use domain::question::SelfRating;

use crate::Private;

/// The most characters an answer has.
pub const MAX_ANSWER: usize = 4000;
/// The most sources an answer names.
pub const MAX_CITED: usize = 5;
/// The most characters of a source's label.
pub const MAX_LABEL: usize = 200;

/// Where a piece of what the student has comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SourceKind {
    /// A summary of one of the student's sessions.
    Summary,
    /// What was said in one of them.
    Transcript,
    /// An item of the practice bank, with its explanation: a text that [`bank_text`](crate::bank_text) made.
    BankItem,
}

/// A piece of what the student has, from which questions are answered and items are written.
///
/// Its `Debug` shows sizes only, because it may be a student's own words.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// What it is.
    pub kind: SourceKind,
    /// How people would call it, such as `your session of 20 November 2026 on Algebra`: 1 to [`MAX_LABEL`] characters.
    pub label: &'a str,
    /// The text.
    pub text: &'a str,
}

/// An earlier question of the same conversation, and what was answered.
///
/// Its `Debug` shows sizes only.
#[derive(Clone, Copy)]
pub struct Earlier<'a> {
    /// What was asked.
    pub query: &'a str,
    /// What was answered.
    pub answer: &'a str,
}

/// A question with what the student has.
///
/// Its `Debug` shows sizes only.
#[derive(Clone, Copy)]
pub struct QuestionNotes<'a> {
    /// What is asked: 1 to 2000 characters.
    pub query: &'a str,
    /// Its parts, if it is several.
    pub parts: &'a [String],
    /// The conversation before it, the oldest first: at most three.
    pub earlier: &'a [Earlier<'a>],
    /// What the last sessions were about, as the client says.
    pub recent_sessions: &'a [&'a str],
    /// What the student is practising, as the client says.
    pub current_practice: Option<&'a str>,
    /// What the student has that may hold the answer.
    pub sources: &'a [Source<'a>],
    /// The people concerned. Their names, and any email address, are taken out of whatever leaves this process.
    pub private: Private<'a>,
}

/// An answer.
///
/// Its `Debug` shows sizes only.
#[derive(Clone, PartialEq)]
pub struct WrittenAnswer {
    /// The answer, or the words that nothing is known: 1 to [`MAX_ANSWER`] characters.
    pub text: String,
    /// What the assistant thinks of it: below 0.35 it will be called Low.
    pub rating: SelfRating,
    /// The labels of the sources it rests on, the most important first: at most [`MAX_CITED`]. Empty if it rests on none.
    pub cited: Vec<String>,
}

impl fmt::Debug for Source<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Source")
            .field("kind", &self.kind)
            .field("text_bytes", &self.text.len())
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Earlier<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Earlier")
            .field("query_bytes", &self.query.len())
            .field("answer_bytes", &self.answer.len())
            .finish()
    }
}

impl fmt::Debug for QuestionNotes<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("QuestionNotes")
            .field("query_bytes", &self.query.len())
            .field("parts", &self.parts.len())
            .field("earlier", &self.earlier.len())
            .field("sources", &self.sources)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for WrittenAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WrittenAnswer")
            .field("text_bytes", &self.text.len())
            .field("rating", &self.rating)
            .field("cited", &self.cited.len())
            .finish()
    }
}
