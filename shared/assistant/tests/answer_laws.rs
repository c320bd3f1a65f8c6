//! What holds for every question and everything that a student may have, however broken.

use assistant::{
    Assistant, Earlier, Extractive, MAX_ANSWER, MAX_CITED, Private, QuestionNotes, Source,
    SourceKind, WrittenAnswer,
};
use domain::question::SelfRating;
use futures_util::FutureExt;
use proptest::prelude::*;

fn answer(notes: QuestionNotes<'_>) -> WrittenAnswer {
    Extractive
        .answer(notes)
        .now_or_never()
        .expect("the embedded assistant waits for nothing")
        .expect("the embedded assistant does not fail")
}

fn notes<'a>(
    query: &'a str,
    parts: &'a [String],
    earlier: &'a [Earlier<'a>],
    sources: &'a [Source<'a>],
) -> QuestionNotes<'a> {
    QuestionNotes {
        query,
        parts,
        earlier,
        recent_sessions: &[],
        current_practice: None,
        sources,
        private: Private::NOBODY,
    }
}

/// Without white space and quotation marks: those may change in a quotation.
fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[track_caller]
fn assert_lawful(notes: QuestionNotes<'_>) {
    let written = answer(notes);
    let length = written.text.chars().count();
    assert!((1..=MAX_ANSWER).contains(&length), "{length} characters");
    assert!(written.cited.len() <= MAX_CITED);
    for label in &written.cited {
        assert!(notes.sources.iter().any(|source| source.label == label));
    }
    let low = SelfRating::new(0.35).expect("within 0 and 1");
    assert_eq!(
        written.cited.is_empty(),
        written.text.starts_with("I do not know this"),
        "cited is what something rests on: {}",
        written.text
    );
    assert!(!written.cited.is_empty() || written.rating < low);
    // Nothing is invented: what stands in a quotation stands in a source or in the question.
    let held = notes.sources.iter().map(|source| bare(source.text));
    let asked = std::iter::once(notes.query).chain(notes.parts.iter().map(String::as_str));
    let known: Vec<String> = held.chain(asked.map(bare)).collect();
    for quoted in written.text.split('“').skip(1) {
        let quoted = bare(quoted.split('”').next().unwrap_or_default());
        assert!(
            known.iter().any(|text| text.contains(&quoted)),
            "invented: {quoted}"
        );
    }
}

fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prop::sample::select(vec![
            "slope", "line", "is called", "means", "the", "cell", "energy", "Tutor: ", "Student: ", "\n", ". ", "? ",
            "“", "”", "…", "斜率是二。", "\u{202E}", "e\u{301}", "👩‍🏫", "\u{0}", "ß", "İ", "ŉ", "ǅ", "3x", "12", "'s", "’s",
        ]).prop_map(str::to_owned),
        1 => any::<String>(),
        1 => "[a-z]{1,9}( [a-z]{1,9}){0,12}",
    ]
}

fn text(most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..most).prop_map(|pieces| pieces.join(" "))
}

fn kind() -> impl Strategy<Value = SourceKind> {
    prop::sample::select(vec![
        SourceKind::Summary,
        SourceKind::Transcript,
        SourceKind::BankItem,
    ])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_answer_keeps_its_bounds_and_quotes_only_what_stands_in_a_source(
        query in text(12),
        parts in prop::collection::vec(text(6), 0..8),
        before in (text(6), text(6)),
        held in prop::collection::vec((kind(), text(60)), 0..6),
    ) {
        let labels: Vec<String> = (0..held.len()).map(|i| format!("source {i}")).collect();
        let sources: Vec<Source<'_>> = held
            .iter()
            .zip(&labels)
            .map(|((kind, text), label)| Source { kind: *kind, label, text })
            .collect();
        let earlier = [Earlier { query: &before.0, answer: &before.1 }];
        assert_lawful(notes(&query, &parts, &earlier, &sources));
    }
}

#[test]
fn an_answer_to_the_longest_question_in_parts_with_the_longest_labels_still_fits() {
    let sentence = format!("The slope of the line is called {}.", "steep ".repeat(400));
    let bank = assistant::bank_text(&sentence, &sentence, &sentence);
    let label = "a very long label ".repeat(11);
    for (kind, text) in [
        (SourceKind::Transcript, &sentence),
        (SourceKind::BankItem, &bank),
    ] {
        let sources = [Source {
            kind,
            label: label.trim(),
            text,
        }];
        let parts = vec!["What is the slope of the line ".repeat(6); 60];
        assert_lawful(notes("slope", &parts, &[], &sources));
        assert_lawful(notes("What is slope?", &[], &[], &sources));
    }
}

#[test]
fn megabytes_of_any_shape_are_answered_from() {
    const LARGEST: usize = 400 * 1024;
    let shapes: [(&str, String); 9] = [
        ("one giant word", "a".repeat(LARGEST)),
        ("one giant line", "slope of the line ".repeat(LARGEST / 18)),
        ("only full stops", ". ".repeat(LARGEST / 2)),
        ("only labels", "Tutor: ".repeat(LARGEST / 7)),
        ("only questions", "slope? ".repeat(LARGEST / 7)),
        (
            "combining marks",
            format!("e{}", "\u{301}".repeat(LARGEST / 2)),
        ),
        ("ideographs without a stop", "斜率直线".repeat(LARGEST / 12)),
        (
            "every word new",
            (0..30_000).map(|i| format!("Word{i} ")).collect(),
        ),
        (
            "every sentence about it",
            "The slope of a line is called steep.\n".repeat(LARGEST / 37),
        ),
    ];
    for (shape, text) in &shapes {
        eprintln!("{shape}");
        for kind in [SourceKind::Transcript, SourceKind::BankItem] {
            let source = Source {
                kind,
                label: "it",
                text,
            };
            // More than is read: what lies behind the bound is left out.
            let sources = [source; 3];
            assert_lawful(notes("What is the slope of a line?", &[], &[], &sources));
        }
    }
}
