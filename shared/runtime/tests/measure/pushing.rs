//! When figures are pushed, and that nothing is counted twice or lost without being counted.

use std::sync::Arc;
use std::time::Duration;

use domain::Clock;
use jiff::SignedDuration;
use proptest::prelude::*;
use runtime::measure::{Fate, InMemory, Pusher};

use crate::scene::{Scene, sum};

/// Longer than any push waits.
const FOREVER: Duration = Duration::from_secs(3600);

fn pusher(scene: &Scene, sink: &InMemory) -> Pusher {
    Pusher::new(
        scene.recorder.clone(),
        Arc::new(sink.clone()),
        scene.clock.clone(),
    )
}

/// Runs on a clock of its own, which moves on when everybody waits.
fn run<T>(work: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .expect("a runtime");
    runtime.block_on(work)
}

fn panics(sink: &InMemory) -> f64 {
    sum(&sink.taken(), "http.panics", &[])
}

#[test]
fn the_first_answer_is_followed_by_a_push_and_the_next_one_comes_ten_seconds_later() {
    run(async {
        let (scene, sink) = (Scene::new(), InMemory::default());
        let pusher = pusher(&scene, &sink);
        scene.count("http.panics", &[], 1);
        pusher.after_answer(None).await;
        assert_eq!(sink.asked(), 1);
        scene.seconds(9);
        pusher.after_answer(None).await;
        assert_eq!(sink.asked(), 1);
        scene.seconds(1);
        pusher.after_answer(None).await;
        assert_eq!(sink.asked(), 2);
        assert_eq!(panics(&sink), 1.0);
    });
}

#[test]
fn a_clock_that_was_set_back_does_not_silence_an_environment() {
    run(async {
        let (scene, sink) = (Scene::new(), InMemory::default());
        let pusher = pusher(&scene, &sink);
        pusher.after_answer(None).await;
        let earlier = scene.clock.now().plus(SignedDuration::from_hours(-5));
        scene.clock.set(earlier);
        scene.count("http.panics", &[], 1);
        pusher.after_answer(None).await;
        assert_eq!(panics(&sink), 1.0);
    });
}

#[test]
fn a_push_leaves_the_function_half_a_second_and_takes_three_tenths_at_most() {
    run(async {
        for (left_ms, waited_ms) in [(None, 300), (Some(10_000), 300), (Some(700), 200)] {
            let (scene, sink) = (Scene::new(), InMemory::default());
            let pusher = pusher(&scene, &sink);
            scene.count("http.panics", &[], 1);
            sink.meets(Fate::Taken, FOREVER);
            let deadline =
                left_ms.map(|ms| scene.clock.now().plus(SignedDuration::from_millis(ms)));
            let began = tokio::time::Instant::now();
            pusher.after_answer(deadline).await;
            let waited = began.elapsed().as_millis();
            assert!((waited_ms..waited_ms + 2).contains(&waited), "{waited}");
        }
    });
}

#[test]
fn with_no_time_left_nothing_is_begun_and_nothing_is_lost() {
    run(async {
        let (scene, sink) = (Scene::new(), InMemory::default());
        let pusher = pusher(&scene, &sink);
        scene.count("http.panics", &[], 1);
        let soon = scene.clock.now().plus(SignedDuration::from_millis(540));
        pusher.after_answer(Some(soon)).await;
        assert_eq!(sink.asked(), 0);
        pusher.after_answer(None).await;
        assert_eq!(panics(&sink), 1.0);
    });
}

#[test]
fn what_was_certainly_not_taken_is_sent_with_the_next() {
    run(async {
        let (scene, sink) = (Scene::new(), InMemory::default());
        let pusher = pusher(&scene, &sink);
        sink.meets(Fate::Kept, Duration::ZERO);
        scene.count("http.panics", &[], 1);
        pusher.after_answer(None).await;
        assert_eq!(panics(&sink), 0.0);
        scene.count("http.panics", &[], 2);
        scene.seconds(10);
        pusher.after_answer(None).await;
        assert_eq!(panics(&sink), 3.0);
        let datum = sink.taken().into_iter().find(|d| d.name == "http.panics");
        assert_eq!(
            datum.expect("there").points.values(),
            [(3.0, 1)],
            "one datum for one minute"
        );
    });
}

#[test]
fn what_may_have_arrived_is_never_sent_again_and_counted_as_unknown() {
    run(async {
        let (scene, sink) = (Scene::new(), InMemory::default());
        let pusher = pusher(&scene, &sink);
        sink.meets(Fate::Unknown, Duration::ZERO);
        scene.count("http.panics", &[], 1);
        pusher.after_answer(None).await;
        scene.seconds(10);
        pusher.after_answer(None).await;
        assert_eq!(panics(&sink), 0.0);
        assert_eq!(sum(&sink.taken(), "metrics.push_unknown", &[]), 1.0);
    });
}

#[test]
fn what_will_never_be_taken_is_given_up_and_counted() {
    run(async {
        let (scene, sink) = (Scene::new(), InMemory::default());
        let pusher = pusher(&scene, &sink);
        sink.meets(Fate::Refused, Duration::ZERO);
        scene.count("http.panics", &[], 1);
        pusher.after_answer(None).await;
        scene.seconds(10);
        pusher.after_answer(None).await;
        let refused = [("reason", "refused")];
        assert_eq!(sum(&sink.taken(), "metrics.dropped", &refused), 1.0);
    });
}

