//! Whether a question is several, and which.

use unicode_segmentation::UnicodeSegmentation;

use super::follow_up::content;
use super::scope::is_educational;
use super::vocabulary::{ACTIONS, JOINERS, OPENERS, lists};
use super::words::{Word, Words};

/// The marks that end a question, in the scripts that have their own.
pub(super) const QUESTION_MARKS: [char; 3] = ['?', '？', '؟'];

/// A half is at least this many words.
const HALF: usize = 2;

/// A sentence is a part of its own from this many words.
const SENTENCE: usize = 3;

/// Of the joiners, those that also join two things that are asked for by one verb.
const PLAIN_JOINERS: [&str; 2] = ["also", "and"];

/// So many of them are looked at, so that a text of nothing else costs no more than any other.
const TRIED: usize = 8;

/// May stand between a joiner and what is asked.
const FILLERS: [&str; 3] = ["please", "so", "then"];

/// The parts of a question that is several, in order, each as it was written; none of a question that is one. A question
/// that is several and cannot be taken apart is its own only part.
pub(super) fn parts(text: &str, words: &Words) -> Vec<String> {
    let asked = asked(text);
    if asked.len() > 1 {
        return owned(&asked);
    }
    let joined = joined(text, words.as_slice());
    if joined.len() > 1 {
        return owned(&joined);
    }
    let sentences: Vec<_> = text.unicode_sentences().collect();
    let requests = sentences.iter().filter(|sentence| is_request(sentence));
    if requests.count() < 2 {
        return Vec::new();
    }
    let whole: Vec<_> = sentences
        .into_iter()
        .filter(|sentence| Words::of(sentence).len() >= SENTENCE)
        .collect();
    if whole.len() > 1 {
        owned(&whole)
    } else {
        owned(&[text])
    }
}

fn owned(parts: &[&str]) -> Vec<String> {
    let is_edge = |c: char| c.is_whitespace() || [',', ';', '.'].contains(&c);
    parts
        .iter()
        .map(|part| part.trim_matches(is_edge).to_owned())
        .collect()
}

/// What stands before each question mark, and what follows the last one if it says anything ("Thanks!" does not).
fn asked(text: &str) -> Vec<&str> {
    let mut pieces: Vec<_> = text.split(QUESTION_MARKS).collect();
    let rest = pieces
        .pop()
        .filter(|rest| !content(&Words::of(rest)).is_empty());
    pieces.retain(|piece| Words::of(piece).len() > 0);
    pieces.extend(rest);
    pieces
}

/// The text, cut at the joiners behind which something else is asked; else at the first "and" or "also" that joins two tasks.
fn joined<'a>(text: &'a str, words: &[Word]) -> Vec<&'a str> {
    let mut parts = Vec::new();
    let (mut part, mut at) = (0, 1);
    while at < words.len() {
        let next = after_joiner(words, at);
        if lists(&JOINERS, &words[at].text)
            && at - part >= HALF
            && words.len() - next >= HALF
            && asks_again(text, words, part, at, next)
        {
            parts.push(&text[words[part].start..words[at].start]);
            (part, at) = (next, next);
        }
        at += 1;
    }
    if parts.is_empty() {
        return halves(text, words);
    }
    parts.push(&text[words[part].start..]);
    parts
}

/// Behind the joiner something is asked; and something was asked before it, or the whole ends as a question.
fn asks_again(text: &str, words: &[Word], part: usize, joiner: usize, next: usize) -> bool {
    let before = &words[part..joiner];
    lists(&OPENERS, &words[next].text)
        && (before.iter().any(|word| lists(&ACTIONS, &word.text))
            || text[words[next].start..].contains(QUESTION_MARKS))
}

/// The first word behind the joiner at `at` that is neither a joiner nor a filler.
fn after_joiner(words: &[Word], at: usize) -> usize {
    let is_between =
        |word: &&Word| lists(&JOINERS, &word.text) || FILLERS.contains(&word.text.as_str());
    at + 1 + words[at + 1..].iter().take_while(is_between).count()
}

/// Both sides of the first "and" or "also" that joins two tasks: each of two words or more, with an action or a word of school.
fn halves<'a>(text: &'a str, words: &[Word]) -> Vec<&'a str> {
    let is_task = |half: &str| {
        let words = Words::of(half);
        words.len() >= HALF
            && (is_educational(half, &words) || words.iter().any(|word| lists(&ACTIONS, word)))
    };
    words
        .iter()
        // "Between" and its "and" are one question.
        .take_while(|word| word.text != "between")
        .filter(|word| lists(&PLAIN_JOINERS, &word.text))
        .take(TRIED)
        .map(|word| [&text[..word.start], &text[word.end..]])
        .find(|halves| halves.iter().all(|half| is_task(half)))
        .map_or_else(Vec::new, Vec::from)
}

fn is_request(sentence: &str) -> bool {
    Words::of(sentence)
        .iter()
        .next()
        .is_some_and(|word| lists(&OPENERS, word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<String> {
        parts(text, &Words::of(text))
    }

    #[test]
    fn every_question_mark_ends_a_part() {
        assert_eq!(
            of("What is a noun? What is a verb?"),
            ["What is a noun", "What is a verb"]
        );
        assert_eq!(
            of("What is a noun? Explain verbs."),
            ["What is a noun", "Explain verbs"]
        );
        assert_eq!(of("这是什么？为什么？"), ["这是什么", "为什么"]);
    }

    #[test]
    fn a_joiner_before_another_request_begins_a_part() {
        assert_eq!(
            of("What is osmosis, and how does it work?"),
            ["What is osmosis", "how does it work?"]
        );
        assert_eq!(
            of("Explain atoms and also please explain ions and then solve number four"),
            ["Explain atoms", "explain ions", "solve number four"]
        );
        assert_eq!(
            of("How do plants grow plus why are they green?"),
            ["How do plants grow", "why are they green?"]
        );
    }

    #[test]
    fn two_tasks_joined_by_and_are_two_parts() {
        assert_eq!(
            of("Help with my essay and my chemistry homework"),
            ["Help with my essay", "my chemistry homework"]
        );
        assert_eq!(
            of("Solve 2x + 3 = 7 and 3x - 1 = 5"),
            ["Solve 2x + 3 = 7", "3x - 1 = 5"]
        );
    }

    #[test]
    fn two_sentences_that_ask_are_two_parts() {
        assert_eq!(
            of("Explain the French Revolution. Describe its main causes."),
            ["Explain the French Revolution", "Describe its main causes"]
        );
        assert_eq!(
            of("Explain atoms. Describe ions."),
            ["Explain atoms. Describe ions"]
        );
    }

    #[test]
    fn one_question_has_no_parts() {
        for text in [
            "What is the difference between ionic and covalent bonds?",
            "What is the difference between a math and a science equation?",
            "What is 2 plus 2?",
            "Explain the causes and effects of the war",
            "How do I understand Roman sand castles?",
            "Really??",
            "What is a noun? Thanks!",
            "And how does it work?",
            "When and where was Rome founded?",
            "I am stuck. What is a noun?",
            "?",
        ] {
            assert!(of(text).is_empty(), "{text}");
        }
    }
}
