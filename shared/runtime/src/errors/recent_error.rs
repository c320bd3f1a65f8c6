//! What is known of an error: enough to find its line in the log, and nothing of what anybody sent.

use domain::{Id, Moment};
use serde::{Deserialize, Serialize};

/// An error that was noted. Ids sort by the moment.
pub type ErrorId = Id<RecentError>;

/// An error of ours, as it is written down and read again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecentError {
    /// Its own.
    pub id: ErrorId,
    /// When the answer was ready.
    pub at: Moment,
    /// Lambda's, which the log line has too.
    pub request_id: String,
    /// The function's name.
    pub function: String,
    /// The code that the client saw; of a message, what became of it.
    pub code: String,
    /// The cause as the log has it, less everything that looks like a value; the client's sentence or the code when the log has none.
    pub message: String,
    /// How long it took, in milliseconds.
    pub ms: i64,
    /// What was being done.
    pub work: Work,
}

/// What was being done when it went wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Work {
    /// A request was answered.
    Request {
        /// Its method.
        method: String,
        /// The route's template; "none" where no route was meant.
        route: String,
        /// The answer's status.
        status: u16,
    },
    /// A message of a queue was worked on.
    Message {
        /// The same each time that the message comes.
        message_id: String,
        /// How often it had come.
        receive_count: u32,
    },
}
