//! `cargo operate`: reads the command line, connects, and says how it went.

use std::process::ExitCode;

use clap::Parser;
use domain::{Error, Thing};
use operate::Command;
use runtime::SystemClock;
use store::{Settings, Store};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let command = Command::parse();
    let store = Store::new(store::connect(Settings::default()).await, command.stack());
    match command.run(&store, &SystemClock).await {
        Ok(told) => {
            println!("{told}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {}", told(&error));
            ExitCode::FAILURE
        }
    }
}

fn told(error: &Error) -> String {
    match error {
        Error::NotFound(Thing::User) => {
            "no user of this stack has this email address; it must register first".into()
        }
        Error::Unavailable(inside) | Error::Fault(inside) => {
            format!("{inside}; check the stack's name, AWS_REGION and the credentials")
        }
        error => error.to_string(),
    }
}
