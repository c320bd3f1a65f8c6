//! The API in this process with the demo data, and the event files to send to its functions.

use std::path::Path;
use std::sync::Arc;

use domain::Clock;
use local::gateway::Invoke;
use runtime::{Env, Kit};
use serde_json::Value;
use template::Template;
use testkit::ManualClock;
use tests::Api;

/// What a function answered.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Answer {
    pub(crate) status: u64,
    pub(crate) headers: Value,
    pub(crate) body: Value,
    /// The body as it was sent.
    pub(crate) text: String,
}

impl Answer {
    /// Of what a function returned.
    pub(crate) fn of(payload: &Value) -> Self {
        let text = payload["body"].as_str().unwrap_or_default().to_owned();
        Self {
            status: payload["statusCode"]
                .as_u64()
                .expect("every answer has a status"),
            headers: payload["headers"].clone(),
            body: serde_json::from_str(&text).unwrap_or_default(),
            text,
        }
    }

    /// Holds this to be a 503 that says when to come back and nothing of the inside.
    #[track_caller]
    pub(crate) fn is_a_503_that_tells_nothing(&self, what: &str) {
        assert_eq!(self.status, 503, "{what}: {}", self.text);
        let after = self.headers["retry-after"]
            .as_str()
            .and_then(|after| after.parse::<u32>().ok());
        assert!(
            after.is_some_and(|after| after > 0),
            "{what}: {}",
            self.headers
        );
        for inside in [
            "dynamo",
            "local-",
            "aws",
            "throttl",
            "exception",
            "injected",
            "connection",
            "127.0.0.1",
        ] {
            assert!(
                !self.text.to_lowercase().contains(inside),
                "{what}: {}",
                self.text
            );
        }
    }
}

/// The API with the demo data.
pub(crate) async fn seeded() -> Api {
    let api = Api::start_cold().await;
    let seeded = local::seed::seed(api.store(), api.pool(), api.clock().now()).await;
    assert!(seeded.expect("the demo data can be written").is_new);
    api
}

/// Sends the event of a file, such as `goals/list.ok`.
pub(crate) async fn send(api: &Api, file: &str) -> Answer {
    send_event(api, file, event(file)).await
}

/// Sends an event to the function that a file belongs to.
pub(crate) async fn send_event(api: &Api, file: &str, event: Value) -> Answer {
    let group = file.split('/').next().unwrap_or_default();
    let payload = api
        .functions()
        .invoke(group, event.to_string().into())
        .await;
    let payload = payload.expect("a function always answers");
    Answer::of(&serde_json::from_slice(&payload).expect("an answer is JSON"))
}

/// The event in a file.
pub(crate) fn event(file: &str) -> Value {
    let path = folder().join(format!("{file}.json"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    serde_json::from_str(&text).expect("an event is JSON")
}

/// Every event that is served when nothing is broken, by its file.
pub(crate) fn served() -> Vec<String> {
    let mut files = Vec::new();
    for group in std::fs::read_dir(folder())
        .expect("there are events")
        .flatten()
    {
        for file in std::fs::read_dir(group.path())
            .expect("a group's folder")
            .flatten()
        {
            let name = file.file_name().to_string_lossy().into_owned();
            if let Some(name) = name.strip_suffix(".ok.json") {
                files.push(format!("{}/{name}.ok", group.file_name().to_string_lossy()));
            }
        }
    }
    files
}

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../events")
}

/// The kit of the goals function of this API.
pub(crate) fn kit(api: &Api) -> Kit {
    let template = Template::ours();
    let goals = template
        .functions()
        .iter()
        .find(|function| function.group == "goals");
    let variables = template.environment(goals.expect("it is there"), &api.stack().values());
    let mut variables = variables.expect("every reference resolves");
    variables.insert("TOKEN_ISSUER".to_owned(), api.stack().issuer().to_owned());
    // It stands where the API's stands as long as nobody moves that.
    let clock = Arc::new(ManualClock::new());
    Kit::with_clock(&Env::of(variables), clock).expect("the variables are complete")
}
