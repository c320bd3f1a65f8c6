//! What is taken, and what is refused.

use aws_sdk_cloudwatch::types::{MetricDatum, StandardUnit, StatisticSet};

use crate::scene::{Scene, datum, datum_at, dimension, query, refused};

fn values(values: &[f64], counts: &[f64]) -> MetricDatum {
    MetricDatum::builder()
        .metric_name("m")
        .set_values(Some(values.to_vec()))
        .set_counts(Some(counts.to_vec()))
        .build()
}

#[tokio::test]
async fn a_value_is_taken_now_and_values_with_counts_when_they_were() {
    let scene = Scene::new();
    let mut earlier = values(&[1.0, 5.0], &[3.0, 2.0]);
    earlier.timestamp = datum_at("m", 0.0, -2).timestamp;
    scene.put([datum("m", 7.0), earlier]).await;
    assert_eq!(
        scene.ask(query("q", "m", "Sum")).await,
        [(-2, 13.0), (0, 7.0)]
    );
    assert_eq!(
        scene.ask(query("q", "m", "SampleCount")).await,
        [(-2, 5.0), (0, 1.0)]
    );
}

#[tokio::test]
async fn values_without_counts_came_once_each() {
    let scene = Scene::new();
    let once = MetricDatum::builder()
        .metric_name("m")
        .values(2.0)
        .values(3.0);
    scene.put([once.build()]).await;
    assert_eq!(scene.ask(query("q", "m", "SampleCount")).await, [(0, 2.0)]);
}

#[tokio::test]
async fn a_large_request_comes_compressed_and_is_taken_whole() {
    let scene = Scene::new();
    let names = (0..1000).map(|number| datum(&format!("metric.{number}"), f64::from(number)));
    scene.put(names).await;
    assert_eq!(
        scene.compressed(),
        1,
        "the SDK compresses what is larger than 10 KiB"
    );
    assert_eq!(
        scene.ask(query("q", "metric.999", "Sum")).await,
        [(0, 999.0)]
    );
    assert_eq!(scene.cloudwatch.metrics().len(), 1000);
}

#[tokio::test]
async fn what_is_older_than_three_hours_is_taken_and_forgotten() {
    let scene = Scene::new();
    scene.put([datum_at("m", 1.0, -181)]).await;
    assert!(scene.cloudwatch.metrics().is_empty());
    scene.put([datum("m", 1.0)]).await;
    scene.clock.advance(3 * 3600);
    scene.put([datum("other", 1.0)]).await;
    let left = scene.cloudwatch.metrics();
    assert_eq!(left.iter().map(|m| m.name()).collect::<Vec<_>>(), ["other"]);
}

