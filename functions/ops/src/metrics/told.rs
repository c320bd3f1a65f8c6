//! Figures and errors as the old service's `/metrics` told them.

use std::collections::BTreeMap;

use domain::Moment;
use domain::window::{Minutes, Window};
use runtime::RecentError;
use runtime::errors::Work;
use runtime::measure::table::{Series, Unit};
use runtime::measure::{Figure, Spread, Value};
use serde::Serialize;
use utoipa::ToSchema;

/// What the service says about itself. Figures stand under their metric's name and dimensions, `name:dimension=value:…`, the
/// dimensions in the order of their names. What got no value in the window is not there.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Metrics, example = json!({
    "window": {
        "from": "2026-11-22T08:34:00.000000+00:00", "to": "2026-11-22T08:39:00.000000+00:00", "minutes": 5,
    },
    "recorded": true,
    "counters": {"http.requests": 1042, "http.responses:class=5xx": 1},
    "gauges": {"lambda.environment_invocations": 310.5},
    "timings": {"http.request.duration": {
        "count": 1042, "min": 0.0011, "max": 1.204, "avg": 0.0132, "p50": 0.0087, "p95": 0.0411, "p99": 0.1876,
    }},
    "recent_errors": [{
        "type": "SERVICE_UNAVAILABLE", "message": "DynamoDB: timeout (no code)", "timestamp": "2026-11-22T08:37:12.114201+00:00",
        "context": {
            "request_id": "8f5a2f0e-2a43-4a26-9d8c-6a4f6f1c8a55", "function": "study-goals", "duration": 3.004, "method": "GET",
            "path": "/api/v1/goals", "status": 503,
        },
    }],
}))]
pub(crate) struct Told {
    /// Which minutes.
    window: Minuted,
    /// `false` when the stack records no figures (`MetricsSink=none`), so that there are none.
    recorded: bool,
    /// Sums over the window.
    counters: BTreeMap<String, u64>,
    /// Means of what environments told in the window.
    gauges: BTreeMap<String, f64>,
    /// How what was measured is spread: durations in seconds, anything else as many as there were.
    timings: BTreeMap<String, Timing>,
    /// Newest first, 50 at most. An environment writes down six a minute at most.
    recent_errors: Vec<ToldError>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MetricsWindow)]
struct Minuted {
    /// The first moment.
    from: Moment,
    /// The first moment behind it. The last minute is not over yet.
    to: Moment,
    /// How many.
    minutes: Minutes,
}

/// How what was measured is spread. Percentiles are within 4.4 %.
#[derive(Debug, Serialize, ToSchema)]
struct Timing {
    /// How often it was measured.
    count: u64,
    /// The smallest.
    min: f64,
    /// The largest.
    max: f64,
    /// The mean.
    avg: f64,
    /// Half are not larger.
    p50: f64,
    /// 95 of 100 are not larger.
    p95: f64,
    /// 99 of 100 are not larger.
    p99: f64,
}

/// An error of ours: an answer of 5xx, or a message of a queue that was not done.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RecentError)]
struct ToldError {
    /// The code that the client saw; of a message, what became of it.
    r#type: String,
    /// The cause, without values.
    message: String,
    /// Where it happened.
    context: Context,
    /// When.
    timestamp: Moment,
}

/// Where an error happened: a request has `method`, `path` and `status`, a message `message_id` and `receive_count`.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RecentErrorContext)]
struct Context {
    /// Finds the line in the log.
    request_id: String,
    /// The function.
    function: String,
    /// In seconds.
    duration: f64,
    /// The method.
    #[serde(skip_serializing_if = "Option::is_none")]
    method: Option<String>,
    /// The route's template.
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    /// The answer's status.
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    /// The same each time that the message comes.
    #[serde(skip_serializing_if = "Option::is_none")]
    message_id: Option<String>,
    /// How often it had come.
    #[serde(skip_serializing_if = "Option::is_none")]
    receive_count: Option<u32>,
}

impl Told {
    pub(super) fn of(
        window: Window,
        recorded: bool,
        figures: &[Figure],
        errors: Vec<RecentError>,
    ) -> Self {
        let mut told = Self {
            window: Minuted {
                from: window.from(),
                to: window.to(),
                minutes: window.minutes(),
            },
            recorded,
            counters: BTreeMap::new(),
            gauges: BTreeMap::new(),
            timings: BTreeMap::new(),
            recent_errors: errors.into_iter().map(ToldError::from).collect(),
        };
        for Figure { series, value } in figures {
            let key = key(series);
            let unit = series.metric.unit;
            match value {
                Value::Counter(sum) => {
                    told.counters.insert(key, whole(*sum));
                }
                Value::Gauge(mean) => {
                    told.gauges.insert(key, base(unit, *mean));
                }
                Value::Histogram(spread) => {
                    told.timings.insert(key, Timing::of(unit, spread));
                }
            }
        }
        told
    }
}

impl Timing {
    fn of(unit: Unit, spread: &Spread) -> Self {
        Self {
            count: whole(spread.count),
            min: base(unit, spread.min),
            max: base(unit, spread.max),
            avg: base(unit, spread.mean()),
            p50: base(unit, spread.p50),
            p95: base(unit, spread.p95),
            p99: base(unit, spread.p99),
        }
    }
}

impl From<RecentError> for ToldError {
    fn from(error: RecentError) -> Self {
        let context = Context {
            request_id: error.request_id,
            function: error.function,
            duration: seconds(error.ms),
            method: None,
            path: None,
            status: None,
            message_id: None,
            receive_count: None,
        };
        let context = match error.work {
            Work::Request {
                method,
                route,
                status,
            } => Context {
                method: Some(method),
                path: Some(route),
                status: Some(status),
                ..context
            },
            Work::Message {
                message_id,
                receive_count,
            } => Context {
                message_id: Some(message_id),
                receive_count: Some(receive_count),
                ..context
            },
        };
        Self {
            r#type: error.code,
            message: error.message,
            context,
            timestamp: error.at,
        }
    }
}

/// `http.requests:method=GET:route=/health`.
fn key(series: &Series) -> String {
    let mut dimensions: Vec<_> = series.dimensions.iter().collect();
    dimensions.sort();
    let mut key = series.metric.name.to_owned();
    for (name, value) in dimensions {
        key.push_str(&format!(":{name}={value}"));
    }
    key
}

/// In seconds, bytes or just as many, to the microsecond.
pub(super) fn base(unit: Unit, value: f64) -> f64 {
    match unit {
        Unit::Milliseconds => (value * 1000.0).round() / 1_000_000.0,
        Unit::Bytes | Unit::Count => value,
    }
}

#[expect(clippy::cast_precision_loss, reason = "exact below 2^53")]
fn seconds(ms: i64) -> f64 {
    ms as f64 / 1000.0
}

/// How many: CloudWatch adds up whole numbers as what they are.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "never negative, and exact below 2^53"
)]
fn whole(count: f64) -> u64 {
    count.round() as u64
}
