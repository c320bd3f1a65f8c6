//! Puts the narrative together: the marker of a brief session, the mixed-subjects sentence, the opening, the quotations.

use domain::SummaryType;

use super::cues::{has_phrase, words};
use super::lexicon::Lexicon;
use super::quoting;
use super::selection;
use super::sentences::MAX_SENTENCE;
use super::summary_type;
use crate::fixed::{SUBJECT_SHOWN, subject};
use crate::plain::one_line;
use crate::{MAX_NARRATIVE, SessionNotes};

const TOPICS_NAMED: usize = 5;
const TOPIC_SHOWN: usize = 50;
const WORDS_NAMED: usize = 3;
/// More topics than this can mix subjects.
const MIXED_ABOVE: usize = 2;

const MATHS: [&str; 6] = [
    "algebra", "geometry", "calculus", "math", "equation", "formula",
];
const SCIENCE: [&str; 6] = [
    "chemistry",
    "physics",
    "biology",
    "science",
    "reaction",
    "molecule",
];
const MIXED: &str = "Several subjects were covered in this session.";
const NOTHING_TO_QUOTE: &str = "Its transcript holds nothing that sums it up.";

/// The most characters that the rules put in front of a narrative: the marker of a brief session, and [`MIXED`].
pub(crate) const FRAME: usize = 30 + MIXED.len();

/// Everything of the opening that is not a name: the longest fixed words of all its parts.
const FIXED_WORDS: usize = 200;
// The bound on a narrative holds by construction, so that nothing has to be cut in the end.
const _: () = assert!(
    FIXED_WORDS
        + MIXED.len()
        + SUBJECT_SHOWN
        + TOPICS_NAMED * (TOPIC_SHOWN + 5)
        + selection::MOST * (MAX_SENTENCE + quoting::FRAME)
        <= MAX_NARRATIVE
);

/// The whole narrative around what was quoted.
pub(super) fn narrative(notes: &SessionNotes<'_>, lexicon: &Lexicon<'_>, told: &str) -> String {
    let told = if told.is_empty() {
        NOTHING_TO_QUOTE
    } else {
        told
    };
    framed(notes, &format!("{} {told}", opening(notes, lexicon)))
}

/// The body of a narrative behind what the rules put in front of it: at most [`FRAME`] characters more.
pub(crate) fn framed(notes: &SessionNotes<'_>, body: &str) -> String {
    let mut narrative = String::with_capacity(body.len() + FRAME);
    if summary_type(notes) == SummaryType::Brief {
        narrative.push_str(&format!(
            "Brief {}-minute session. ",
            notes.duration_minutes
        ));
    }
    if mixes_subjects(notes.topics) && !has_phrase(&words(body), &["then", "also"]) {
        narrative.push_str(MIXED);
        narrative.push(' ');
    }
    narrative.push_str(body);
    narrative
}

fn opening(notes: &SessionNotes<'_>, lexicon: &Lexicon<'_>) -> String {
    let start = format!(
        "This {}-minute session on {}",
        notes.duration_minutes,
        subject(notes)
    );
    let topics: Vec<String> = shown_topics(notes);
    if !topics.is_empty() {
        return format!("{start} covered {}.", listed(&topics));
    }
    let salient: Vec<String> = lexicon
        .salient(WORDS_NAMED)
        .iter()
        .map(|word| format!("“{word}”"))
        .collect();
    if salient.len() < 2 {
        return format!("{start} was recorded.");
    }
    format!(
        "{start} kept coming back to the words {}.",
        listed(&salient)
    )
}

/// Whether a sentence is one of those that a narrative begins with: it says that there was a session, and nothing that was said.
pub(super) fn is_opening(sentence: &str) -> bool {
    let is_start = |start: &str| {
        let rest = sentence.strip_prefix(start);
        rest.map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()))
            .is_some_and(|rest| rest.starts_with("-minute session"))
    };
    is_start("This ") || is_start("Brief ") || sentence == MIXED || sentence == NOTHING_TO_QUOTE
}

/// The topics as they can be named, without blank ones.
pub(super) fn shown_topics(notes: &SessionNotes<'_>) -> Vec<String> {
    let shown = notes
        .topics
        .iter()
        .map(|topic| one_line(topic, TOPIC_SHOWN));
    shown.filter(|topic| !topic.is_empty()).collect()
}

/// "a", "a and b", "a, b and c", or "a, b, c, d, e and 4 more".
fn listed(names: &[String]) -> String {
    let named = &names[..names.len().min(TOPICS_NAMED)];
    match (names.len() - named.len(), named) {
        (0, []) => String::new(),
        (0, [only]) => only.clone(),
        (0, [first @ .., last]) => format!("{} and {last}", first.join(", ")),
        (more, named) => format!("{} and {more} more", named.join(", ")),
    }
}

fn mixes_subjects(topics: &[String]) -> bool {
    let any_has = |fragments: &[&str]| {
        topics.iter().any(|topic| {
            let topic = topic.to_lowercase();
            fragments.iter().any(|fragment| topic.contains(fragment))
        })
    };
    topics.len() > MIXED_ABOVE && any_has(&MATHS) && any_has(&SCIENCE)
}
