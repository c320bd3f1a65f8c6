//! What an assistant is told about a session. Borrowed: a transcript may be hundreds of kilobytes.

use std::fmt;

use crate::Private;
use crate::plain::is_blank;

/// What is known about one tutoring session.
///
/// Its `Debug` shows sizes only, because a transcript is a student's own words and must not reach a log.
#[derive(Clone, Copy)]
pub struct SessionNotes<'a> {
    /// The subject's name as people read it, 1 to 100 characters.
    pub subject: &'a str,
    /// The topics that were covered, in the order they were given. May be empty.
    pub topics: &'a [String],
    /// How long the session was, 1 to 480 minutes.
    pub duration_minutes: u16,
    /// What was said, if it was recorded. Speaker labels, timestamps and lists are understood, none is needed.
    pub transcript: Option<&'a str>,
    /// The people concerned. Their names, and any email address, are taken out of whatever leaves this process.
    pub private: Private<'a>,
}

impl<'a> SessionNotes<'a> {
    /// The transcript, unless it is absent or blank.
    pub(crate) fn spoken(&self) -> Option<&'a str> {
        self.transcript.filter(|text| !is_blank(text))
    }
}

impl fmt::Debug for SessionNotes<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SessionNotes")
            .field("topics", &self.topics.len())
            .field("duration_minutes", &self.duration_minutes)
            .field("transcript_bytes", &self.transcript.map(str::len))
            .finish_non_exhaustive()
    }
}
