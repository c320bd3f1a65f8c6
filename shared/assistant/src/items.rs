//! What an assistant is told when practice items are to be written.

use std::fmt;

use domain::practice::difficulty::Difficulty;

use crate::{Private, Source};

/// Which items are wanted. What comes back is checked by [`domain::practice::quality`] before a student sees it.
///
/// Its `Debug` shows sizes only.
#[derive(Clone, Copy)]
pub struct ItemsWanted<'a> {
    /// The subject's name.
    pub subject: &'a str,
    /// What they should be about, within the subject.
    pub topic: Option<&'a str>,
    /// How hard they should be.
    pub difficulty: Difficulty,
    /// How many: 1 to 20. Fewer may come back, never more.
    pub count: usize,
    /// What to write them from: items of the bank, and what the student has.
    pub sources: &'a [Source<'a>],
    /// Questions that must not come again.
    pub avoid: &'a [&'a str],
    /// Where something is chosen by chance, this decides: the same notes with the same seed give the same items.
    pub seed: u64,
    /// The people concerned. Their names, and any email address, are taken out of whatever leaves this process.
    pub private: Private<'a>,
}

impl fmt::Debug for ItemsWanted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ItemsWanted")
            .field("difficulty", &self.difficulty)
            .field("count", &self.count)
            .field("sources", &self.sources)
            .field("avoid", &self.avoid.len())
            .finish_non_exhaustive()
    }
}
