//! Recognises sentences that tell the student to do something before the next session.
//!
//! Tutors give instructions all the time ("try factoring x out"); a next step is one that is given out as homework, or
//! one to study, and given late.

use super::cues::{after_phrase, has_phrase, starts_with, words};
use super::sentences::Sentence;
use super::speakers::Speaker;

/// Homework given in this first part of a session is that of last time.
const HOMEWORK_FROM: f32 = 0.3;
/// Plain instructions count in this last part only.
const INSTRUCTIONS_FROM: f32 = 0.6;
/// How far behind a cue its verb may stand: "you should definitely go and review".
const REACH: usize = 4;

const HOMEWORK: [&str; 16] = [
    "for next time",
    "before next time",
    "before next session",
    "before the next session",
    "before our next session",
    "before next week",
    "for next week",
    "by next week",
    "until next week",
    "for our next session",
    "for the next session",
    "for homework",
    "your homework is",
    "homework is",
    "as homework",
    "before we meet again",
];
const PAST: [&str; 6] = [
    "last time",
    "last week",
    "last session",
    "did your homework",
    "done your homework",
    "finished your homework",
];
const ASKING: [&str; 20] = [
    "please",
    "try to",
    "you should",
    "you could",
    "you need to",
    "you can",
    "make sure",
    "remember to",
    "be sure to",
    "don't forget to",
    "i want you to",
    "i'd like you to",
    "i would like you to",
    "i suggest you",
    "keep",
    "have a go at",
    "your task is to",
    "it would help to",
    "you'll want to",
    "let's have you",
];
const STUDYING: [&str; 45] = [
    "review",
    "revise",
    "practise",
    "practice",
    "practising",
    "practicing",
    "read",
    "reread",
    "re-read",
    "complete",
    "finish",
    "redo",
    "memorise",
    "memorize",
    "rework",
    "study",
    "prepare",
    "attempt",
    "summarise",
    "summarize",
    "rewrite",
    "revisit",
    "watch",
    "learn",
    "write",
    "solve",
    "bring",
    "draw",
    "sketch",
    "do",
    "work",
    "try",
    "make",
    "look",
    "go",
    "answer",
    "check",
    "note",
    "quiz",
    "test",
    "create",
    "repeat",
    "correct",
    "list",
    "explain",
];
/// Verbs that open an instruction which is meant for later; the others are as likely meant for now.
const FOR_LATER: [&str; 20] = [
    "review",
    "revise",
    "practise",
    "practice",
    "read",
    "reread",
    "re-read",
    "complete",
    "finish",
    "redo",
    "memorise",
    "memorize",
    "rework",
    "study",
    "prepare",
    "attempt",
    "revisit",
    "keep",
    "summarise",
    "summarize",
];
/// What may stand before an instruction without changing it.
const FILLERS: [&str; 18] = [
    "so", "okay", "ok", "and", "now", "then", "also", "alright", "right", "finally", "first",
    "second", "third", "great", "well", "lastly", "next", "good",
];

/// How clearly a sentence gives a next step: 3 homework, 2 a request, 1 an instruction; `None` when it gives none.
///
/// `part` is where in the transcript it stands, 0 to 1.
pub(super) fn clarity(sentence: &Sentence<'_>, part: f32) -> Option<u8> {
    if sentence.speaker == Speaker::Student || sentence.asks() || part < HOMEWORK_FROM {
        return None;
    }
    let all = words(sentence.text);
    let words = without_fillers(&all);
    if words.len() < 3 || has_phrase(words, &PAST) {
        return None;
    }
    if has_phrase(words, &HOMEWORK) {
        return Some(3);
    }
    if part < INSTRUCTIONS_FROM {
        return None;
    }
    if requests(words) {
        return Some(2);
    }
    instructs(words).then_some(1)
}

/// Whether words that follow an announcement of steps are a further step, and not small talk.
pub(super) fn goes_on(text: &str) -> bool {
    let all = words(text);
    let words = without_fillers(&all);
    words.first().is_some_and(|word| is_one_of(word, &STUDYING))
        || requests(words)
        || has_phrase(words, &HOMEWORK)
}

/// `text` from its first word that is no filler.
pub(super) fn without_lead(text: &str) -> &str {
    let all = words(text);
    match without_fillers(&all).first() {
        Some(first) => &text[first.as_ptr() as usize - text.as_ptr() as usize..],
        None => text,
    }
}

fn requests(words: &[&str]) -> bool {
    after_phrase(words, &ASKING).is_some_and(|after| {
        words[after..]
            .iter()
            .take(REACH)
            .any(|word| is_one_of(word, &STUDYING))
    })
}

fn instructs(words: &[&str]) -> bool {
    words
        .first()
        .is_some_and(|word| is_one_of(word, &FOR_LATER))
        || starts_with(words, "have a go").is_some()
        || starts_with(words, "work through").is_some()
}

fn without_fillers<'w, 'a>(words: &'w [&'a str]) -> &'w [&'a str] {
    let lead = words
        .iter()
        .take_while(|word| is_one_of(word, &FILLERS))
        .count();
    &words[lead..]
}

fn is_one_of(word: &str, list: &[&str]) -> bool {
    list.iter().any(|entry| word.eq_ignore_ascii_case(entry))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(speaker: Speaker, text: &str, part: f32) -> Option<u8> {
        let sentence = Sentence {
            speaker,
            text,
            at: 0,
            opens_inside: false,
            ends_inside: false,
        };
        clarity(&sentence, part)
    }

    #[test]
    fn homework_is_clearer_than_a_request_and_a_request_than_an_instruction() {
        assert_eq!(
            said(Speaker::Tutor, "So for homework, do page three.", 0.9),
            Some(3)
        );
        assert_eq!(
            said(Speaker::Tutor, "Okay, please review the circles.", 0.9),
            Some(2)
        );
        assert_eq!(
            said(Speaker::Unknown, "Review the two circles.", 0.9),
            Some(1)
        );
        assert_eq!(said(Speaker::Tutor, "The circles are round.", 0.9), None);
    }

    #[test]
    fn instructions_given_during_the_session_are_for_the_session() {
        assert_eq!(
            said(Speaker::Tutor, "Please review the circles.", 0.5),
            None
        );
        assert_eq!(
            said(Speaker::Tutor, "For homework, do page three.", 0.5),
            Some(3)
        );
        assert_eq!(
            said(Speaker::Tutor, "For homework, do page three.", 0.1),
            None
        );
    }

    #[test]
    fn questions_past_homework_and_the_student_s_own_words_give_no_step() {
        assert_eq!(
            said(
                Speaker::Tutor,
                "Did you draw the circles for homework?",
                0.9
            ),
            None
        );
        assert_eq!(
            said(
                Speaker::Tutor,
                "For homework you drew circles last week.",
                0.9
            ),
            None
        );
        assert_eq!(
            said(Speaker::Student, "Please review the circles.", 0.9),
            None
        );
    }

    #[test]
    fn a_request_needs_a_verb_of_study() {
        assert_eq!(
            said(Speaker::Tutor, "You should feel proud today.", 0.9),
            None
        );
    }
}
