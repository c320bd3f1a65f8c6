//! What arrives is what was recorded.

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::{Clock, Moment};
use jiff::SignedDuration;
use runtime::SystemClock;
use runtime::measure::table::{Metric, Words};
use runtime::measure::{CloudWatch, Datum, ERROR, Fate, Pusher, Sink};
use testkit::harness::Test;

use crate::scene::Scene;
use crate::service::{NAMESPACE, Service};

pub(crate) const TESTS: &[Test] = &[
    (
        "percentiles_are_those_of_what_was_recorded_within_what_is_promised",
        percentiles_are_those_of_what_was_recorded_within_what_is_promised,
    ),
    (
        "sums_and_gauges_stand_in_their_minutes_under_their_dimensions",
        sums_and_gauges_stand_in_their_minutes_under_their_dimensions,
    ),
    (
        "figures_arrive_under_exactly_the_dimensions_and_units_of_the_table",
        figures_arrive_under_exactly_the_dimensions_and_units_of_the_table,
    ),
    (
        "a_large_push_is_divided_and_compressed_and_arrives_whole",
        a_large_push_is_divided_and_compressed_and_arrives_whole,
    ),
    (
        "what_a_pusher_takes_after_answers_arrives_once",
        what_a_pusher_takes_after_answers_arrives_once,
    ),
];

const HEALTH: [(&str, &str); 2] = [("route", "/health"), ("method", "GET")];

fn run(test: impl Future<Output = ()>) {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build();
    runtime.unwrap().block_on(test);
}

/// A scene whose clock stands at the beginning of a minute of the last hour, which it says too: what is older than two weeks is thrown
/// away by the service.
fn scene() -> (Scene, Moment) {
    let now = SystemClock.now().as_second();
    let begin = Moment::from_microsecond((now - now.rem_euclid(60) - 1800) * 1_000_000).unwrap();
    let scene = Scene::new();
    scene.clock.set(begin);
    (scene, begin)
}

/// Sends everything that was recorded, and says in what requests.
async fn push(scene: &Scene, service: &Service) -> Vec<Arc<[Datum]>> {
    let sink = CloudWatch::with_client(NAMESPACE, service.client.clone());
    let requests = sink.requests(scene.recorder.take());
    for request in &requests {
        assert_eq!(sink.push(Arc::clone(request)).await, Fate::Taken);
    }
    requests
}

/// The percentile of all values, half way between two ranks where it falls between them.
fn percentile(sorted: &[f64], share: f64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a small number")]
    let rank = share * (sorted.len() - 1) as f64;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a rank"
    )]
    let below = rank as usize;
    let above = (below + 1).min(sorted.len() - 1);
    sorted[below] + rank.fract() * (sorted[above] - sorted[below])
}

fn assert_near(told: f64, truth: f64, what: &str) {
    let off = (told - truth).abs() / truth;
    assert!(off <= ERROR, "{what}: {told} for {truth}");
}

fn percentiles_are_those_of_what_was_recorded_within_what_is_promised() {
    run(async {
        let (service, (scene, begin)) = (Service::start(), scene());
        let mut random = fastrand::Rng::with_seed(7);
        // From 0.2 ms to 20 s, as many in each doubling.
        let mut values: Vec<_> = (0..5000)
            .map(|_| 0.2 * 1e5_f64.powf(random.f64()))
            .collect();
        for value in &values {
            scene.time("http.request.duration", &HEALTH, *value);
        }
        push(&scene, &service).await;
        values.sort_by(f64::total_cmp);
        let told = async |statistic: &str| {
            let metric = "http.request.duration";
            let told = service.told(metric, &HEALTH, statistic, begin).await;
            let [(minute, value)] = told.into_iter().collect::<Vec<_>>()[..] else {
                panic!("one minute");
            };
            assert_eq!(minute, begin.as_second());
            value
        };
        for (statistic, share) in [("p50", 0.5), ("p95", 0.95), ("p99", 0.99), ("p10", 0.1)] {
            assert_near(told(statistic).await, percentile(&values, share), statistic);
        }
        assert_near(told("Sum").await, values.iter().sum(), "Sum");
        assert_near(told("Maximum").await, values[4999], "Maximum");
        assert_near(told("Minimum").await, values[0], "Minimum");
        #[expect(clippy::float_cmp, reason = "counts are exact")]
        {
            assert_eq!(told("SampleCount").await, 5000.0);
        }
    });
}

fn sums_and_gauges_stand_in_their_minutes_under_their_dimensions() {
    run(async {
        let (service, (scene, begin)) = (Service::start(), scene());
        let (hits, bytes) = ("cache.hits", "cache.bytes");
        let of = |cache| [("cache", cache), ("tier", "memory")];
        scene.count(hits, &of("users"), 3);
        scene.count(hits, &of("goals"), 4);
        scene.gauge(bytes, &of("users"), 100.0);
        scene.gauge(bytes, &of("users"), 70.0);
        // Two minutes later, in two pushes of the same minute.
        scene.seconds(120);
        scene.count(hits, &of("users"), 5);
        push(&scene, &service).await;
        scene.seconds(30);
        scene.count(hits, &of("users"), 6);
        push(&scene, &service).await;

        let (first, third) = (begin.as_second(), begin.as_second() + 120);
        let sum =
            async |dimensions: &[(&str, &str)]| service.told(hits, dimensions, "Sum", begin).await;
        assert_eq!(
            sum(&of("users")).await,
            [(first, 3.0), (third, 11.0)].into()
        );
        assert_eq!(sum(&of("goals")).await, [(first, 4.0)].into());
        // Published once more without the cache, because nobody adds up over dimensions.
        let tier = [("tier", "memory")];
        assert_eq!(sum(&tier).await, [(first, 7.0), (third, 11.0)].into());
        assert_eq!(sum(&[("tier", "shared")]).await, [].into());
        let told = service.told(bytes, &of("users"), "Maximum", begin).await;
        assert_eq!(told[&first].to_bits(), 70.0_f64.to_bits());
    });
}

