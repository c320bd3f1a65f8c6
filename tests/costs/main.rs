//! What a month costs: the requests of one student's month are made against the API in this process and counted, and multiplied with
//! prices. docs/COSTS.md is made from it, and held to it: `UPDATE_COSTS=1 cargo test -p tests --test costs`.

mod bill;
mod document;
mod measured;
mod month;
mod prices;

use std::fs;
use std::path::Path;

use tests::{Api, asked_for};

use bill::Bill;
use measured::Measured;

/// What to do when it is not.
const UPDATE: &str = "UPDATE_COSTS=1 cargo test -p tests --test costs";

#[tokio::test]
async fn the_document_says_what_a_measured_month_costs() {
    let cold = Measured::month(Api::start_cold().await).await;
    let warm = Measured::month(Api::start().await).await;
    let told = document::of(&cold, &warm);
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/COSTS.md");
    if asked_for("UPDATE_COSTS") {
        fs::write(&file, &told).expect("the file can be written");
    }
    let written = fs::read_to_string(&file).unwrap_or_default();
    let ((words, numbers), (others, measured)) = (parted(&written), parted(&told));
    assert!(
        words == others,
        "docs/COSTS.md says something else: {UPDATE}"
    );
    for (number, measured) in numbers.into_iter().zip(measured) {
        let off = (number - measured).abs();
        assert!(
            off <= (measured * 0.05).max(2.0),
            "{number} is {measured} by now: {UPDATE}"
        );
    }
}

/// A text's words, and the numbers among them. Items are drawn by chance, so that two months are never quite the same.
fn parted(text: &str) -> (String, Vec<f64>) {
    let mut numbers = Vec::new();
    let mut words = String::new();
    for word in text.split_whitespace() {
        let bare = word.trim_matches('*').replace(',', "");
        match bare.parse() {
            Ok(number) => numbers.push(number),
            Err(_) => words.push_str(word),
        }
    }
    (words, numbers)
}

#[test]
fn what_is_paid_by_use_grows_with_the_students_and_what_stands_does_not() {
    let month = Measured {
        requests: 100,
        read_units: 200.0,
        write_units: 50.0,
        attempts: 150,
        answered_bytes: 100_000,
        logged_bytes: 30_000,
        log_ins: 10,
        stored_bytes: 20_000,
        series: 100,
    };
    let (ten, thousand) = (Bill::of(&month, 10), Bill::of(&month, 1000));
    for (few, many) in ten.lines().iter().zip(thousand.lines()) {
        let (name, few) = few;
        let many = many.1;
        if few.stands {
            assert!((many.dollars - few.dollars).abs() < 1e-9, "{name}");
        } else if few.dollars > 0.0 {
            assert!(many.dollars > few.dollars * 99.0, "{name}");
        }
    }
    let sum: f64 = ten.lines().iter().map(|(_, line)| line.dollars).sum();
    assert!((ten.total() - sum).abs() < 1e-9);
}
