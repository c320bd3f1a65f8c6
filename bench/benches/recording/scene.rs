//! A route that reads one item of DynamoDB, in the ways that are compared.

use std::sync::Arc;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::{BehaviorVersion, Builder, Config, Credentials, Region};
use axum::Router;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::IntoResponse;
use axum::routing::get;
use domain::access::Action;
use domain::account::Role;
use domain::{Error, Thing, UserId};
use http::Request;
use runtime::{Answer, Env, Kit, Reply, Routes, SystemClock};
use store::{Settings, Store};
use testkit::builders::{VARIABLES, a_user};
use tower::ServiceExt;

/// The prefix of the engine's tables.
const STACK: &str = "local";
const ROUTE: &str = "/api/v1/users/{user_id}";

/// The route, in the ways that are compared.
pub(crate) struct Scene {
    user: UserId,
    pub(crate) kit: Kit,
    /// Without the stack around it, and without the interceptor.
    pub(crate) bare: Router,
    /// With the interceptor alone.
    pub(crate) intercepted: Router,
    /// With both.
    pub(crate) whole: Router,
}

impl Scene {
    pub(crate) async fn set(endpoint: &str) -> Self {
        let kit = kit();
        let config = config(endpoint);
        let bare = Store::new(Client::from_conf(config.clone().build()), STACK);
        let (clock, expenses) = (kit.clock.clone(), kit.expenses.clone());
        let measured = Store::new(store::measured(config, STACK, clock, expenses), STACK);
        let user = a_user(Role::Student);
        bare.create_user(&user).await.expect("the user is new");
        Self {
            user: user.id,
            bare: alone(bare),
            intercepted: alone(measured.clone()),
            whole: Routes::new(&kit, measured)
                .get(ROUTE, Action::Public, one)
                .into_service(),
            kit,
        }
    }

    /// Sends the request once.
    pub(crate) async fn send(&self, router: &Router) {
        let path = ROUTE.replace("{user_id}", &self.user.to_string());
        let request = Request::get(path).body(Body::empty());
        let request = request.expect("the request is whole");
        let response = router.clone().oneshot(request).await;
        let response = response.expect("a router does not fail");
        assert_eq!(response.status(), 200);
    }
}

/// The route without the stack.
fn alone(store: Store) -> Router {
    let handler = get(async |store, id| one(store, id).await.into_response());
    Router::new().route(ROUTE, handler).with_state(store)
}

/// Reads one item, and answers with its id.
async fn one(State(store): State<Store>, Path(id): Path<UserId>) -> Answer {
    let user = store.user(id).await?;
    let user = user.ok_or(Error::NotFound(Thing::User))?;
    Ok(Reply::ok(&user.id))
}

fn kit() -> Kit {
    let env = Env::of(VARIABLES);
    Kit::with_clock(&env, Arc::new(SystemClock)).expect("the environment is whole")
}

/// The client of functions, as `store::connect` makes it, but for where it goes.
fn config(endpoint: &str) -> Builder {
    let settings = Settings::default();
    Config::builder()
        .behavior_version(BehaviorVersion::v2026_01_12())
        .region(Region::from_static("us-east-1"))
        .credentials_provider(Credentials::new("bench", "bench", None, None, "bench"))
        .endpoint_url(endpoint)
        .retry_config(settings.retries())
        .timeout_config(settings.timeouts())
}
