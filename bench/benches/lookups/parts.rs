//! What is left in the cached path, part by part, in turns.

use std::fmt;
use std::hint::black_box;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use cache::{Cache, Claim, Policy, ReadAt};
use domain::account::User;
use domain::goal::Goal;
use domain::{Clock, UserId};
use metrics::{Key, Level, Metadata, Recorder, with_local_recorder, with_recorder};
use metrics_util::debugging::DebuggingRecorder;
use runtime::SystemClock;

use crate::lookup::LookUp;
use crate::measuring::samples::Samples;
use crate::measuring::stopwatch;
use crate::scene::Scene;

/// A time is that of so many at once, or reading the clock would be most of it.
const AT_ONCE: usize = 2000;
const TURNS: usize = 100;

static COUNTER: Key = Key::from_static_name("cache.hits");
static METADATA: Metadata<'static> =
    Metadata::new(module_path!(), Level::INFO, Some(module_path!()));

/// A part of the path, or a path.
#[derive(Debug, Clone, Copy)]
enum Part {
    Clocks,
    Lock,
    Count,
    CountRecorded,
    CloneUser,
    CloneGoals,
    CloneArc,
    HitNumber,
    HitUser,
    HitArc,
    Path(LookUp),
}

impl Part {
    const ALL: [Self; 15] = [
        Self::Clocks,
        Self::Lock,
        Self::Count,
        Self::CountRecorded,
        Self::CloneUser,
        Self::CloneGoals,
        Self::CloneArc,
        Self::HitNumber,
        Self::HitUser,
        Self::HitArc,
        Self::Path(LookUp::User),
        Self::Path(LookUp::Subject),
        Self::Path(LookUp::Goals),
        Self::Path(LookUp::Ratings),
        Self::Path(LookUp::Facts),
    ];
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Clocks => "read both clocks",
            Self::Lock => "lock and unlock, nobody else there",
            Self::Count => "count, nobody listening",
            Self::CountRecorded => "count, `metrics-util`'s debugging recorder listening",
            Self::CloneUser => "clone a user",
            Self::CloneGoals => "clone 20 goals",
            Self::CloneArc => "clone an `Arc`",
            Self::HitNumber => "`cache::Cache`: hit of a number",
            Self::HitUser => "`cache::Cache`: hit of a user",
            Self::HitArc => "`cache::Cache`: hit of 20 goals in an `Arc`",
            Self::Path(of) => return write!(f, "`store`: {}", of.name()),
        })
    }
}

/// What the parts work on.
struct Bench<'s> {
    scene: &'s Scene,
    clock: Arc<dyn Clock>,
    recorder: DebuggingRecorder,
    lock: Mutex<u64>,
    user: User,
    goals: Vec<Goal>,
    shared: Arc<Vec<Goal>>,
    numbers: Cache<u64, u64>,
    users: Cache<UserId, User>,
    arcs: Cache<UserId, Arc<Vec<Goal>>>,
}

/// The table of all parts.
pub(crate) struct Table(Vec<(Part, Samples)>);

pub(crate) async fn measure(scene: &Scene) -> Table {
    let bench = Bench::new(scene).await;
    let mut table = Table(Part::ALL.map(|part| (part, Samples::default())).into());
    for _ in 0..TURNS {
        for (part, samples) in &mut table.0 {
            let began = stopwatch::now();
            bench.run(*part).await;
            samples.add(began.elapsed() / AT_ONCE as u32);
        }
    }
    table
}

impl<'s> Bench<'s> {
    async fn new(scene: &'s Scene) -> Self {
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        let student = scene.students[0];
        let user = scene.tables.user(student).await.expect("the tables answer");
        let goals = scene
            .tables
            .goals_of(student)
            .await
            .expect("the tables answer");
        let bench = Self {
            scene,
            recorder: DebuggingRecorder::new(),
            lock: Mutex::new(0),
            user: user.expect("the student is there"),
            shared: Arc::new(goals.clone()),
            goals,
            numbers: Cache::new(policy("numbers"), Arc::clone(&clock)),
            users: Cache::new(policy("users"), Arc::clone(&clock)),
            arcs: Cache::new(policy("goals"), Arc::clone(&clock)),
            clock,
        };
        for (nth, student) in scene.students.iter().enumerate() {
            fill(&bench.numbers, &(nth as u64), nth as u64);
            fill(&bench.users, student, bench.user.clone());
            fill(&bench.arcs, student, Arc::clone(&bench.shared));
        }
        bench
    }

    async fn run(&self, part: Part) {
        let students = &self.scene.students;
        let student = |nth: usize| &students[nth % students.len()];
        for nth in 0..AT_ONCE {
            match part {
                Part::Clocks => drop(black_box(ReadAt::now(&*self.clock))),
                Part::Lock => *self.lock.lock().expect("nobody panics with it") += black_box(1),
                Part::Count => with_recorder(count),
                Part::CountRecorded => with_local_recorder(&self.recorder, || with_recorder(count)),
                Part::CloneUser => drop(black_box(self.user.clone())),
                Part::CloneGoals => drop(black_box(self.goals.clone())),
                Part::CloneArc => drop(black_box(Arc::clone(&self.shared))),
                Part::HitNumber => hit(&self.numbers, &((nth % students.len()) as u64)),
                Part::HitUser => hit(&self.users, student(nth)),
                Part::HitArc => hit(&self.arcs, student(nth)),
                Part::Path(of) => of.run(&self.scene.warm, self.scene, nth).await,
            }
        }
    }
}

fn count(recorder: &dyn Recorder) {
    recorder
        .register_counter(&COUNTER, &METADATA)
        .increment(black_box(1));
}

fn policy<V>(name: &'static str) -> Policy<V> {
    Policy {
        name,
        ttl: Some(Duration::from_secs(600)),
        absent_ttl: None,
        stay: Duration::MAX,
        jitter: 0.1,
        bytes: 8 << 20,
        weigh: |_| 100,
    }
}

fn fill<K: std::hash::Hash + Eq + Clone + Send, V: Clone + Send>(
    cache: &Cache<K, V>,
    key: &K,
    value: V,
) {
    let Claim::Lead(lease) = cache.claim(key, Duration::MAX) else {
        unreachable!("it is filled once")
    };
    lease.fill(Some(value));
}

fn hit<K: std::hash::Hash + Eq + Clone + Send, V: Clone + Send>(cache: &Cache<K, V>, key: &K) {
    let Claim::Hit(value) = cache.claim(key, Duration::MAX) else {
        unreachable!("it was filled before")
    };
    black_box(value);
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "| part | median | p99 |\n|---|---|---|")?;
        for (part, samples) in &self.0 {
            writeln!(
                f,
                "| {part} | {} | {} |",
                samples.median(),
                samples.quantile(0.99)
            )?;
        }
        Ok(())
    }
}
