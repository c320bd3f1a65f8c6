//! What is counted of every request. Its keys are made once for each route and answer: counting allocates nothing.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use http::{Method, StatusCode};
use metrics::{Key, Label, Level, Metadata, with_recorder};

use super::dimension::OTHER;

/// What takes longer is slow.
const SLOW: Duration = Duration::from_secs(1);

static METADATA: Metadata<'static> =
    Metadata::new(module_path!(), Level::INFO, Some(module_path!()));

/// A request that was answered.
#[derive(Debug)]
pub(crate) struct Served<'a> {
    /// The route's template.
    pub(crate) route: &'static str,
    pub(crate) method: &'a Method,
    pub(crate) status: StatusCode,
    /// The error's code.
    pub(crate) error: Option<&'static str>,
    /// How many requests to the tables it took.
    pub(crate) db_requests: u32,
    pub(crate) taken: Duration,
}

/// Counts requests.
#[derive(Debug, Default)]
pub(crate) struct Tally(Mutex<HashMap<Answer, Arc<Keys>>>);

/// What answers there are: routes times methods times the few that each gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Answer {
    route: &'static str,
    method: &'static str,
    status: u16,
    error: Option<&'static str>,
}

#[derive(Debug)]
struct Keys {
    requests: Key,
    responses: Key,
    duration: Key,
    db_requests: Key,
    slow: Key,
    error: Option<Key>,
}

impl Tally {
    /// Counts a request that was answered.
    pub(crate) fn count(&self, served: &Served<'_>) {
        let keys = self.keys(Answer {
            route: served.route,
            method: word(served.method),
            status: served.status.as_u16(),
            error: served.error,
        });
        with_recorder(|recorder| {
            let one = |key| recorder.register_counter(key, &METADATA).increment(1);
            one(&keys.requests);
            one(&keys.responses);
            if let Some(error) = &keys.error {
                one(error);
            }
            if served.taken > SLOW {
                one(&keys.slow);
            }
            let spread = |key, value| recorder.register_histogram(key, &METADATA).record(value);
            spread(&keys.duration, served.taken.as_secs_f64() * 1000.0);
            spread(&keys.db_requests, f64::from(served.db_requests));
        });
    }

    fn keys(&self, answer: Answer) -> Arc<Keys> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let keys = known
            .entry(answer)
            .or_insert_with(|| Arc::new(Keys::of(answer)));
        Arc::clone(keys)
    }
}

impl Keys {
    fn of(answer: Answer) -> Self {
        let labels = vec![
            Label::new("route", answer.route),
            Label::new("method", answer.method),
        ];
        let and = |more: Vec<Label>| [labels.clone(), more].concat();
        let error = answer.error.map(|code| and(vec![Label::new("type", code)]));
        let status = and(vec![
            Label::new("class", class(answer.status)),
            Label::new("status", answer.status.to_string()),
        ]);
        Self {
            requests: Key::from_parts("http.requests", labels.clone()),
            responses: Key::from_parts("http.responses", status),
            duration: Key::from_parts("http.request.duration", labels.clone()),
            db_requests: Key::from_parts("http.db_requests", labels.clone()),
            slow: Key::from_parts("http.slow_requests", labels.clone()),
            error: error.map(|labels| Key::from_parts("http.errors", labels)),
        }
    }
}

fn class(status: u16) -> &'static str {
    match status {
        200..=299 => "2xx",
        300..=399 => "3xx",
        400..=499 => "4xx",
        500..=599 => "5xx",
        _ => OTHER,
    }
}

/// Methods that routes have; a client may send any word.
fn word(method: &Method) -> &'static str {
    match *method {
        Method::DELETE => "DELETE",
        Method::GET => "GET",
        Method::PATCH => "PATCH",
        Method::POST => "POST",
        Method::PUT => "PUT",
        _ => OTHER,
    }
}
