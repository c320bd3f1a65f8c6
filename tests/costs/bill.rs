//! What so many students cost a month.

use serde_json::Value;
use template::Template;

use crate::measured::Measured;
use crate::prices as p;

/// A function's memory, in gigabytes, as the template has it.
const MEMORY: f64 = 0.25;
/// What is billed of an invocation, in seconds, less the tables: assumed.
pub(crate) const OWN_SECONDS: f64 = 0.003;
/// One request to DynamoDB, in seconds: assumed, and that they come one after another.
pub(crate) const TABLE_SECONDS: f64 = 0.005;
/// What Cognito takes for a log-in, in seconds: assumed.
pub(crate) const LOG_IN_SECONDS: f64 = 0.25;
/// What headers, TLS and the like add to an answer's body, in bytes: assumed.
const AROUND_AN_ANSWER: u64 = 600;
/// What Lambda itself logs about an invocation, in bytes: assumed.
pub(crate) const LOGGED_BY_LAMBDA: u64 = 700;
/// Users of the pool for each student: itself, its parent, and a tutor who has five.
pub(crate) const USERS_FOR_A_STUDENT: f64 = 2.2;

const GIGABYTE: f64 = 1e9;

/// What one thing costs.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line {
    pub(crate) dollars: f64,
    /// Whether it is the same for any number of students.
    pub(crate) stands: bool,
}

/// What so many students cost a month.
#[derive(Debug)]
pub(crate) struct Bill(Vec<(&'static str, Line)>);

#[expect(clippy::cast_precision_loss, reason = "exact below 2^53")]
impl Bill {
    /// The bill of so many students whose months are like this one.
    pub(crate) fn of(month: &Measured, students: u64) -> Self {
        let each = |dollars: f64| Line {
            dollars: dollars * students as f64,
            stands: false,
        };
        let stands = |dollars| Line {
            dollars,
            stands: true,
        };
        let requests = month.requests as f64;
        let busy = requests * OWN_SECONDS
            + month.attempts as f64 * TABLE_SECONDS
            + month.log_ins as f64 * LOG_IN_SECONDS;
        let units =
            month.read_units * p::MILLION_READ_UNITS + month.write_units * p::MILLION_WRITE_UNITS;
        let logged = (month.logged_bytes + month.requests * LOGGED_BY_LAMBDA) as f64;
        let sent = (month.answered_bytes + month.requests * AROUND_AN_ANSWER) as f64;
        let users = (students as f64 * USERS_FOR_A_STUDENT) - p::FREE_USERS as f64;
        Self(vec![
            (
                "API Gateway",
                each(requests / 1e6 * p::MILLION_API_REQUESTS),
            ),
            (
                "Lambda",
                each(requests / 1e6 * p::MILLION_INVOCATIONS + busy * MEMORY * p::GIGABYTE_SECOND),
            ),
            ("DynamoDB, requests", each(units / 1e6)),
            (
                "DynamoDB, a year of it stored",
                each(12.0 * month.stored_bytes as f64 / GIGABYTE * p::STORED_GIGABYTE),
            ),
            ("Logs", each(logged / GIGABYTE * p::LOGGED_GIGABYTE)),
            (
                "Answers that leave AWS",
                each(sent / GIGABYTE * p::SENT_GIGABYTE),
            ),
            // At most one after each request.
            (
                "CloudWatch, pushes",
                each(requests / 1e3 * p::THOUSAND_PUSHES),
            ),
            (
                "Cognito",
                Line {
                    dollars: users.max(0.0) * p::ACTIVE_USER,
                    stands: false,
                },
            ),
            (
                "CloudWatch, metrics",
                stands(month.series as f64 * p::SERIES),
            ),
            (
                "CloudWatch, alarms",
                stands(alarm_metrics() as f64 * p::ALARM_METRIC),
            ),
            ("CloudWatch, dashboard", stands(p::DASHBOARD)),
            ("Secrets Manager", stands(p::SECRET)),
        ])
    }

    pub(crate) fn lines(&self) -> &[(&'static str, Line)] {
        &self.0
    }

    pub(crate) fn total(&self) -> f64 {
        self.0.iter().map(|(_, line)| line.dollars).sum()
    }
}

/// How many metrics the alarms of the template watch.
fn alarm_metrics() -> usize {
    let ours = Template::ours();
    let resources = ours.document()["Resources"]
        .as_object()
        .into_iter()
        .flatten();
    let alarms = resources.filter(|(_, one)| one["Type"] == "AWS::CloudWatch::Alarm");
    alarms.map(|(_, alarm)| watched(&alarm["Properties"])).sum()
}

fn watched(alarm: &Value) -> usize {
    let several = alarm["Metrics"].as_array().into_iter().flatten();
    let metrics = several.filter(|one| one["MetricStat"].is_object()).count();
    metrics.max(1)
}
