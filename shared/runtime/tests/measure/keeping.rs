//! The recorder: by minute, under the right dimensions, within bounds, without allocating.

use metrics::{Key, Level, Metadata, Recorder as _};
use runtime::measure::{MOST_KEYS, MOST_SERIES, MOST_WAITING, Points};

use crate::scene::{Scene, key, sum};

const ROUTE: [(&str, &str); 2] = [("route", "/api/v1/goals/{goal_id}"), ("method", "GET")];

#[test]
fn a_figure_is_published_for_its_route_and_for_the_fleet() {
    let scene = Scene::new();
    scene.count("http.requests", &ROUTE, 2);
    scene.count(
        "http.requests",
        &[("route", "/health"), ("method", "GET")],
        3,
    );
    let data = scene.recorder.take();
    assert_eq!(sum(&data, "http.requests", &ROUTE), 2.0);
    assert_eq!(sum(&data, "http.requests", &[]), 5.0);
    assert_eq!(data.len(), 3);
    assert!(scene.recorder.take().is_empty(), "it was taken");
}

#[test]
fn what_happens_stands_in_its_own_minute_however_late_it_is_taken() {
    let scene = Scene::new();
    scene.count("http.panics", &[], 1);
    scene.seconds(59);
    scene.count("http.panics", &[], 1);
    scene.seconds(1);
    scene.count("http.panics", &[], 5);
    scene.seconds(3600);
    let data = scene.recorder.take();
    let told: Vec<_> = data
        .iter()
        .map(|datum| (datum.minute.to_string(), datum.points.values()))
        .collect();
    assert_eq!(
        told,
        [
            (
                "2026-11-22T08:00:00.000000+00:00".to_owned(),
                vec![(2.0, 1)]
            ),
            (
                "2026-11-22T08:01:00.000000+00:00".to_owned(),
                vec![(5.0, 1)]
            ),
        ]
    );
}

#[test]
fn a_gauge_says_its_last_value_and_a_histogram_all_of_them() {
    let scene = Scene::new();
    for value in [7.0, 3.0] {
        scene.gauge("cache.shared.owed", &[("tier", "shared")], value);
        scene.time("lambda.init.duration", &[], value);
    }
    let data = scene.recorder.take();
    let of = |name| data.iter().find(|datum| datum.name == name).expect("there");
    assert_eq!(of("cache.shared.owed").points, Points::Last(Some(3.0)));
    let spread = of("lambda.init.duration").points.values();
    assert_eq!(spread.len(), 2);
    assert!((spread[0].0 / 3.0 - 1.0).abs() < 0.05 && (spread[1].0 / 7.0 - 1.0).abs() < 0.05);
}

#[test]
fn an_id_never_becomes_a_dimension() {
    let scene = Scene::new();
    let ids = [
        "/api/v1/goals/0197f3a4-0000-7000-8000-000000000001",
        "0197f3a4-0000-7000-8000-000000000001",
        "/api/v1/users/ada@example.com",
        "What is 3/4 of 12?",
    ];
    for id in ids {
        scene.count("http.requests", &[("route", id), ("method", "GET")], 1);
    }
    let data = scene.recorder.take();
    let other = [("route", "other"), ("method", "GET")];
    assert_eq!(sum(&data, "http.requests", &other), 4.0);
    assert_eq!(sum(&data, "http.requests", &[]), 4.0, "nothing is lost");
    assert_eq!(sum(&data, "metrics.dropped", &[("reason", "value")]), 4.0);
    let told = format!("{data:?}");
    assert!(ids.iter().all(|id| !told.contains(id)), "{told}");
}

#[test]
fn a_label_that_is_no_dimension_of_the_metric_says_nothing_and_is_counted() {
    let scene = Scene::new();
    scene.count("http.panics", &[("student", "ada")], 1);
    let data = scene.recorder.take();
    assert_eq!(sum(&data, "http.panics", &[]), 1.0);
    assert_eq!(sum(&data, "metrics.dropped", &[]), 1.0);
    assert!(!format!("{data:?}").contains("ada"));
}

#[test]
fn a_value_outside_a_closed_set_becomes_other() {
    let scene = Scene::new();
    scene.count("worker.messages", &[("outcome", "eaten")], 1);
    let data = scene.recorder.take();
    let other = [("outcome", "other")];
    assert_eq!(sum(&data, "worker.messages", &other), 1.0);
}

#[test]
fn dimensions_of_one_name_have_each_their_own_words() {
    let scene = Scene::new();
    let labels = [("table", "goals"), ("reason", "key")];
    scene.count("db.throttles", &labels, 1);
    let full = [("tier", "shared"), ("reason", "full")];
    scene.count("cache.shared.failures", &full, 1);
    let data = scene.recorder.take();
    assert_eq!(sum(&data, "db.throttles", &labels), 1.0);
    assert_eq!(sum(&data, "cache.shared.failures", &full), 1.0);
    assert_eq!(sum(&data, "metrics.dropped", &[]), 0.0);
}

