//! In what figures are told.

use super::Fault;

/// A unit that CloudWatch knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unit(&'static str);

const ALL: [&str; 27] = [
    "Seconds",
    "Microseconds",
    "Milliseconds",
    "Bytes",
    "Kilobytes",
    "Megabytes",
    "Gigabytes",
    "Terabytes",
    "Bits",
    "Kilobits",
    "Megabits",
    "Gigabits",
    "Terabits",
    "Percent",
    "Count",
    "Bytes/Second",
    "Kilobytes/Second",
    "Megabytes/Second",
    "Gigabytes/Second",
    "Terabytes/Second",
    "Bits/Second",
    "Kilobits/Second",
    "Megabits/Second",
    "Gigabits/Second",
    "Terabits/Second",
    "Count/Second",
    "None",
];

impl Unit {
    /// What a figure has that came without one.
    pub const NONE: Self = Self("None");

    /// The unit of this name.
    ///
    /// # Errors
    /// There is none.
    pub fn parse(name: &str) -> Result<Self, Fault> {
        let found = ALL.into_iter().find(|unit| *unit == name);
        found.map(Self).ok_or_else(|| {
            Fault::InvalidParameterValue(format!("The value {name} for parameter Unit is invalid."))
        })
    }
}
