//! The same fleet at other rates and with other numbers of environments.

use std::num::NonZero;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::fleet::{Options, Run, Tally, Traffic, simulate};

/// Rates, in API requests a second.
pub(crate) const RATES: [f64; 7] = [0.3, 1.0, 3.0, 10.0, 30.0, 100.0, 300.0];
/// Environments of each route group; `None` for as many as Lambda makes.
pub(crate) const ENVIRONMENTS: [Option<u32>; 6] =
    [None, Some(1), Some(3), Some(10), Some(30), Some(100)];
/// How many requests a run of the sweep counts at least, so that low rates are more than noise.
const REQUESTS: f64 = 20_000.0;

/// A place in the table: without the shared tier, and with it.
#[derive(Debug)]
pub(crate) struct Cell {
    pub(crate) without: Tally,
    pub(crate) with: Tally,
}

/// All runs, by rate and then by number of environments.
///
/// # Errors
/// What keeps traffic from being made.
pub(crate) fn sweep(options: &Options) -> Result<Vec<Vec<Cell>>, String> {
    let points: Vec<_> = RATES
        .iter()
        .flat_map(|rate| ENVIRONMENTS.map(|count| at(options, *rate, count)))
        .collect();
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::new());
    let work = || {
        while let Some(point) = points.get(next.fetch_add(1, Ordering::Relaxed)) {
            let cell = both(point);
            // Cells say by themselves where they belong, so order does not matter here.
            done.lock()
                .expect("no run panics")
                .push((point.rate, point.environments, cell));
        }
    };
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, NonZero::get) {
            scope.spawn(work);
        }
    });
    let mut done = done.into_inner().expect("no run panics");
    done.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let mut cells = done.into_iter().map(|(_, _, cell)| cell);
    RATES
        .iter()
        .map(|_| cells.by_ref().take(ENVIRONMENTS.len()).collect())
        .collect()
}

/// A run without the shared tier, and one with it, of the same traffic.
///
/// # Errors
/// What keeps traffic from being made.
pub(crate) fn both(options: &Options) -> Result<Cell, String> {
    Ok(Cell {
        without: simulate(options, Run::Memory, Traffic::new(options)?),
        with: simulate(options, Run::Shared, Traffic::new(options)?),
    })
}

/// The options at another rate, with as many more students as there are more requests.
fn at(options: &Options, rate: f64, environments: Option<u32>) -> Options {
    let more = rate / options.rate;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "as many students as requests need"
    )]
    let students = (f64::from(options.students) * more).ceil().max(50.0) as u32;
    let minutes = options.minutes.max(REQUESTS / rate / 60.0);
    Options {
        rate,
        students,
        environments,
        minutes,
        ..options.clone()
    }
}
