//! The table itself, in the order of the names.

use super::dimensions as d;
use super::{Kind, Metric, Unit};
use crate::measure::Dimension;

/// Sets of dimensions under which a metric is published.
type Sets = &'static [&'static [&'static str]];

const FLEET: Sets = &[&[]];

const fn counter(
    name: &'static str,
    dimensions: &'static [Dimension],
    published: Sets,
    why: &'static str,
) -> Metric {
    Metric {
        name,
        kind: Kind::Counter,
        unit: Unit::Count,
        dimensions,
        published,
        why,
    }
}

const fn gauge(
    name: &'static str,
    unit: Unit,
    dimensions: &'static [Dimension],
    published: Sets,
    why: &'static str,
) -> Metric {
    Metric {
        name,
        kind: Kind::Gauge,
        unit,
        dimensions,
        published,
        why,
    }
}

/// Small numbers that have percentiles.
const fn spread(
    name: &'static str,
    dimensions: &'static [Dimension],
    published: Sets,
    why: &'static str,
) -> Metric {
    Metric {
        unit: Unit::Count,
        ..duration(name, dimensions, published, why)
    }
}

const fn duration(
    name: &'static str,
    dimensions: &'static [Dimension],
    published: Sets,
    why: &'static str,
) -> Metric {
    Metric {
        name,
        kind: Kind::Histogram,
        unit: Unit::Milliseconds,
        dimensions,
        published,
        why,
    }
}

const OF_CACHE: &[Dimension] = &[d::CACHE, d::TIER];
const BY_CACHE: Sets = &[&["tier"], &["cache", "tier"]];
const OF_TIER: &[Dimension] = &[d::TIER];
const BY_TIER: Sets = &[&["tier"]];
const OF_ROUTE: &[Dimension] = &[d::ROUTE, d::METHOD];
const BY_ROUTE: Sets = &[&[], &["route", "method"]];
const OF_QUERY: &[Dimension] = &[d::TABLE, d::INDEX, d::OPERATION];
const BY_QUERY: Sets = &[&[], &["table", "index", "operation"]];

/// Every metric, in the order of the names.
pub static ALL: &[Metric] = &[
    counter(
        "assistant.calls",
        &[d::TASK, d::CALL_OUTCOME],
        &[&["outcome"], &["task", "outcome"]],
        "Whether the model answers, and what stops it when it does not.",
    ),
    counter(
        "assistant.failures",
        &[],
        FLEET,
        "Items that could not be written, so that an assignment holds fewer.",
    ),
    counter(
        "assistant.fallbacks",
        &[],
        FLEET,
        "Students got the embedded assistant's words instead of the model's.",
    ),
    counter(
        "assistant.tokens",
        &[d::TASK, d::DIRECTION],
        &[&["direction"], &["task", "direction"]],
        "What the model costs.",
    ),
    counter(
        "auth.context_rejected",
        &[],
        FLEET,
        "Requests came past the authorizer: somebody may be invoking the function directly.",
    ),
    gauge(
        "cache.bytes",
        Unit::Bytes,
        OF_CACHE,
        &[&["cache", "tier"]],
        "Whether the caches' memory suits what they hold.",
    ),
    counter(
        "cache.evictions",
        OF_CACHE,
        BY_CACHE,
        "Entries that made room before their time: the memory is too small.",
    ),
    counter(
        "cache.hits",
        OF_CACHE,
        BY_CACHE,
        "With the misses, the hit rate.",
    ),
    counter(
        "cache.load_failures",
        OF_CACHE,
        BY_TIER,
        "Reads that neither the cache nor its source could answer.",
    ),
    counter(
        "cache.loads",
        OF_CACHE,
        BY_TIER,
        "With the misses, how many readers waited for another's load.",
    ),
    counter(
        "cache.misses",
        OF_CACHE,
        BY_CACHE,
        "With the hits, the hit rate.",
    ),
    counter(
        "cache.shared.breaker_opened",
        OF_TIER,
        BY_TIER,
        "The shared cache was given up for a while: it is down or out of reach.",
    ),
    counter(
        "cache.shared.failures",
        &[d::TIER, d::CACHE_REASON],
        &[&["tier"], &["tier", "reason"]],
        "The shared cache can fail without anyone noticing but here.",
    ),
    Metric {
        unit: Unit::Bytes,
        ..counter(
            "cache.shared.filled_bytes",
            OF_CACHE,
            BY_TIER,
            "What the shared cache is made to hold, and costs.",
        )
    },
    gauge(
        "cache.shared.owed",
        Unit::Count,
        OF_TIER,
        BY_TIER,
        "Entries that others may still read although they changed.",
    ),
    counter(
        "db.attempts",
        OF_QUERY,
        FLEET,
        "With the number of queries, how many had to be sent again.",
    ),
    spread(
        "db.connections_in_use",
        &[],
        FLEET,
        "How many connections to DynamoDB an environment needs at once: each attempt that is under way holds one.",
    ),
    spread(
        "db.consumed_capacity",
        &[d::OPERATION],
        &[&["operation"]],
        "What a query costs, in read or write units. CloudWatch has the sums by table already.",
    ),
    duration(
        "db.query.duration",
        OF_QUERY,
        BY_QUERY,
        "Which access to which table makes requests slow. All attempts of a query and the waits between them.",
    ),
    counter(
        "db.slow_queries",
        OF_QUERY,
        &[&[], &["table"]],
        "Queries of more than a second; the log says which.",
    ),
    counter(
        "db.throttles",
        &[d::TABLE, d::THROTTLE_REASON],
        &[&[], &["table", "reason"]],
        "Attempts that a table was too busy for: a hot key, or a limit that is too low.",
    ),
    counter(
        "errors.recorded",
        &[d::ERROR_OUTCOME],
        &[&["outcome"]],
        "Whether the list of recent errors is whole, or says less than was.",
    ),
    counter(
        "goals.reached",
        &[],
        FLEET,
        "Whether students get where they want to.",
    ),
    spread(
        "http.db_requests",
        OF_ROUTE,
        BY_ROUTE,
        "What a request costs the tables, those sent again included: whether the caches do their work, and which route is dear.",
    ),
    counter(
        "http.errors",
        &[d::ROUTE, d::METHOD, d::TYPE],
        &[&["type"], &["route", "method"]],
        "What goes wrong, by the code that clients see, and where.",
    ),
    counter(
        "http.panics",
        &[],
        FLEET,
        "Bugs that a request met. Each was answered with a 500.",
    ),
    duration(
        "http.request.duration",
        OF_ROUTE,
        BY_ROUTE,
        "How long students wait, but for the network and API Gateway.",
    ),
    counter(
        "http.requests",
        OF_ROUTE,
        BY_ROUTE,
        "The traffic; what every rate is a share of.",
    ),
    counter(
        "http.responses",
        &[d::ROUTE, d::METHOD, d::CLASS, d::STATUS],
        &[&["class"], &["status"], &["route", "method", "class"]],
        "The share of 4xx and 5xx, of the fleet and of each route.",
    ),
    counter(
        "http.slow_requests",
        OF_ROUTE,
        BY_ROUTE,
        "Requests of more than a second.",
    ),
    counter(
        "lambda.cold_starts",
        &[],
        FLEET,
        "How often a student waits for an environment to start.",
    ),
    gauge(
        "lambda.environment_invocations",
        Unit::Count,
        &[],
        FLEET,
        "How many events an environment has had so far: whether environments, and their caches, live long enough to pay.",
    ),
    duration(
        "lambda.init.duration",
        &[],
        FLEET,
        "What a cold start costs, from the process's begin to its first event.",
    ),
    counter(
        "metrics.dropped",
        &[d::LOSS_REASON],
        &[&[], &["reason"]],
        "Figures that were lost here: every other metric says less than was.",
    ),
    duration(
        "metrics.push.duration",
        &[],
        FLEET,
        "How long an environment is kept busy after its answer, and billed, to send these figures.",
    ),
    counter(
        "metrics.push_unknown",
        &[],
        FLEET,
        "Data whose request got no answer. They are not sent again, so that nothing is counted twice.",
    ),
    counter(
        "metrics.pushes",
        &[d::PUSH_OUTCOME],
        &[&["outcome"]],
        "Whether these figures arrive, and what they cost to send.",
    ),
    counter(
        "practice.items_completed",
        &[],
        FLEET,
        "Whether students practise: items that were answered rightly for the first time.",
    ),
    counter(
        "practice.unfit_items",
        &[],
        FLEET,
        "Items that the assistant wrote and that were not fit to be set.",
    ),
    counter(
        "qa.answers",
        &[d::CONFIDENCE],
        &[&["confidence"]],
        "How sure students are told that answers are.",
    ),
    counter(
        "qa.places_lost",
        &[],
        FLEET,
        "Questions that counted against a student's day although they were not answered.",
    ),
    counter(
        "qa.unanswered",
        &[],
        FLEET,
        "Questions that the assistant could say nothing to.",
    ),
    counter(
        "summaries.written",
        &[],
        FLEET,
        "Whether sessions get summed up.",
    ),
    counter(
        "worker.messages",
        &[d::MESSAGE_OUTCOME],
        &[&["outcome"]],
        "Whether jobs get done.",
    ),
];
