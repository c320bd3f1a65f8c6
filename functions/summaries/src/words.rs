//! A summary's words: the assistant's, or fixed ones when it fails, for the record of a session must not be lost with it.

use assistant::{Assistant, SessionNotes, WrittenSummary};

/// What the assistant makes of the notes. Never fails: what it says instead of an assistant that did is counted.
pub(crate) async fn words(assistant: &dyn Assistant, notes: SessionNotes<'_>) -> WrittenSummary {
    let written = assistant.summarise(notes).await;
    written.unwrap_or_else(|error| {
        metrics::counter!("assistant.fallbacks").increment(1);
        tracing::warn!(%error, "the assistant wrote no summary");
        assistant::fallback(&notes)
    })
}

#[cfg(test)]
mod tests {
    use assistant::{AssistantError, BoxFuture, Extractive, Private};
    use domain::SummaryType;

    use super::*;

    #[derive(Debug)]
    struct Down;

    impl Assistant for Down {
        fn summarise<'a>(
            &'a self,
            _: SessionNotes<'a>,
        ) -> BoxFuture<'a, Result<WrittenSummary, AssistantError>> {
            Box::pin(async { Err(AssistantError::Unavailable) })
        }

        fn answer<'a>(
            &'a self,
            _: assistant::QuestionNotes<'a>,
        ) -> BoxFuture<'a, Result<assistant::WrittenAnswer, AssistantError>> {
            Box::pin(async { Err(AssistantError::Unavailable) })
        }

        fn write_items<'a>(
            &'a self,
            _: assistant::ItemsWanted<'a>,
        ) -> BoxFuture<'a, Result<Vec<domain::practice::quality::Draft>, AssistantError>> {
            Box::pin(async { Err(AssistantError::Unavailable) })
        }
    }

    const NOTES: SessionNotes<'_> = SessionNotes {
        subject: "Algebra",
        topics: &[],
        duration_minutes: 45,
        transcript: Some("Tutor: We complete the square."),
        private: Private::NOBODY,
    };

    #[tokio::test]
    async fn an_assistant_that_fails_leaves_fixed_words_with_duration_and_subject() {
        let words = words(&Down, NOTES).await;
        assert!(words.narrative.contains("45-minute session on Algebra"));
        assert_eq!(words.next_steps.len(), 3);
        assert_eq!(words.summary_type, SummaryType::Normal);
    }

    #[tokio::test]
    async fn an_assistant_that_does_not_fail_has_its_own_words() {
        let words = words(&Extractive, NOTES).await;
        assert_eq!(Ok(&words), Extractive.summarise(NOTES).await.as_ref());
        assert_ne!(words, assistant::fallback(&NOTES));
    }
}
