//! Every line that is logged in a test's process, or by a binary that it runs, held against what must never be in a log.
//!
//! Functions in this process write their lines as the binaries do, at `debug`. What is sent to them and what they answer is remembered,
//! and each line is searched for it as it is written; what is answered later is looked for in the invocation's lines again. A line that
//! says too much ends the process: no test can swallow it.

mod secrets;
mod texts;

use std::collections::{HashMap, VecDeque};
use std::io::{self, Write};
use std::sync::{LazyLock, Mutex, MutexGuard, Once, PoisonError};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use runtime::log::{OURS, Settings};
use serde_json::Value;
use tracing::Subscriber;
use tracing::instrument::WithSubscriber;
use tracing::level_filters::LevelFilter;
use tracing::subscriber::DefaultGuard;

use texts::Texts;

/// So many invocations' lines are remembered.
const MOST_INVOCATIONS: usize = 2_000;

/// What this route answers are words of ours, which lines hold too: names of metrics, and the causes of errors.
const FIGURES: &str = "GET /metrics";

/// What the demo data and the events say in words that are too short to be taken for a text.
const DEMO: [&str; 9] = [
    "correct horse",
    "Nina",
    "Dana",
    "biology",
    "quadratic",
    "parabola",
    "discriminant",
    "Grüße",
    "Went well",
];

#[derive(Default)]
struct Watch {
    texts: Texts,
    invocations: HashMap<String, Vec<Value>>,
    order: VecDeque<String>,
}

static WATCH: LazyLock<Mutex<Watch>> = LazyLock::new(Mutex::default);

fn watch() -> MutexGuard<'static, Watch> {
    WATCH.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Begins to watch what this process logs, once.
pub(crate) fn begin() {
    static BEGUN: Once = Once::new();
    BEGUN.call_once(|| {
        let lines = lines(LevelFilter::DEBUG, None);
        tracing::subscriber::set_global_default(lines).expect("nobody else listens");
    });
}

/// Watches this thread down to another level, until the guard is dropped.
pub fn listen(level: LevelFilter) -> DefaultGuard {
    tracing::subscriber::set_default(lines(level, None))
}

/// Does this, and gives back what came of it and the lines that were written meanwhile, from `info` on.
pub async fn heard<T>(work: impl Future<Output = T>) -> (T, String) {
    let page = testkit::Page::default();
    let lines = lines(LevelFilter::INFO, Some(page.clone()));
    let done = work.with_subscriber(lines).await;
    (done, page.text())
}

fn lines(level: LevelFilter, copy: Option<testkit::Page>) -> impl Subscriber + Send + Sync {
    let settings = Settings {
        level,
        ..Settings::default()
    };
    runtime::log::subscriber(settings, move || Page(copy.clone()))
}

/// From here on no line may hold a word of the demo data either.
pub fn with_demo_data() {
    let mut watch = watch();
    for word in DEMO {
        watch.texts.add_word(word);
    }
    watch.texts.add_word(local::seed::PASSWORD);
}

/// Takes lines, one with each write, and copies them for who wants to read them too.
struct Page(Option<testkit::Page>);

