//! The stack around the routes, outermost first: request id, one log line and what is counted, deadline, a panic to a counted
//! 500, and the body of every error.

use std::sync::Arc;
use std::time::Duration;

use aws_lambda_events::apigw::ApiGatewayV2httpRequestContext;
use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use domain::{Error, Moment};
use http::HeaderValue;
use http::header::{CACHE_CONTROL, HeaderName, X_CONTENT_TYPE_OPTIONS};
use lambda_runtime::Context;

use crate::errors::{RecentError, Work};
use crate::failure::write;
use crate::log::milliseconds;
use crate::measure::{Served, Tally};
use crate::reply::Cause;
use crate::route::Endpoint;
use crate::{Failure, Kit};

/// How long before the function's own end an answer is given up: enough to still send the 503.
const MARGIN: Duration = Duration::from_millis(500);

/// A request's time where Lambda sets none (in process).
const UNTIMED: Duration = Duration::from_secs(10);

pub(crate) const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
const RESPONSE_TIME: HeaderName = HeaderName::from_static("x-response-time");

/// Puts the stack around the routes.
pub(crate) fn around(router: Router, kit: Arc<Kit>) -> Router {
    // In one piece, because axum clones it for every request.
    let state = Arc::new((kit, Tally::default()));
    router.layer(from_fn_with_state(state, serve))
}

async fn serve(
    State(state): State<Arc<(Arc<Kit>, Tally)>>,
    request: Request,
    next: Next,
) -> Response {
    let (kit, tally) = &*state;
    let (began, uptime) = (kit.clock.now(), kit.clock.uptime());
    let context = request.extensions().get::<Context>();
    let request_id = context.map(|c| c.request_id.clone()).unwrap_or_default();
    let time = context.map_or(UNTIMED, |context| time_left(context, began));
    let function = context.map(|c| Arc::clone(&c.env_config));
    let api = request.extensions().get::<ApiGatewayV2httpRequestContext>();
    let api_request_id = api.and_then(|api| api.request_id.clone());
    let method = request.method().clone();

    // Each layer below moves what it wraps; in a box that is a pointer.
    let work = crate::log::caught(crate::patience::anew(Box::pin(next.run(request))));
    let work = crate::expenses::counted(tokio::time::timeout(time, work));
    let (done, db_requests) = work.await;
    let mut response = match done {
        Ok(Ok(response)) => response,
        Ok(Err(panicked)) => {
            metrics::counter!("http.panics").increment(1);
            Failure::from(Error::Fault(panicked.told("a handler"))).into_response()
        }
        Err(_) => Failure::too_late().into_response(),
    };

    let now = kit.clock.now();
    let route = response
        .extensions_mut()
        .remove::<&'static Endpoint>()
        .map_or("none", |e| e.path);
    let failure = response.extensions_mut().remove::<Failure>();
    let cause = response.extensions_mut().remove::<Cause>();
    if let Some(failure) = &failure {
        response = write(failure, &request_id, now);
    }
    if let Some(failure) = failure.as_ref().filter(|one| one.status.is_server_error()) {
        kit.errors.note(|id| RecentError {
            id,
            at: now,
            request_id: request_id.clone(),
            function: function
                .map(|function| function.function_name.clone())
                .unwrap_or_default(),
            code: failure.code.to_owned(),
            message: failure.cause(),
            ms: milliseconds(now.since(began)),
            work: Work::Request {
                method: method.to_string(),
                route: route.to_owned(),
                status: failure.status.as_u16(),
            },
        });
    }
    crate::log::request(&crate::log::Line {
        api_request_id: api_request_id.as_deref(),
        method: &method,
        route,
        status: response.status(),
        taken: now.since(began),
        code: failure.as_ref().map(|failure| failure.code),
        cause: failure
            .as_ref()
            .and_then(|failure| failure.inside.as_deref())
            .or(cause.as_ref().map(|Cause(cause)| cause.as_str())),
    });
    tally.count(&Served {
        route,
        method: &method,
        status: response.status(),
        error: failure.as_ref().map(|failure| failure.code),
        db_requests,
        taken: kit.clock.uptime().saturating_sub(uptime),
    });
    finish(&mut response, &request_id, now, began);
    response
}

/// What the function has left, less the margin.
///
/// Lambda hands out no event after its deadline. A deadline that has passed is none: in process there is 0, and
/// `cargo lambda watch` sends 600000, ten minutes after 1970 began.
fn time_left(context: &Context, now: Moment) -> Duration {
    let now = u64::try_from(now.as_millisecond()).unwrap_or(0);
    match context.deadline.checked_sub(now) {
        None | Some(0) => UNTIMED,
        Some(left) => Duration::from_millis(left).saturating_sub(MARGIN),
    }
}

fn finish(response: &mut Response, request_id: &str, now: Moment, began: Moment) {
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if let Ok(id) = HeaderValue::from_str(request_id) {
        headers.insert(REQUEST_ID, id);
    }
    // Seconds with three decimals, as the old service sent it.
    let seconds = format!("{:.3}", now.since(began).as_secs_f64().max(0.0));
    if let Ok(seconds) = HeaderValue::from_str(&seconds) {
        headers.insert(RESPONSE_TIME, seconds);
    }
}