#[test]
fn a_request_that_is_answered_late_is_counted_once() {
    run(async {
        let (scene, sink) = (Scene::new(), InMemory::default());
        let pusher = pusher(&scene, &sink);
        sink.meets(Fate::Taken, Duration::from_millis(400));
        scene.count("http.panics", &[], 1);
        pusher.after_answer(None).await;
        assert_eq!(panics(&sink), 0.0, "the answer is on its way");
        scene.count("http.panics", &[], 1);
        scene.seconds(10);
        pusher.after_answer(None).await;
        assert_eq!(panics(&sink), 2.0);
        assert_eq!(sum(&sink.taken(), "metrics.push_unknown", &[]), 0.0);
    });
}

#[test]
fn a_request_that_is_never_answered_is_given_up_at_the_second_push() {
    run(async {
        let (scene, sink) = (Scene::new(), InMemory::default());
        let pusher = pusher(&scene, &sink);
        sink.meets(Fate::Taken, FOREVER);
        for _ in 0..3 {
            scene.count("http.panics", &[], 1);
            pusher.after_answer(None).await;
            scene.seconds(10);
        }
        assert_eq!(panics(&sink), 2.0);
        pusher.after_answer(None).await;
        assert_eq!(sum(&sink.taken(), "metrics.push_unknown", &[]), 1.0);
    });
}

#[test]
fn a_sink_that_refuses_for_now_is_not_asked_again_in_the_same_push() {
    run(async {
        let (scene, sink) = (Scene::new(), InMemory::taking(1));
        let pusher = pusher(&scene, &sink);
        sink.meets(Fate::Taken, Duration::ZERO);
        sink.meets(Fate::Kept, Duration::ZERO);
        for name in ["http.panics", "qa.unanswered", "assistant.failures"] {
            scene.count(name, &[], 1);
        }
        pusher.after_answer(None).await;
        assert_eq!((sink.asked(), sink.taken().len()), (2, 1));
        pusher.finish().await;
        for name in ["http.panics", "qa.unanswered", "assistant.failures"] {
            assert_eq!(sum(&sink.taken(), name, &[]), 1.0, "{name}");
        }
    });
}

#[test]
fn the_last_push_waits_for_no_ten_seconds_and_comes_before_lambda_kills() {
    run(async {
        let (scene, sink) = (Scene::new(), InMemory::default());
        let pusher = pusher(&scene, &sink);
        sink.meets(Fate::Taken, FOREVER);
        pusher.after_answer(None).await;
        scene.count("http.panics", &[], 1);
        scene.seconds(10);
        pusher.after_answer(None).await;
        scene.count("http.panics", &[], 1);
        sink.meets(Fate::Taken, FOREVER);
        let began = tokio::time::Instant::now();
        pusher.finish().await;
        assert!(began.elapsed() < Duration::from_millis(480));
    });
}

/// What happens to an environment.
#[derive(Debug, Clone)]
enum Step {
    Happens(u64),
    Passes(i64),
    Answers,
    Meets(Fate, u64),
}

fn step() -> impl Strategy<Value = Step> {
    let fate = prop_oneof![
        Just(Fate::Taken),
        Just(Fate::Kept),
        Just(Fate::Refused),
        Just(Fate::Unknown),
    ];
    prop_oneof![
        (1..5u64).prop_map(Step::Happens),
        (1..90i64).prop_map(Step::Passes),
        Just(Step::Answers),
        Just(Step::Answers),
        (fate, prop_oneof![Just(0u64), 0..900u64]).prop_map(|(fate, ms)| Step::Meets(fate, ms)),
    ]
}

proptest! {
    /// The sink gives a fate to requests of one datum each, so that what did not arrive can be told apart by its kind.
    #[test]
    fn nothing_is_counted_twice_and_nothing_is_lost_uncounted(
        steps in prop::collection::vec(step(), 1..60),
    ) {
        let (happened, taken, lost) = run(async {
            let (scene, sink) = (Scene::new(), InMemory::taking(1));
            let pusher = pusher(&scene, &sink);
            let mut happened = 0.0;
            for step in steps {
                match step {
                    Step::Happens(times) => {
                        for _ in 0..times {
                            scene.time("lambda.init.duration", &[], 1.0);
                        }
                        happened += f64::from(u32::try_from(times).expect("small"));
                    }
                    Step::Passes(seconds) => scene.seconds(seconds),
                    Step::Answers => pusher.after_answer(None).await,
                    Step::Meets(fate, ms) => sink.meets(fate, Duration::from_millis(ms)),
                }
            }
            // From now on the sink takes everything, when it has met what it still must.
            for _ in 0..200 {
                scene.seconds(10);
                pusher.after_answer(None).await;
            }
            let taken = sink.taken();
            let lost = sum(&taken, "metrics.push_unknown", &[])
                + sum(&taken, "metrics.dropped", &[("reason", "refused")]);
            let durations = taken.iter().filter(|d| d.name == "lambda.init.duration");
            let taken: u64 = durations.flat_map(|d| d.points.values()).map(|(_, n)| n).sum();
            (happened, f64::from(u32::try_from(taken).expect("small")), lost)
        });
        prop_assert!(taken <= happened, "{taken} of {happened}");
        if lost == 0.0 {
            prop_assert_eq!(taken, happened);
        }
    }
}
