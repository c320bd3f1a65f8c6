//! Every file under `events/` against the real binaries.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use local::seed::PASSWORD;
use serde_json::Value;
use template::Template;

use crate::answer::comparable;
use crate::files::{self, EventFile};
use crate::stage::Stage;

#[tokio::test(flavor = "multi_thread")]
async fn every_event_is_answered_as_its_snapshot_says_and_every_route_serves_one() {
    let mut served = BTreeSet::new();
    let mut wrong = Vec::new();
    for files in files::by_group().into_values() {
        let stage = Stage::set().await;
        for file in &files {
            let answer = answer(&stage, file).await;
            if answer["status"].as_u64().is_some_and(|status| status < 300) {
                served.insert(file.route_key());
            }
            wrong.extend(check(file, &answer));
        }
        tell_no_secret(&stage.strike().await);
    }
    assert!(
        wrong.is_empty(),
        "these are answered differently: {wrong:?}"
    );
    let routes = Template::ours()
        .routes()
        .iter()
        .map(template::Route::route_key)
        .collect();
    assert_eq!(served, routes, "every route has an event that it serves");
}

/// Holds what was logged to name nobody, to open no door, and to quote no student.
fn tell_no_secret(lines: &[String]) {
    let served = lines
        .iter()
        .filter(|line| line.contains("request served"))
        .count();
    assert!(served > 0, "the functions log their requests: {lines:?}");
    let secrets = [
        "@example.com",
        "correct horse",
        PASSWORD,
        "header.claims.signature",
        "eyJ",
        "Nina",
        "Dana",
        "biology final",
        "quadratic",
        "parabola",
        "Grüße",
        "Went well",
    ];
    for line in lines {
        let found = secrets.iter().find(|secret| line.contains(**secret));
        assert_eq!(found, None, "{line}");
    }
}

/// What the function answers to a file's event.
pub(crate) async fn answer(stage: &Stage, file: &EventFile) -> Value {
    let payload = stage.invoke(&file.group, &file.text).await;
    comparable(&payload.unwrap_or_else(|error| panic!("{}/{}: {error}", file.group, file.name)))
}

/// The file's name, if the answer is not the one in its snapshot.
pub(crate) fn check(file: &EventFile, answer: &Value) -> Option<String> {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(format!("snapshots/{}", file.group));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_sort_maps(true);
    let compare = || settings.bind(|| insta::assert_json_snapshot!(file.name.clone(), answer));
    // All of them are compared before the first difference fails the test.
    catch_unwind(AssertUnwindSafe(compare))
        .err()
        .map(|_| format!("{}/{}", file.group, file.name))
}
