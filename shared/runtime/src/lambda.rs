//! Between Lambda's events and the routes: the very service that Lambda calls, so that tests can call it too.
//!
//! Not `lambda_http`, which makes the URI from the event's decoded path: there `a/..%2Fb` is routed to `b`, another route than
//! the authorizer saw, and a raw query such as `q="` panics. Here the route is the one that API Gateway chose (`routeKey`), with
//! the path parameters that it decoded.

mod event;
mod reply;

use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use aws_lambda_events::apigw::ApiGatewayV2httpRequest;
use axum::Router;
use lambda_runtime::LambdaEvent;
use tower::Service;

pub use reply::Response;

/// An HTTP API event, payload format 2.0.
pub type Event = ApiGatewayV2httpRequest;

/// Answers HTTP API events with a function's routes.
#[derive(Debug, Clone)]
pub struct Handler(Router);

impl Handler {
    /// Answers HTTP API events with these routes.
    #[must_use]
    pub fn new(router: Router) -> Self {
        Self(router)
    }
}

impl Service<LambdaEvent<Event>> for Handler {
    type Response = Response;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response, Infallible>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Service::<axum::extract::Request>::poll_ready(&mut self.0, context)
    }

    fn call(&mut self, event: LambdaEvent<Event>) -> Self::Future {
        let Some(request) = event::request(event) else {
            crate::log::no_request();
            return Box::pin(std::future::ready(Ok(Response::bad_request())));
        };
        let answer = self.0.call(request);
        Box::pin(async move { Ok(Response::of(answer.await?).await) })
    }
}
