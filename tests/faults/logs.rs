//! What is written down while requests are served, and while they fail: never who somebody is, what opens a door, or what
//! a student wrote.

use std::io;
use std::sync::{Arc, Mutex};

use serde_json::Value;
use testkit::Fault;
use tracing::level_filters::LevelFilter;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::SubscriberExt;

use crate::scene::{event, seeded, send, served};

/// What the events and the demo data say that no log may.
const SECRETS: [&str; 16] = [
    "@example.com",
    "@Example.com",
    "correct horse",
    local::seed::PASSWORD,
    "header.claims.signature",
    "eyJ",
    "Nina",
    "Dana",
    "biology",
    "quadratic",
    "Quadratic equations",
    "complete the square",
    "parabola",
    "discriminant",
    "Grüße",
    "Went well",
];

#[derive(Debug, Clone, Default)]
struct Page(Arc<Mutex<Vec<u8>>>);

impl io::Write for Page {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Page {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

impl Page {
    fn holds_no_secret(&self) {
        let text = String::from_utf8(self.0.lock().unwrap().clone()).unwrap();
        assert!(
            text.contains("/api/v1/goals"),
            "something was written: {text}"
        );
        for line in text.lines() {
            let found = SECRETS.iter().find(|secret| line.contains(**secret));
            assert_eq!(found, None, "{line}");
        }
    }
}

/// Follows what this thread logs, kept as the functions keep it; everything here runs on it.
fn listen(level: LevelFilter) -> (Page, tracing::subscriber::DefaultGuard) {
    let page = Page::default();
    let lines = tracing_subscriber::fmt()
        .json()
        .with_max_level(level)
        .with_writer(page.clone());
    let kept = lines.finish().with(runtime::log::kept(level));
    (page, tracing::subscriber::set_default(kept))
}

#[tokio::test]
async fn no_log_line_of_a_served_request_names_a_person_a_secret_or_a_students_words() {
    let api = seeded().await;
    let (page, _listening) = listen(LevelFilter::INFO);
    for file in served() {
        send(&api, &file).await;
    }
    page.holds_no_secret();
}

#[tokio::test]
async fn no_log_line_of_a_failed_request_does_either() {
    let api = seeded().await;
    let (page, _listening) = listen(LevelFilter::INFO);
    for file in [
        "goals/create.bad_fields",
        "goals/create.bad_json",
        "accounts/register.bad_fields",
        "accounts/register.email_exists",
        "accounts/log_in.wrong_password",
    ] {
        assert!(send(&api, file).await.status >= 400);
    }
    api.wire().fail_everything(Fault::Status500);
    let broken = [
        "goals/create.ok",
        "summaries/create.ok",
        "accounts/register.ok",
        "qa/ask.ok",
    ]
    .map(|file| send(&api, file));
    futures_util::future::join_all(broken).await;
    page.holds_no_secret();
}

#[tokio::test]
async fn nor_does_the_finest_level_that_can_be_asked_for() {
    let api = seeded().await;
    let (page, _listening) = listen(LevelFilter::TRACE);
    for file in served() {
        send(&api, &file).await;
    }
    page.holds_no_secret();
}

#[test]
fn the_words_to_look_for_are_in_the_events() {
    let said: String = served()
        .iter()
        .map(|file| event(file))
        .map(|event: Value| event.to_string())
        .collect();
    for word in [
        "@example.com",
        "correct horse",
        "header.claims.signature",
        "Nina",
        "biology",
        "quadratic",
        "Quadratic equations",
        "complete the square",
        "parabola",
        "discriminant",
        "Went well",
    ] {
        assert!(said.contains(word), "{word}");
    }
}