#[tokio::test]
async fn what_is_out_of_bounds_is_refused_with_the_parameter_and_nothing_of_it_is_taken() {
    let scene = Scene::new();
    let many: Vec<_> = (0..151).map(f64::from).collect();
    let mut both = values(&[1.0], &[1.0]);
    both.value = Some(1.0);
    let mut in_many = datum("m", 1.0);
    in_many.dimensions = Some((0..31).map(|n| dimension(&format!("d{n}"), "v")).collect());
    let mut twice = datum("m", 1.0);
    twice.dimensions = Some(vec![dimension("d", "v"), dimension("d", "w")]);
    let mut empty = datum("m", 1.0);
    empty.dimensions = Some(vec![dimension("d", "")]);
    let mut unit = datum("m", 1.0);
    unit.unit = Some(StandardUnit::from("Furlong"));
    let mut set = datum("m", 1.0);
    set.value = None;
    set.statistic_values = Some(
        StatisticSet::builder()
            .sample_count(1.0)
            .sum(1.0)
            .minimum(1.0)
            .maximum(1.0)
            .build(),
    );
    let mut fine_grained = datum("m", 1.0);
    fine_grained.storage_resolution = Some(1);
    let nameless = MetricDatum::builder().value(1.0).build();
    let valueless = MetricDatum::builder().metric_name("m").build();
    let (value, missing) = ("InvalidParameterValue", "MissingParameter");
    let cases = [
        (datum("m", f64::NAN), value, "MetricData.member.2"),
        (datum("m", f64::INFINITY), value, "MetricData.member.2"),
        (datum("m", 1e109), value, "MetricData.member.2"),
        (values(&[1.0], &[f64::NAN]), value, "MetricData.member.2"),
        (values(&[1.0], &[0.0]), value, "MetricData.member.2"),
        (
            values(&[1.0, 2.0], &[1.0]),
            value,
            "MetricData.member.2.Counts",
        ),
        (values(&many, &many), value, "MetricData.member.2.Values"),
        (
            both,
            "InvalidParameterCombination",
            "MetricData.member.2.Values",
        ),
        (in_many, value, "MetricData.member.2.Dimensions"),
        (twice, value, "Dimensions"),
        (empty, value, "Dimensions.member.Value"),
        (unit, value, "Unit"),
        (set, value, "MetricData.member.2.StatisticValues"),
        (fine_grained, value, "MetricData.member.2.StorageResolution"),
        (
            datum_at("m", 1.0, -14 * 24 * 60 - 1),
            value,
            "MetricData.member.2.Timestamp",
        ),
        (
            datum_at("m", 1.0, 121),
            value,
            "MetricData.member.2.Timestamp",
        ),
        (datum(&"m".repeat(256), 1.0), value, "MetricName"),
        (datum("é", 1.0), value, "MetricName"),
        (nameless, missing, "MetricData.member.2.MetricName"),
        (valueless, missing, "MetricData.member.2.Values"),
    ];
    for (wrong, code, parameter) in cases {
        let put = scene.putting([datum("m", 1.0), wrong.clone()]).send();
        let (told, message) = refused(put.await.unwrap_err());
        assert_eq!(told, code, "{wrong:?}: {message}");
        assert!(message.contains(parameter), "{wrong:?}: {message}");
    }
    assert!(scene.cloudwatch.metrics().is_empty());
    assert_eq!(scene.cloudwatch.last_taken(), None);
}

#[tokio::test]
async fn what_is_just_within_bounds_is_taken() {
    let scene = Scene::new();
    let many: Vec<_> = (1..151).map(f64::from).collect();
    let mut in_thirty = datum("m", -1.0);
    in_thirty.dimensions = Some((0..30).map(|n| dimension(&format!("d{n}"), "v")).collect());
    let oldest = datum_at("m", 1.0, -14 * 24 * 60);
    let newest = datum_at("m", 1.0, 120);
    scene
        .put([values(&many, &many), in_thirty, oldest, newest])
        .await;
}

#[tokio::test]
async fn requests_with_nothing_too_much_or_in_a_reserved_namespace_are_refused() {
    let scene = Scene::new();
    let nothing = scene.putting([]).send().await.unwrap_err();
    assert_eq!(refused(nothing).0, "MissingParameter");
    let many = scene.putting((0..1001).map(|_| datum("m", 1.0))).send();
    let (code, message) = refused(many.await.unwrap_err());
    assert_eq!(code, "InvalidParameterValue");
    assert!(message.contains("MetricData"), "{message}");
    let reserved = scene
        .putting([datum("m", 1.0)])
        .namespace("AWS/Lambda")
        .send();
    let (code, message) = refused(reserved.await.unwrap_err());
    assert_eq!(code, "InvalidParameterValue");
    assert!(message.contains("Namespace"), "{message}");
    let long = "v".repeat(1024);
    let large = (0..1000).map(|n| {
        let mut datum = datum(&format!("m{n}"), 1.0);
        datum.dimensions = Some(vec![dimension("a", &long), dimension("b", &long)]);
        datum
    });
    let large = scene.putting(large).send().await.unwrap_err();
    assert_eq!(refused(large).0, "RequestEntityTooLarge");
    assert!(scene.cloudwatch.metrics().is_empty());
}
