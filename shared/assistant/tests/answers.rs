//! What the embedded assistant answers from three sessions and a few bank items, and what it says it does not know.

use assistant::{
    Assistant, Earlier, Extractive, Private, QuestionNotes, Source, SourceKind, WrittenAnswer,
    bank_text,
};
use domain::question::SelfRating;
use futures_util::FutureExt;

const ALGEBRA: &str = include_str!("transcripts/algebra.txt");
const CHEMISTRY: &str = include_str!("transcripts/chemistry.txt");
const ALGEBRA_LABEL: &str = "your session of 20 November 2026 on Algebra";
const CHEMISTRY_LABEL: &str = "your session of 18 November 2026 on Chemistry";
const CELL_LABEL: &str = "an exercise on Biology";

fn answer_with(query: &str, parts: &[&str], earlier: &[Earlier<'_>]) -> WrittenAnswer {
    let cell = bank_text(
        "Which organelle releases most of the energy that a cell uses?",
        "mitochondrion",
        "Cellular respiration in the mitochondria makes most of the ATP. Chloroplasts capture light instead.",
    );
    let sources = [
        (SourceKind::Transcript, ALGEBRA_LABEL, ALGEBRA),
        (SourceKind::Transcript, CHEMISTRY_LABEL, CHEMISTRY),
        (SourceKind::BankItem, CELL_LABEL, cell.as_str()),
    ]
    .map(|(kind, label, text)| Source { kind, label, text });
    let parts: Vec<String> = parts.iter().map(ToString::to_string).collect();
    let notes = QuestionNotes {
        query,
        parts: &parts,
        earlier,
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

fn answer(query: &str) -> WrittenAnswer {
    answer_with(query, &[], &[])
}

fn rating(value: f64) -> SelfRating {
    SelfRating::new(value).expect("within 0 and 1")
}

/// From here on an answer can be called High, and below the other it is Low, whatever else is known.
fn high() -> SelfRating {
    rating(0.60)
}
fn low() -> SelfRating {
    rating(0.35)
}

#[track_caller]
fn assert_knows(query: &str, quoted: &str, label: &str) {
    let answer = answer(query);
    assert!(answer.text.contains(quoted), "{query}: {}", answer.text);
    assert_eq!(answer.cited, [label], "{query}");
    assert!(answer.rating >= high(), "{query}: {:?}", answer.rating);
}

#[track_caller]
fn assert_does_not_know(answer: &WrittenAnswer) {
    assert!(
        answer.text.starts_with("I do not know this"),
        "{}",
        answer.text
    );
    assert!(answer.rating < low());
    assert!(answer.cited.is_empty());
}

#[test]
fn a_question_that_a_session_answers_is_answered_in_its_words_and_says_where_they_stand() {
    let told = answer("What is slope?").text;
    assert!(told.contains(&format!("From {ALGEBRA_LABEL}: “")), "{told}");
    for (query, quoted) in [
        (
            "Explain the law of conservation of mass",
            "“The law of conservation of mass says that atoms are neither",
        ),
        (
            "What is a limiting reactant?",
            "“The reactant that runs out first is called the limiting reactant",
        ),
        (
            "Why must we not change subscripts?",
            "never the small subscripts inside it.”",
        ),
    ] {
        assert_knows(query, quoted, CHEMISTRY_LABEL);
    }
    for (query, quoted) in [
        (
            "How do I catch a sign mistake?",
            "is the best way to catch a sign mistake.”",
        ),
        (
            "What is slope?",
            "“The slope of a line tells us how much y changes",
        ),
        (
            "what does INTERCEPTS mean",
            "b is the intercept, where the line crosses the y axis.”",
        ),
    ] {
        assert_knows(query, quoted, ALGEBRA_LABEL);
    }
}

#[test]
fn an_exercise_answers_with_its_question_its_answer_and_its_explanation() {
    let query = "Which organelle releases energy in the cell?";
    assert_knows(
        query,
        "A practice item asks “Which organelle releases most of the energy that a cell uses?” Its answer is “mitochondrion”. “Cellular respiration",
        CELL_LABEL,
    );
}

#[test]
fn what_nothing_covers_is_said_to_be_unknown() {
    for query in [
        "What is 12 * 7?",
        "What is 3x + 3 = 15?",
        "What is photosynthesis?",
        "Who was Napoleon?",
        "What is the capital of France?",
        "Tell me more",
        "How does it work?",
        "?!",
        "水是什么？",
    ] {
        assert_does_not_know(&answer(query));
    }
}

#[test]
fn an_answer_that_lacks_a_word_of_the_question_is_never_called_high() {
    let answer = answer("What is the slope of a flat line?");
    assert!(
        (low()..high()).contains(&answer.rating),
        "{:?}",
        answer.rating
    );
    let passing = self::answer("What are coordinates?");
    assert!(passing.rating < high(), "{}", passing.text);
}

#[test]
fn the_student_s_own_words_and_questions_are_never_an_answer() {
    for query in ["Is peroxide bleach?", "Are headphones connected?"] {
        let answer = answer(query);
        assert!(
            !answer.text.contains("headphones were not"),
            "{}",
            answer.text
        );
        assert!(!answer.text.contains("hear me"), "{}", answer.text);
    }
    let lake = answer("Who went to the lake?");
    assert_does_not_know(&lake);
}

#[test]
fn a_student_who_is_called_by_name_is_known_as_the_student() {
    let sources = [Source {
        kind: SourceKind::Transcript,
        label: CHEMISTRY_LABEL,
        text: CHEMISTRY,
    }];
    let asked = |private| {
        let notes = QuestionNotes {
            query: "Is peroxide bleach?",
            parts: &[],
            earlier: &[],
            recent_sessions: &[],
            current_practice: None,
            sources: &sources,
            private,
        };
        Extractive
            .answer(notes)
            .now_or_never()
            .expect("waits for nothing")
            .expect("does not fail")
    };
    let claim = "peroxide is bleach";
    assert!(asked(Private::NOBODY).text.contains(claim));
    let student = &["Jonas Weber"];
    let known = asked(Private {
        student,
        tutors: &[],
    });
    assert!(!known.text.contains(claim), "{}", known.text);
}

#[test]
fn every_part_of_a_question_is_answered_or_said_to_be_unknown() {
    let query = "What is the limiting reactant? And what is photosynthesis?";
    let parts = [
        "What is the limiting reactant",
        "And what is photosynthesis",
    ];
    let half = answer_with(query, &parts, &[]);
    assert!(
        half.text
            .contains("On “What is the limiting reactant?”: From")
    );
    assert!(
        half.text
            .contains("On “And what is photosynthesis?”: I could not find this")
    );
    assert!((low()..high()).contains(&half.rating));
    assert_eq!(half.cited, [CHEMISTRY_LABEL]);

    let parts = ["What is the limiting reactant", "What is slope"];
    let whole = answer_with("", &parts, &[]);
    assert!(whole.rating >= high());
    assert_eq!(whole.cited, [CHEMISTRY_LABEL, ALGEBRA_LABEL]);

    let neither = answer_with("", &["Who was Napoleon", "What is photosynthesis"], &[]);
    assert_does_not_know(&neither);
}

#[test]
fn a_follow_up_is_read_together_with_the_question_before_and_another_question_is_not() {
    let before = [Earlier {
        query: "What is the slope of a flat line?",
        answer: "A horizontal line has slope zero.",
    }];
    let follow_up = answer_with("What about a vertical one?", &[], &before);
    assert!(
        follow_up
            .text
            .contains("For a vertical line the run is zero"),
        "{}",
        follow_up.text
    );
    assert_does_not_know(&answer_with("Who was Napoleon?", &[], &before));
    assert_does_not_know(&answer_with("What about Napoleon?", &[], &before));
}

#[test]
fn asked_for_more_it_does_not_say_the_same_again() {
    let first = answer("What is the limiting reactant?");
    let before = [Earlier {
        query: "What is the limiting reactant?",
        answer: &first.text,
    }];
    let more = answer_with("Tell me more", &[], &before);
    let told = "is called the limiting reactant";
    assert!(first.text.contains(told));
    assert!(!more.text.contains(told), "{}", more.text);
}

#[test]
fn the_same_question_always_has_the_same_answer() {
    let query = "How do I find the limiting reactant with moles of methane and oxygen?";
    let first = answer(query);
    assert!((0..20).all(|_| answer(query) == first));
}
