//! What the page at `/local` is given to show.

#![expect(
    clippy::unwrap_used,
    reason = "clippy sees only test functions themselves as tests, not what they share"
)]

#[path = "support/clock.rs"]
mod clock;

use std::sync::Arc;

use domain::{Clock, Moment};
use http::Request;
use jiff::SignedDuration;
use local::cloudwatch::{CloudWatch, Datum, Figures, Metric, Unit};
use local::live::{Live, Shown};
use template::{Route, RouteAccess};

use clock::Standing;

struct Scene {
    clock: Arc<Standing>,
    cloudwatch: Arc<CloudWatch>,
    live: Live,
}

impl Scene {
    fn new() -> Self {
        let clock = Standing::new();
        let cloudwatch = Arc::new(CloudWatch::new(clock.clone()));
        let route = |method: &str, path: &str, function: &str| Route {
            event: "Event".to_owned(),
            method: method.to_owned(),
            path: path.to_owned(),
            function: function.to_owned(),
            access: RouteAccess::Public,
        };
        let routes = [
            route("GET", "/goals", "goals"),
            route("POST", "/goals", "goals"),
            route("GET", "/health", "ops"),
        ];
        let live = Live::new(Arc::clone(&cloudwatch), clock.clone(), "study", &routes);
        Self {
            clock,
            cloudwatch,
            live,
        }
    }

    /// Puts values, so many minutes ago.
    fn put(&self, name: &str, dimensions: &[(&str, &str)], values: &[f64], minutes_ago: i64) {
        let mut figures = Figures::default();
        values.iter().for_each(|value| figures.record(*value, 1.0));
        let metric = Metric::new("study", name, dimensions.iter().copied()).unwrap();
        self.cloudwatch.put(vec![Datum {
            metric: Arc::new(metric),
            unit: Unit::NONE,
            moment: self.ago(minutes_ago),
            figures,
        }]);
    }

    fn ago(&self, minutes: i64) -> Moment {
        self.clock.now().plus(-SignedDuration::from_mins(minutes))
    }

    /// The lines of a chart: name and values.
    fn lines(&self, id: &str) -> Vec<(String, Vec<Option<f64>>)> {
        let shown = self.live.shown();
        let chart = shown.charts.into_iter().find(|chart| chart.id == id);
        let lines = chart.unwrap().lines.into_iter();
        lines.map(|line| (line.name, line.values)).collect()
    }
}

fn line(name: &str, values: &[Option<f64>]) -> (String, Vec<Option<f64>>) {
    (name.to_owned(), values.to_vec())
}

#[test]
fn before_the_first_push_there_are_no_minutes() {
    let shown = Scene::new().live.shown();
    assert_eq!((shown.taken_seconds_ago, shown.minutes), (None, vec![]));
    let mut values = shown.charts.iter().flat_map(|chart| &chart.lines);
    assert!(values.all(|line| line.values.is_empty()));
}

#[test]
fn how_fresh_the_figures_are_is_said_in_seconds() {
    let scene = Scene::new();
    scene.put("http.requests", &[], &[1.0], 0);
    scene.clock.advance(7);
    assert_eq!(scene.live.shown().taken_seconds_ago, Some(7));
}

#[test]
fn minutes_begin_with_the_first_figure_and_an_hour_ago_at_the_earliest() {
    let scene = Scene::new();
    let second = |ago: i64| scene.ago(ago).as_second();
    // No chart shows it.
    scene.put("lambda.cold_starts", &[], &[1.0], 2);
    assert!(scene.live.shown().minutes.is_empty());
    scene.put("http.request.duration", &[], &[1.0], 2);
    let Shown {
        minutes, charts, ..
    } = scene.live.shown();
    assert_eq!(minutes, [second(2), second(1), second(0)]);
    let mut lines = charts.iter().flat_map(|chart| &chart.lines);
    assert!(lines.all(|line| line.values.len() == 3));
    scene.put("http.request.duration", &[], &[1.0], 90);
    assert_eq!(
        scene.live.shown().minutes.len(),
        3,
        "90 minutes ago is not shown"
    );
    scene.put("http.request.duration", &[], &[1.0], 59);
    assert_eq!(scene.live.shown().minutes.len(), 60);
}

#[test]
fn latency_is_that_of_the_fleet_in_percentiles() {
    let scene = Scene::new();
    let all: Vec<_> = (1..=100).map(f64::from).collect();
    scene.put("http.request.duration", &[], &all, 2);
    scene.put("http.request.duration", &[], &[7.0], 0);
    let of_route = [("route", "/goals"), ("method", "GET")];
    scene.put("http.request.duration", &of_route, &[1000.0], 1);
    assert_eq!(
        scene.lines("latency"),
        [
            line("p50", &[Some(50.0), None, Some(7.0)]),
            line("p95", &[Some(95.0), None, Some(7.0)]),
            line("p99", &[Some(99.0), None, Some(7.0)]),
        ]
    );
}

