//! Between Lambda's events and the routes: the very service that Lambda calls, so that tests can call it too.

use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::Router;
use http_body_util::BodyExt;
use lambda_http::{Body, Request, Response};
use tower::Service;

/// The routes and their stack, as `lambda_http` wants them.
#[derive(Debug, Clone)]
pub struct Handler(Router);

impl Handler {
    /// Answers HTTP API events with these routes.
    #[must_use]
    pub fn new(router: Router) -> Self {
        Self(router)
    }
}

impl Service<Request> for Handler {
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response<Body>, Infallible>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Service::<axum::extract::Request>::poll_ready(&mut self.0, context)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let answer = self.0.call(request.map(axum::body::Body::new));
        Box::pin(async move {
            let (parts, body) = answer.await?.into_parts();
            // Bodies are made of bytes in memory: collecting them cannot fail.
            let bytes = body
                .collect()
                .await
                .map(http_body_util::Collected::to_bytes)
                .unwrap_or_default();
            let text = String::from_utf8_lossy(&bytes).into_owned();
            Ok(Response::from_parts(parts, Body::Text(text)))
        })
    }
}
