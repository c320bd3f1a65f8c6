//! Metrics that AWS publishes by itself, as far as this template asks for them, from the services' own documentation.

/// One metric of AWS's.
pub(super) struct Known {
    namespace: &'static str,
    name: &'static str,
    /// The sets of dimensions under which it is published, each in order of name.
    pub(super) dimensions: &'static [&'static [&'static str]],
    /// The statistics that say something.
    pub(super) statistics: &'static [&'static str],
    pub(super) unit: &'static str,
}

/// The metric of this name.
pub(super) fn named(namespace: &str, name: &str) -> Option<&'static Known> {
    let mut known = KNOWN.iter();
    known.find(|known| known.namespace == namespace && known.name == name)
}

const BY_API: &[&[&str]] = &[&["ApiId"], &["ApiId", "Stage"]];
/// Without a name it is the figure of the whole account and region.
const BY_FUNCTION: &[&[&str]] = &[&[], &["FunctionName"]];
const BY_QUEUE: &[&[&str]] = &[&["QueueName"]];
/// Not by operation, as `ThrottledRequests` and `SystemErrors` are.
const BY_TABLE: &[&[&str]] = &[&["TableName"], &["GlobalSecondaryIndexName", "TableName"]];

const SUM: &[&str] = &["Sum"];
const HIGHEST: &[&str] = &["Maximum"];
const SPREAD: &[&str] = &["p50", "p95", "p99", "Average", "Maximum"];

const fn known(
    namespace: &'static str,
    name: &'static str,
    dimensions: &'static [&'static [&'static str]],
    statistics: &'static [&'static str],
    unit: &'static str,
) -> Known {
    Known {
        namespace,
        name,
        dimensions,
        statistics,
        unit,
    }
}

static KNOWN: [Known; 14] = [
    // Of an HTTP API. A REST API has 4XXError, 5XXError and ApiName.
    known("AWS/ApiGateway", "4xx", BY_API, SUM, "Count"),
    known("AWS/ApiGateway", "5xx", BY_API, SUM, "Count"),
    known("AWS/ApiGateway", "Count", BY_API, SUM, "Count"),
    known(
        "AWS/ApiGateway",
        "IntegrationLatency",
        BY_API,
        SPREAD,
        "Milliseconds",
    ),
    known("AWS/ApiGateway", "Latency", BY_API, SPREAD, "Milliseconds"),
    known("AWS/DynamoDB", "ReadThrottleEvents", BY_TABLE, SUM, "Count"),
    known(
        "AWS/DynamoDB",
        "WriteThrottleEvents",
        BY_TABLE,
        SUM,
        "Count",
    ),
    known(
        "AWS/Lambda",
        "ConcurrentExecutions",
        BY_FUNCTION,
        HIGHEST,
        "Count",
    ),
    known("AWS/Lambda", "Errors", BY_FUNCTION, SUM, "Count"),
    known("AWS/Lambda", "Invocations", BY_FUNCTION, SUM, "Count"),
    known("AWS/Lambda", "Throttles", BY_FUNCTION, SUM, "Count"),
    known(
        "AWS/SQS",
        "ApproximateAgeOfOldestMessage",
        BY_QUEUE,
        HIGHEST,
        "Seconds",
    ),
    known(
        "AWS/SQS",
        "ApproximateNumberOfMessagesNotVisible",
        BY_QUEUE,
        HIGHEST,
        "Count",
    ),
    known(
        "AWS/SQS",
        "ApproximateNumberOfMessagesVisible",
        BY_QUEUE,
        HIGHEST,
        "Count",
    ),
];