fn figures_arrive_under_exactly_the_dimensions_and_units_of_the_table() {
    run(async {
        let (service, (scene, begin)) = (Service::start(), scene());
        scene.count("http.requests", &HEALTH, 1);
        scene.time("http.request.duration", &HEALTH, 5.0);
        scene.time("lambda.init.duration", &[], 90.0);
        scene.gauge(
            "cache.bytes",
            &[("cache", "users"), ("tier", "memory")],
            9.0,
        );
        push(&scene, &service).await;

        let listed = service.client.list_metrics().namespace(NAMESPACE).send();
        let listed = listed.await.unwrap();
        let mut found = BTreeSet::new();
        for metric in listed.metrics() {
            let name = metric.metric_name().unwrap();
            let dimensions = metric.dimensions().iter().map(|dimension| {
                let (name, value) = (dimension.name().unwrap(), dimension.value().unwrap());
                (name.to_owned(), value.to_owned())
            });
            let dimensions: BTreeSet<_> = dimensions.collect();
            let known = Metric::named(name).unwrap();
            let is_told = Words::ours().of(known).iter().any(|series| {
                let own = series.dimensions.iter();
                own.map(|(n, v)| ((*n).to_owned(), v.clone()))
                    .collect::<BTreeSet<_>>()
                    == dimensions
            });
            assert!(is_told, "{name} {dimensions:?}");

            let to = begin.plus(SignedDuration::from_mins(1));
            let asked = service
                .client
                .get_metric_statistics()
                .namespace(NAMESPACE)
                .metric_name(name)
                .set_dimensions(metric.dimensions.clone())
                .period(60)
                .start_time(aws_sdk_cloudwatch::primitives::DateTime::from_secs(
                    begin.as_second(),
                ))
                .end_time(aws_sdk_cloudwatch::primitives::DateTime::from_secs(
                    to.as_second(),
                ))
                .statistics(aws_sdk_cloudwatch::types::Statistic::Sum);
            let answer = asked.send().await.unwrap();
            let [point] = answer.datapoints() else {
                panic!("one point: {answer:?}");
            };
            assert_eq!(point.unit().unwrap().as_str(), known.unit.word(), "{name}");
            found.insert((name.to_owned(), dimensions.len()));
        }
        let found: Vec<_> = found.iter().map(|(name, n)| (name.as_str(), *n)).collect();
        assert_eq!(
            found,
            [
                ("cache.bytes", 2),
                ("http.request.duration", 0),
                ("http.request.duration", 2),
                ("http.requests", 0),
                ("http.requests", 2),
                ("lambda.init.duration", 0),
            ]
        );
    });
}

fn a_large_push_is_divided_and_compressed_and_arrives_whole() {
    run(async {
        let (service, (scene, begin)) = (Service::start(), scene());
        // More data than a request may have, and more bytes, but no more than wait: every route in some minutes, each with a value in
        // every bucket.
        let routes = &Words::ours().routes;
        let minutes = 1200 / (2 * (routes.len() + 1));
        for _ in 0..minutes {
            for [method, path] in routes {
                let labels = [("route", path.as_str()), ("method", method.as_str())];
                scene.count("http.requests", &labels, 2);
                for at in 0..140 {
                    scene.time("http.request.duration", &labels, 0.13 * 1.09_f64.powi(at));
                }
            }
            scene.seconds(60);
        }
        let requests = push(&scene, &service).await;
        let data: usize = requests.iter().map(|request| request.len()).sum();
        assert_eq!(data, 2 * minutes * (routes.len() + 1));
        assert!(data > 1000 && requests.len() > 1, "{data}");
        let sent = service.sent.all();
        assert_eq!(sent.len(), requests.len());
        for (is_compressed, bytes) in sent {
            assert!(is_compressed && bytes < 1_000_000, "{bytes}");
        }

        for [method, path] in [&routes[0], &routes[routes.len() - 1]] {
            let labels = [("route", path.as_str()), ("method", method.as_str())];
            let told = service.told("http.requests", &labels, "Sum", begin).await;
            let expected = (begin.as_second()..)
                .step_by(60)
                .map(|minute| (minute, 2.0));
            assert_eq!(told, expected.take(minutes).collect());
            let metric = "http.request.duration";
            let told = service.told(metric, &labels, "SampleCount", begin).await;
            assert_eq!(told.len(), minutes);
            assert!(
                told.values()
                    .all(|count| count.to_bits() == 140.0_f64.to_bits())
            );
        }
    });
}

fn what_a_pusher_takes_after_answers_arrives_once() {
    run(async {
        let (service, (scene, begin)) = (Service::start(), scene());
        let sink = CloudWatch::with_client(NAMESPACE, service.client.clone());
        let clock = scene.clock.clone();
        let pusher = Pusher::new(scene.recorder.clone(), Arc::new(sink), clock);
        let told = async || {
            let told = service.told("qa.unanswered", &[], "Sum", begin).await;
            told.into_values().sum::<f64>()
        };
        let mut counted = 0.0;
        for times in [1_u32, 2, 3] {
            scene.count("qa.unanswered", &[], times.into());
            counted += f64::from(times);
            // A push lasts 300 ms at most, and what is not answered by then is waited for at the next: on a busy machine that takes more
            // than one.
            for _ in 0..25 {
                scene.seconds(10);
                pusher.after_answer(None).await;
                if told().await >= counted {
                    break;
                }
            }
        }
        assert_eq!(told().await.to_bits(), counted.to_bits());
    });
}
