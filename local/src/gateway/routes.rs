//! Which route a request takes.

use std::collections::BTreeMap;

use http::Method;
use percent_encoding::percent_decode_str;
use template::Route;

/// Routes by method, then by path. Where a fixed segment and a parameter both fit, the fixed one wins.
#[derive(Debug)]
pub(super) struct Routes {
    by_method: BTreeMap<String, matchit::Router<Route>>,
}

/// Two routes with the same method and path, or a path that is none.
#[derive(Debug, thiserror::Error)]
#[error("the route `{route_key}` cannot be added: {problem}")]
pub struct RouteConflict {
    route_key: String,
    problem: String,
}

/// A route, with what its parameters stand for.
#[derive(Debug)]
pub(super) struct Found<'r> {
    pub(super) route: &'r Route,
    /// By name, percent-decoded.
    pub(super) path_parameters: BTreeMap<String, String>,
}

impl Routes {
    pub(super) fn new(routes: Vec<Route>) -> Result<Self, RouteConflict> {
        let mut by_method: BTreeMap<String, matchit::Router<Route>> = BTreeMap::new();
        for route in routes {
            let (route_key, path) = (route.route_key(), route.path.clone());
            let router = by_method.entry(route.method.clone()).or_default();
            router.insert(path, route).map_err(|error| RouteConflict {
                route_key,
                problem: error.to_string(),
            })?;
        }
        Ok(Self { by_method })
    }

    /// The route for a path as it was sent. A parameter takes one segment, also one with an encoded slash in it, and never
    /// an empty one; a slash at the end makes another path.
    pub(super) fn find(&self, method: &Method, path: &str) -> Option<Found<'_>> {
        let matched = self.by_method.get(method.as_str())?.at(path).ok()?;
        let decoded = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
        let path_parameters = matched
            .params
            .iter()
            .map(|(name, value)| (name.to_owned(), decoded(value)))
            .collect();
        Some(Found {
            route: matched.value,
            path_parameters,
        })
    }
}
