use std::future::pending;
use std::sync::Mutex;

use domain::Error;
use futures_util::FutureExt;
use jiff::SignedDuration;
use testkit::ManualClock;

use super::*;
use crate::measure::Recorder;

/// A table that takes errors, refuses them, or never answers.
#[derive(Debug, Default)]
struct Table {
    written: Mutex<Vec<RecentError>>,
    mood: Mutex<Mood>,
}

#[derive(Debug, Default, Clone, Copy)]
enum Mood {
    #[default]
    Well,
    Down,
    Silent,
}

impl KeepErrors for Table {
    fn keep<'a>(&'a self, error: &'a RecentError) -> BoxFuture<'a, Result<(), Error>> {
        async {
            let mood = *self.mood.lock().unwrap();
            match mood {
                Mood::Well => {
                    self.written.lock().unwrap().push(error.clone());
                    Ok(())
                }
                Mood::Down => Err(Error::Unavailable("down".to_owned())),
                Mood::Silent => pending().await,
            }
        }
        .boxed()
    }
}

struct Scene {
    clock: Arc<ManualClock>,
    table: Arc<Table>,
    errors: Errors,
    recorder: Recorder,
}

impl Scene {
    fn new() -> Self {
        let clock = Arc::new(ManualClock::default());
        let table = Arc::new(Table::default());
        let errors = Errors::new(clock.clone());
        errors.keep_in(table.clone());
        Self {
            recorder: Recorder::new(clock.clone()),
            clock,
            table,
            errors,
        }
    }

    fn note(&self, request_id: &str) {
        metrics::with_local_recorder(&self.recorder, || {
            self.errors.note(|id| an_error(id, request_id));
        });
    }

    fn feel(&self, mood: Mood) {
        *self.table.mood.lock().unwrap() = mood;
    }

    /// Writes, and says whose errors stand there.
    async fn written(&self) -> Vec<String> {
        let _here = metrics::set_default_local_recorder(&self.recorder);
        self.errors.write(None).await;
        let written = self.table.written.lock().unwrap();
        written.iter().map(|one| one.request_id.clone()).collect()
    }

    /// What `errors.recorded` says.
    fn counted(&self, outcome: &str) -> f64 {
        let data = self.recorder.take();
        let of = data
            .iter()
            .filter(|datum| datum.name == "errors.recorded" && datum.dimensions[0].1 == outcome);
        of.flat_map(|datum| datum.points.values())
            .map(|(value, _)| value)
            .sum()
    }
}

pub(crate) fn an_error(id: ErrorId, request_id: &str) -> RecentError {
    RecentError {
        id,
        at: ManualClock::start(),
        request_id: request_id.to_owned(),
        function: "study-goals".to_owned(),
        code: "INTERNAL_SERVER_ERROR".to_owned(),
        message: "a handler panicked".to_owned(),
        ms: 3,
        work: Work::Request {
            method: "GET".to_owned(),
            route: "/api/v1/goals".to_owned(),
            status: 500,
        },
    }
}

#[tokio::test]
async fn what_was_noted_is_written_once_in_its_order() {
    let scene = Scene::new();
    scene.note("first");
    scene.note("second");
    assert_eq!(scene.written().await, ["first", "second"]);
    assert_eq!(scene.written().await, ["first", "second"]);
    assert_eq!(scene.counted("written"), 2.0);
}

#[tokio::test]
async fn a_minute_has_six_errors_and_the_next_one_six_more() {
    let scene = Scene::new();
    for _ in 0..MOST_A_MINUTE + 2 {
        scene.note("one");
    }
    assert_eq!(scene.written().await.len(), 6);
    assert_eq!(scene.counted("limited"), 2.0);
    scene.clock.advance(SignedDuration::from_mins(1));
    scene.note("another");
    assert_eq!(scene.written().await.len(), 7);
}

#[tokio::test(start_paused = true)]
async fn what_the_table_does_not_take_is_written_when_it_does() {
    for mood in [Mood::Down, Mood::Silent] {
        let scene = Scene::new();
        scene.feel(mood);
        scene.note("of the outage");
        assert_eq!(scene.written().await, [""; 0], "{mood:?}");
        scene.feel(Mood::Well);
        assert_eq!(scene.written().await, ["of the outage"], "{mood:?}");
        assert_eq!(scene.counted("written"), 1.0);
    }
}

#[tokio::test(start_paused = true)]
async fn a_silent_table_keeps_the_environment_for_300_ms() {
    let scene = Scene::new();
    scene.feel(Mood::Silent);
    scene.note("one");
    let began = tokio::time::Instant::now();
    scene.errors.write(None).await;
    assert_eq!(began.elapsed(), LONGEST);
}

#[tokio::test]
async fn nothing_is_written_into_the_functions_last_half_second() {
    let scene = Scene::new();
    scene.note("one");
    let deadline = scene.clock.now().plus(SignedDuration::from_millis(520));
    scene.errors.write(Some(deadline)).await;
    assert!(scene.table.written.lock().unwrap().is_empty());
}

#[tokio::test]
async fn in_a_long_outage_the_oldest_make_room_and_are_counted() {
    let scene = Scene::new();
    scene.feel(Mood::Down);
    for number in 0..MOST_WAITING + 3 {
        scene.note(&number.to_string());
        scene.clock.advance(SignedDuration::from_mins(1));
    }
    scene.feel(Mood::Well);
    let written = scene.written().await;
    assert_eq!(written.len(), MOST_WAITING);
    assert_eq!(written[0], "3");
    assert_eq!(scene.counted("lost"), 3.0);
}
