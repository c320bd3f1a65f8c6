//! From a function's own recorder to a percentile.

use std::sync::Arc;

use metrics::{Key, Level, Metadata, Recorder as _};
use runtime::measure::{self, ERROR, Fate, Recorder, Sink};

use crate::scene::{Scene, query};

static METADATA: Metadata<'static> = Metadata::new("test", Level::INFO, None);

#[tokio::test]
async fn percentiles_of_what_functions_record_are_within_the_histograms_bound() {
    let scene = Scene::new();
    let recorder = Recorder::new(scene.clock.clone());
    let sink: Arc<dyn Sink> = Arc::new(measure::CloudWatch::with_client(
        "study",
        scene.client.clone(),
    ));
    let histogram =
        recorder.register_histogram(&Key::from_static_name("http.request.duration"), &METADATA);
    // From 0.5 ms to 20 s, most of them small, from three environments or pushes.
    let mut all = Vec::new();
    for push in 0..3 {
        for step in 0..3000 {
            let value = 0.5 * 40_000_f64.powf((f64::from(step + push) / 3002.0).powi(2));
            histogram.record(value);
            all.push(value);
        }
        for request in sink.requests(recorder.take()) {
            assert_eq!(sink.push(request).await, Fate::Taken);
        }
    }
    all.sort_by(f64::total_cmp);
    for (stat, rank) in [("p50", 4500), ("p95", 8550), ("p99", 8910), ("p99.9", 8991)] {
        let told = scene.ask(query("q", "http.request.duration", stat)).await;
        let [(0, told)] = told[..] else {
            panic!("one minute: {told:?}");
        };
        let exact = all[rank - 1];
        assert!(
            (told / exact - 1.0).abs() <= ERROR,
            "{stat}: {told} for {exact}"
        );
    }
    let counted = scene
        .ask(query("q", "http.request.duration", "SampleCount"))
        .await;
    assert_eq!(counted, [(0, 9000.0)]);
}
