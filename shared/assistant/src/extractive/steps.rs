//! The next steps: those announced in the transcript, else those that follow from its topics.

use super::cues::words;
use super::directives::{clarity, goes_on, without_lead};
use super::lexicon::Lexicon;
use super::listing::{Marker, marker, numbered_inline};
use super::opening::shown_topics;
use super::sentences::{Sentence, split};
use super::speakers::Speaker;
use super::turns::Turn;
use crate::fixed::subject;
use crate::plain::one_line;
use crate::{MAX_STEP, MAX_STEPS, SessionNotes};

/// What announces a list of steps when a colon follows; the first outweighs the others.
const ANNOUNCEMENTS: [&str; 8] = [
    "next steps",
    "homework",
    "for next time",
    "before next time",
    "action items",
    "to do",
    "to-do",
    "next",
];

/// Steps found, and the sentences they came from, ascending: these are not told twice.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) steps: Vec<String>,
    pub(super) sentences: Vec<usize>,
}

/// The steps that the transcript itself names: at most three, possibly none.
pub(super) fn announced(turns: &[Turn<'_>], sentences: &[Sentence<'_>]) -> Found {
    if let Some((place, items)) = after_announcement(turns) {
        let steps: Vec<String> = items.iter().filter_map(|item| step(item)).collect();
        if !steps.is_empty() {
            return Found {
                steps,
                sentences: between(sentences, place),
            };
        }
    }
    from_directives(sentences)
}

/// `steps`, or ones that follow from the topics or the session's own words. Never empty.
pub(super) fn or_derived(
    steps: Vec<String>,
    notes: &SessionNotes<'_>,
    lexicon: &Lexicon<'_>,
) -> Vec<String> {
    if !steps.is_empty() {
        return steps;
    }
    let mut about = shown_topics(notes);
    if about.is_empty() {
        about = lexicon
            .salient(2)
            .into_iter()
            .map(|word| format!("“{word}”"))
            .collect();
    }
    let subject = subject(notes);
    let mut derived = match about.as_slice() {
        [] => vec![format!("Review what this session on {subject} was about.")],
        [only] => vec![
            format!("Review the notes on {only}."),
            format!("Practise a few more questions on {only}."),
        ],
        [first, second, ..] => {
            vec![
                format!("Review the notes on {first}."),
                format!("Practise a few questions on {second}."),
            ]
        }
    };
    derived.push(format!(
        "Write down what is still unclear in {subject} for the next session."
    ));
    derived
}

// === Announced ===

/// The items after the last announcement, and the place in the transcript (in bytes) that they take.
fn after_announcement<'a>(turns: &[Turn<'a>]) -> Option<(std::ops::Range<usize>, Vec<&'a str>)> {
    let by_tutor = || {
        turns
            .iter()
            .enumerate()
            .rev()
            .filter(|(_, turn)| turn.speaker != Speaker::Student)
    };
    let last = |announcements: &[&str]| {
        by_tutor().find_map(|(index, turn)| Some((index, end_of_last(turn.text, announcements)?)))
    };
    let (index, announced) = last(&ANNOUNCEMENTS[..1]).or_else(|| last(&ANNOUNCEMENTS[1..]))?;
    let mut turn = &turns[index];
    let mut rest = &turn.text[announced..];
    if rest.trim().is_empty() {
        turn = turns
            .get(index + 1)
            .filter(|next| next.speaker != Speaker::Student)?;
        rest = turn.text;
    }
    let items = items(rest);
    let end = items
        .last()
        .map(|item| item.as_ptr() as usize - turn.text.as_ptr() as usize + item.len())?;
    Some((turns[index].at + announced..turn.at + end, items))
}

/// Where the last announcement in `text` ends: behind its colon.
fn end_of_last(text: &str, announcements: &[&str]) -> Option<usize> {
    text.rmatch_indices([':', '：']).find_map(|(colon, mark)| {
        let before = text[..colon].trim_end_matches(['*', '_', ' ']);
        let announces = announcements.iter().any(|cue| {
            let Some(start) = before.len().checked_sub(cue.len()) else {
                return false;
            };
            let Some(tail) = before.get(start..) else {
                return false;
            };
            let lead = &before[..start];
            // "What comes next:" announces nothing; a bare "next:" must open its sentence.
            let opens = lead
                .trim_end_matches([' ', '*', '_', '#'])
                .ends_with(|c: char| !c.is_alphanumeric());
            let whole = !lead.ends_with(char::is_alphanumeric);
            tail.eq_ignore_ascii_case(cue)
                && whole
                && (*cue != "next" || opens || lead.trim().is_empty())
        });
        announces.then(|| colon + mark.len())
    })
}

/// The items of a list: bullets, else numbers, else sentences.
fn items(text: &str) -> Vec<&str> {
    let lines = || text.lines().map(str::trim);
    let marked = |kind: Marker| -> Vec<&str> {
        lines()
            .skip_while(move |line| marker(line).is_none_or(|(found, _)| found != kind))
            .take_while(|line| !line.is_empty())
            .filter_map(marker)
            .filter(|(found, item)| *found == kind && !item.is_empty())
            .map(|(_, item)| item)
            .take(MAX_STEPS)
            .collect()
    };
    let bullets = marked(Marker::Bullet);
    if !bullets.is_empty() {
        return bullets;
    }
    let numbers = marked(Marker::Number);
    if numbers.len() > 1 {
        return numbers;
    }
    let first_line = lines().find(|line| !line.is_empty()).unwrap_or_default();
    let inline = numbered_inline(first_line);
    if inline.len() > 1 {
        return inline.into_iter().take(MAX_STEPS).collect();
    }
    split(text)
        .map(|(_, sentence)| sentence)
        .enumerate()
        .take_while(|(index, sentence)| *index == 0 || goes_on(sentence))
        .flat_map(|(_, sentence)| sentence.split(';'))
        .map(str::trim)
        .filter(|item| !item.is_empty())
        .take(MAX_STEPS)
        .collect()
}

