//! Whether the embedded assistant's rating can be believed: the practice bank's questions, asked of the bank with and without the
//! item that answers them.

use assistant::{
    Assistant, Extractive, Private, QuestionNotes, Source, SourceKind, WrittenAnswer, bank_text,
};
use domain::practice::bank::BankItem;
use domain::question::SelfRating;
use futures_util::FutureExt;

const BANK: &str = include_str!("../../../data/practice_bank.json");
const SUBJECTS: [&str; 5] = ["Algebra", "Biology", "Chemistry", "Physics", "SAT English"];

/// The questions of a subject, each with its item as a source.
fn bank(subject: &str) -> Vec<(String, String)> {
    let items: Vec<BankItem> = serde_json::from_str(BANK).expect("the bank is JSON");
    items
        .iter()
        .filter(|item| item.subject.as_str() == subject)
        .map(|item| {
            let question = item.question.as_str();
            let text = bank_text(question, item.answer.as_str(), item.explanation.as_str());
            (question.to_owned(), text)
        })
        .collect()
}

/// The answer to a question from these items. Each is called as it asks, cut to what a label may have.
fn answer(query: &str, items: &[&(String, String)]) -> WrittenAnswer {
    let sources: Vec<Source<'_>> = items
        .iter()
        .map(|(question, text)| Source {
            kind: SourceKind::BankItem,
            label: label(question),
            text,
        })
        .collect();
    let notes = QuestionNotes {
        query,
        parts: &[],
        earlier: &[],
        recent_sessions: &[],
        current_practice: None,
        sources: &sources,
        private: Private::NOBODY,
    };
    Extractive
        .answer(notes)
        .now_or_never()
        .expect("the embedded assistant waits for nothing")
        .expect("the embedded assistant does not fail")
}

fn label(question: &str) -> &str {
    &question[..question.floor_char_boundary(150)]
}

fn rating(value: f64) -> SelfRating {
    SelfRating::new(value).expect("within 0 and 1")
}

#[test]
fn a_question_that_an_item_asks_is_answered_by_that_item_and_with_confidence() {
    for subject in SUBJECTS {
        let items = bank(subject);
        let all: Vec<_> = items.iter().collect();
        let right = items
            .iter()
            .map(|(question, _)| (question, answer(question, &all)))
            .filter(|(question, answer)| {
                answer.rating >= rating(0.60)
                    && answer
                        .cited
                        .first()
                        .is_some_and(|first| first == label(question))
            });
        // One question of biology shares most of its words with another.
        assert!(right.count() + 1 >= items.len(), "{subject}");
    }
}

#[test]
fn a_question_that_no_item_answers_is_never_answered_with_confidence_and_seldom_at_all() {
    for subject in SUBJECTS {
        let items = bank(subject);
        let mut answered = 0;
        for (question, _) in &items {
            let others: Vec<_> = items
                .iter()
                .filter(|(other, _)| other != question)
                .collect();
            let answer = answer(question, &others);
            assert!(answer.rating < rating(0.60), "{question}: {}", answer.text);
            answered += usize::from(answer.rating >= rating(0.35));
        }
        assert!(answered * 3 <= items.len(), "{subject}: {answered}");
    }
}
