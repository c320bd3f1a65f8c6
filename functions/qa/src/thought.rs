//! What the assistant says to a question, held to its bounds and to the sources it was given.

use std::time::Duration;

use assistant::{Assistant, AssistantError, QuestionNotes, WrittenAnswer};
use domain::Error;
use domain::question::{Answer, Cited, Label, SelfRating};

// The assistant's bounds and those of what is stored are the same.
const _: () = assert!(
    Answer::MAX == assistant::MAX_ANSWER
        && Label::MAX == assistant::MAX_LABEL
        && MOST_CITED == assistant::MAX_CITED
);

const MOST_CITED: usize = 5;

/// An answer within its bounds.
#[derive(Debug)]
pub(crate) struct Thought {
    /// The answer.
    pub(crate) answer: Answer,
    /// What the assistant thinks of it.
    pub(crate) rating: SelfRating,
    /// The labels of sources that were given, each once.
    pub(crate) cited: Cited,
}

/// Asks the assistant and waits no longer than `patience`.
///
/// # Errors
/// [`Error::Unavailable`] when it failed, was too slow, or answered nothing that can be stored. It is counted.
pub(crate) async fn think(
    assistant: &dyn Assistant,
    patience: Duration,
    notes: QuestionNotes<'_>,
) -> Result<Thought, Error> {
    let thinking = tokio::time::timeout(patience, assistant.answer(notes));
    let written = thinking
        .await
        .unwrap_or(Err(AssistantError::Unavailable))
        .and_then(|written| held(written, &notes));
    written.map_err(|error| {
        metrics::counter!("qa.unanswered").increment(1);
        Error::Unavailable(format!("the assistant: {error}"))
    })
}

fn held(written: WrittenAnswer, notes: &QuestionNotes<'_>) -> Result<Thought, AssistantError> {
    let mut cited: Vec<Label> = Vec::new();
    for label in written.cited {
        let is_given = notes.sources.iter().any(|source| source.label == label);
        if let (true, Ok(label)) = (is_given, Label::parse(label))
            && !cited.contains(&label)
        {
            cited.push(label);
        }
    }
    cited.truncate(MOST_CITED);
    let unusable = |_| AssistantError::Unusable;
    Ok(Thought {
        answer: Answer::parse(written.text).map_err(unusable)?,
        rating: written.rating,
        cited: Cited::parse(cited).map_err(unusable)?,
    })
}

#[cfg(test)]
mod tests {
    use assistant::{Private, Source, SourceKind};

    use super::*;

    fn held_of(text: &str, cited: &[&str]) -> Result<Thought, AssistantError> {
        let source = |label| Source {
            kind: SourceKind::Summary,
            label,
            text: "x",
        };
        let sources = ["a", "b", "c", "d", "e", "f"].map(source);
        let notes = QuestionNotes {
            query: "?",
            parts: &[],
            earlier: &[],
            recent_sessions: &[],
            current_practice: None,
            sources: &sources,
            private: Private::NOBODY,
        };
        let written = WrittenAnswer {
            text: text.to_owned(),
            rating: SelfRating::UNSTATED,
            cited: cited.iter().copied().map(str::to_owned).collect(),
        };
        held(written, &notes)
    }

    #[test]
    fn only_sources_that_were_given_are_cited_each_once_and_five_at_most() {
        let cited = |labels: &[&str]| {
            let cited = held_of("answer", labels).unwrap().cited.into_inner();
            cited.into_iter().map(Label::into_inner).collect::<String>()
        };
        assert_eq!(cited(&["b", "invented", "a", "b"]), "ba");
        assert_eq!(cited(&["f", "e", "d", "c", "b", "a"]), "fedcb");
        assert_eq!(cited(&[]), "");
    }

    #[test]
    fn an_answer_that_breaks_its_bounds_is_none() {
        for text in ["", &"x".repeat(4001)] {
            assert_eq!(held_of(text, &[]).unwrap_err(), AssistantError::Unusable);
        }
        assert!(held_of(&"é".repeat(4000), &[]).is_ok());
    }
}
