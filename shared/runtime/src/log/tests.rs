use lambda_runtime::{Context, LambdaEvent};
use serde_json::Value;
use testkit::Page;
use tower::{Layer, Service, ServiceExt, service_fn};
use tracing::subscriber::{DefaultGuard, set_default};

use super::*;

const REQUEST: &str = "8476a536-e9f4-11e8-9739-2dfe598c3fcd";
const TRACE: &str = "1-67891233-abcdef012345678912345678";

/// What was written, line by line.
fn lines(page: &Page) -> Vec<Value> {
    let text = page.text();
    let lines = text.lines().map(|line| serde_json::from_str(line).unwrap());
    lines.collect()
}

fn told(page: &Page) -> Vec<String> {
    let lines = lines(page);
    let told = lines.iter().filter_map(|line| line["message"].as_str());
    told.map(str::to_owned).collect()
}

fn settings(level: LevelFilter, sampled: Share) -> Settings {
    Settings { level, sampled }
}

fn listen(settings: Settings) -> (Page, DefaultGuard) {
    let page = Page::default();
    let writer = page.clone();
    let kept = subscriber(settings, move || writer.clone());
    (page, set_default(kept))
}

/// An invocation that writes lines of all kinds, of ours and of others.
async fn invoke(sampled: Share, trace_header: Option<&str>) {
    let writes = service_fn(async |_: LambdaEvent<()>| {
        tracing::info!(target: "store::measured", items = 3, "a query");
        tokio::task::yield_now().await;
        tracing::debug!(target: "store::measured", "a detail of ours");
        tracing::trace!(target: "store::measured", "a trace of ours");
        tracing::error!(target: "aws_smithy_runtime", "an error of others");
        tracing::debug!(target: "aws_smithy_runtime", "a body");
        Ok::<_, std::convert::Infallible>(())
    });
    let mut context = Context::default();
    context.request_id = REQUEST.to_owned();
    context.xray_trace_id = trace_header.map(str::to_owned);
    let service = Invocations::new(sampled).layer(writes);
    service
        .oneshot(LambdaEvent::new((), context))
        .await
        .unwrap();
}

#[tokio::test]
async fn every_line_of_an_invocation_has_its_ids_at_the_top_whoever_writes_it() {
    let (page, _listening) = listen(Settings::default());
    let header = format!("Root={TRACE};Parent=53995c3f42cd8ad8;Sampled=0");
    invoke(Share::NONE, Some(&header)).await;
    let lines = lines(&page);
    assert_eq!(told(&page), ["a query", "an error of others"]);
    for line in &lines {
        assert_eq!(
            (&line["request_id"], &line["trace_id"]),
            (&REQUEST.into(), &TRACE.into())
        );
        assert!(
            line["timestamp"].is_string() && line["target"].is_string(),
            "{line}"
        );
    }
    assert_eq!(
        (&lines[0]["level"], &lines[0]["items"]),
        (&"INFO".into(), &3.into())
    );
}

#[tokio::test]
async fn a_line_outside_of_an_invocation_has_no_ids() {
    let (page, _listening) = listen(Settings::default());
    tracing::warn!("the function starts");
    let [line] = &lines(&page)[..] else {
        panic!("one line")
    };
    assert_eq!((line.get("request_id"), line.get("trace_id")), (None, None));
    assert_eq!(line["message"], "the function starts");
}

#[tokio::test]
async fn what_a_client_sends_instead_of_a_trace_is_not_written() {
    let (page, _listening) = listen(Settings::default());
    invoke(Share::NONE, Some("Root=nina@example.com")).await;
    assert!(
        lines(&page)
            .iter()
            .all(|line| line.get("trace_id").is_none())
    );
    assert_eq!(lines(&page)[0]["request_id"], REQUEST);
}

#[tokio::test]
async fn errors_alone_have_the_ids_too() {
    let (page, _listening) = listen(settings(LevelFilter::ERROR, Share::NONE));
    invoke(Share::NONE, None).await;
    assert_eq!(told(&page), ["an error of others"]);
    assert_eq!(lines(&page)[0]["request_id"], REQUEST);
}

#[tokio::test]
async fn a_sampled_invocation_writes_our_debug_lines_and_nobody_elses() {
    let some: Share = "0.5".parse().unwrap();
    let (page, _listening) = listen(settings(LevelFilter::WARN, some));
    invoke(Share::ALL, None).await;
    let expected = ["a query", "a detail of ours", "an error of others"];
    assert_eq!(told(&page), expected);
}

#[tokio::test]
async fn beside_it_the_level_stays() {
    let some: Share = "0.5".parse().unwrap();
    let (page, _listening) = listen(settings(LevelFilter::INFO, some));
    let waits = service_fn(async |_: LambdaEvent<()>| {
        tokio::task::yield_now().await;
        Ok::<_, std::convert::Infallible>(())
    });
    // A sampled invocation is under way at the same time.
    let mut service = Invocations::new(Share::ALL).layer(waits);
    let under_way = service
        .ready()
        .await
        .unwrap()
        .call(LambdaEvent::new((), Context::default()));
    tokio::join!(under_way, invoke(Share::NONE, None))
        .0
        .unwrap();
    tracing::debug!("outside of both");
    assert_eq!(told(&page), ["a query", "an error of others"]);
}

#[tokio::test]
async fn the_finest_level_is_for_our_own_lines() {
    let (page, _listening) = listen(settings(LevelFilter::TRACE, Share::NONE));
    invoke(Share::NONE, None).await;
    let told = told(&page);
    assert!(told.contains(&"a trace of ours".to_owned()), "{told:?}");
    assert!(!told.contains(&"a body".to_owned()), "{told:?}");
}

#[test]
fn a_level_or_a_share_that_is_none_is_refused_by_its_name() {
    let of = |name: &str, value: &str| Settings::from_env(&Env::of([(name, value)]));
    assert_eq!(of("LOG_LEVEL", ""), Ok(Settings::default()));
    let asked = of("DEBUG_SAMPLE_SHARE", "0.25").unwrap();
    assert_eq!(asked, settings(LevelFilter::INFO, "0.25".parse().unwrap()));
    for (name, value) in [("LOG_LEVEL", "LOUD"), ("DEBUG_SAMPLE_SHARE", "25")] {
        let refused = of(name, value).unwrap_err().to_string();
        assert!(
            refused.contains(name) && !refused.contains(value),
            "{refused}"
        );
    }
}