impl Write for Page {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let text = String::from_utf8_lossy(line);
        match serde_json::from_str(&text) {
            Ok(line) => hold(&line),
            Err(error) => end("a log line is no JSON:", &format!("{error}: {text}")),
        }
        if let Some(copy) = &mut self.0 {
            copy.write_all(line)?;
        }
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Holds a line that a binary wrote.
pub fn said(line: &str) {
    match serde_json::from_str(line) {
        Ok(line @ Value::Object(_)) => hold(&line),
        _ => hold(&Value::from(line)),
    }
}

fn hold(line: &Value) {
    let mut watch = watch();
    if let Some(found) = watch.texts.in_line(line) {
        end(&format!("a log line holds {found}"), &line.to_string());
    }
    let Some(id) = line["request_id"].as_str() else {
        return;
    };
    if !watch.invocations.contains_key(id) {
        watch.order.push_back(id.to_owned());
    }
    let lines = watch.invocations.entry(id.to_owned()).or_default();
    lines.push(line.clone());
    if watch.order.len() > MOST_INVOCATIONS
        && let Some(oldest) = watch.order.pop_front()
    {
        watch.invocations.remove(&oldest);
    }
}

/// Remembers what an event tells a function: headers that prove who calls, the query, the body, a message.
pub fn sent(event: &[u8]) {
    let Ok(event) = serde_json::from_slice::<Value>(event) else {
        return;
    };
    let mut watch = watch();
    let texts = &mut watch.texts;
    for part in ["queryStringParameters", "cookies"] {
        texts.add(&event[part]);
    }
    texts.add(&event["headers"]["authorization"]);
    let claims = &event["requestContext"]["authorizer"]["jwt"]["claims"];
    texts.add(&claims["username"]);
    texts.add(&claims["email"]);
    texts.add(&body(&event));
    for record in event["Records"].as_array().into_iter().flatten() {
        texts.add(&body(record));
    }
}

/// Remembers what a function answered to an event, and looks for that in the lines of this invocation.
pub fn answered(event: &[u8], answer: &[u8]) {
    let read = |text| serde_json::from_slice::<Value>(text);
    let (Ok(event), Ok(answer)) = (read(event), read(answer)) else {
        return;
    };
    if event["routeKey"] == FIGURES {
        return;
    }
    let mut watch = watch();
    let body = body(&answer);
    let mut told = Texts::default();
    told.add(&body);
    // The words of a refusal are ours: another invocation's lines may hold them.
    if answer["statusCode"].as_u64() < Some(400) {
        watch.texts.add(&body);
    }
    for line in of_answer(&watch, &answer) {
        if let Some(found) = told.in_line(line) {
            end(&format!("a log line holds {found}"), &line.to_string());
        }
    }
}

fn of_answer<'w>(watch: &'w Watch, answer: &Value) -> &'w [Value] {
    let id = answer["headers"]["x-request-id"].as_str();
    id.and_then(|id| watch.invocations.get(id))
        .map_or(&[], Vec::as_slice)
}

/// Holds an answer to a request, by a function in this process, to have one line that says so, and at most one error.
pub(crate) fn told_once(answer: &[u8]) {
    let answer: Value = serde_json::from_slice(answer).expect("an answer is JSON");
    if answer["headers"]["x-request-id"].is_null() {
        return;
    }
    let watch = watch();
    let lines = of_answer(&watch, &answer);
    let of_request = |line: &&Value| line.get("route").is_some();
    let requests = lines.iter().filter(of_request).count();
    // The SDK's own errors are about the wire of the tests.
    let errors = lines.iter().filter(|line| is_error_of_ours(line)).count();
    if requests != 1 || errors > 1 {
        end(
            "a request is told of by one line, and its failure once, not so:",
            &Value::from(lines).to_string(),
        );
    }
}

fn is_error_of_ours(line: &Value) -> bool {
    let room = line["target"].as_str().and_then(|t| t.split("::").next());
    line["level"] == "ERROR" && room.is_some_and(|room| OURS.contains(&room))
}

/// The lines of an invocation, if it is not too long ago.
pub fn of(request_id: &str) -> Vec<Value> {
    let lines = watch().invocations.get(request_id).cloned();
    lines.unwrap_or_default()
}

/// What is in the body, however it is written.
fn body(of: &Value) -> Value {
    let text = of["body"].as_str().unwrap_or_default();
    let text = if of["isBase64Encoded"] == true {
        let bytes = STANDARD.decode(text).unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    } else {
        text.to_owned()
    };
    serde_json::from_str(&text).unwrap_or(Value::String(text))
}

/// Ends the process, whoever might catch a panic of this thread.
fn end(why: &str, line: &str) -> ! {
    let thread = std::thread::current();
    let test = thread.name().unwrap_or("a thread without a name");
    let told = format!("\n{test}: {why}\n{line}\n");
    // Not by `eprintln`, which the test's harness would keep to itself.
    io::stderr().lock().write_all(told.as_bytes()).ok();
    std::process::exit(101)
}
