//! The dimensions that metrics have.

use crate::measure::{Dimension, Values};

const fn among(name: &'static str, words: &'static [&'static str]) -> Dimension {
    Dimension {
        name,
        values: Values::Among(words),
    }
}

const fn words(name: &'static str, most: usize) -> Dimension {
    Dimension {
        name,
        values: Values::Words(most),
    }
}

/// A route's template; "none" where no route was meant.
pub(super) const ROUTE: Dimension = Dimension {
    name: "route",
    values: Values::Routes(100),
};

/// An HTTP method that a route can have.
pub(super) const METHOD: Dimension = among("method", &["DELETE", "GET", "PATCH", "POST", "PUT"]);

/// The first digit of a status.
pub(super) const CLASS: Dimension = among("class", &["2xx", "3xx", "4xx", "5xx"]);

/// A status that this API answers.
pub(super) const STATUS: Dimension = among(
    "status",
    &[
        "200", "201", "202", "204", "400", "401", "403", "404", "405", "409", "413", "415", "422",
        "429", "500", "503",
    ],
);

/// The code of an error, as its body says it.
pub(super) const TYPE: Dimension = words("type", 64);

/// A table, without the stack's name; "many" where one request goes to several.
pub(super) const TABLE: Dimension = words("table", 32);

/// An index of it, or "none".
pub(super) const INDEX: Dimension = words("index", 48);

/// An operation of DynamoDB.
pub(super) const OPERATION: Dimension = words("operation", 16);

/// A cache.
pub(super) const CACHE: Dimension = words("cache", 16);

/// Where a cache holds what it holds.
pub(super) const TIER: Dimension = among("tier", &["memory", "shared"]);

/// Why the shared cache was of no use.
pub(super) const CACHE_REASON: Dimension = among(
    "reason",
    &["full", "nonsense", "timeout", "too_big", "unavailable"],
);

/// Why DynamoDB refused for now.
pub(super) const THROTTLE_REASON: Dimension = among("reason", &["account", "key", "table"]);

/// How sure an answer is said to be.
pub(super) const CONFIDENCE: Dimension = among("confidence", &["High", "Low", "Medium"]);

/// Why a figure was lost.
pub(super) const LOSS_REASON: Dimension = among("reason", &LOSSES);

/// The words of that, in the order of `registry::Loss`.
pub(super) const LOSSES: [&str; 7] = [
    "backlog", "number", "refused", "series", "too_old", "unknown", "value",
];

/// What a model was asked for.
pub(super) const TASK: Dimension = among("task", &["answer", "items", "summary"]);

/// How asking a model ended.
pub(super) const CALL_OUTCOME: Dimension = among(
    "outcome",
    &[
        "answered",
        "blocked",
        "cut",
        "failed",
        "late",
        "malformed",
        "out_of_bounds",
        "refused",
        "throttled",
        "unreachable",
    ],
);

/// Tokens that a model read or wrote.
pub(super) const DIRECTION: Dimension = among("direction", &["in", "out"]);

/// What became of a worker's message.
pub(super) const MESSAGE_OUTCOME: Dimension = among(
    "outcome",
    &[
        "done",
        "failed",
        "malformed",
        "not_begun",
        "panicked",
        "timed_out",
    ],
);

/// What became of an error that was to be written down.
pub(super) const ERROR_OUTCOME: Dimension = among("outcome", &["limited", "lost", "written"]);

/// What became of a request to the metrics' own sink.
pub(super) const PUSH_OUTCOME: Dimension =
    among("outcome", &["kept", "refused", "taken", "unknown"]);
