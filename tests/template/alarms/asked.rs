//! What alarms ask CloudWatch for is published, in the unit that they think.

use std::collections::BTreeSet;

use serde_json::Value;
use template::{TEXT, Template};

use super::{STACKS, alarms};
use crate::math;
use crate::stack::{list, text};
use crate::watched::Asked;

/// One metric of an alarm.
struct Part {
    /// Its id in the alarm's metric math, if there is any.
    id: Option<String>,
    asked: Asked,
    period: u64,
    unit: Option<String>,
}

/// Every metric that an alarm asks for.
fn parts(alarm: &Value) -> Vec<Part> {
    let part = |id: Option<&str>, metric: &Value, how: &Value, statistic: &str| Part {
        id: id.map(str::to_owned),
        asked: Asked {
            namespace: text(metric, "Namespace").to_owned(),
            metric: text(metric, "MetricName").to_owned(),
            dimensions: list(metric, "Dimensions")
                .iter()
                .map(|one| (text(one, "Name").to_owned(), text(one, "Value").to_owned()))
                .collect(),
            statistic: statistic.to_owned(),
        },
        period: how["Period"].as_u64().expect("a period"),
        unit: how["Unit"].as_str().map(str::to_owned),
    };
    if list(alarm, "Metrics").is_empty() {
        let statistic = ["Statistic", "ExtendedStatistic"].map(|name| alarm[name].as_str());
        let [statistic] = statistic.into_iter().flatten().collect::<Vec<_>>()[..] else {
            panic!("one statistic: {alarm}");
        };
        return vec![part(None, alarm, alarm, statistic)];
    }
    let of_math = list(alarm, "Metrics").iter().filter_map(|one| {
        let how = one.get("MetricStat")?;
        assert_eq!(one["ReturnData"], false, "{one}");
        Some(part(
            one["Id"].as_str(),
            &how["Metric"],
            how,
            text(how, "Stat"),
        ))
    });
    of_math.collect()
}

/// What is wrong with the alarms of a template, under all of our sets of parameters.
fn wrong(template: &Template) -> Vec<String> {
    let mut wrong = Vec::new();
    for parameters in STACKS {
        for (slug, alarm) in alarms(template, parameters) {
            for part in parts(&alarm) {
                match (part.asked.unit(template), part.unit) {
                    (Err(what), _) => wrong.push(format!("{slug}: {what}")),
                    (Ok(unit), Some(said)) if unit != said => {
                        wrong.push(format!("{slug}: it comes in {unit}"));
                    }
                    // With the unit it is certain that nothing else is meant.
                    (Ok(_), None) if part.asked.is_own() && part.id.is_none() => {
                        wrong.push(format!("{slug}: in what?"));
                    }
                    _ => {}
                }
            }
        }
    }
    wrong
}

#[test]
fn every_alarm_asks_for_what_is_published() {
    assert_eq!(wrong(&Template::ours()), Vec::<String>::new());
}

#[test]
fn an_alarm_that_could_never_ring_would_be_found_out() {
    for (original, planted) in [
        (
            "MetricName: http.request.duration\n",
            "MetricName: http.request.durations\n",
        ),
        ("MetricName: Throttles\n", "MetricName: throttles\n"),
        ("{Name: class, Value: 5xx}", "{Name: class, Value: 6xx}"),
        (
            "{Name: tier, Value: memory}",
            "{Name: layer, Value: memory}",
        ),
        // Published by class and by status, never by both.
        (
            "[{Name: class, Value: 4xx}]",
            "[{Name: class, Value: 4xx}, {Name: status, Value: \"404\"}]",
        ),
        ("Namespace: AWS/SQS\n", "Namespace: AWS/Sqs\n"),
        (
            "Namespace: !Ref AWS::StackName\n",
            "Namespace: StudyCompanion\n",
        ),
        ("ExtendedStatistic: p50\n", "Statistic: Sum\n"),
        ("Statistic: Maximum\n", "Statistic: SampleCount\n"),
        ("Unit: Milliseconds\n", "Unit: Seconds\n"),
        ("Unit: Count\n", "Unit: Bytes\n"),
        // Its reference is its URL.
        (
            "!GetAtt PracticeDeadLetterQueue.QueueName",
            "!Ref PracticeDeadLetterQueue",
        ),
        (
            "{Name: FunctionName, Value: !Ref PracticeWorkerFunction}",
            "{Name: FunctionName, Value: practice-worker}",
        ),
        (
            "MetricName: IntegrationLatency\n      Dimensions: [{Name: ApiId, Value: !Ref Api}]\n",
            "MetricName: IntegrationLatency\n",
        ),
    ] {
        let text = TEXT.replacen(original, planted, 1);
        assert_ne!(text, TEXT, "`{original}` is not there");
        let template = Template::parse(&text).expect("it can be read");
        assert!(!wrong(&template).is_empty(), "{planted}");
    }
}

#[test]
fn an_expression_uses_all_that_its_alarm_asks_for_and_nothing_else_over_one_period() {
    for parameters in STACKS {
        for (slug, alarm) in alarms(&Template::ours(), parameters) {
            let parts = parts(&alarm);
            let [first, ..] = &parts[..] else {
                panic!("{slug} asks for nothing")
            };
            assert!(
                parts.iter().all(|part| part.period == first.period),
                "{slug}"
            );
            let metrics = list(&alarm, "Metrics");
            if metrics.is_empty() {
                continue;
            }
            // CloudWatch takes no more in an alarm.
            assert!(parts.len() <= 10, "{slug}");
            let expressions: Vec<_> = metrics
                .iter()
                .filter(|one| one["ReturnData"] == true)
                .map(|one| text(one, "Expression"))
                .collect();
            let [expression] = expressions[..] else {
                panic!("{slug}: one expression is what it rings by");
            };
            let asked: BTreeSet<_> = parts.iter().filter_map(|p| p.id.as_deref()).collect();
            assert_eq!(math::ids(expression), asked, "{slug}");
        }
    }
}

#[test]
fn without_figures_of_the_functions_there_are_the_alarms_on_awss_own_and_no_others() {
    let ours = Template::ours();
    let own = |alarm: &Value| parts(alarm).iter().any(|part| part.asked.is_own());
    let slugs = |parameters| -> BTreeSet<String> {
        let alarms = alarms(&ours, parameters).into_iter();
        alarms.map(|(slug, _)| slug).collect()
    };
    let of_aws = alarms(&ours, &[])
        .into_iter()
        .filter(|(_, alarm)| !own(alarm));
    let of_aws: BTreeSet<_> = of_aws.map(|(slug, _)| slug).collect();
    assert_eq!(slugs(&[("MetricsSink", "none")]), of_aws);
    assert_eq!(slugs(&[("MetricsSink", "emf")]), slugs(&[]));
    assert!(of_aws.contains("server-errors") && of_aws.len() > 5);
}

#[test]
fn what_only_a_model_or_a_shared_cache_does_is_asked_for_only_with_it() {
    let ours = Template::ours();
    let has = |parameters: &[(&str, &str)], slug: &str| {
        alarms(&ours, parameters).iter().any(|(own, _)| own == slug)
    };
    assert!(!has(STACKS[0], "assistant-fallbacks"));
    assert!(has(STACKS[2], "assistant-fallbacks"));
    let tiers = |parameters| {
        let alarms = alarms(&ours, parameters);
        let (_, alarm) = alarms.iter().find(|(slug, _)| slug == "cache-hit-rate")?;
        Some(parts(alarm).len())
    };
    assert_eq!((tiers(STACKS[0]), tiers(STACKS[1])), (Some(2), Some(3)));
}
