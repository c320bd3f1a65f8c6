//! How each function is tried: what is sent to it, and what it must answer.

use serde_json::{Map, Value, json};

use Unclaimed::{Closed, Queue};

use crate::answer::Expected;

/// What a function is sent that nobody claims to have sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unclaimed {
    /// A request for a route that wants a token. It must be refused.
    Closed(&'static str),
    /// An event of a queue without messages. None of them must have failed.
    Queue,
}

/// How a function is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trial {
    /// Its group.
    pub group: &'static str,
    /// What it is sent first. Then it is asked whether it is ready.
    pub unclaimed: Unclaimed,
}

/// How each function is tried.
pub const TRIALS: [Trial; 10] = [
    trial("accounts", Closed("GET /api/v1/auth/me")),
    trial("goals", Closed("GET /api/v1/goals")),
    trial("ops", Closed("GET /metrics")),
    trial("practice", Closed("GET /api/v1/practice/assignments")),
    trial("practice-worker", Queue),
    trial("progress", Closed("GET /api/v1/progress/{user_id}")),
    trial("qa", Closed("POST /api/v1/qa/query")),
    trial("sessions", Closed("GET /api/v1/sessions")),
    trial("subjects", Closed("GET /api/v1/subjects")),
    trial("summaries", Closed("POST /api/v1/summaries")),
];

const fn trial(group: &'static str, unclaimed: Unclaimed) -> Trial {
    Trial { group, unclaimed }
}

/// An id that nothing has, for routes that want one.
const NOBODY: &str = "00000000-0000-4000-8000-000000000000";

impl Trial {
    /// That of a function, by its name: `<stack>-<group>`.
    #[must_use]
    pub fn of(function: &str) -> Option<Self> {
        TRIALS.into_iter().find(|trial| {
            let stack = function.strip_suffix(trial.group);
            stack.is_some_and(|stack| stack.ends_with('-'))
        })
    }

    pub(crate) fn unclaimed(self) -> (Value, Expected) {
        match self.unclaimed {
            Closed(route) => (request(route), Expected::Refusal),
            Queue => (json!({"Records": []}), Expected::NoFailures),
        }
    }
}

/// What every function is asked in the end.
pub(crate) fn readiness() -> (Value, Expected) {
    let event = serde_json::from_str(runtime::readiness::EVENT);
    (event.unwrap_or_default(), Expected::Readiness)
}

/// A request for this route as API Gateway would send it, were there no authorizer.
fn request(route: &str) -> Value {
    let (method, template) = route.split_once(' ').unwrap_or(("GET", route));
    let name = |segment: &str| Some(segment.strip_prefix('{')?.strip_suffix('}')?.to_owned());
    let parameters: Map<String, Value> = template
        .split('/')
        .filter_map(name)
        .map(|name| (name, json!(NOBODY)))
        .collect();
    let path = template
        .split('/')
        .map(|segment| name(segment).map_or(segment, |_| NOBODY))
        .collect::<Vec<_>>()
        .join("/");
    json!({
        "version": "2.0",
        "routeKey": route,
        "rawPath": path,
        "rawQueryString": "",
        "headers": {},
        "pathParameters": parameters,
        "isBase64Encoded": false,
        "requestContext": {
            "apiId": runtime::readiness::TRIAL,
            "routeKey": route,
            "stage": "$default",
            "http": {"method": method, "path": path, "protocol": "HTTP/1.1"},
        },
    })
}
