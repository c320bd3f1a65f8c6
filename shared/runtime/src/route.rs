//! Routes: method, path, what it does, which scopes it takes, and the handler, written once. There is no way to add a handler
//! without saying what it does, and the caller is known before the handler runs.

use std::sync::Arc;

use aws_lambda_events::apigw::ApiGatewayV2httpRequestContext;
use axum::Router;
use axum::extract::Request;
use axum::handler::Handler;
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodFilter, on};
use domain::Error;
use domain::access::Action;
use http::Method;

use crate::{Failure, Kit, Who};

/// The scope of every token that a user logs in for.
pub(crate) const USER_SCOPE: &str = "aws.cognito.signin.user.admin";

/// Which tokens a route takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scopes {
    /// None: anybody may call.
    Public,
    /// A user's.
    User,
    /// A user's, or a service's with this scope.
    UserOr(&'static str),
}

impl Scopes {
    /// The scopes of which a token must have one; none for a public route.
    #[must_use]
    pub fn list(self) -> Vec<&'static str> {
        match self {
            Self::Public => vec![],
            Self::User => vec![USER_SCOPE],
            Self::UserOr(scope) => vec![USER_SCOPE, scope],
        }
    }
}

/// One route, less its handler.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endpoint {
    /// The method.
    pub method: Method,
    /// The path with its parameters, `/api/v1/goals/{goal_id}`.
    pub path: &'static str,
    /// What it does, as far as access goes.
    pub action: Action,
    /// Which tokens it takes.
    pub scopes: Scopes,
}

/// A function's routes.
#[derive(Debug)]
pub struct Routes<D> {
    kit: Arc<Kit>,
    deps: D,
    endpoints: Vec<&'static Endpoint>,
    router: Router<D>,
}

impl<D: Clone + Send + Sync + 'static> Routes<D> {
    /// No routes yet; handlers will get `deps` as their state.
    pub fn new(kit: &Kit, deps: D) -> Self {
        Self {
            kit: Arc::new(kit.clone()),
            deps,
            endpoints: Vec::new(),
            router: Router::new(),
        }
    }

    /// A route that reads.
    #[must_use]
    pub fn get<H: Handler<T, D>, T: 'static>(
        self,
        path: &'static str,
        action: Action,
        handler: H,
    ) -> Self {
        self.route(Method::GET, path, action, Scopes::User, handler)
    }

    /// A route that creates or acts.
    #[must_use]
    pub fn post<H: Handler<T, D>, T: 'static>(
        self,
        path: &'static str,
        action: Action,
        handler: H,
    ) -> Self {
        self.route(Method::POST, path, action, Scopes::User, handler)
    }

    /// A route that changes.
    #[must_use]
    pub fn patch<H: Handler<T, D>, T: 'static>(
        self,
        path: &'static str,
        action: Action,
        handler: H,
    ) -> Self {
        self.route(Method::PATCH, path, action, Scopes::User, handler)
    }

    /// A route that deletes.
    #[must_use]
    pub fn delete<H: Handler<T, D>, T: 'static>(
        self,
        path: &'static str,
        action: Action,
        handler: H,
    ) -> Self {
        self.route(Method::DELETE, path, action, Scopes::User, handler)
    }

    /// A route of any kind, for those that take other tokens than a user's. Public is what [`Action::Public`] is, whatever
    /// the scopes say.
    #[must_use]
    pub fn route<H: Handler<T, D>, T: 'static>(
        mut self,
        method: Method,
        path: &'static str,
        action: Action,
        scopes: Scopes,
        handler: H,
    ) -> Self {
        let filter = MethodFilter::try_from(method.clone()).expect("routes use the common methods");
        let scopes = if action == Action::Public {
            Scopes::Public
        } else {
            scopes
        };
        // Routes are made once per process and live as long as it does.
        let endpoint: &'static Endpoint = Box::leak(Box::new(Endpoint {
            method,
            path,
            action,
            scopes,
        }));
        let kit = Arc::clone(&self.kit);
        let guard = from_fn(move |request, next| guard(Arc::clone(&kit), endpoint, request, next));
        self.router = self.router.route(path, on(filter, handler).layer(guard));
        self.endpoints.push(endpoint);
        self
    }

    /// The routes, less their handlers.
    #[must_use]
    pub fn endpoints(&self) -> &[&'static Endpoint] {
        &self.endpoints
    }

    /// The whole stack around the routes, as Lambda calls it.
    pub fn into_service(self) -> Router {
        // API Gateway answers unknown routes itself; this is for tools that do not.
        let fallback = async || {
            Failure::of_request(
                http::StatusCode::NOT_FOUND,
                "NOT_FOUND",
                "There is no such route.",
            )
        };
        let router = self.router.fallback(fallback).with_state(self.deps);
        crate::serve::around(router, self.kit)
    }
}

/// Lets through whom the route takes, and tells the handler who it is.
async fn guard(
    kit: Arc<Kit>,
    endpoint: &'static Endpoint,
    mut request: Request,
    next: Next,
) -> Response {
    request.extensions_mut().insert(endpoint);
    let admitted = admit(&kit, endpoint, &mut request);
    // After who calls: the event that tries a new version is refused for claiming nothing, and comes through no CloudFront.
    let admitted = admitted.and_then(|()| kit.site.admit(&mut request));
    let mut response = match admitted {
        Ok(()) => next.run(request).await,
        Err(error) => Failure::from(error).into_response(),
    };
    response.extensions_mut().insert(endpoint);
    response
}

/// Tells the handler who calls, unless anybody may.
fn admit(kit: &Kit, endpoint: &'static Endpoint, request: &mut Request) -> Result<(), Error> {
    if endpoint.scopes == Scopes::Public {
        return Ok(());
    }
    let context = request.extensions().get::<ApiGatewayV2httpRequestContext>();
    let caller = context.and_then(|context| kit.authority.caller(context, kit.clock.now()));
    let Some((caller, scopes)) = caller else {
        if !context.is_some_and(is_trial) {
            metrics::counter!("auth.context_rejected").increment(1);
        }
        return Err(Error::Unauthenticated);
    };
    if !endpoint
        .scopes
        .list()
        .iter()
        .any(|scope| scopes.contains(*scope))
    {
        return Err(Error::Forbidden(
            "The token lacks the scope that this needs.",
        ));
    }
    let who = Who::new(caller, endpoint);
    tracing::debug!(caller = who.kind(), "admitted");
    request.extensions_mut().insert(who);
    Ok(())
}

/// Whether a new version is being tried: by somebody who claims nothing.
fn is_trial(context: &ApiGatewayV2httpRequestContext) -> bool {
    context.authorizer.is_none() && context.apiid.as_deref() == Some(crate::readiness::TRIAL)
}
