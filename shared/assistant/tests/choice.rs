//! Which of a few sentences the embedded assistant tells: three of four, so that every preference shows.

use assistant::{Assistant, Extractive, Private, SessionNotes};
use futures_util::FutureExt;

fn narrative(topics: &[&str], said: &[&str]) -> String {
    let topics: Vec<String> = topics.iter().map(ToString::to_string).collect();
    let transcript = said.join("\n");
    let notes = SessionNotes {
        subject: "Science",
        topics: &topics,
        duration_minutes: 30,
        transcript: Some(&transcript),
        private: Private::NOBODY,
    };
    let summary = Extractive.summarise(notes).now_or_never();
    summary
        .expect("the embedded assistant waits for nothing")
        .expect("the embedded assistant does not fail")
        .narrative
}

/// Three sentences of equal standing.
const PLAIN: [&str; 3] = [
    "Tutor: Copper conducts electric current through every metal wire.",
    "Tutor: Plants store chemical energy inside their green leaves.",
    "Tutor: Sound travels quickly along solid steel railway tracks.",
];

/// Puts `sentence` among the plain ones, first and last, and asks that the plain ones are told in its place.
#[track_caller]
fn assert_passed_over(sentence: &str) {
    let [one, two, three] = PLAIN;
    for said in [[sentence, one, two, three], [one, two, three, sentence]] {
        let narrative = narrative(&["rivers"], &said);
        let words = sentence
            .split_once(": ")
            .map_or(sentence, |(_, words)| words);
        assert!(!narrative.contains(words), "{narrative}");
        for plain in PLAIN {
            assert!(narrative.contains(&plain["Tutor: ".len()..]), "{narrative}");
        }
    }
}

#[test]
fn a_statement_is_told_rather_than_a_question() {
    assert_passed_over("Tutor: How do deep rivers carry heavy mountain gravel downstream?");
}

#[test]
fn what_was_learned_is_told_rather_than_what_was_homework() {
    assert_passed_over("Tutor: Your homework answers about wide rivers reached my desk.");
}

#[test]
fn the_tutor_is_told_rather_than_the_student() {
    assert_passed_over("Student: Deep valleys carry heavy mountain gravel downstream.");
}

#[test]
fn a_sentence_that_stands_alone_is_told_rather_than_one_that_leans_on_another() {
    assert_passed_over("Tutor: That carries heavy mountain gravel downstream quite steadily.");
}

#[test]
fn talk_about_the_call_is_never_told_even_when_little_else_was_said() {
    let narrative = narrative(
        &[],
        &[
            PLAIN[0],
            "Tutor: Please share your screen with the river drawing.",
        ],
    );
    assert!(narrative.contains("Copper conducts"));
    assert!(!narrative.contains("share your screen"));
}

#[test]
fn fragments_are_never_told_even_when_little_else_was_said() {
    let narrative = narrative(&[], &[PLAIN[0], "Tutor: A river.", "Student: Metal wire."]);
    assert!(narrative.contains("Copper conducts"));
    assert!(!narrative.contains("A river.") && !narrative.contains("Metal wire."));
}

#[test]
fn what_is_said_twice_is_told_once() {
    let narrative = narrative(&[], &[PLAIN[0], PLAIN[1], PLAIN[0], PLAIN[1], PLAIN[0]]);
    assert_eq!(narrative.matches("Copper conducts").count(), 1);
    assert_eq!(narrative.matches("Plants store").count(), 1);
}

#[test]
fn a_new_thought_is_told_rather_than_a_third_form_of_the_same_one() {
    let narrative = narrative(
        &[],
        &[
            "Tutor: Copper conducts strong electric current through every household wire.",
            "Tutor: Copper conducts strong electric current through every household cable.",
            "Tutor: Copper conducts strong electric current through every household foil.",
            PLAIN[1],
        ],
    );
    assert!(narrative.contains("Plants store"), "{narrative}");
}

#[test]
fn a_sentence_about_a_topic_is_told_first() {
    let [one, two, three] = PLAIN;
    let topical = "Tutor: Deep rivers carry heavy mountain gravel downstream.";
    let narrative = narrative(&["rivers", "gravel"], &[one, two, topical, three]);
    assert!(narrative.contains("Deep rivers"), "{narrative}");
}

#[test]
fn an_explanation_is_told_rather_than_a_remark() {
    let [one, two, three] = PLAIN;
    let telling = "Tutor: Rivers carry gravel downstream because steep water moves stones.";
    let narrative = narrative(&[], &[one, two, telling, three]);
    assert!(narrative.contains("because steep water"), "{narrative}");
}
