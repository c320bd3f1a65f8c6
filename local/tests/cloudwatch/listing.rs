//! Which metrics there are.

use aws_sdk_cloudwatch::types::{DimensionFilter, Metric};

use crate::scene::{Scene, datum, dimension, refused};

fn told(metrics: &[Metric]) -> Vec<String> {
    let one = |metric: &Metric| {
        let dimensions = metric.dimensions().iter();
        let dimensions: Vec<_> = dimensions
            .map(|d| format!("{}={}", d.name().unwrap(), d.value().unwrap()))
            .collect();
        format!("{} {}", metric.metric_name().unwrap(), dimensions.join(","))
    };
    metrics.iter().map(one).collect()
}

#[tokio::test]
async fn metrics_are_listed_by_namespace_name_and_dimensions() {
    let scene = Scene::new();
    let mut of_goals = datum("requests", 1.0);
    of_goals.dimensions = Some(vec![dimension("group", "goals")]);
    let mut of_qa = datum("requests", 1.0);
    of_qa.dimensions = Some(vec![dimension("group", "qa")]);
    scene.put([of_goals, of_qa, datum("errors", 1.0)]).await;
    let other = scene.putting([datum("requests", 1.0)]).namespace("other");
    other.send().await.unwrap();
    let list = || scene.client.list_metrics().namespace("study");
    let all = list().send().await.unwrap();
    assert_eq!(
        told(all.metrics()),
        ["errors ", "requests group=goals", "requests group=qa"]
    );
    let filter = DimensionFilter::builder().name("group");
    let any = list()
        .dimensions(filter.clone().build())
        .send()
        .await
        .unwrap();
    assert_eq!(any.metrics().len(), 2);
    let one = list()
        .dimensions(filter.value("qa").build())
        .send()
        .await
        .unwrap();
    assert_eq!(told(one.metrics()), ["requests group=qa"]);
    let named = scene.client.list_metrics().metric_name("requests");
    assert_eq!(named.send().await.unwrap().metrics().len(), 3);
}

#[tokio::test]
async fn five_hundred_are_listed_at_a_time() {
    let scene = Scene::new();
    scene
        .put((0..501).map(|n| datum(&format!("m{n:03}"), 1.0)))
        .await;
    let first = scene.client.list_metrics().send().await.unwrap();
    assert_eq!(first.metrics().len(), 500);
    let rest = scene.client.list_metrics().set_next_token(first.next_token);
    let rest = rest.send().await.unwrap();
    assert_eq!(told(rest.metrics()), ["m500 "]);
    assert_eq!(rest.next_token(), None);
    let wrong = scene.client.list_metrics().next_token("x").send().await;
    assert_eq!(refused(wrong.unwrap_err()).0, "InvalidNextToken");
}
