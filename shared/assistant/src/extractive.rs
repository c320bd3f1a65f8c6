//! The embedded assistant: it picks what was said, and invents nothing.
//!
//! Turns -> sentences -> candidates (a linear pass) -> ranks (a pairwise pass over a bounded number of candidates) ->
//! a few that do not repeat each other, quoted in the order they were said. No I/O, no clock, no randomness: the same
//! notes always give the same summary. Every pass is linear in the transcript or bounded by a constant.

mod cues;
mod directives;
mod lexicon;
mod listing;
mod opening;
mod quoting;
mod ranking;
mod selection;
mod sentences;
mod speakers;
mod steps;
mod stop_words;
mod timestamps;
mod turns;
mod worth;

use domain::SummaryType;

use crate::{Assistant, AssistantError, BoxFuture, SessionNotes, WrittenSummary, fixed};

/// Sessions shorter than this many minutes are brief.
const BRIEF_BELOW: u16 = 10;

/// The assistant that is compiled in: extractive, deterministic, pure CPU. It never fails.
#[derive(Debug, Clone, Copy, Default)]
pub struct Extractive;

impl Assistant for Extractive {
    fn summarise<'a>(
        &'a self,
        notes: SessionNotes<'a>,
    ) -> BoxFuture<'a, Result<WrittenSummary, AssistantError>> {
        Box::pin(async move { Ok(write(&notes)) })
    }
}

fn write(notes: &SessionNotes<'_>) -> WrittenSummary {
    let Some(transcript) = notes.spoken() else {
        return fixed::missing_transcript(notes);
    };
    let turns = turns::turns(transcript);
    let sentences = sentences::sentences(&turns);
    let lexicon = lexicon::Lexicon::new(&sentences, notes);
    let found = steps::announced(&turns, &sentences);
    let highlights = ranking::highlights(&sentences, &lexicon, &found.sentences);

    let told = quoting::told(&sentences, &highlights);
    let is_brief = notes.duration_minutes < BRIEF_BELOW;
    WrittenSummary {
        narrative: opening::narrative(notes, &lexicon, &told, is_brief),
        next_steps: steps::or_derived(found.steps, notes, &lexicon),
        summary_type: if is_brief {
            SummaryType::Brief
        } else {
            SummaryType::Normal
        },
    }
}