#[test]
fn a_metric_that_is_not_in_the_table_is_not_kept_but_counted() {
    let scene = Scene::new();
    scene.count("made.up", &[], 1);
    scene.time("http.panics", &[], 1.0);
    let data = scene.recorder.take();
    assert_eq!(sum(&data, "metrics.dropped", &[("reason", "unknown")]), 2.0);
    assert!(data.iter().all(|datum| datum.name == "metrics.dropped"));
}

#[test]
fn what_is_no_number_is_counted_and_nothing_else() {
    let scene = Scene::new();
    scene.time("lambda.init.duration", &[], f64::NAN);
    scene.time("lambda.init.duration", &[], f64::INFINITY);
    scene.gauge("cache.shared.owed", &[("tier", "shared")], f64::NAN);
    let data = scene.recorder.take();
    assert_eq!(sum(&data, "metrics.dropped", &[("reason", "number")]), 3.0);
    assert!(data.iter().all(|datum| datum.name == "metrics.dropped"));
}

/// A different word for each number, without a digit.
fn word(mut number: usize) -> String {
    let mut word = String::from("w");
    while number > 0 {
        word.push(char::from(b'a' + u8::try_from(number % 26).expect("small")));
        number /= 26;
    }
    word
}

#[test]
fn words_that_never_end_take_no_more_series_than_there_may_be() {
    let scene = Scene::new();
    for number in 0..5_000 {
        let (a, b, c) = (word(number), word(number / 7), word(number / 11));
        let labels = [("table", a.as_str()), ("index", &b), ("operation", &c)];
        scene.count("db.slow_queries", &labels, 1);
    }
    assert!(scene.recorder.series() <= MOST_SERIES);
    let data = scene.recorder.take();
    assert_eq!(sum(&data, "db.slow_queries", &[]), 5_000.0);
    assert!(sum(&data, "metrics.dropped", &[]) > 4_000.0);
    const { assert!(MOST_KEYS < 5_000) };
}

#[test]
fn what_waits_is_bounded_the_oldest_goes_first_and_the_loss_is_counted() {
    let scene = Scene::new();
    let minutes = i64::try_from(MOST_WAITING).expect("it fits") + 100;
    for _ in 0..minutes {
        scene.count("http.panics", &[], 1);
        scene.seconds(60);
    }
    assert!(scene.recorder.waiting() <= MOST_WAITING);
    let mut data = scene.recorder.take();
    data.extend(scene.recorder.take());
    let kept = sum(&data, "http.panics", &[]);
    let lost = sum(&data, "metrics.dropped", &[("reason", "backlog")]);
    assert!(lost > 0.0);
    assert_eq!(kept + lost, 1_600.0);
    assert!(data[0].minute > testkit::ManualClock::start());
}

#[test]
fn what_waited_for_two_weeks_is_given_up_because_cloudwatch_would_not_take_it() {
    let scene = Scene::new();
    scene.count("http.panics", &[], 1);
    scene.seconds(14 * 24 * 3600);
    scene.count("qa.unanswered", &[], 1);
    let mut data = scene.recorder.take();
    data.extend(scene.recorder.take());
    assert_eq!(sum(&data, "http.panics", &[]), 0.0);
    assert_eq!(sum(&data, "qa.unanswered", &[]), 1.0);
    assert_eq!(sum(&data, "metrics.dropped", &[("reason", "too_old")]), 1.0);
}

#[test]
fn recording_what_was_recorded_before_allocates_nothing() {
    static METADATA: Metadata<'static> = Metadata::new("test", Level::INFO, None);
    let scene = Scene::new();
    let (count, time) = (
        key("http.requests", &ROUTE),
        key("http.request.duration", &ROUTE),
    );
    let gauge = Key::from_static_name("lambda.environment_invocations");
    let record = |times: u32| {
        for at in 0..times {
            let recorder = &scene.recorder;
            recorder.register_counter(&count, &METADATA).increment(1);
            recorder
                .register_histogram(&time, &METADATA)
                .record(f64::from(at));
            recorder
                .register_gauge(&gauge, &METADATA)
                .set(f64::from(at));
        }
    };
    record(1);
    let counted = allocation_counter::measure(|| record(1_000));
    assert_eq!(counted.count_total, 0);
    // It would be seen if it did: another series does allocate.
    let counted = allocation_counter::measure(|| scene.count("http.panics", &[], 1));
    assert!(counted.count_total > 0);
}
