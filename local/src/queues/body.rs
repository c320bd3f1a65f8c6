//! What stands in a message.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Fault;

/// The most bytes of a message, and of all messages of a batch together: 1 MiB.
pub(super) const LIMIT: usize = 1_048_576;

/// The text of a message: 1 byte to 1 MiB, of the characters that SQS takes.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Body(String);

impl Body {
    /// Checks a text.
    ///
    /// # Errors
    /// It is empty, too long, or has a character that is not allowed in XML.
    pub fn parse(text: impl Into<String>) -> Result<Self, Fault> {
        let text = text.into();
        if text.is_empty() {
            return Err(Fault::MissingParameter("MessageBody"));
        }
        if text.len() > LIMIT {
            return Err(Fault::InvalidParameter(format!(
                "One or more parameters are invalid. Reason: Message must be shorter than {LIMIT} bytes."
            )));
        }
        if !text.chars().all(is_allowed) {
            return Err(Fault::InvalidMessageContents);
        }
        Ok(Self(text))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its MD5 in hexadecimal digits, by which clients see that it came through whole.
    #[must_use]
    pub fn md5(&self) -> String {
        format!("{:x}", md5::compute(&self.0))
    }
}

/// What XML 1.0 calls a character.
fn is_allowed(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..)
}

// It may hold what a student wrote.
impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Body({} bytes)", self.0.len())
    }
}
