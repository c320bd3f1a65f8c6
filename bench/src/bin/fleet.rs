//! Prints what hit rate to expect of a fleet: see `cargo run -p bench --bin fleet -- --help`.

use std::process::ExitCode;

use bench::fleet::{Options, report};
use clap::Parser;

fn main() -> ExitCode {
    match report(&Options::parse()) {
        Ok(tables) => {
            print!("{tables}");
            ExitCode::SUCCESS
        }
        Err(problem) => {
            eprintln!("error: {problem}");
            ExitCode::FAILURE
        }
    }
}
