//! docs/COSTS.md.

use std::fmt::Write;

use crate::bill::{
    Bill, LOG_IN_SECONDS, LOGGED_BY_LAMBDA, OWN_SECONDS, TABLE_SECONDS, USERS_FOR_A_STUDENT,
};
use crate::measured::Measured;
use crate::month::{DAYS, ITEMS, SESSIONS, VISITS};

const STUDENTS: [u64; 3] = [10, 1_000, 100_000];

/// The document.
pub(crate) fn of(cold: &Measured, warm: &Measured) -> String {
    let mut text = String::from(
        "# What a month costs\n\n\
         <!-- Made from tests/costs: UPDATE_COSTS=1 cargo test -p tests --test costs -->\n\n\
         The requests of one student's month are made against the whole API in one process, and counted; the bill multiplies them with prices.\n\
         Nothing of it was seen on an AWS bill.\n\n",
    );
    month(&mut text, cold, warm);
    bills(&mut text, cold);
    assumed(&mut text);
    text
}

fn line(text: &mut String, line: impl AsRef<str>) {
    text.push_str(line.as_ref());
    text.push('\n');
}

fn month(text: &mut String, cold: &Measured, warm: &Measured) {
    line(text, "## One student's month\n");
    line(
        text,
        format!(
            "Assumed: on {DAYS} days the student logs in, looks at itself, its goals, its progress and its summaries, practises {ITEMS} items and asks a question. The platform \
             records {SESSIONS} sessions and has them summed up. Tutor and parent look in {VISITS} times each."
        ),
    );
    line(
        text,
        "\n| counted | without caches | with caches, one environment of each function |\n|---|---|---|",
    );
    let mut row = |name: &str, of: &dyn Fn(&Measured) -> String| {
        line(text, format!("| {name} | {} | {} |", of(cold), of(warm)));
    };
    row("API requests", &|one| one.requests.to_string());
    row("requests to DynamoDB", &|one| one.attempts.to_string());
    row("read units", &|one| format!("{:.0}", one.read_units));
    row("write units", &|one| format!("{:.0}", one.write_units));
    row("kB answered", &|one| kilobytes(one.answered_bytes));
    row("kB logged", &|one| kilobytes(one.logged_bytes));
    row("kB more in the tables", &|one| kilobytes(one.stored_bytes));
    row("series of metrics with a value", &|one| {
        one.series.to_string()
    });
}

fn kilobytes(bytes: u64) -> String {
    format!("{}", bytes.div_ceil(1000))
}

fn bills(text: &mut String, cold: &Measured) {
    line(text, "\n## The bill\n");
    line(
        text,
        "In US dollars, without caches: many environments for little traffic, or little traffic for any environment, come to that. \
         docs/OPERATIONS.md says what caches save.\n",
    );
    let bills = STUDENTS.map(|students| Bill::of(cold, students));
    line(
        text,
        "| students | 10 | 1,000 | 100,000 |\n|---|---|---|---|",
    );
    for (at, (name, _)) in bills[0].lines().iter().enumerate() {
        let mut row = format!("| {name} |");
        for bill in &bills {
            write!(row, " {:.2} |", bill.lines()[at].1.dollars).expect("a text takes every line");
        }
        line(text, row);
    }
    let totals = bills.each_ref().map(Bill::total);
    let [ten, thousand, all] = totals.map(|total| format!("**{total:.2}**"));
    line(text, format!("| **in all** | {ten} | {thousand} | {all} |"));
    let each = totals[2] / 100_000.0;
    line(
        text,
        format!(
            "\nOne of 100,000 students costs {:.1} cents a month. `MetricsSink=none` takes the metrics away. A model on Bedrock, a VPC with a NAT \
             gateway, the shared cache, WAF and a domain come on top where they are asked for.",
            each * 100.0
        ),
    );
}

fn assumed(text: &mut String) {
    line(text, "\n## What is assumed\n");
    line(
        text,
        format!(
            "- An invocation is billed {:.0} ms, {:.0} ms for each request to DynamoDB, and {:.0} ms for a log-in, at 256 MB on arm64. Cold starts are left out: a \
             million of them costs less than a dollar.",
            OWN_SECONDS * 1e3,
            TABLE_SECONDS * 1e3,
            LOG_IN_SECONDS * 1e3
        ),
    );
    line(
        text,
        format!(
            "- Lambda logs {LOGGED_BY_LAMBDA} bytes of its own about each invocation. Logs are read seldom, and expire."
        ),
    );
    line(
        text,
        format!(
            "- A student brings {USERS_FOR_A_STUDENT} users into the pool: itself, a parent, and a fifth of a tutor. All of them come every month; the first 10,000 cost nothing."
        ),
    );
    line(
        text,
        "- Every request is followed by a push to CloudWatch. That is the most; a busy environment makes one every 10 s.",
    );
    line(
        text,
        "- A series costs its whole price, also where it has values in a few hours only.",
    );
    line(
        text,
        "- Prices are of us-east-1, as third parties quoted AWS's lists in 2026; `tests/costs/prices.rs` has them.",
    );
}
