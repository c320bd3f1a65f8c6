//! The page at `/local`: what the functions say of themselves, as live charts.
//!
//! One file of HTML without anything from elsewhere, which asks `/local/figures` every two seconds. What it draws is made here,
//! from what functions pushed to the local [`CloudWatch`]; the page's script knows no metric.

mod charts;
mod window;

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use bytes::Bytes;
use domain::Clock;
use http::{HeaderValue, Method, Request, Response, header};
use serde::Serialize;
use template::Route;

pub use charts::{Chart, Line};

use crate::cloudwatch::CloudWatch;
use window::Window;

/// Where the page is.
pub const PATH: &str = "/local";

const FIGURES: &str = "/local/figures";

/// Nothing from elsewhere, and nobody may put the page into one of theirs.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; img-src data:; \
                      base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

static PAGE: LazyLock<Bytes> = LazyLock::new(|| {
    include_str!("live/page.html")
        .replace("/* page.css */", include_str!("live/page.css"))
        .replace("/* page.js */", include_str!("live/page.js"))
        .into()
});

/// The page, and the figures that it shows.
#[derive(Debug)]
pub struct Live {
    cloudwatch: Arc<CloudWatch>,
    clock: Arc<dyn Clock>,
    namespace: String,
    /// Which function answers, by method and path.
    groups: BTreeMap<(String, String), String>,
}

/// What there is to show.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Shown {
    /// How long ago a function has pushed last; `None` if none has.
    pub taken_seconds_ago: Option<i64>,
    /// The minutes that the charts show, by when they began, in seconds since 1970: an hour at most, without a gap.
    pub minutes: Vec<i64>,
    /// Every chart, whether there is something in it or not.
    pub charts: Vec<Chart>,
}

impl Live {
    /// A page about what functions push into this namespace, whose requests take these routes.
    #[must_use]
    pub fn new(
        cloudwatch: Arc<CloudWatch>,
        clock: Arc<dyn Clock>,
        namespace: &str,
        routes: &[Route],
    ) -> Self {
        let group = |route: &Route| {
            let route = route.clone();
            ((route.method, route.path), route.function)
        };
        Self {
            cloudwatch,
            clock,
            namespace: namespace.to_owned(),
            groups: routes.iter().map(group).collect(),
        }
    }

    /// Whether a request is for the page or its figures.
    #[must_use]
    pub fn is_addressed_by<B>(&self, request: &Request<B>) -> bool {
        request.method() == Method::GET && [PATH, FIGURES].contains(&request.uri().path())
    }

    /// Answers a request that is for the page or its figures.
    #[must_use]
    pub fn answer<B>(&self, request: &Request<B>) -> Response<Bytes> {
        let (kind, body) = if request.uri().path() == FIGURES {
            let shown = serde_json::to_vec(&self.shown()).expect("texts and numbers become JSON");
            ("application/json", Bytes::from(shown))
        } else {
            ("text/html; charset=utf-8", PAGE.clone())
        };
        let mut response = Response::new(body);
        let headers = response.headers_mut();
        for (name, value) in [
            (header::CONTENT_TYPE, kind),
            (header::CACHE_CONTROL, "no-store"),
            (header::CONTENT_SECURITY_POLICY, POLICY),
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        ] {
            headers.insert(name, HeaderValue::from_static(value));
        }
        response
    }

    /// What there is to show now.
    #[must_use]
    pub fn shown(&self) -> Shown {
        let now = self.clock.now();
        let last = self.cloudwatch.last_taken();
        let window = Window::until(now, &self.cloudwatch, &self.namespace);
        let (minutes, charts) = charts::of(&window, &self.groups);
        Shown {
            taken_seconds_ago: last.map(|last| now.since(last).as_secs().max(0)),
            minutes,
            charts,
        }
    }
}
