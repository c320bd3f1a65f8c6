//! Prices in US dollars, of us-east-1, as third parties quoted AWS's lists in 2026; the lists themselves were not read. Free tiers
//! are left out but where they decide (Cognito).

/// A million requests of an HTTP API.
pub(crate) const MILLION_API_REQUESTS: f64 = 1.00;
/// A million invocations.
pub(crate) const MILLION_INVOCATIONS: f64 = 0.20;
/// A gigabyte of memory for a second, on arm64.
pub(crate) const GIGABYTE_SECOND: f64 = 0.000_013_333_4;
/// A million read units on demand.
pub(crate) const MILLION_READ_UNITS: f64 = 0.125;
/// A million write units on demand.
pub(crate) const MILLION_WRITE_UNITS: f64 = 0.625;
/// A gigabyte of a table for a month, and of what is kept to restore it.
pub(crate) const STORED_GIGABYTE: f64 = 0.25 + 0.20;
/// A gigabyte of log lines.
pub(crate) const LOGGED_GIGABYTE: f64 = 0.50;
/// A gigabyte that leaves AWS.
pub(crate) const SENT_GIGABYTE: f64 = 0.09;
/// A series of a metric for a month.
pub(crate) const SERIES: f64 = 0.30;
/// A thousand requests to CloudWatch.
pub(crate) const THOUSAND_PUSHES: f64 = 0.01;
/// A metric of an alarm for a month.
pub(crate) const ALARM_METRIC: f64 = 0.10;
/// A dashboard for a month.
pub(crate) const DASHBOARD: f64 = 3.00;
/// A secret for a month.
pub(crate) const SECRET: f64 = 0.40;
/// A user of the pool who came in the month (Essentials), beyond the first ten thousand.
pub(crate) const ACTIVE_USER: f64 = 0.015;
/// Those that cost nothing.
pub(crate) const FREE_USERS: u64 = 10_000;