fn between(sentences: &[Sentence<'_>], place: std::ops::Range<usize>) -> Vec<usize> {
    // The sentence that announces reaches over the place's start.
    let from =
        sentences.partition_point(|sentence| sentence.at + sentence.text.len() < place.start);
    let to = sentences.partition_point(|sentence| sentence.at < place.end);
    (from..to).collect()
}

// === Told in passing ===

fn from_directives(sentences: &[Sentence<'_>]) -> Found {
    let count = sentences.len() as f32;
    let mut clear: Vec<(u8, usize)> = sentences
        .iter()
        .enumerate()
        .filter_map(|(index, sentence)| Some((clarity(sentence, index as f32 / count)?, index)))
        .collect();
    // The clearest first, and of equals the latest: the last word on homework counts.
    clear.sort_unstable_by(|one, other| other.cmp(one));
    let mut chosen: Vec<(usize, String)> = Vec::new();
    for (_, index) in clear {
        if chosen.len() == MAX_STEPS {
            break;
        }
        if let Some(step) = step(sentences[index].text)
            && !chosen.iter().any(|(_, known)| say_the_same(known, &step))
        {
            chosen.push((index, step));
        }
    }
    chosen.sort_unstable_by_key(|(index, _)| *index);
    let (sentences, steps) = chosen.into_iter().unzip();
    Found { steps, sentences }
}

fn say_the_same(one: &str, other: &str) -> bool {
    let (one, other) = (words(one), words(other));
    let shared = one
        .iter()
        .filter(|word| other.iter().any(|known| known.eq_ignore_ascii_case(word)));
    shared.count() * 10 > one.len().max(other.len()) * 7
}

/// A step as it is shown: one bounded line that starts with a capital. `None` when it says nothing.
fn step(text: &str) -> Option<String> {
    let line = one_line(without_lead(text), MAX_STEP);
    let mut chars = line.chars();
    let first = chars.next()?;
    if !line.contains(char::is_alphanumeric) {
        return None;
    }
    // "x = 2" keeps its x; a letter whose capital is longer stays, because the bound is on characters.
    let opens_word = first.is_lowercase() && chars.clone().next().is_some_and(char::is_alphabetic);
    let mut capital = first.to_uppercase();
    match (opens_word, capital.next(), capital.next()) {
        (true, Some(capital), None) => Some(format!("{capital}{}", chars.as_str())),
        _ => Some(line),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extractive::{sentences, turns};

    fn steps(transcript: &str) -> Vec<String> {
        let turns = turns::turns(transcript);
        announced(&turns, &sentences::sentences(&turns)).steps
    }

    #[test]
    fn a_hyphen_inside_a_word_does_not_cut_a_step() {
        assert_eq!(
            steps("Tutor: Next steps: 1. Do the follow-up questions 2. Read the well-known proof"),
            ["Do the follow-up questions", "Read the well-known proof"]
        );
    }

    #[test]
    fn bullets_win_over_numbers_and_stop_at_the_list_s_end() {
        let found = steps(
            "Tutor: Next steps:\n- redo problem 4\n- read page 2\n\nTutor: Bye now.\n- no step",
        );
        assert_eq!(found, ["Redo problem 4", "Read page 2"]);
    }

    #[test]
    fn the_last_announcement_counts_and_small_talk_after_it_does_not() {
        let found = steps(
            "Tutor: Next steps: look at this.\nTutor: Homework: finish worksheet 4b. Practise two proofs. Great job today!",
        );
        assert_eq!(found, ["Look at this."]);
        let found =
            steps("Tutor: Homework: finish worksheet 4b. Practise two proofs. Great job today!");
        assert_eq!(found, ["Finish worksheet 4b.", "Practise two proofs."]);
    }

    #[test]
    fn what_comes_next_is_no_announcement() {
        assert!(steps("Tutor: Look at what comes next: the denominator.").is_empty());
        assert_eq!(
            steps("Tutor: Well done. Next: the denominators sheet."),
            ["The denominators sheet."]
        );
    }

    #[test]
    fn one_sentence_of_steps_is_parted_at_its_semicolons() {
        assert_eq!(
            steps("We did slopes. Next steps: redo problem 4; read page 2."),
            ["Redo problem 4", "Read page 2."]
        );
    }

    #[test]
    fn steps_may_follow_their_announcement_in_the_next_turn() {
        assert_eq!(
            steps("Tutor: Your next steps:\nTutor: 1. Aa\n2. Bb"),
            ["Aa", "Bb"]
        );
        assert_eq!(
            steps("Tutor: Your next steps:\nTutor: Redo the well-known proof."),
            ["Redo the well-known proof."]
        );
        assert!(steps("Tutor: Your next steps:\nStudent: 1. Aa\n2. Bb").is_empty());
    }

    #[test]
    fn homework_that_is_repeated_is_one_step_in_its_last_wording() {
        assert_eq!(
            steps(
                "Tutor: A slope is a ratio.\nTutor: For homework do the slope sheet.\n\
                 Tutor: So for homework do the slope sheet, please."
            ),
            ["For homework do the slope sheet, please."]
        );
    }

    #[test]
    fn never_more_than_three_steps() {
        assert_eq!(
            steps("Tutor: Next steps:\n1. Aa\n2. Bb\n3. Cc\n4. Dd").len(),
            3
        );
    }
}
