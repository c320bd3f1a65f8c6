//! Whether a sentence says what a word means or why something is so, or only mentions it. A guess by the words around it.

use super::cues::{has_phrase, starts_with};
use super::terms::{Terms, is_word};
use super::worth::{leans, tells};

/// Phrases of explanations that [`tells`] does not look for.
const EXPLAINING: [&str; 12] = [
    "is a",
    "is an",
    "are",
    "means",
    "tells us",
    "says that",
    "consists of",
    "happens when",
    "depends on",
    "contains",
    "turns",
    "produces",
];
/// A word that is defined stands at most [`FAR`] words before one of these ...
const BEFORE: [&str; 10] = [
    "is", "are", "equals", "gives", "means", "measures", "says", "shows", "tells", "turns",
];
const FAR: usize = 4;
/// ... with none of these between, with which another clause begins ...
const CLAUSES: [&str; 15] = [
    "and", "as", "because", "but", "if", "it", "since", "so", "they", "we", "when", "where",
    "while", "which", "you",
];
/// Behind these a number is a result and no meaning: "the slope is 3".
const EQUATING: [&str; 4] = ["is", "are", "equals", "gives"];
/// ... or right behind one of these, but for an article, ...
const BEHIND: [&str; 3] = ["call", "called", "defines"];
/// ... or right behind one of these, when one of [`GOING_ON`] follows: "oxygen is the reactant" is an example and no definition.
const NAMING: [&str; 2] = ["is", "are"];
const GOING_ON: [&str; 5] = ["that", "when", "where", "which", "who"];
const ARTICLES: [&str; 3] = ["a", "an", "the"];
/// What is done to one of these is not understood without the sentence before: "Factor it out".
const POINTING: [&str; 5] = ["it", "them", "that", "these", "those"];
/// Openings of sentences that say what will be told and do not tell it.
const ANNOUNCING: [&str; 5] = ["today", "now we", "now let's", "let's", "next"];
/// Openings that say yes or no to what was said before. What stands behind them leans on it as well.
const REPLYING: [&str; 10] = [
    "yes", "no", "right", "exactly", "correct", "good", "great", "well", "okay", "perfect",
];
/// What stands before one of these is explained by what stands behind it ...
const FOR_WHAT_FOLLOWS: [&str; 3] = ["because", "since", "as"];
/// ... and what stands behind one of these by what stands before it.
const FROM_WHAT_PRECEDES: [&str; 6] = [
    "so",
    "therefore",
    "thus",
    "which is why",
    "that is why",
    "this is why",
];

/// Whether a sentence of these words explains anything, and stands alone.
pub(super) fn explains(words: &[&str]) -> bool {
    stands_alone(words) && (tells(words) || has_phrase(words, &EXPLAINING))
}

/// Whether a sentence of these words states anything, and stands alone.
pub(super) fn states(words: &[&str]) -> bool {
    explains(words) || (stands_alone(words) && words.iter().any(|word| is_one_of(word, &BEFORE)))
}

/// Whether a sentence of these words says something, and can be understood without the one before.
pub(super) fn stands_alone(words: &[&str]) -> bool {
    let replies = words
        .iter()
        .take_while(|word| is_one_of(word, &REPLYING))
        .count();
    let words = &words[replies..];
    let announces = ANNOUNCING
        .iter()
        .any(|opening| starts_with(words, opening).is_some());
    let points = words.get(1).is_some_and(|word| is_one_of(word, &POINTING));
    !leans(words) && !announces && !points
}

/// Whether a sentence of these words says what one of the `asked` terms means.
pub(super) fn defines(words: &[&str], terms: &Terms, asked: &[&str]) -> bool {
    let mut small = String::new();
    stands_alone(words)
        && words.iter().enumerate().any(|(at, word)| {
            let Some(term) = terms.term(word, &mut small) else {
                return false;
            };
            if !asked.contains(&term.as_str()) {
                return false;
            }
            let ahead = (at + 1..words.len())
                .take(FAR)
                .take_while(|at| !is_one_of(words[*at], &CLAUSES));
            let mut behind = words[..at]
                .iter()
                .rev()
                .skip_while(|word| is_one_of(word, &ARTICLES));
            let verb = behind.next();
            let is_named = verb.is_some_and(|verb| is_one_of(verb, &NAMING))
                && words
                    .get(at + 1)
                    .is_some_and(|next| is_one_of(next, &GOING_ON));
            // "The derivative of sin is cos" says it of sin; "the slope of a line" is any.
            let is_of_one = |verb: usize| {
                let of = words
                    .get(at + 1)
                    .filter(|next| next.eq_ignore_ascii_case("of"));
                let whose = of.and(words[..verb].get(at + 2));
                whose.is_some_and(|whose| {
                    let mut room = String::new();
                    let term = terms.term(whose, &mut room);
                    let is_asked = term.is_some_and(|term| asked.contains(&term.as_str()));
                    is_one_of(words[verb], &EQUATING) && !is_one_of(whose, &ARTICLES) && !is_asked
                })
            };
            let says = |at: usize| {
                let gives_number = is_one_of(words[at], &EQUATING)
                    && !words
                        .get(at + 1)
                        .is_some_and(|next| is_word(next) || is_one_of(next, &ARTICLES));
                is_one_of(words[at], &BEFORE) && !gives_number && !is_of_one(at)
            };
            is_named
                || ahead.into_iter().any(says)
                || verb.is_some_and(|verb| is_one_of(verb, &BEHIND))
        })
}

