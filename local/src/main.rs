//! `cargo local`: see `cargo local --help`.

use std::io::Write;
use std::pin::pin;
use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser;
use local::cli::Options;
use local::console::Console;
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
    match run(options).await {
        Ok(()) => ExitCode::SUCCESS,
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
