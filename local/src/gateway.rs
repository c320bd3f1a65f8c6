//! API Gateway on one machine: an HTTP API as `template.yaml` draws it.
//!
//! A request goes the way it goes in the cloud: size, route, authorizer, event, function, response, CORS. What the
//! service answers by itself it answers here in the same words; what it is not documented to do is marked where it is done.
//! There are no sockets here and no processes: requests come in through [`Gateway::answer`], functions are behind [`Invoke`].

mod authorizer;
mod config;
mod cors;
mod event;
mod fetched_keys;
mod invoke;
mod keys;
mod limits;
mod refusal;
mod reply;
mod routes;

use std::net::IpAddr;
use std::sync::Arc;

use bytes::Bytes;
use domain::Clock;
use http::{HeaderValue, Request, Response};
use template::{Route, RouteAccess};

pub use authorizer::Authorization;
pub use config::{ApiIdentity, GatewayConfig};
pub use event::{Arrival, event};
pub use fetched_keys::FetchedKeys;
pub use invoke::{Invoke, InvokeError};
pub use keys::{KeySource, KeysUnavailable};
pub use routes::RouteConflict;

use authorizer::Authorizer;
use cors::Browsers;
use refusal::Refusal;
use routes::{Found, Routes};

/// An HTTP API with its routes, its authorizer and the functions behind it.
#[derive(Debug)]
pub struct Gateway {
    routes: Routes,
    authorizer: Authorizer,
    browsers: Browsers,
    api: ApiIdentity,
    integration_timeout: std::time::Duration,
    functions: Arc<dyn Invoke>,
    clock: Arc<dyn Clock>,
}

impl Gateway {
    /// An API of these routes, whose tokens verify against `keys` and whose requests go to `functions`.
    ///
    /// # Errors
    /// Two routes have the same method and path, or a path is none.
    pub fn new(
        config: GatewayConfig,
        keys: Arc<dyn KeySource>,
        functions: Arc<dyn Invoke>,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, RouteConflict> {
        Ok(Self {
            routes: Routes::new(config.routes)?,
            authorizer: Authorizer::new(config.issuer, config.audience, keys),
            browsers: Browsers::new(config.cors),
            api: config.api,
            integration_timeout: config.integration_timeout,
            functions,
            clock,
        })
    }

    /// The route that a request would take, if any: for whoever writes the log.
    #[must_use]
    pub fn route_key<B>(&self, request: &Request<B>) -> Option<String> {
        self.routes
            .find(request.method(), request.uri().path())
            .map(|found| found.route.route_key())
    }

    /// Answers one request that came from `source_ip`. Never fails: what is wrong is said in the response.
    ///
    /// Must be called within a Tokio runtime. A function that was invoked runs on, also when the caller goes away.
    pub async fn answer(&self, request: Request<Bytes>, source_ip: IpAddr) -> Response<Bytes> {
        let request_id = request_id();
        let origin = request.headers().get(http::header::ORIGIN).cloned();
        let outcome = self.pass(&request, source_ip, &request_id).await;
        let mut response = outcome.unwrap_or_else(|refusal| refusal.response());
        self.browsers.mark(&mut response, origin.as_ref());
        let id = HeaderValue::from_str(&request_id).expect("base64 is ASCII");
        response.headers_mut().insert("apigw-requestid", id);
        response
    }

    async fn pass(
        &self,
        request: &Request<Bytes>,
        source_ip: IpAddr,
        request_id: &str,
    ) -> Result<Response<Bytes>, Refusal> {
        limits::check_request(request)?;
        let Some(Found {
            route,
            path_parameters,
        }) = self.routes.find(request.method(), request.uri().path())
        else {
            return self.browsers.preflight(request).ok_or(Refusal::NotFound);
        };
        let now = self.clock.now();
        let authorization = match &route.access {
            RouteAccess::Public => None,
            RouteAccess::Scopes(scopes) => Some(
                self.authorizer
                    .check(request.headers(), scopes, now)
                    .await?,
            ),
        };
        let event = event(&Arrival {
            request,
            source_ip,
            route_key: &route.route_key(),
            path_parameters: &path_parameters,
            authorization: authorization.as_ref(),
            api: &self.api,
            request_id,
            now,
        });
        self.invoke(route, Bytes::from(event.to_string())).await
    }

    async fn invoke(&self, route: &Route, event: Bytes) -> Result<Response<Bytes>, Refusal> {
        limits::check_event(&event)?;
        let (functions, function) = (Arc::clone(&self.functions), route.function.clone());
        // A task of its own: giving up on a function, or losing the client, does not stop it in the cloud either.
        let run = tokio::spawn(async move { functions.invoke(&function, event).await });
        let function = route.function.as_str();
        let ended = tokio::time::timeout(self.integration_timeout, run)
            .await
            .map_err(|_| {
                tracing::warn!(function, "a function has not ended in time, and runs on");
                Refusal::ServiceUnavailable
            })?;
        let outcome = ended.map_err(|error| {
            tracing::error!(function, %error, "a function could not be invoked");
            Refusal::InternalServerError
        })?;
        let payload = outcome.map_err(|error| {
            // Without the payload of a function's error, which may hold what a student wrote.
            tracing::warn!(function, %error, "a function gave no result");
            Refusal::from(error)
        })?;
        limits::check_reply(&payload)?;
        let mut response = reply::read(&payload).map_err(|why| {
            tracing::warn!(function, %why, "a function's reply is no response");
            Refusal::InternalServerError
        })?;
        self.browsers.silence(&mut response);
        Ok(response)
    }
}

/// A request id of the service's shape: 16 characters that end in `=`.
fn request_id() -> String {
    use base64::Engine as _;
    let random = uuid::Uuid::new_v4();
    base64::engine::general_purpose::URL_SAFE.encode(&random.as_bytes()[..11])
}
