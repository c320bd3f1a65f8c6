//! The embedded assistant: it picks what was said, and invents nothing.
//!
//! A summary: turns -> sentences -> candidates (a linear pass) -> ranks (a pairwise pass over a bounded number of candidates) ->
//! a few that do not repeat each other, quoted in the order they were said. An answer ([`answering`]): passages -> those nearest to
//! the question -> what of them may be quoted, and how much of the question it covers. Items ([`writing`]): stated facts -> one of
//! their words left out. No I/O, no clock, and no chance but a seed's: the same notes always give the same. Every pass is linear in
//! what is read or bounded by a constant.

mod answering;
mod asked;
mod asking;
mod bank_text;
mod cloze;
mod cues;
mod defining;
mod directives;
pub(crate) mod excerpts;
mod facts;
mod formula;
mod lexicon;
mod listing;
mod nouns;
mod opening;
mod passages;
mod quotation;
mod quoting;
mod ranking;
mod rating;
mod retelling;
mod retrieval;
mod reversed;
mod selection;
mod sentences;
mod speakers;
mod spelling;
mod steps;
mod stop_words;
mod terms;
mod timestamps;
mod turns;
mod wanted;
mod worth;
mod writing;

pub use bank_text::bank_text;
pub(crate) use opening::{FRAME, framed};

use domain::SummaryType;
use domain::practice::quality::Draft;

use crate::{
    Assistant, AssistantError, BoxFuture, ItemsWanted, QuestionNotes, SessionNotes, WrittenAnswer,
    WrittenSummary, fixed,
};

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

    fn answer<'a>(
        &'a self,
        question: QuestionNotes<'a>,
    ) -> BoxFuture<'a, Result<WrittenAnswer, AssistantError>> {
        Box::pin(async move { Ok(answering::answer(&question)) })
    }

    fn write_items<'a>(
        &'a self,
        wanted: ItemsWanted<'a>,
    ) -> BoxFuture<'a, Result<Vec<Draft>, AssistantError>> {
        Box::pin(async move { Ok(writing::items(&wanted)) })
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
    WrittenSummary {
        narrative: opening::narrative(notes, &lexicon, &told),
        next_steps: steps::or_derived(found.steps, notes, &lexicon),
        summary_type: summary_type(notes),
    }
}

/// What a session with a transcript is called.
pub(crate) fn summary_type(notes: &SessionNotes<'_>) -> SummaryType {
    if notes.duration_minutes < BRIEF_BELOW {
        SummaryType::Brief
    } else {
        SummaryType::Normal
    }
}
