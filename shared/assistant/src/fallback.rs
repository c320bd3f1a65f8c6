//! An assistant that never fails: another one is asked once, and the embedded one in its place when that one fails.

use domain::practice::quality::Draft;

use crate::{
    Assistant, AssistantError, BoxFuture, Extractive, ItemsWanted, QuestionNotes, SessionNotes,
    WrittenAnswer, WrittenSummary,
};

/// Asks `first` once, and [`Extractive`] once when it fails, which is counted as `assistant.fallbacks`.
#[derive(Debug)]
pub struct Fallback<A> {
    first: A,
}

impl<A> Fallback<A> {
    /// With the embedded assistant behind this one.
    pub const fn new(first: A) -> Self {
        Self { first }
    }
}

impl<A: Assistant> Assistant for Fallback<A> {
    fn summarise<'a>(
        &'a self,
        notes: SessionNotes<'a>,
    ) -> BoxFuture<'a, Result<WrittenSummary, AssistantError>> {
        Box::pin(async move {
            match self.first.summarise(notes).await {
                Err(error) => {
                    count(error);
                    Extractive.summarise(notes).await
                }
                written => written,
            }
        })
    }

    fn answer<'a>(
        &'a self,
        question: QuestionNotes<'a>,
    ) -> BoxFuture<'a, Result<WrittenAnswer, AssistantError>> {
        Box::pin(async move {
            match self.first.answer(question).await {
                Err(error) => {
                    count(error);
                    Extractive.answer(question).await
                }
                written => written,
            }
        })
    }

    fn write_items<'a>(
        &'a self,
        wanted: ItemsWanted<'a>,
    ) -> BoxFuture<'a, Result<Vec<Draft>, AssistantError>> {
        Box::pin(async move {
            match self.first.write_items(wanted).await {
                Err(error) => {
                    count(error);
                    Extractive.write_items(wanted).await
                }
                written => written,
            }
        })
    }
}

fn count(error: AssistantError) {
    metrics::counter!("assistant.fallbacks").increment(1);
    tracing::warn!(%error, "the embedded assistant answers instead");
}
