//! The table that `cargo local` ends with.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::{Age, Cell, Counts};

/// Requests to DynamoDB by function and age of the process; shown as a table.
#[derive(Debug, Clone)]
pub struct Report {
    /// API requests by function.
    requests: BTreeMap<(String, Age), Cell>,
    /// Batches of messages by worker.
    batches: BTreeMap<(String, Age), Cell>,
    starting: u64,
    strangers: u64,
}

impl Report {
    pub(super) fn new(workers: &BTreeSet<String>, counts: &Counts) -> Self {
        let mut report = Self {
            requests: BTreeMap::new(),
            batches: BTreeMap::new(),
            starting: 0,
            strangers: counts.strangers,
        };
        for (key, cell) in &counts.cells {
            let (function, age) = key;
            if *age == Age::Starting {
                report.starting += cell.requests();
            } else if workers.contains(function) {
                report.batches.insert(key.clone(), cell.clone());
            } else {
                report.requests.insert(key.clone(), cell.clone());
            }
        }
        report
    }

    /// Every API request of this age together.
    fn total(&self, age: Age) -> Cell {
        let mut total = Cell::default();
        for (_, cell) in self.requests.iter().filter(|((_, other), _)| *other == age) {
            total.add(cell);
        }
        total
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (fresh, warm) = (self.total(Age::Fresh), self.total(Age::Warm));
        let mut all = fresh.clone();
        all.add(&warm);
        writeln!(
            f,
            "{} API requests reached a function, and DynamoDB got {} requests for them: {} each.",
            all.events,
            all.requests(),
            Each(&all)
        )?;
        if all.events > 0 {
            writeln!(
                f,
                "Fresh is a process's first API request, warm are all its later ones.\n"
            )?;
            heading(f, "API requests")?;
            for ((function, age), cell) in &self.requests {
                row(f, function, name(*age), cell)?;
            }
            row(f, "in all", name(Age::Fresh), &fresh)?;
            row(f, "in all", name(Age::Warm), &warm)?;
            row(f, "in all", "both", &all)?;
        }
        if !self.batches.is_empty() {
            writeln!(f, "\nWorkers, for batches of messages:\n")?;
            heading(f, "batches")?;
            for ((function, age), cell) in &self.batches {
                row(f, function, name(*age), cell)?;
            }
        }
        write!(
            f,
            "\nNot among them: {} requests of processes that were starting, {} that came with other credentials than a function's.",
            self.starting, self.strangers
        )
    }
}

fn name(age: Age) -> &'static str {
    match age {
        Age::Starting => "starting",
        Age::Fresh => "fresh",
        Age::Warm => "warm",
    }
}

fn heading(f: &mut fmt::Formatter<'_>, events: &str) -> fmt::Result {
    writeln!(
        f,
        "  {:<16} {:<7} {events:>12} {:>10} {:>8}  operations",
        "function", "process", "DynamoDB", "each"
    )
}

fn row(f: &mut fmt::Formatter<'_>, function: &str, process: &str, cell: &Cell) -> fmt::Result {
    let operations: Vec<_> = cell
        .operations
        .iter()
        .map(|(operation, count)| format!("{operation} {count}"))
        .collect();
    let row = format!(
        "  {function:<16} {process:<7} {:>12} {:>10} {:>8}  {}",
        cell.events,
        cell.requests(),
        Each(cell).to_string(),
        operations.join(", ")
    );
    writeln!(f, "{}", row.trim_end())
}

/// Requests for each event, with two digits: `1.50`.
struct Each<'a>(&'a Cell);

impl fmt::Display for Each<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(hundredths) =
            (self.0.requests() * 100 + self.0.events / 2).checked_div(self.0.events)
        else {
            return f.write_str("-");
        };
        write!(f, "{}.{:02}", hundredths / 100, hundredths % 100)
    }
}
