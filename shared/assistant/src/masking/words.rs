//! The words of a text as names are made of them: runs of letters, with the marks that belong to them.

/// A run of letters, and the bytes where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'a> {
    text: &'a str,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Word<'_> {
    /// In small letters.
    pub(super) fn small(&self) -> String {
        self.text.to_lowercase()
    }
}

/// All of them, in order.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut open = None;
    for (at, c) in text.char_indices() {
        if c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36F}') {
            open.get_or_insert(at);
        } else if let Some(start) = open.take() {
            words.push(word(text, start, at));
        }
    }
    if let Some(start) = open {
        words.push(word(text, start, text.len()));
    }
    words
}

fn word(text: &str, start: usize, end: usize) -> Word<'_> {
    Word {
        text: &text[start..end],
        start,
        end,
    }
}
