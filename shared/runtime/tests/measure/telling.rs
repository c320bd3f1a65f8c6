//! What the sinks send.

use runtime::measure::{CloudWatch, Emf, Sink};

use crate::scene::Scene;

const ROUTE: [(&str, &str); 2] = [("route", "/health"), ("method", "GET")];

#[test]
fn the_embedded_metric_format_has_one_line_for_a_minute_and_a_set_of_dimensions() {
    let scene = Scene::new();
    scene.count("http.requests", &ROUTE, 2);
    scene.time("http.request.duration", &ROUTE, 4.0);
    scene.time("http.request.duration", &ROUTE, 4.0);
    let lines = Emf::new("study").lines(&scene.recorder.take());
    let of_route = lines.iter().find(|line| line["route"] == "/health");
    let of_route = of_route.expect("a line of the route");
    assert_eq!(lines.len(), 2);
    assert_eq!(
        *of_route,
        serde_json::json!({
            "_aws": {
                "Timestamp": 1_795_334_400_000_i64,
                "CloudWatchMetrics": [{
                    "Namespace": "study",
                    "Dimensions": [["route", "method"]],
                    "Metrics": [
                        {"Name": "http.requests", "Unit": "Count"},
                        {"Name": "http.request.duration", "Unit": "Milliseconds"},
                    ],
                }],
            },
            "route": "/health",
            "method": "GET",
            "http.requests": 2.0,
            "http.request.duration": {
                "Values": [4.0], "Counts": [2], "Min": 4.0, "Max": 4.0, "Count": 2, "Sum": 8.0,
            },
        })
    );
}

#[test]
fn a_line_names_a_metric_once_and_holds_a_hundred_values_of_it_at_most() {
    let scene = Scene::new();
    for at in 0..130 {
        let ms = 0.13 * 1.095_f64.powi(at);
        scene.time("lambda.init.duration", &[], ms);
    }
    let data = scene.recorder.take();
    let values = data[0].points.values().len();
    assert!(values > 100, "{values}");
    let lines = Emf::new("study").lines(&data);
    assert_eq!(lines.len(), 2);
    let told = |line: &serde_json::Value| {
        let metric = &line["lambda.init.duration"];
        metric["Values"].as_array().map_or(0, Vec::len)
    };
    assert_eq!(lines.iter().map(told).sum::<usize>(), values);
    assert!(lines.iter().all(|line| told(line) <= 100));
}

#[test]
fn a_request_to_cloudwatch_stays_within_the_services_limits_and_none_is_left_out() {
    let scene = Scene::new();
    for _ in 0..700 {
        for at in 0..144 {
            scene.time(
                "lambda.init.duration",
                &[],
                2_f64.powf(f64::from(at) / 8.0 - 2.99),
            );
        }
        scene.count("qa.unanswered", &[], 1);
        scene.seconds(60);
    }
    let data = scene.recorder.take();
    let whole = data.len();
    let requests = CloudWatch::new("study").requests(data);
    assert!(requests.len() >= 2);
    assert_eq!(
        requests.iter().map(|request| request.len()).sum::<usize>(),
        whole
    );
    for request in requests {
        assert!(request.len() <= 1000);
        let values = request.iter().map(|datum| datum.points.values());
        let most = values.clone().map(|values| values.len()).max();
        assert!(most.is_some_and(|most| most <= 150));
        // Nine bytes for a number in CBOR, two numbers for a value.
        let numbers: usize = values.map(|values| values.len() * 18).sum();
        assert!(numbers < 1_000_000);
    }
}
