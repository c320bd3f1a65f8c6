//! A small API: its routes, its pool and one function behind all of them.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};
use local::gateway::{ApiIdentity, Gateway, GatewayConfig, Invoke, KeySource};
use local::user_pool::UserPool;
use serde_json::{Value, json};
use template::{Cors, Route, RouteAccess};
use uuid::Uuid;

use crate::clock::Standing;
use crate::functions::{Deed, Fake};

/// The address that requests come from.
pub(crate) const SOURCE: IpAddr = IpAddr::V4(Ipv4Addr::new(203, 0, 113, 7));

/// The `sub` of the user who asks.
pub(crate) const SUB: Uuid = Uuid::from_u128(0x1111_1111_2222_4333_8444_5555_5555_5555);

pub(crate) struct Api {
    pub(crate) gateway: Gateway,
    pub(crate) pool: Arc<UserPool>,
    pub(crate) clock: Arc<Standing>,
    pub(crate) function: Arc<Fake>,
}

impl Api {
    /// An API whose function returns `payload`.
    pub(crate) fn returning(payload: &Value) -> Self {
        Self::doing(Deed::Return(payload.to_string().into_bytes()))
    }

    /// An API whose function answers 200 with `{}`.
    pub(crate) fn fine() -> Self {
        Self::returning(
            &json!({"statusCode": 200, "headers": {"content-type": "application/json"}, "body": "{}"}),
        )
    }

    pub(crate) fn doing(deed: Deed) -> Self {
        Self::with(deed, |config| config, |pool| pool)
    }

    /// An API with some things changed.
    pub(crate) fn with(
        deed: Deed,
        alter: impl FnOnce(GatewayConfig) -> GatewayConfig,
        keys: impl FnOnce(Arc<dyn KeySource>) -> Arc<dyn KeySource>,
    ) -> Self {
        let function = Fake::new(deed);
        Self::of(function.clone(), function, alter, keys)
    }

    /// An API in front of `functions`; its own function is never asked.
    pub(crate) fn calling(functions: Arc<dyn Invoke>) -> Self {
        Self::of(
            Fake::new(Deed::Hang),
            functions,
            |config| config,
            |keys| keys,
        )
    }

    fn of(
        function: Arc<Fake>,
        functions: Arc<dyn Invoke>,
        alter: impl FnOnce(GatewayConfig) -> GatewayConfig,
        keys: impl FnOnce(Arc<dyn KeySource>) -> Arc<dyn KeySource>,
    ) -> Self {
        let clock = Standing::new();
        let pool = Arc::new(UserPool::in_memory(crate::pool::config(), clock.clone()));
        let gateway = Gateway::new(
            alter(config()),
            keys(pool.clone()),
            functions,
            clock.clone(),
        );
        Self {
            gateway: gateway.expect("good routes"),
            pool,
            clock,
            function,
        }
    }

    pub(crate) async fn send(&self, request: Request<Bytes>) -> Response<Bytes> {
        self.gateway.answer(request, SOURCE).await
    }

    /// Asks for `target` with a good token.
    pub(crate) async fn get(&self, target: &str) -> Response<Bytes> {
        self.get_with(
            target,
            &format!("Bearer {}", self.pool.access_token_for(SUB)),
        )
        .await
    }

    pub(crate) async fn get_with(&self, target: &str, authorization: &str) -> Response<Bytes> {
        let request = Request::get(target).header("authorization", authorization);
        self.send(request.body(Bytes::new()).expect("a request"))
            .await
    }

    /// The only event so far.
    pub(crate) fn event(&self) -> Value {
        let mut events = self.function.events();
        assert_eq!(events.len(), 1, "one event");
        events.remove(0).1
    }
}

/// The body of a response as JSON.
pub(crate) fn json_of(response: &Response<Bytes>) -> Value {
    serde_json::from_slice(response.body()).expect("JSON")
}

/// A header of a response, or nothing.
pub(crate) fn header_of<'r>(response: &'r Response<Bytes>, name: &str) -> Option<&'r str> {
    response
        .headers()
        .get(name)
        .map(|value| value.to_str().expect("ASCII"))
}

fn route(method: &str, path: &str, function: &str, scopes: Option<&[&str]>) -> Route {
    let access = match scopes {
        None => RouteAccess::Public,
        Some(scopes) => RouteAccess::Scopes(scopes.iter().map(|&scope| scope.to_owned()).collect()),
    };
    Route {
        event: "Event".to_owned(),
        method: method.to_owned(),
        path: path.to_owned(),
        function: function.to_owned(),
        access,
    }
}

fn config() -> GatewayConfig {
    let user: &[&str] = &["aws.cognito.signin.user.admin"];
    let both: &[&str] = &["aws.cognito.signin.user.admin", "study/sessions.write"];
    let list = |items: &[&str]| {
        items
            .iter()
            .map(|&item| item.to_owned())
            .collect::<Vec<_>>()
    };
    GatewayConfig {
        routes: vec![
            route("GET", "/", "ops", None),
            route("GET", "/health", "ops", None),
            route("GET", "/api/v1/goals", "goals", Some(user)),
            route("GET", "/api/v1/goals/", "goals", Some(user)),
            route("POST", "/api/v1/goals", "goals", Some(user)),
            route("GET", "/api/v1/goals/{goal_id}", "goals", Some(user)),
            route("GET", "/api/v1/goals/next", "progress", Some(user)),
            route("POST", "/api/v1/sessions", "sessions", Some(both)),
            route("GET", "/api/v1/anyone", "ops", Some(&[])),
        ],
        cors: Some(Cors {
            allow_origins: list(&["https://app.example.com"]),
            allow_methods: list(&["GET", "POST"]),
            allow_headers: list(&["Authorization", "Content-Type"]),
            expose_headers: list(&["X-Request-Id"]),
            allow_credentials: false,
            max_age: 600,
        }),
        issuer: "http://127.0.0.1:3000/local_StudyPool".to_owned(),
        audience: list(&["user-client", "machine-client"]),
        api: ApiIdentity {
            account_id: "123456789012".to_owned(),
            api_id: "abcdefghij".to_owned(),
            stage: "$default".to_owned(),
            domain_name: "abcdefghij.execute-api.eu-west-1.amazonaws.com".to_owned(),
        },
        integration_timeout: Duration::from_secs(5),
    }
}
