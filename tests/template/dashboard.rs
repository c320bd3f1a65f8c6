//! The dashboard: every line of it can have data, says in what it is told, and marks what alarms ring at.

mod body;

use std::collections::BTreeSet;

use serde_json::Value;
use template::{TEXT, Template};

use crate::alarms::{ALARM, slug};
use crate::house;
use crate::stack::{self, list, text};
use body::{body, widgets, wrong};

#[test]
fn every_line_can_have_data_and_is_told_in_its_unit() {
    assert_eq!(wrong(&Template::ours()), Vec::<String>::new());
}

#[test]
fn a_line_that_could_never_have_data_would_be_found_out() {
    let stack = "\"${AWS::StackName}\"";
    let search = "SEARCH('{\\\"${AWS::StackName}\\\"";
    for (original, planted) in [
        ("\"http.slow_requests\"", "\"http.slow_request\""),
        ("\"tier\", \"memory\"", "\"tier\", \"disk\""),
        ("\"class\", \"5xx\"", "\"status\", \"5xx\""),
        ("\"outcome\", \"taken\"", "\"reason\", \"taken\""),
        ("\"AWS/Lambda\"", "\"AWS/Lambdas\""),
        (
            "\"AWS/DynamoDB\", \"ReadThrottleEvents\"",
            "\"AWS/DynamoDB\", \"ThrottledRequests\"",
        ),
        ("${PracticeQueue.QueueName}", "${PracticeQueue}"),
        ("{\"stat\": \"p50\"", "{\"stat\": \"Sum\""),
        ("\"label\": \"ms\", \"min\"", "\"label\": \"s\", \"min\""),
        (
            "\"label\": \"count\", \"min\"",
            "\"label\": \"bytes\", \"min\"",
        ),
        ("{\"id\": \"attempts\"", "{\"id\": \"tries\""),
        (
            &format!("[{stack}, \"http.requests\""),
            "[\"Study\", \"http.requests\"",
        ),
        (&format!("{search},type}}"), "SEARCH('{\\\"Study\\\",type}"),
        (&format!("{search},type}}"), &format!("{search},code}}")),
        (
            "MetricName=\\\"http.errors\\\"', 'Sum', 300",
            "MetricName=\\\"http.errors\\\"', 'p95', 300",
        ),
        (
            "MetricName=\\\"http.errors\\\"', 'Sum', 300",
            "MetricName=\\\"http.errors\\\"', 'Sum', 60",
        ),
        (
            "MetricName=\\\"http.errors\\\"",
            "MetricName=\\\"http.error\\\"",
        ),
        (" class=\\\"5xx\\\"", " class=\\\"500\\\""),
    ] {
        let text = TEXT.replacen(original, planted, 1);
        assert_ne!(text, TEXT, "`{original}` is not there");
        let template = Template::parse(&text).expect("it can be read");
        assert!(!wrong(&template).is_empty(), "{planted}");
    }
}

#[test]
fn what_is_marked_are_the_thresholds_of_alarms() {
    let alarms = stack::made(&Template::ours(), ALARM, &[]);
    let mut marked = BTreeSet::new();
    for widget in widgets("metric") {
        for mark in list(&widget["annotations"], "horizontal") {
            let label = text(mark, "label");
            let alarm = alarms.iter().find(|(_, alarm)| slug(alarm) == label);
            let (_, alarm) = alarm.unwrap_or_else(|| panic!("there is no alarm {label}"));
            assert_eq!(mark["value"], alarm["Threshold"], "{label}");
            marked.insert(label.to_owned());
        }
    }
    for label in [
        "latency-p50",
        "latency-p95",
        "latency-p99",
        "client-errors",
        "function-errors",
        "database-latency",
        "cache-hit-rate",
    ] {
        assert!(marked.contains(label), "{label} is not marked");
    }
}

#[test]
fn every_alarm_that_there_is_with_it_is_shown() {
    let mut shown: Vec<_> = widgets("alarm")
        .iter()
        .flat_map(|widget| list(widget, "alarms").to_vec())
        .map(|arn| arn.as_str().expect("text").to_owned())
        .collect();
    shown.sort_unstable();
    let alarms = stack::made(&Template::ours(), ALARM, &[]).into_iter();
    let mut expected: Vec<_> = alarms.map(|(id, _)| stack::alarm_arn(&id)).collect();
    expected.sort_unstable();
    assert_eq!(shown, expected);
}

#[test]
fn every_table_and_every_function_has_its_lines() {
    let ours = Template::ours();
    let named = |metric: &str, name: &str| {
        let lines = widgets("metric");
        let mut lines = lines.iter().flat_map(|widget| list(widget, "metrics"));
        lines.any(|line| line[1] == metric && line[3] == name)
    };
    for table in ours.tables() {
        let name = format!("{}-{}", stack::NAME, table.suffix);
        for metric in ["ReadThrottleEvents", "WriteThrottleEvents"] {
            assert!(named(metric, &name), "{name} {metric}");
        }
    }
    for function in ours.functions() {
        let name = stack::function_name(&function.group);
        for metric in ["ConcurrentExecutions", "Errors", "Throttles"] {
            assert!(named(metric, &name), "{name} {metric}");
        }
    }
}

#[test]
fn widgets_stand_side_by_side_and_never_on_each_other() {
    let body = body(&Template::ours()).expect("there is one");
    let number = |widget: &Value, name: &str| widget[name].as_u64().expect("a number");
    let mut taken = BTreeSet::new();
    for widget in list(&body, "widgets") {
        let [x, y] = ["x", "y"].map(|name| number(widget, name));
        let [width, height] = ["width", "height"].map(|name| number(widget, name));
        assert!(x + width <= 24, "{widget}");
        for place in (x..x + width).flat_map(|x| (y..y + height).map(move |y| (x, y))) {
            assert!(taken.insert(place), "something stands there: {widget}");
        }
    }
}

#[test]
fn it_says_where_to_read_on_and_is_not_there_without_figures() {
    let text: String = widgets("text")
        .iter()
        .map(|w| text(w, "markdown"))
        .collect();
    for file in ["docs/OPERATIONS.md", "docs/METRICS.md"] {
        assert!(text.contains(file));
        assert!(house::root().join(file).exists());
    }
    let none = [("MetricsSink", "none")];
    let made = stack::made(&Template::ours(), body::DASHBOARD, &none);
    assert!(made.is_empty());
}
