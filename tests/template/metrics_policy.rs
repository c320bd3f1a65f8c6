//! Where metrics may go: into this stack's own namespace, from its own functions, unless a parameter says otherwise.

use runtime::measure::SinkKind;
use serde_json::json;
use template::Template;

use crate::resource::{assert_is_in_every_role, properties};

#[test]
fn every_function_may_push_into_the_stacks_own_namespace_and_do_nothing_else() {
    let ours = Template::ours();
    let policy = properties("MetricsPolicy");
    let namespace = json!({"Ref": "AWS::StackName"});
    assert_eq!(
        policy["PolicyDocument"]["Statement"],
        json!([{
            "Effect": "Allow",
            "Action": ["cloudwatch:PutMetricData"],
            // The action knows no resources.
            "Resource": "*",
            "Condition": {"StringEquals": {"cloudwatch:namespace": namespace}},
        }])
    );
    for function in ours.functions() {
        assert_eq!(function.environment["METRICS_NAMESPACE"], namespace);
    }
    assert_is_in_every_role("MetricsPolicy");
}

#[test]
fn only_the_ops_function_may_read_figures_and_every_reading_is_of_series_that_are_named() {
    let policy = properties("MetricsReadingPolicy");
    assert_eq!(policy["Roles"], json!([{"Ref": "OpsFunctionRole"}]));
    assert_eq!(
        policy["PolicyDocument"]["Statement"],
        json!([{
            "Effect": "Allow",
            // No `ListMetrics`: nothing is searched for.
            "Action": ["cloudwatch:GetMetricData"],
            // The action knows neither resources nor namespaces.
            "Resource": "*",
        }])
    );
}

#[test]
fn the_parameter_takes_exactly_the_sinks_that_there_are() {
    let ours = Template::ours();
    let parameter = &ours.document()["Parameters"]["MetricsSink"];
    assert_eq!(parameter["Default"], "cloudwatch");
    let values = parameter["AllowedValues"].as_array().expect("a list");
    let sinks = values.iter().map(|value| {
        let name = value.as_str().expect("text");
        SinkKind::named(name).expect("the code knows it")
    });
    assert_eq!(
        sinks.collect::<Vec<_>>(),
        [SinkKind::CloudWatch, SinkKind::Emf, SinkKind::None]
    );
    for function in ours.functions() {
        assert_eq!(function.environment["METRICS_SINK"]["Ref"], "MetricsSink");
    }
}
