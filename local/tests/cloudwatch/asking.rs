//! What is told of figures.

use aws_sdk_cloudwatch::types::{
    Metric, MetricDataQuery, MetricDatum, ScanBy, StandardUnit, StatusCode,
};

use crate::scene::{Scene, datum, datum_at, dimension, points, query, query_of, refused};

#[tokio::test]
async fn every_statistic_is_told_by_the_minute() {
    let scene = Scene::new();
    for (value, minute) in [(1.0, -1), (3.0, -1), (8.0, 0)] {
        scene.put([datum_at("m", value, minute)]).await;
    }
    for (stat, expected) in [
        ("Sum", [(-1, 4.0), (0, 8.0)]),
        ("SampleCount", [(-1, 2.0), (0, 1.0)]),
        ("Average", [(-1, 2.0), (0, 8.0)]),
        ("Minimum", [(-1, 1.0), (0, 8.0)]),
        ("Maximum", [(-1, 3.0), (0, 8.0)]),
        ("p50", [(-1, 1.0), (0, 8.0)]),
        ("p99.9", [(-1, 3.0), (0, 8.0)]),
    ] {
        assert_eq!(scene.ask(query("q", "m", stat)).await, expected, "{stat}");
    }
}

#[tokio::test]
async fn a_longer_period_puts_minutes_together_before_anything_is_computed() {
    let scene = Scene::new();
    for (value, minute) in [(1.0, -6), (2.0, -5), (3.0, -1), (9.0, 0)] {
        scene.put([datum_at("m", value, minute)]).await;
    }
    let of = |stat| query_of("q", Metric::builder().metric_name("m"), stat, 300);
    assert_eq!(
        scene.ask(of("Sum")).await,
        [(-10, 1.0), (-5, 5.0), (0, 9.0)]
    );
    assert_eq!(
        scene.ask(of("Average")).await,
        [(-10, 1.0), (-5, 2.5), (0, 9.0)]
    );
}

#[tokio::test]
async fn the_start_is_within_and_the_end_is_not() {
    let scene = Scene::new();
    for minute in -2..=2 {
        scene.put([datum_at("m", 1.0, minute)]).await;
    }
    let told = scene
        .asking(-1..1, [query("q", "m", "Sum")])
        .send()
        .await
        .unwrap();
    assert_eq!(
        points(&told.metric_data_results()[0]),
        [(-1, 1.0), (0, 1.0)]
    );
}

#[tokio::test]
async fn other_dimensions_are_another_metric_and_nothing_is_added_up_over_them() {
    let scene = Scene::new();
    let with = |value: f64, route: &str| {
        let mut datum = datum("m", value);
        datum.dimensions = Some(vec![dimension("method", "GET"), dimension("route", route)]);
        datum
    };
    scene.put([with(1.0, "/a"), with(2.0, "/b")]).await;
    let metric = Metric::builder().metric_name("m");
    // In any order.
    let of_b = metric.clone().dimensions(dimension("route", "/b"));
    let of_b = of_b.dimensions(dimension("method", "GET"));
    assert_eq!(scene.ask(query_of("q", of_b, "Sum", 60)).await, [(0, 2.0)]);
    assert_eq!(scene.ask(query("q", "m", "Sum")).await, []);
    let less = metric.dimensions(dimension("route", "/b"));
    assert_eq!(scene.ask(query_of("q", less, "Sum", 60)).await, []);
}

#[tokio::test]
async fn units_are_told_apart_only_where_one_is_asked_for() {
    let scene = Scene::new();
    let of = |value: f64, unit| {
        let datum = MetricDatum::builder().metric_name("m").value(value);
        datum.unit(unit).build()
    };
    scene
        .put([of(1.0, StandardUnit::Count), of(2.0, StandardUnit::Bytes)])
        .await;
    assert_eq!(scene.ask(query("q", "m", "Sum")).await, [(0, 3.0)]);
    let mut in_bytes = query("q", "m", "Sum");
    in_bytes.metric_stat.as_mut().unwrap().unit = Some(StandardUnit::Bytes);
    assert_eq!(scene.ask(in_bytes).await, [(0, 2.0)]);
}

#[tokio::test]
async fn the_newest_come_first_unless_it_is_said_otherwise() {
    let scene = Scene::new();
    scene.put([datum_at("m", 1.0, -1), datum("m", 2.0)]).await;
    let told = scene
        .asking(-5..5, [query("q", "m", "Sum")])
        .scan_by(ScanBy::TimestampDescending);
    let told = told.send().await.unwrap();
    assert_eq!(
        points(&told.metric_data_results()[0]),
        [(0, 2.0), (-1, 1.0)]
    );
}

#[tokio::test]
async fn every_query_has_its_result_with_its_label_also_when_there_is_nothing() {
    let scene = Scene::new();
    scene.put([datum("m", 2.0)]).await;
    let mut silent = query("c", "m", "Sum");
    silent.return_data = Some(false);
    let mut named = query("b", "nothing", "p99");
    named.label = Some("the slowest".to_owned());
    let told = scene.asking(-5..5, [query("a", "m", "Sum"), named, silent]);
    let told = told.send().await.unwrap();
    let told: Vec<_> = told
        .metric_data_results()
        .iter()
        .map(|found| {
            assert_eq!(found.status_code(), Some(&StatusCode::Complete));
            (found.id().unwrap(), found.label().unwrap(), found.values())
        })
        .collect();
    assert_eq!(
        told,
        [("a", "m", [2.0].as_slice()), ("b", "the slowest", &[])]
    );
}

#[tokio::test]
async fn questions_that_make_no_sense_or_are_not_to_be_had_here_are_refused() {
    let scene = Scene::new();
    let good = || query("q", "m", "Sum");
    let id = |id: &str| query(id, "m", "Sum");
    let math = MetricDataQuery::builder()
        .id("e")
        .expression("a / b")
        .build();
    let empty = MetricDataQuery::builder().id("e").build();
    let mut silent = good();
    silent.return_data = Some(false);
    let mut elsewhere = good();
    elsewhere.account_id = Some("123456789012".to_owned());
    let period = |period| query_of("q", Metric::builder().metric_name("m"), "Sum", period);
    let (validation, missing) = ("ValidationError", "MissingParameter");
    for (queries, code, said) in [
        (vec![], missing, "MetricDataQueries"),
        (
            vec![empty],
            missing,
            "MetricDataQueries.member.1.MetricStat",
        ),
        (
            vec![good(), math],
            validation,
            "MetricDataQueries.member.2.Expression",
        ),
        (vec![elsewhere], validation, "AccountId"),
        (vec![good(), good()], validation, "not unique"),
        (vec![id("Q")], validation, "Id"),
        (vec![id("a-b")], validation, "Id"),
        (vec![query("q", "m", "tm99")], validation, "Stat"),
        (vec![period(30)], validation, "Period"),
        (vec![period(90)], validation, "Period"),
        (vec![silent], validation, "ReturnData"),
        (
            (0..501).map(|n| id(&format!("q{n}"))).collect(),
            "InvalidParameterValue",
            "500",
        ),
    ] {
        let asked = scene.asking(-5..5, queries.clone()).send().await;
        let (told, message) = refused(asked.unwrap_err());
        assert_eq!(told, code, "{queries:?}: {message}");
        assert!(message.contains(said), "{queries:?}: {message}");
    }
    let backwards = scene.asking(5..5, [good()]).send().await.unwrap_err();
    assert!(refused(backwards).1.contains("EndTime"));
}
