//! A running `cargo local` to look at, and figures for it.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use clap::Parser;
use domain::Clock;
use jiff::SignedDuration;
use local::builder::Profile;
use local::cli::Options;
use local::cloudwatch::{Datum, Figures, Metric, Unit};
use local::console::Console;
use local::machine::Machine;
use runtime::SystemClock;
use tokio::sync::OnceCell;

use crate::browser::Browser;

/// Runs one test.
pub(crate) fn run(test: impl Future<Output = ()>) {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build();
    runtime.unwrap().block_on(test);
}

/// A machine without demo data, on any free port.
pub(crate) async fn machine() -> Machine {
    static BINARIES: OnceCell<BTreeMap<String, PathBuf>> = OnceCell::const_new();
    let options = Options::parse_from(["local", "--port", "0", "--no-seed"]);
    let build = || Machine::binaries(Profile::Dev);
    let binaries = BINARIES.get_or_try_init(build).await;
    let binaries = binaries.expect("the functions build");
    let console = Console::to(|_| ());
    let machine = Machine::start_with(binaries.clone(), options, Arc::new(SystemClock), console);
    machine.await.expect("the machine starts")
}

/// Runs one test that opens pages of a machine. Afterwards no page may have complained, but with what is `allowed`.
pub(crate) fn seen(allowed: Option<&str>, test: impl AsyncFnOnce(&Machine, &Browser)) {
    run(async {
        let (machine, browser) = (machine().await, Browser::start().await);
        test(&machine, &browser).await;
        browser.close(allowed).await;
        end(machine).await;
    });
}

/// Ends a machine.
pub(crate) async fn end(machine: Machine) {
    let ended = machine.run_until(std::future::ready(())).await;
    ended.expect("the machine ends");
}

/// Figures as a function would push them, of so many minutes ago.
pub(crate) fn put(
    machine: &Machine,
    name: &str,
    dimensions: &[(&str, &str)],
    value: f64,
    minutes_ago: i64,
) {
    let mut figures = Figures::default();
    figures.record(value, 1.0);
    let metric = Metric::new("local", name, dimensions.iter().copied()).unwrap();
    let ago = SignedDuration::from_mins(minutes_ago);
    machine.cloudwatch().put(vec![Datum {
        metric: Arc::new(metric),
        unit: Unit::NONE,
        moment: SystemClock.now().plus(-ago),
        figures,
    }]);
}

/// Something for every chart.
pub(crate) fn put_all(machine: &Machine) {
    for ago in 0..5 {
        put(machine, "http.request.duration", &[], 12.5, ago);
        let goals = [("route", "/api/v1/goals"), ("method", "GET")];
        put(machine, "http.requests", &goals, 3.0, ago);
        let health = [("route", "/health"), ("method", "GET")];
        put(machine, "http.requests", &health, 1.0, ago);
        put(machine, "http.responses", &[("class", "4xx")], 2.0, ago);
        put(machine, "cache.hits", &[("tier", "memory")], 3.0, ago);
        put(machine, "cache.misses", &[("tier", "memory")], 1.0, ago);
        put(machine, "http.db_requests", &[], 2.0, ago);
    }
}
