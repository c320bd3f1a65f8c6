//! `cargo operate`: reads the command line, connects, and says how it went.

use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser;
use operate::{Command, Failure};
use runtime::SystemClock;
use store::{Settings, Store};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let connect = async |stack: &str| Store::new(store::connect(Settings::default()).await, stack);
    match Command::parse().run(connect, Arc::new(SystemClock)).await {
        Ok(told) => {
            println!("{told}");
            ExitCode::SUCCESS
        }
        Err(Failure::Items(report) | Failure::Build(report)) => {
            println!("{report}");
            ExitCode::FAILURE
        }
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}
