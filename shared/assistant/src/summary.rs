//! What an assistant answers, and its bounds.

use std::fmt;

use domain::SummaryType;

/// The most characters a narrative has.
pub const MAX_NARRATIVE: usize = 2000;
/// The most next steps a summary has. The fewest is one.
pub const MAX_STEPS: usize = 3;
/// The most characters a next step has.
pub const MAX_STEP: usize = 300;

/// A session, summed up.
///
/// Its `Debug` shows sizes only, because a summary quotes the student.
#[derive(Clone, PartialEq, Eq)]
pub struct WrittenSummary {
    /// What happened, in prose: never empty, at most [`MAX_NARRATIVE`] characters.
    pub narrative: String,
    /// What to do before the next session: 1 to [`MAX_STEPS`], each 1 to [`MAX_STEP`] characters on one line.
    pub next_steps: Vec<String>,
    /// Which of the rules for summaries applied.
    pub summary_type: SummaryType,
}

impl fmt::Debug for WrittenSummary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WrittenSummary")
            .field("narrative_bytes", &self.narrative.len())
            .field("next_steps", &self.next_steps.len())
            .field("summary_type", &self.summary_type)
            .finish()
    }
}
