//! `cargo local`: see `cargo local --help`.

use std::io::Write;
use std::pin::pin;
use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser;
use local::cli::{Options, Order};
use local::console::Console;
use local::import::{ImportOrder, Outcome};
use local::machine::Machine;
use local::signals;
use runtime::SystemClock;

#[tokio::main]
async fn main() -> ExitCode {
    let options = Options::parse();
    tracing_subscriber::fmt()
        .with_max_level(tracing::Level::WARN)
        .with_writer(std::io::stderr)
        .init();
    let done = match &options.order {
        Some(Order::Import(order)) => move_in(order, &options).await,
        None => run(options).await.map(|()| ExitCode::SUCCESS),
    };
    match done {
        Ok(code) => code,
        Err(error) => {
            Console::stderr().say(format_args!("error: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

async fn run(options: Options) -> anyhow::Result<()> {
    let mut end = pin!(signals::end()?);
    let machine = tokio::select! {
        machine = Machine::start(options, Arc::new(SystemClock), Console::stderr()) => machine?,
        () = &mut end => return Ok(()),
    };
    writeln!(std::io::stdout(), "{}", machine.banner()).ok();
    machine.run_until(end).await
}

async fn move_in(order: &ImportOrder, options: &Options) -> anyhow::Result<ExitCode> {
    let (report, code) = match order.run(options, Arc::new(SystemClock)).await? {
        Outcome::All(report) => (report, ExitCode::SUCCESS),
        Outcome::SomeRefused(report) => (report, ExitCode::FAILURE),
    };
    writeln!(std::io::stdout(), "{report}").ok();
    Ok(code)
}
