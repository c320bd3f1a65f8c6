//! The words of a fact that can be asked for: what its phrases are about, as far as the words around them tell.

use unicode_segmentation::UnicodeSegmentation;

use super::facts::states;
use super::stop_words::is_stop_word;
use super::terms::Terms;

/// Words behind which a noun stands, or an adjective and its noun.
const LEADING: [&str; 24] = [
    "a", "an", "the", "of", "in", "by", "into", "from", "called", "with", "to", "for", "on",
    "between", "its", "their", "each", "every", "as", "through", "than", "at", "this", "these",
];
/// Words that stand like nouns and name nothing.
const EMPTY: [&str; 8] = [
    "case", "front", "ones", "part", "place", "rest", "side", "sort",
];
/// Words that end like superlatives and are none.
const NO_SUPERLATIVES: [&str; 7] = [
    "conquest", "contest", "forest", "harvest", "interest", "protest", "request",
];
/// The fewest letters; of what is written in capitals, one less.
const FEWEST_LETTERS: usize = 4;

/// A word that can be asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Noun {
    /// As it is written.
    pub(super) word: String,
    pub(super) term: String,
    pub(super) kind: Kind,
    /// Where it stands in its sentence.
    pub(super) at: usize,
    /// Whether it stands behind "a" or "an", which would give its first letter away.
    pub(super) article: Option<bool>,
}

/// What words have in common that can stand for each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    /// `DNA`
    Capitals,
    /// `Napoleon`
    Name,
    /// `bonding`
    Doing,
    /// `reaction`, `density`
    Abstract,
    /// `cells`
    Several,
    /// `slope`
    One,
}

impl Kind {
    /// By how the word is written; it does not open a sentence.
    pub(super) fn of(word: &str) -> Self {
        let ends = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
        if word.chars().all(char::is_uppercase) {
            Self::Capitals
        } else if word.starts_with(char::is_uppercase) {
            Self::Name
        } else if ends(&["ing"]) {
            Self::Doing
        } else if ends(&["ion", "ity", "ness", "ment", "ism", "ance", "ence"]) {
            Self::Abstract
        } else if ends(&["s"]) && !ends(&["ss", "as", "is", "os", "us"]) {
            Self::Several
        } else {
            Self::One
        }
    }
}

/// The nouns of a sentence that stand in it once, in order. Its first word is none: its capital says nothing.
pub(super) fn nouns(terms: &Terms, sentence: &str) -> Vec<Noun> {
    let words: Vec<(usize, &str)> = sentence.unicode_word_indices().collect();
    let small = |at: usize| words[at].1.to_lowercase();
    let mut room = String::new();
    let all = terms.of(sentence);
    let mut nouns = Vec::new();
    for at in 1..words.len() {
        let (start, word) = words[at];
        let Some(term) = terms.term(word, &mut room) else {
            continue;
        };
        let letters = word.chars().count();
        let kind = Kind::of(word);
        let is_long =
            letters >= FEWEST_LETTERS || (kind == Kind::Capitals && letters + 1 >= FEWEST_LETTERS);
        let touches_next = words
            .get(at + 1)
            .is_some_and(|(next, _)| sentence[start + word.len()..*next].trim().is_empty());
        // An adjective is followed by its noun; what is asked for is the noun.
        let ends_phrase = !touches_next || {
            let next = small(at + 1);
            (is_stop_word(&next) && next != "one") || states(&next)
        };
        let leads = |back: usize| at >= back && LEADING.contains(&small(at - back).as_str());
        let is_joined = sentence[..start].ends_with(['-', '‑', '\'', '’'])
            || sentence[start + word.len()..].starts_with(['-', '‑', '\'', '’']);
        let is_once = all.iter().filter(|other| **other == term).count() == 1;
        let fits = is_long
            && word.chars().all(char::is_alphabetic)
            && ends_phrase
            && (leads(1) || (leads(2) && is_adjective(&small(at - 1))))
            && !is_joined
            && is_once
            && !states(word)
            && !word.ends_with("ed")
            && (!word.ends_with("est") || NO_SUPERLATIVES.contains(&small(at).as_str()))
            && !EMPTY.contains(&small(at).as_str());
        if fits {
            let article = match small(at - 1).as_str() {
                "a" => Some(false),
                "an" => Some(true),
                _ => None,
            };
            nouns.push(Noun {
                word: word.to_owned(),
                term,
                kind,
                at: start,
                article,
            });
        }
    }
    nouns
}

/// By its ending. A word between an article and another is as often a noun with its verb.
fn is_adjective(word: &str) -> bool {
    let endings = [
        "al", "ant", "ary", "ble", "ed", "ent", "er", "est", "ful", "ic", "ing", "ive", "less",
        "ous",
    ];
    endings.iter().any(|ending| word.ends_with(ending))
}

/// Whether a word is spoken with a vowel first, as far as its letters tell.
pub(super) fn opens_with_vowel(word: &str) -> bool {
    word.starts_with(['a', 'e', 'i', 'o', 'u', 'A', 'E', 'I', 'O', 'U'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(sentence: &str) -> Vec<String> {
        let nouns = nouns(&Terms::new(), sentence);
        nouns.into_iter().map(|noun| noun.word).collect()
    }

    #[test]
    fn what_is_asked_for_is_the_noun_of_a_phrase() {
        assert_eq!(
            words("The reactant that runs out first is called the limiting reagent."),
            ["reactant", "reagent"]
        );
        assert_eq!(
            words(
                "Chloroplasts capture the energy of light in their watery cells and in the cytoplasm."
            ),
            ["energy", "light", "cytoplasm"]
        );
    }

    #[test]
    fn a_superlative_is_not_asked_for() {
        assert!(words("Of all of them, lithium is the largest.").is_empty());
        assert_eq!(words("The owl hunts in the forest."), ["forest"]);
    }

    #[test]
    fn a_word_that_stands_twice_or_is_joined_to_another_is_not_asked_for() {
        assert!(words("The cell grows in a cell that is well-known.").is_empty());
    }

    #[test]
    fn kinds_are_told_by_form() {
        for (word, kind) in [
            ("DNA", Kind::Capitals),
            ("Napoleon", Kind::Name),
            ("bonding", Kind::Doing),
            ("reaction", Kind::Abstract),
            ("cells", Kind::Several),
            ("nucleus", Kind::One),
            ("mass", Kind::One),
        ] {
            assert_eq!(Kind::of(word), kind, "{word}");
        }
    }
}
