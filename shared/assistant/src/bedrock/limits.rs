//! What a call may cost: time, tokens, and how much is told.

use std::time::Duration;

use aws_config::retry::RetryConfig;
use aws_config::timeout::TimeoutConfig;

/// Opening a connection.
const CONNECT: Duration = Duration::from_secs(1);
/// One attempt.
const ATTEMPT: Duration = Duration::from_secs(9);
/// All attempts of one call, and the waits between them. Functions that ask must have more time than this.
const WHOLE: Duration = Duration::from_secs(12);
/// Attempts of one call, the first included. The second is for a connection that had gone stale, and for a moment's throttling.
const ATTEMPTS: u32 = 2;
/// The longest first wait before another attempt.
const BACKOFF: Duration = Duration::from_millis(200);

/// The most tokens that an answer, a summary, and each item may have.
pub(super) const ANSWER_TOKENS: i32 = 1500;
pub(super) const SUMMARY_TOKENS: i32 = 1000;
pub(super) const ITEM_TOKENS: i32 = 300;

/// The most bytes of what the student has that are told for one question.
pub(super) const SOURCES_TOLD: usize = 24_000;
/// The most characters of a transcript that are told: its beginning, and the end, where tutors sum up and say what comes next.
pub(super) const BEGINNING_TOLD: usize = 40_000;
pub(super) const END_TOLD: usize = 20_000;
/// The most characters of an earlier question and of its answer.
pub(super) const EARLIER_TOLD: usize = 500;
/// The most questions that are named because they must not come again, and the most characters of each.
pub(super) const AVOIDED: usize = 60;
pub(super) const AVOIDED_TOLD: usize = 200;
/// The most characters of a name, a topic or a label.
pub(super) const NAME_TOLD: usize = 200;

pub(super) fn retries() -> RetryConfig {
    RetryConfig::standard()
        .with_max_attempts(ATTEMPTS)
        .with_initial_backoff(BACKOFF)
}

pub(super) fn timeouts() -> TimeoutConfig {
    TimeoutConfig::builder()
        .connect_timeout(CONNECT)
        .operation_attempt_timeout(ATTEMPT)
        .operation_timeout(WHOLE)
        .build()
}
