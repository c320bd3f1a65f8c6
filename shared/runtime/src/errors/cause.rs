//! What of a cause may be kept.
//!
//! Causes hold no values: who writes one keeps to that. They are checked all the same, because what is kept here is shown to more
//! people than the log is.

use crate::measure::is_word;

/// No cause is longer, in characters.
const LONGEST: usize = 200;

/// No word is longer.
const LONGEST_WORD: usize = 48;

/// What stands for a word that may not.
const LEFT_OUT: &str = "…";

/// The text with `…` for every word that may be a value: an id, a number of more than three digits, an address, anything in unusual
/// letters. 200 characters at most.
pub(crate) fn plain(text: &str) -> String {
    let words = text.split_whitespace().map(|word| {
        let bare = word.trim_matches(|c: char| c.is_ascii_punctuation());
        // "the model's" is two words.
        let fit = bare.split('\'').all(|part| part.is_empty() || fits(part));
        if fit { word } else { LEFT_OUT }
    });
    let whole = words.collect::<Vec<_>>().join(" ");
    whole.chars().take(LONGEST).collect()
}

fn fits(word: &str) -> bool {
    let is_small = |word: &str| word.len() <= 3 && word.bytes().all(|b| b.is_ascii_digit());
    word.len() <= LONGEST_WORD && (is_small(word) || is_word(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cause_of_the_code_stays_as_it_is() {
        for text in [
            "",
            "a handler panicked",
            "DynamoDB: service error (ResourceNotFoundException)",
            "a transaction was cancelled: [\"ValidationError\", \"None\"]",
            "the assistant: the model's answer could not be used",
            "user pool: dispatch failure ()",
        ] {
            assert_eq!(plain(text), text);
        }
    }

    #[test]
    fn ids_addresses_numbers_and_tokens_are_left_out() {
        for value in [
            "5eed0001-0000-4000-8000-000000000001",
            "ana@example.com",
            "(ana@example.com)",
            "12345",
            "eyJhbGciOiJSUzI1NiIsImtpZCI6IjEyMzQ1Njc4OTAifQ.eyJzdWIiOiIxIn0.c2lnbmF0dXJl",
            "/api/v1/users/5eed0001-0000-4000-8000-000000000001",
        ] {
            let told = plain(&format!("no row for {value}, sorry"));
            assert_eq!(told, "no row for … sorry");
        }
    }

    #[test]
    fn a_long_cause_is_cut() {
        assert_eq!(plain(&"word ".repeat(100)).chars().count(), LONGEST);
    }
}