/// Whether a sentence of these words says why something is so that one of the `asked` terms names.
pub(super) fn gives_reason(words: &[&str], terms: &Terms, asked: &[&str]) -> bool {
    (0..words.len()).any(|at| {
        (stands(words, at, &FOR_WHAT_FOLLOWS) && names_one(&words[..at], terms, asked))
            || (at > 0
                && stands(words, at, &FROM_WHAT_PRECEDES)
                && names_one(&words[at..], terms, asked))
    })
}

/// Whether a sentence of these words gives a reason of anything.
pub(super) fn reasons(words: &[&str]) -> bool {
    (0..words.len()).any(|at| {
        stands(words, at, &FOR_WHAT_FOLLOWS) || (at > 0 && stands(words, at, &FROM_WHAT_PRECEDES))
    })
}

/// Whether one of these words is one of the `asked` terms.
pub(super) fn names_one(words: &[&str], terms: &Terms, asked: &[&str]) -> bool {
    let mut small = String::new();
    words.iter().any(|word| {
        let term = terms.term(word, &mut small);
        term.is_some_and(|term| asked.contains(&term.as_str()))
    })
}

fn stands(words: &[&str], at: usize, phrases: &[&str]) -> bool {
    phrases
        .iter()
        .any(|phrase| starts_with(&words[at..], phrase).is_some())
}

fn is_one_of(word: &str, list: &[&str]) -> bool {
    list.iter().any(|one| word.eq_ignore_ascii_case(one))
}

#[cfg(test)]
mod tests {
    use super::super::cues::words;
    use super::*;

    fn defines(text: &str, asked: &str) -> bool {
        let asked = Terms::new().of(asked);
        let asked: Vec<&str> = asked.iter().map(String::as_str).collect();
        super::defines(&words(text), &Terms::new(), &asked)
    }

    #[test]
    fn a_word_is_defined_before_its_verb_or_behind_its_name() {
        for (text, asked) in [
            ("The slope of a line tells us how steep it is.", "slope"),
            ("Osmosis is the flow of water.", "osmosis"),
            (
                "What runs out first is called the limiting reactant.",
                "limiting",
            ),
            (
                "The number b is the intercept, where the line crosses the axis.",
                "intercepts",
            ),
            ("Continuity means that nothing jumps.", "continuity"),
            ("Ohm's law says V = RI.", "law"),
            ("The slope of a line is its steepness.", "slope"),
            ("The derivative of sin is cos.", "derivative sin"),
        ] {
            assert!(defines(text, asked), "{text}");
        }
    }

    #[test]
    fn a_mention_is_no_definition() {
        for (text, asked) in [
            ("One mole of methane stays behind.", "methane"),
            ("It is the most common slip with slopes.", "slope"),
            ("Water flows by osmosis.", "osmosis"),
            ("So oxygen is the limiting reactant.", "reactant"),
            ("Since 2 times m is -1, the slope is -1/2.", "slope"),
            ("A logarithm needs a positive number.", "logarithm"),
            ("Yes, and the product is what we get.", "product"),
            (
                "We need the chain rule, because functions are nested.",
                "rule",
            ),
            ("The derivative of sin is cos.", "derivative"),
            ("Today we see what a product is made of.", "product"),
            (
                "Today is about balancing and then about reactants.",
                "reactants",
            ),
        ] {
            assert!(!defines(text, asked), "{text}");
        }
    }

    #[test]
    fn a_reason_stands_behind_because_and_before_so() {
        let reason = |text: &str| {
            let asked = Terms::new().of("ray bends");
            let asked: Vec<&str> = asked.iter().map(String::as_str).collect();
            gives_reason(&words(text), &Terms::new(), &asked)
        };
        assert!(reason("The ray bends because light is slower in water."));
        assert!(reason("Light is slower in water, so the ray bends."));
        assert!(!reason("Because the ray bends, the spoon looks broken."));
        assert!(!reason("The ray bends toward the normal."));
    }
}
