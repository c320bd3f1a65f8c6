//! Finds set phrases among the words of a sentence, whole words only and without allocating.

/// The words of a sentence, as they stand there. A hyphen or an apostrophe inside a word belongs to it.
pub(super) fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '\'' | '’')))
        .map(|word| word.trim_matches(['-', '\'', '’']))
        .filter(|word| !word.is_empty())
        .collect()
}

/// Where the first of `phrases` ends in `words`: the index of the word after it. Phrases are ASCII, single-spaced.
pub(super) fn after_phrase(words: &[&str], phrases: &[&str]) -> Option<usize> {
    (0..words.len()).find_map(|from| {
        // Most phrases are out by their first letter; this loop runs for every word of a transcript.
        let first = words[from].as_bytes().first()?.to_ascii_lowercase();
        phrases
            .iter()
            .filter(|phrase| phrase.as_bytes().first() == Some(&first))
            .find_map(|phrase| starts_with(&words[from..], phrase).map(|length| from + length))
    })
}

/// Whether `words` has one of `phrases`.
pub(super) fn has_phrase(words: &[&str], phrases: &[&str]) -> bool {
    after_phrase(words, phrases).is_some()
}

/// How many words `phrase` has, if `words` starts with it.
pub(super) fn starts_with(words: &[&str], phrase: &str) -> Option<usize> {
    let mut length = 0;
    for expected in phrase.split(' ') {
        if !words.get(length)?.eq_ignore_ascii_case(expected) {
            return None;
        }
        length += 1;
    }
    Some(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_match_whole_words_whatever_their_case() {
        let said = words("Now, For next time: try the follow-up.");
        assert_eq!(after_phrase(&said, &["for next time"]), Some(4));
        assert!(!has_phrase(&said, &["follow"]));
        assert!(has_phrase(&said, &["follow-up"]));
    }
}
