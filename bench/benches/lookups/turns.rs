//! Look-ups from the tables and from memory in turns, so that a machine that drifts does so for both.

use std::fmt;
use std::time::Duration;

use store::Store;

use crate::lookup::LookUp;
use crate::measuring::samples::{Samples, Time};
use crate::measuring::stopwatch;
use crate::scene::Scene;

/// Turns that are not counted: connections open, caches fill.
const WARM_UP: usize = 300;
const TURNS: usize = 3000;
/// Look-ups from memory for each one from the tables.
const MORE: usize = 8;
/// Turns in which processor time is taken, of many look-ups at once: its clock is too coarse for one.
const BLOCKS: usize = 20;
const TABLES_A_BLOCK: usize = 50;
const WARM_A_BLOCK: usize = 5000;

/// What was measured of a look-up.
struct Measured {
    of: LookUp,
    tables: Side,
    warm: Side,
}

/// One of the two ways.
#[derive(Default)]
struct Side {
    times: Samples,
    cpu: Samples,
}

/// The table of all look-ups.
pub(crate) struct Table {
    measured: Vec<Measured>,
    /// A measurement of nothing: what is in every other.
    nothing: Samples,
}

pub(crate) async fn measure(scene: &Scene) -> Table {
    let measured = |of| Measured {
        of,
        tables: Side::default(),
        warm: Side::default(),
    };
    let mut table = Table {
        measured: LookUp::ALL.map(measured).into(),
        nothing: Samples::default(),
    };
    for turn in 0..WARM_UP + TURNS {
        if turn == WARM_UP {
            scene.wire.reset();
        }
        let counted = turn >= WARM_UP;
        for one in &mut table.measured {
            let time = once(one.of, &scene.tables, scene, turn).await;
            if counted {
                one.tables.times.add(time);
            }
            for more in 0..MORE {
                let time = once(one.of, &scene.warm, scene, turn * MORE + more).await;
                if counted {
                    one.warm.times.add(time);
                }
            }
        }
        let began = stopwatch::now();
        table.nothing.add(began.elapsed());
    }
    for _ in 0..BLOCKS {
        for one in &mut table.measured {
            one.tables
                .cpu
                .add(cpu(one.of, &scene.tables, scene, TABLES_A_BLOCK).await);
            one.warm
                .cpu
                .add(cpu(one.of, &scene.warm, scene, WARM_A_BLOCK).await);
        }
    }
    assert_eq!(
        scene.wire.counts().total,
        0,
        "the warm store asked the tables: what was kept was too old by then"
    );
    table
}

async fn once(of: LookUp, store: &Store, scene: &Scene, nth: usize) -> Duration {
    let began = stopwatch::now();
    of.run(store, scene, nth).await;
    began.elapsed()
}

/// The processor time that this thread takes for one look-up, on average.
async fn cpu(of: LookUp, store: &Store, scene: &Scene, times: usize) -> Duration {
    let began = stopwatch::cpu();
    for nth in 0..times {
        of.run(store, scene, nth).await;
    }
    let taken = stopwatch::cpu() - began;
    taken.div_f64(times as f64)
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "| look-up | DynamoDB, median | p99 | cache, median | p99 | times faster | time saved (target) "
        )?;
        writeln!(f, "| DynamoDB, processor | cache, processor | times less |")?;
        writeln!(f, "|---|---|---|---|---|---|---|---|---|---|")?;
        for one in &self.measured {
            let times = |side: &Side| (side.times.median(), side.times.quantile(0.99));
            let ((tables, tables_p99), (warm, warm_p99)) = (times(&one.tables), times(&one.warm));
            write!(
                f,
                "| {} | {tables} | {tables_p99} | {warm} | {warm_p99} ",
                one.of.name()
            )?;
            write!(
                f,
                "| {:.0} | {:.2} %",
                tables.0 / warm.0,
                (1.0 - warm.0 / tables.0) * 100.0
            )?;
            if let Some(target) = one.of.target() {
                write!(f, " ({:.0} %)", target * 100.0)?;
            }
            let (tables, warm): (Time, Time) = (one.tables.cpu.median(), one.warm.cpu.median());
            writeln!(f, " | {tables} | {warm} | {:.0} |", tables.0 / warm.0)?;
        }
        let (median, p99) = (self.nothing.median(), self.nothing.quantile(0.99));
        writeln!(
            f,
            "| nothing, measured the same way | | | {median} | {p99} | | | | | |"
        )
    }
}
