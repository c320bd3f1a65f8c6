//! What holds for every transcript whatsoever, however broken.

use assistant::{
    Assistant, Extractive, MAX_NARRATIVE, MAX_STEP, MAX_STEPS, Private, SessionNotes,
    WrittenSummary,
};
use domain::SummaryType;
use futures_util::FutureExt;
use proptest::prelude::*;

/// The longest transcript that clients may send.
const LARGEST: usize = 256 * 1024;

fn summary(notes: SessionNotes<'_>) -> WrittenSummary {
    Extractive
        .summarise(notes)
        .now_or_never()
        .expect("the embedded assistant waits for nothing")
        .expect("the embedded assistant does not fail")
}

fn notes<'a>(
    subject: &'a str,
    topics: &'a [String],
    minutes: u16,
    transcript: &'a str,
) -> SessionNotes<'a> {
    SessionNotes {
        subject,
        topics,
        duration_minutes: minutes,
        transcript: Some(transcript),
        private: Private::NOBODY,
    }
}

/// As the narrative shows text: one line, inner double quotation marks made single.
fn shown(text: &str) -> String {
    let gap = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    let words: Vec<&str> = text.split(gap).filter(|word| !word.is_empty()).collect();
    words.join(" ").replace('“', "‘").replace('”', "’")
}

#[track_caller]
fn assert_lawful(notes: SessionNotes<'_>) {
    let written = summary(notes);
    assert!(!written.narrative.is_empty());
    assert!(written.narrative.chars().count() <= MAX_NARRATIVE);
    assert!((1..=MAX_STEPS).contains(&written.next_steps.len()));
    for step in &written.next_steps {
        assert!((1..=MAX_STEP).contains(&step.chars().count()));
        assert!(!step.contains('\n'));
    }
    assert!(
        summary(notes) == written,
        "the same notes gave two summaries"
    );

    if written.summary_type != SummaryType::MissingTranscript {
        assert_eq!(
            written.summary_type == SummaryType::Brief,
            notes.duration_minutes < 10
        );
        let said = shown(notes.transcript.unwrap_or_default());
        for quoted in written.narrative.split('“').skip(1) {
            let quoted = quoted
                .split('”')
                .next()
                .unwrap_or_default()
                .trim_matches('…');
            assert!(said.contains(quoted), "invented: {quoted:?}");
        }
    }
}

/// Pieces that transcripts are made of, and those that break readers of transcripts.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-z]{1,9}( [a-z]{1,9}){0,12}",
        2 => prop::sample::select(vec![
            "Tutor: ", "Student: ", "Next steps:", "Homework: ", "next:", "- ", "1. ", "2) ", "\n", "\n\n", "[00:01] ",
            "e.g. ", "3.5", "...", "…", ". ", "? ", "!", "。", "：", " “so” ", "\"", "\r\n", "-->", "please review ",
            "for next time ", "老师：", "斜率是二。", "x = -2. ", "\u{202E}", "e\u{301}", "👩‍🏫", "\u{0}", "ß", "İ", "ŉ",
        ]).prop_map(str::to_owned),
        1 => any::<String>(),
        1 => "\\PC{0,300}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_summary_keeps_its_bounds_and_quotes_only_what_was_said(
        pieces in prop::collection::vec(piece(), 0..120),
        subject in any::<String>(),
        topics in prop::collection::vec(any::<String>(), 0..12),
        minutes in 1_u16..=480,
    ) {
        // A name with quotation marks would look like a quotation to this test; names are not its point.
        let subject = subject.replace(['“', '”'], "");
        let topics: Vec<String> = topics.iter().map(|topic| topic.replace(['“', '”'], "")).collect();
        assert_lawful(notes(&subject, &topics, minutes, &pieces.concat()));
    }
}

#[test]
fn the_longest_names_still_fit() {
    let subject = "W".repeat(5_000);
    let topics = vec!["algebra chemistry ".repeat(300); 50];
    let transcript: String = (0..300)
        .map(|i| {
            format!(
                "Tutor: {}fact{i} ends.\nStudent: {}thought{i} ends.\n",
                "slope ".repeat(60),
                "line ".repeat(60)
            )
        })
        .collect();
    assert_lawful(notes(&subject, &topics, 9, &transcript));
}

/// Shapes that make careless readers slow or make them panic; each as large as a transcript may be.
#[test]
fn the_largest_transcripts_of_any_shape_are_summed_up() {
    let shapes: [(&str, String); 14] = [
        ("one giant word", "a".repeat(LARGEST)),
        ("one giant line", "slope of the line ".repeat(LARGEST / 18)),
        ("only full stops", ".".repeat(LARGEST)),
        ("full stops apart", ". ".repeat(LARGEST / 2)),
        (
            "closing brackets after a full stop",
            format!("a.{}", ")".repeat(LARGEST)),
        ),
        ("only colons", ":".repeat(LARGEST)),
        ("only labels", "Tutor: ".repeat(LARGEST / 7)),
        ("only announcements", "Next steps: ".repeat(LARGEST / 12)),
        (
            "only line breaks and a word",
            format!("{}x", "\n".repeat(LARGEST)),
        ),
        ("only bullets", "- ".repeat(LARGEST / 2)),
        (
            "combining marks",
            format!("e{}", "\u{301}".repeat(LARGEST / 2)),
        ),
        ("ideographs without a stop", "斜率直线".repeat(LARGEST / 12)),
        (
            "numbers that count up",
            (0..40_000).map(|i| format!(" {i}. ")).collect(),
        ),
        (
            "every word new",
            (0..30_000).map(|i| format!("Word{i} ")).collect(),
        ),
    ];
    for (shape, transcript) in &shapes {
        eprintln!("{shape}");
        assert_lawful(notes("Algebra", &[], 60, transcript));
    }
}

#[test]
fn an_hour_long_lesson_is_told_from_all_its_parts() {
    let lesson = include_str!("transcripts/algebra.txt");
    let transcript = lesson.repeat(LARGEST / lesson.len());
    assert_lawful(notes("Algebra", &["slope".to_owned()], 480, &transcript));
}
