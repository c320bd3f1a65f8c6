//! What a sentence is worth to a reader before it is compared with the others.
//!
//! The factors are judgement, tried on real-looking transcripts; the tests hold what must come out, not the numbers.

use super::cues::{has_phrase, words};
use super::lexicon::Lexicon;
use super::sentences::Sentence;
use super::speakers::Speaker;

/// A sentence needs this many content words to say something that stands alone.
const FEWEST_TERMS: usize = 3;
/// The last part of a session, where tutors sum up.
const CLOSING_FROM: f32 = 0.85;

/// What explanations and conclusions sound like.
const TELLING: [&str; 26] = [
    "because",
    "so that",
    "therefore",
    "which means",
    "this means",
    "that means",
    "is called",
    "are called",
    "we call",
    "the rule",
    "the key",
    "the idea",
    "the trick",
    "the difference",
    "always",
    "never",
    "in general",
    "remember",
    "today we",
    "we learned",
    "we covered",
    "important",
    "for example",
    "if you",
    "equals",
    "is the",
];
/// Talk about the call and not about the subject.
const HOUSEKEEPING: [&str; 22] = [
    "hear me",
    "hear you",
    "see my screen",
    "see your screen",
    "share my screen",
    "share your screen",
    "sharing my screen",
    "mute",
    "unmute",
    "muted",
    "microphone",
    "mic",
    "camera",
    "headphones",
    "wi-fi",
    "wifi",
    "internet connection",
    "how are you",
    "how was your",
    "see you",
    "nice to see",
    "take care",
];
/// Talk about other days and not about what was learned in this session.
const OTHER_DAYS: [&str; 6] = [
    "homework",
    "last time",
    "last week",
    "last week's",
    "next week",
    "last session",
];
/// Openings that give a student something to do.
const SETTING: [&str; 13] = [
    "please",
    "bring",
    "memorise",
    "memorize",
    "practice",
    "practise",
    "re-read",
    "redo",
    "reread",
    "review",
    "revise",
    "sum up",
    "write down",
];
/// Openings that need the sentence before to be understood.
const LEANING: [&str; 11] = [
    "that",
    "that's",
    "it",
    "it's",
    "and",
    "but",
    "or",
    "they",
    "which",
    "so that's",
    "exactly",
];

/// Whether these words explain something.
pub(super) fn tells(words: &[&str]) -> bool {
    has_phrase(words, &TELLING)
}

/// Whether these words are about the call and not about the subject.
pub(super) fn is_housekeeping(words: &[&str]) -> bool {
    has_phrase(words, &HOUSEKEEPING)
}

/// Whether these words are about other days and not about what was learned.
fn is_of_other_days(words: &[&str]) -> bool {
    has_phrase(words, &OTHER_DAYS)
}

/// Whether these words give a student something to do, or are about another day: they explain nothing.
pub(super) fn sets_work(words: &[&str]) -> bool {
    let opens = |opening: &&str| super::cues::starts_with(words, opening).is_some();
    is_of_other_days(words) || SETTING.iter().any(opens)
}

/// Whether these words need the sentence before to be understood.
pub(super) fn leans(words: &[&str]) -> bool {
    LEANING
        .iter()
        .any(|start| super::cues::starts_with(words, start).is_some())
}

/// The worth of sentence `index`, above 0; `None` when it should not be quoted at all.
pub(super) fn worth(
    index: usize,
    sentence: &Sentence<'_>,
    lexicon: &Lexicon<'_>,
    transcript_part: f32,
) -> Option<f32> {
    let terms = lexicon.terms(index);
    if terms.len() < FEWEST_TERMS {
        return None;
    }
    let words = words(sentence.text);
    if is_housekeeping(&words) {
        return None;
    }
    let mut worth = 1.0 + 0.3 * lexicon.topic_words(terms).min(3) as f32;
    if tells(&words) {
        worth *= 1.3;
    }
    if transcript_part >= CLOSING_FROM {
        worth *= 1.15;
    }
    if terms.len() < 5 {
        worth *= 0.8;
    }
    if is_of_other_days(&words) {
        worth *= 0.4;
    }
    if sentence.asks() {
        worth *= 0.3;
    }
    if sentence.opens_inside || sentence.ends_inside {
        worth *= 0.7;
    }
    if leans(&words) {
        worth *= 0.75;
    }
    if sentence.speaker == Speaker::Student {
        worth *= 0.8;
    }
    Some(worth)
}
