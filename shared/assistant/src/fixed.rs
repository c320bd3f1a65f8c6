//! Summaries whose words are fixed: there is no transcript, or no AI answered.
//!
//! Every implementation of the trait answers the first in these words, so that clients see one wording.

use domain::SummaryType;

use crate::plain::one_line;
use crate::{SessionNotes, WrittenSummary};

/// The most characters of a subject's name that a summary repeats.
pub(crate) const SUBJECT_SHOWN: usize = 100;

/// What is stored when there is no transcript to read.
pub(crate) fn missing_transcript(notes: &SessionNotes<'_>) -> WrittenSummary {
    let subject = subject(notes);
    WrittenSummary {
        narrative: format!(
            "This {}-minute session on {subject} took place, but its transcript is unavailable, so what was said \
             cannot be summarised.",
            notes.duration_minutes
        ),
        next_steps: vec![
            format!("Review your own notes from the {subject} session."),
            "Ask your tutor which points matter most for the next session.".to_owned(),
            "Write down any question that is still open.".to_owned(),
        ],
        summary_type: SummaryType::MissingTranscript,
    }
}

/// What is stored when an assistant failed: the session happened, and its record must not be lost with the AI.
///
/// Says the duration and the subject, nothing of the transcript. Keeps every bound of [`WrittenSummary`].
#[must_use]
pub fn fallback(notes: &SessionNotes<'_>) -> WrittenSummary {
    if notes.spoken().is_none() {
        return missing_transcript(notes);
    }
    let subject = subject(notes);
    WrittenSummary {
        narrative: format!(
            "This {}-minute session on {subject} took place. A detailed summary could not be written.",
            notes.duration_minutes
        ),
        next_steps: vec![
            format!("Review the material from the {subject} session."),
            "Practise the exercises that were worked through together.".to_owned(),
            "Write down any question for the next session.".to_owned(),
        ],
        summary_type: SummaryType::Normal,
    }
}

/// The subject's name as it stands inside a sentence; never empty.
pub(crate) fn subject(notes: &SessionNotes<'_>) -> String {
    let shown = one_line(notes.subject, SUBJECT_SHOWN);
    if shown.is_empty() {
        "the subject".to_owned()
    } else {
        shown
    }
}