#[test]
fn requests_are_added_up_by_function_and_a_silent_minute_had_none() {
    let scene = Scene::new();
    for (route, method, count, ago) in [
        ("/goals", "GET", 3.0, 2),
        ("/goals", "POST", 2.0, 2),
        ("/health", "GET", 1.0, 0),
        ("none", "GET", 4.0, 0),
    ] {
        let dimensions = [("route", route), ("method", method)];
        scene.put("http.requests", &dimensions, &[count], ago);
    }
    assert_eq!(
        scene.lines("requests"),
        [
            line("goals", &[Some(5.0), Some(0.0), Some(0.0)]),
            line("ops", &[Some(0.0), Some(0.0), Some(1.0)]),
            line("other", &[Some(0.0), Some(0.0), Some(4.0)]),
        ]
    );
}

#[test]
fn of_minutes_after_the_newest_figure_nothing_is_said() {
    let scene = Scene::new();
    let dimensions = [("route", "/goals"), ("method", "GET")];
    scene.put("http.requests", &dimensions, &[3.0], 3);
    scene.put("http.request.duration", &[], &[7.0], 2);
    let goals = [Some(3.0), Some(0.0), None, None];
    assert_eq!(scene.lines("requests"), [line("goals", &goals)]);
    assert_eq!(
        scene.lines("errors")[0],
        line("4xx", &[Some(0.0), Some(0.0), None, None])
    );
}

#[test]
fn errors_are_told_by_whose_they_are() {
    let scene = Scene::new();
    scene.put("http.responses", &[("class", "2xx")], &[9.0], 1);
    scene.put("http.responses", &[("class", "4xx")], &[2.0], 1);
    scene.put("http.responses", &[("class", "5xx")], &[1.0], 0);
    assert_eq!(
        scene.lines("errors"),
        [
            line("4xx", &[Some(2.0), Some(0.0)]),
            line("5xx", &[Some(0.0), Some(1.0)]),
        ]
    );
}

#[test]
fn the_hit_rate_is_of_what_was_looked_up_and_the_shared_tier_is_shown_where_there_is_one() {
    let scene = Scene::new();
    scene.put("cache.hits", &[("tier", "memory")], &[3.0], 2);
    scene.put("cache.misses", &[("tier", "memory")], &[1.0], 2);
    scene.put("cache.misses", &[("tier", "memory")], &[5.0], 0);
    let memory = line("memory", &[Some(75.0), None, Some(0.0)]);
    assert_eq!(scene.lines("caches"), std::slice::from_ref(&memory));
    scene.put("cache.hits", &[("tier", "shared")], &[1.0], 1);
    assert_eq!(
        scene.lines("caches"),
        [memory, line("shared", &[None, Some(100.0), None])]
    );
}

#[test]
fn calls_of_a_request_are_told_on_average_and_for_nearly_all() {
    let scene = Scene::new();
    let mut calls = vec![0.0; 90];
    calls.resize(100, 10.0);
    scene.put("http.db_requests", &[], &calls, 1);
    scene.put("http.db_requests", &[], &[2.0, 4.0], 0);
    assert_eq!(
        scene.lines("database"),
        [
            line("average", &[Some(1.0), Some(3.0)]),
            line("p95", &[Some(10.0), Some(4.0)]),
        ]
    );
}

#[test]
fn another_namespace_is_not_shown() {
    let scene = Scene::new();
    let metric = Metric::new::<&str, &str>("other", "http.request.duration", []).unwrap();
    let mut figures = Figures::default();
    figures.record(1.0, 1.0);
    scene.cloudwatch.put(vec![Datum {
        metric: Arc::new(metric),
        unit: Unit::NONE,
        moment: scene.ago(0),
        figures,
    }]);
    assert!(scene.live.shown().minutes.is_empty());
}

#[test]
fn the_page_holds_everything_itself_and_may_ask_for_nothing_elsewhere() {
    let live = Scene::new().live;
    let response = live.answer(&Request::get("/local").body(()).unwrap());
    let page = std::str::from_utf8(response.body()).unwrap();
    for elsewhere in [
        "http:", "https:", "src=", "@import", "url(", "page.css", "page.js",
    ] {
        // The one address is the name of SVG's elements.
        let found = page.replace("http://www.w3.org/2000/svg", "");
        assert!(!found.contains(elsewhere), "{elsewhere}");
    }
    let policy = &response.headers()["content-security-policy"];
    assert!(policy.to_str().unwrap().starts_with("default-src 'none'"));
}

#[test]
fn only_the_page_and_its_figures_are_asked_for_here() {
    let live = Scene::new().live;
    let addressed =
        |request: http::request::Builder| live.is_addressed_by(&request.body(()).unwrap());
    assert!(addressed(Request::get("/local")));
    assert!(addressed(Request::get("/local/figures?x=1")));
    assert!(!addressed(Request::post("/local/figures")));
    assert!(!addressed(Request::get("/local/")));
    assert!(!addressed(Request::get("/api/v1/goals")));
}
