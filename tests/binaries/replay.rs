//! Every file under `events/` against the real binaries.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use serde_json::Value;
use template::Template;

use crate::answer::comparable;
use crate::files::{self, EventFile};
use crate::roles::{Idle, seldom};
use crate::stage::Stage;

#[tokio::test(flavor = "multi_thread")]
async fn every_event_is_answered_as_its_snapshot_says_and_together_they_need_all_that_roles_allow()
{
    let mut served = BTreeSet::new();
    let mut wrong = Vec::new();
    let mut idle = Idle::all();
    for files in files::by_group().into_values() {
        let stage = Stage::set().await;
        for file in &files {
            let answer = answer(&stage, file).await;
            if answer["status"].as_u64().is_some_and(|status| status < 300) {
                served.insert(file.route_key());
            }
            wrong.extend(check(file, &answer));
        }
        let mut requests = files.len();
        for event in seldom(&files[0].group) {
            let answered = stage.invoke(&files[0].group, &event).await;
            assert_eq!(answered.expect("the function answers")["statusCode"], 200);
            requests += 1;
        }
        stage.work_off().await;
        let roles = stage.roles();
        tell_which_request(&stage.strike().await, requests);
        idle.strike_out(&roles);
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
    assert_eq!(idle, Idle::default(), "roles allow more than is needed");
}

/// Holds the functions to have written a line for each request, all of them JSON, and every line of it under the request's id.
/// What must not be in them is looked for as they are written.
fn tell_which_request(said: &[String], requests: usize) {
    let written = said.iter().filter_map(|line| line.split_once(" | "));
    // `goals` is told of by `cargo local`; `goals#1` is a process. What the runtime says when it is told to end is no JSON.
    let lines: Vec<Value> = written
        .filter(|(name, line)| name.contains('#') && !line.starts_with("[runtime] "))
        .map(|(_, line)| serde_json::from_str(line).unwrap_or_else(|_| panic!("no JSON: {line}")))
        .collect();
    let of_requests = lines.iter().filter(|line| line.get("route").is_some());
    assert_eq!(of_requests.count(), requests, "{lines:#?}");
    let is_told = |line: &Value| line["request_id"].is_string() && line["trace_id"].is_string();
    // Figures are pushed after an answer, and once more when the process ends.
    let (pushes, others): (Vec<_>, Vec<_>) = lines
        .into_iter()
        .partition(|line| line["message"] == "metrics pushed");
    let untold = others.iter().find(|line| !is_told(line));
    assert_eq!(untold, None);
    assert!(is_told(&pushes[0]), "after the first answer: {pushes:#?}");
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
