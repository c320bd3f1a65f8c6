//! Words that say nothing about what a session was about: grammar, fillers, greetings and praise.
//!
//! English, because the transcripts are. Other languages lose nothing but precision: words that stand in every sentence
//! weigh little anyway.

/// Whether a lower-case word carries no content.
pub(super) fn is_stop_word(word: &str) -> bool {
    STOP_WORDS.binary_search(&word).is_ok()
}

/// Sorted by bytes.
#[rustfmt::skip]
const STOP_WORDS: [&str; 316] = [
    "a", "about", "above", "actually", "after", "again", "against", "all", "almost", "along",
    "already", "alright", "also", "although", "always", "am", "an", "and", "any", "anyone",
    "anything", "are", "aren't", "around", "as", "ask", "at", "away", "back", "basically", "be",
    "because", "been", "before", "being", "below", "between", "bit", "both", "but", "by", "bye",
    "can", "can't", "cannot", "cause", "cool", "could", "couldn't", "did", "didn't", "do", "does",
    "doesn't", "doing", "don't", "done", "down", "each", "either", "else", "em", "er", "even",
    "ever", "every", "exactly", "excellent", "few", "fine", "first", "for", "from", "get", "gets",
    "getting", "give", "go", "goes", "going", "gonna", "good", "goodbye", "got", "gotta", "great",
    "had", "has", "hasn't", "have", "haven't", "having", "he", "he'd", "he'll", "he's", "hello",
    "her", "here", "here's", "hers", "hey", "hi", "him", "his", "hm", "hmm", "how", "how's",
    "however", "huh", "i", "i'd", "i'll", "i'm", "i've", "idea", "if", "in", "into", "is", "isn't",
    "it", "it'd", "it'll", "it's", "its", "just", "kind", "know", "last", "let", "let's", "like",
    "little", "look", "lot", "made", "make", "makes", "many", "may", "maybe", "me", "mean",
    "means", "might", "mm", "mmm", "more", "morning", "most", "much", "must", "my", "nah", "need",
    "needs", "never", "nice", "no", "nope", "nor", "not", "nothing", "now", "of", "off", "oh",
    "ok", "okay", "on", "once", "one", "only", "onto", "oops", "or", "other", "our", "ours", "out",
    "over", "own", "per", "perfect", "please", "probably", "put", "quite", "rather", "ready",
    "really", "right", "said", "same", "say", "says", "see", "seem", "shall", "she", "she'd",
    "she'll", "she's", "should", "shouldn't", "so", "some", "someone", "something", "sorry",
    "sort", "start", "still", "student", "stuff", "such", "super", "sure", "take", "talk", "tell",
    "than", "thank", "thanks", "that", "that's", "the", "their", "theirs", "them", "then", "there",
    "there's", "these", "they", "they'd", "they'll", "they're", "they've", "thing", "things",
    "think", "this", "those", "though", "thought", "through", "time", "to", "today", "today's",
    "tomorrow", "too", "tutor", "uh", "um", "under", "until", "up", "upon", "us", "use", "used",
    "using", "very", "want", "wanted", "wants", "was", "wasn't", "way", "we", "we'd", "we'll",
    "we're", "we've", "week", "weekend", "welcome", "well", "were", "weren't", "what", "what's",
    "when", "where", "where's", "which", "while", "who", "who's", "whom", "whose", "why", "will",
    "with", "won't", "wonderful", "would", "wouldn't", "wow", "yeah", "yep", "yes", "yesterday",
    "yet", "you", "you'd", "you'll", "you're", "you've", "your", "yours", "yourself",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_so_that_it_can_be_searched() {
        assert!(STOP_WORDS.is_sorted());
        assert!(is_stop_word("the") && is_stop_word("you're") && !is_stop_word("slope"));
    }
}
