//! Who the people concerned are: what must not leave this process.

use std::fmt;

/// Names and email addresses, as the store has them. A name may have several words; each of them is private too.
///
/// Its `Debug` shows sizes only.
#[derive(Clone, Copy)]
pub struct Private<'a> {
    /// Those of the student.
    pub student: &'a [&'a str],
    /// Those of the tutors, and of whoever else may be named.
    pub tutors: &'a [&'a str],
}

impl Private<'_> {
    /// Nobody is concerned.
    pub const NOBODY: Self = Self {
        student: &[],
        tutors: &[],
    };
}

impl fmt::Debug for Private<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Private")
            .field("student", &self.student.len())
            .field("tutors", &self.tutors.len())
            .finish()
    }
}
