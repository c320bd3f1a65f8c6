//! The processor time of one request, in turns, so that a machine that drifts does so for all.

use std::fmt;
use std::time::Duration;

use axum::Router;
use metrics::set_default_local_recorder;
use runtime::measure::Recorder;

use crate::measuring::samples::{Samples, Time};
use crate::measuring::stopwatch;
use crate::scene::Scene;

/// Turns that are not counted: connections open, keys are made.
const WARM_UP: usize = 3;
const TURNS: usize = 60;
/// Requests in a turn: the processor's clock is too coarse for one.
const AT_ONCE: usize = 100;

/// What the issue of it all allows: 15 µs.
const TARGET: f64 = 15e-6;

/// One way, and what was measured of it.
struct Way<'a> {
    name: &'static str,
    router: &'a Router,
    recorder: Option<Recorder>,
    cpu: Samples,
}

/// All ways, the first of which the others are compared with.
pub(crate) struct Table<'a>([Way<'a>; 4]);

pub(crate) async fn measure(scene: &Scene) -> Table<'_> {
    let way = |name, router, recorder| Way {
        name,
        router,
        recorder,
        cpu: Samples::default(),
    };
    let recorder = Recorder::new(scene.kit.clock.clone());
    let mut table = Table([
        way("the handler alone", &scene.bare, None),
        way("with the interceptor", &scene.intercepted, None),
        way("in the stack, nobody listening", &scene.whole, None),
        way("in the stack, recorded", &scene.whole, Some(recorder)),
    ]);
    for turn in 0..WARM_UP + TURNS {
        for way in &mut table.0 {
            let time = block(scene, way).await;
            if turn >= WARM_UP {
                way.cpu.add(time);
            }
        }
    }
    table
}

/// The processor time that this thread takes for one request, on average.
async fn block(scene: &Scene, way: &Way<'_>) -> Duration {
    let _recorded = way
        .recorder
        .as_ref()
        .map(|recorder| set_default_local_recorder(recorder));
    let began = stopwatch::cpu();
    for _ in 0..AT_ONCE {
        scene.send(way.router).await;
    }
    let taken = stopwatch::cpu() - began;
    taken.div_f64(AT_ONCE as f64)
}

impl fmt::Display for Table<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "| a request that reads one item | processor, median | tenth | nine tenths | more | as a ratio |"
        )?;
        writeln!(f, "|---|---|---|---|---|---|")?;
        let bare = self.0[0].cpu.median();
        for way in &self.0 {
            let median = way.cpu.median();
            let (low, high) = (way.cpu.quantile(0.1), way.cpu.quantile(0.9));
            write!(f, "| {} | {median} | {low} | {high} ", way.name)?;
            let more = Time((median.0 - bare.0).max(0.0));
            writeln!(f, "| {more} | {:.3} |", median.0 / bare.0)?;
        }
        let [alone, intercepted, unheard, recorded] =
            [0, 1, 2, 3].map(|way: usize| self.0[way].cpu.median().0);
        let measuring = (intercepted - alone) + (recorded - unheard);
        let met = |more: f64| if more <= TARGET { "met" } else { "missed" };
        writeln!(
            f,
            "\nInterceptor and recorder: {}. With all else that the stack does (the access rule, the deadline, catching panics, headers): {}. \
             Allowed: {}; {}, and with all else {}.",
            Time(measuring),
            Time(recorded - alone),
            Time(TARGET),
            met(measuring),
            met(recorded - alone)
        )
    }
}
