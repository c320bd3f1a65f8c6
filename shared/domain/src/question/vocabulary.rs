//! The lists of words. Each is sorted, so that a look-up is a binary search; every form of a word is written out, because a
//! rule that cuts endings off would find words inside of words again.

/// Whether a sorted list has the word.
pub(super) fn lists(list: &[&str], word: &str) -> bool {
    list.binary_search(&word).is_ok()
}

/// Words of a question about school, as the old service knew them, with the forms that its substrings caught. Its phrase
/// "study guide" goes without saying: "study" is here.
pub(super) const SUBJECTS: [&str; 66] = [
    "algebra",
    "algebraic",
    "ap",
    "assignment",
    "assignments",
    "biology",
    "calculus",
    "chemistry",
    "concept",
    "concepts",
    "english",
    "equation",
    "equations",
    "essay",
    "essays",
    "exam",
    "exams",
    "formula",
    "formulae",
    "formulas",
    "geometry",
    "history",
    "homework",
    "learn",
    "learned",
    "learning",
    "learns",
    "learnt",
    "literature",
    "math",
    "mathematics",
    "maths",
    "physics",
    "practice",
    "practices",
    "practicing",
    "practise",
    "practising",
    "problem",
    "problems",
    "quiz",
    "quizzes",
    "reading",
    "review",
    "reviewed",
    "reviewing",
    "reviews",
    "sat",
    "science",
    "sciences",
    "solve",
    "solved",
    "solves",
    "solving",
    "studied",
    "studies",
    "study",
    "studying",
    "test",
    "testing",
    "tests",
    "theorem",
    "theorems",
    "theories",
    "theory",
    "writing",
];

/// Words of a question about school that do not say what it is about.
pub(super) const REQUESTS: [&str; 8] = [
    "explain",
    "explained",
    "explaining",
    "explains",
    "understand",
    "understanding",
    "understands",
    "understood",
];

/// Words that only lessons use. The old service lacked them, and called a boiling point in Kelvin off topic.
pub(super) const TOPICS: [&str; 78] = [
    "angle",
    "angles",
    "atom",
    "atoms",
    "celsius",
    "circle",
    "circles",
    "coefficient",
    "coefficients",
    "denominator",
    "derivative",
    "derivatives",
    "divisor",
    "dna",
    "ecosystem",
    "electron",
    "electrons",
    "enzyme",
    "enzymes",
    "exponent",
    "exponents",
    "fahrenheit",
    "fraction",
    "fractions",
    "gene",
    "genes",
    "grammar",
    "graph",
    "graphs",
    "gravity",
    "inequalities",
    "inequality",
    "integral",
    "integrals",
    "ion",
    "ionic",
    "ions",
    "kelvin",
    "logarithm",
    "logarithms",
    "metaphor",
    "metaphors",
    "mitosis",
    "molecule",
    "molecules",
    "momentum",
    "noun",
    "nouns",
    "osmosis",
    "parabola",
    "parabolas",
    "percent",
    "percentage",
    "percentages",
    "photosynthesis",
    "poem",
    "poems",
    "polynomial",
    "polynomials",
    "probability",
    "proton",
    "protons",
    "quadratic",
    "quadratics",
    "ratio",
    "ratios",
    "slope",
    "thesis",
    "triangle",
    "triangles",
    "trigonometry",
    "variable",
    "variables",
    "vector",
    "vectors",
    "velocity",
    "verb",
    "verbs",
];

/// Words of a question that has nothing to do with school: weather, sports, films, cooking, travel, shopping.
pub(super) const OFF_TOPIC: [&str; 43] = [
    "actor",
    "actors",
    "buy",
    "buying",
    "celebrities",
    "celebrity",
    "cooking",
    "film",
    "films",
    "flight",
    "flights",
    "food",
    "foods",
    "forecast",
    "forecasts",
    "game",
    "games",
    "hotel",
    "hotels",
    "movie",
    "movies",
    "price",
    "prices",
    "purchase",
    "purchases",
    "recipe",
    "recipes",
    "score",
    "scores",
    "shopping",
    "sport",
    "sports",
    "team",
    "teams",
    "temperature",
    "temperatures",
    "travel",
    "traveling",
    "travelling",
    "travels",
    "vacation",
    "vacations",
    "weather",
];

/// Words that say nothing of what a sentence is about.
pub(super) const FUNCTION_WORDS: [&str; 138] = [
    "a", "about", "again", "all", "am", "an", "and", "any", "are", "aren't", "as", "at", "be",
    "been", "being", "but", "by", "can", "can't", "cannot", "could", "did", "didn't", "do", "does",
    "doesn't", "doing", "don't", "dont", "else", "few", "for", "from", "get", "give", "go", "had",
    "has", "have", "he", "help", "her", "here", "hi", "him", "his", "how", "i", "i'd", "i'll",
    "i'm", "i've", "if", "in", "into", "is", "isn't", "it", "its", "just", "know", "let", "like",
    "make", "may", "me", "mean", "means", "might", "more", "much", "my", "need", "next", "no",
    "not", "now", "of", "off", "oh", "ok", "okay", "on", "one", "or", "other", "our", "out",
    "over", "please", "right", "s", "say", "she", "should", "show", "so", "some", "still", "tell",
    "than", "thank", "thanks", "that", "the", "their", "them", "then", "there", "these", "they",
    "thing", "things", "this", "those", "to", "too", "up", "us", "very", "want", "was", "we",
    "well", "were", "what", "when", "where", "which", "who", "why", "will", "with", "would", "yes",
    "yet", "you", "your",
];

/// Words with which a question or a task begins.
pub(super) const OPENERS: [&str; 32] = [
    "are",
    "calculate",
    "can",
    "compare",
    "could",
    "define",
    "describe",
    "did",
    "do",
    "does",
    "explain",
    "find",
    "give",
    "how",
    "is",
    "list",
    "prove",
    "should",
    "show",
    "solve",
    "summarise",
    "summarize",
    "tell",
    "was",
    "were",
    "what",
    "when",
    "where",
    "which",
    "who",
    "why",
    "would",
];

/// Words that ask for something to be done.
pub(super) const ACTIONS: [&str; 13] = [
    "calculate",
    "compare",
    "define",
    "describe",
    "explain",
    "find",
    "give",
    "help",
    "prove",
    "show",
    "solve",
    "summarise",
    "summarize",
];

/// Words that join two questions.
pub(super) const JOINERS: [&str; 5] = ["additionally", "also", "and", "furthermore", "plus"];

/// Words and phrases with which an answer hedges.
pub(super) const HEDGES: [&str; 6] = [
    "could be",
    "may",
    "might",
    "not sure",
    "possibly",
    "uncertain",
];

#[cfg(test)]
mod tests {
    use super::super::words::Words;
    use super::*;

    #[test]
    fn every_list_is_sorted_and_holds_nothing_but_whole_small_words() {
        for list in [
            &SUBJECTS[..],
            &REQUESTS,
            &TOPICS,
            &OFF_TOPIC,
            &FUNCTION_WORDS,
            &OPENERS,
            &ACTIONS,
            &JOINERS,
        ] {
            assert!(list.is_sorted());
            for entry in list {
                assert!(Words::of(entry).iter().eq([*entry]), "{entry}");
                assert!(lists(list, entry));
            }
        }
    }

    #[test]
    fn no_word_is_both_of_school_and_off_topic() {
        for word in OFF_TOPIC {
            assert!(!lists(&SUBJECTS, word) && !lists(&TOPICS, word), "{word}");
        }
    }
}
