//! The functions in this process: the very services that Lambda would call, with events as Lambda would send them.

use std::collections::BTreeMap;
use std::sync::Arc;

use bytes::Bytes;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use lambda_runtime::{Context, LambdaEvent};
use local::gateway::{Invoke, InvokeError};
use local::machine::Stack;
use local::user_pool::UserPool;
use runtime::lambda::{Event, Handler};
use runtime::{Endpoint, Env, Kit, Routes};
use store::Store;
use template::Template;
use testkit::ManualClock;
use tower::ServiceExt;

/// Every function, by its group.
#[derive(Debug)]
pub struct Functions {
    handlers: BTreeMap<&'static str, Handler>,
    endpoints: Vec<(&'static str, &'static Endpoint)>,
}

impl Functions {
    pub(crate) fn new(
        stack: &Stack,
        store: &Store,
        pool: &Arc<UserPool>,
        clock: Arc<ManualClock>,
    ) -> Self {
        let template = Template::ours();
        let kit = |group: &str| {
            let env = environment(&template, stack, group);
            Kit::with_clock(&env, clock.clone()).expect("the template sets what the kit needs")
        };
        let mut functions = Self {
            handlers: BTreeMap::new(),
            endpoints: Vec::new(),
        };
        let store = || store.clone();
        functions.add("accounts", {
            let kit = kit("accounts");
            let pool = accounts::pool::Pool::new(
                crate::pool_wire::client(Arc::clone(pool)),
                pool.config().pool_id.clone(),
                pool.config().user_client_id.clone(),
                false,
            );
            accounts::routes(&kit, accounts::Deps::new(store(), pool, &kit))
        });
        functions.add(
            "goals",
            goals::routes(&kit("goals"), goals::Deps::new(store(), &kit("goals"))),
        );
        functions.add("ops", ops::routes(&kit("ops"), ops::Deps::new(store())));
        functions.add(
            "progress",
            progress::routes(
                &kit("progress"),
                progress::Deps::new(store(), &kit("progress")),
            ),
        );
        functions.add(
            "sessions",
            sessions::routes(
                &kit("sessions"),
                sessions::Deps::new(store(), &kit("sessions")),
            ),
        );
        functions.add(
            "subjects",
            subjects::routes(
                &kit("subjects"),
                subjects::Deps::new(store(), &kit("subjects")),
            ),
        );
        functions.add("summaries", {
            let kit = kit("summaries");
            let assistant = Arc::new(assistant::Extractive);
            summaries::routes(&kit, summaries::Deps::new(store(), assistant, &kit))
        });
        functions
    }

    fn add<D: Clone + Send + Sync + 'static>(&mut self, group: &'static str, routes: Routes<D>) {
        self.endpoints
            .extend(routes.endpoints().iter().map(|endpoint| (group, *endpoint)));
        self.handlers
            .insert(group, Handler::new(routes.into_service()));
    }

    /// Every route with the function that serves it.
    pub fn endpoints(&self) -> &[(&'static str, &'static Endpoint)] {
        &self.endpoints
    }

    async fn call(&self, function: &str, event: Bytes) -> Result<Bytes, InvokeError> {
        let failed = |why: String| InvokeError::Function {
            payload: why.into(),
        };
        let handler = self
            .handlers
            .get(function)
            .cloned()
            .ok_or_else(|| failed(format!("no function {function}")))?;
        let payload: Event = serde_json::from_slice(&event).map_err(|e| failed(e.to_string()))?;
        let mut context = Context::default();
        context.request_id = uuid::Uuid::new_v4().to_string();
        let answer = handler.oneshot(LambdaEvent { payload, context }).await;
        let Ok(answer) = answer;
        serde_json::to_vec(&answer)
            .map(Bytes::from)
            .map_err(|e| failed(e.to_string()))
    }
}

impl Invoke for Functions {
    fn invoke<'a>(
        &'a self,
        function: &'a str,
        event: Bytes,
    ) -> BoxFuture<'a, Result<Bytes, InvokeError>> {
        self.call(function, event).boxed()
    }
}

/// The function's variables, as the template sets them.
fn environment(template: &Template, stack: &Stack, group: &str) -> Env {
    let function = template.functions().iter().find(|f| f.group == group);
    let function = function.expect("every group is in the template");
    let mut vars = template
        .environment(function, &stack.values())
        .expect("every reference resolves");
    vars.insert("TOKEN_ISSUER".to_owned(), stack.issuer().to_owned());
    Env::of(vars)
}

/// Every route with its function.
pub async fn every_endpoint() -> Vec<(&'static str, &'static Endpoint)> {
    crate::Api::start().await.functions().endpoints().to_vec()
}

/// The description of the whole API.
pub fn openapi() -> utoipa::openapi::OpenApi {
    runtime::openapi::whole([
        accounts::openapi(),
        goals::openapi(),
        ops::openapi(),
        progress::openapi(),
        sessions::openapi(),
        subjects::openapi(),
        summaries::openapi(),
    ])
}
