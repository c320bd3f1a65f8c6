//! The functions in this process: the very services that Lambda would call, with events as Lambda would send them.

use std::collections::BTreeMap;
use std::sync::Arc;

use assistant::Assistant;
use bytes::Bytes;
use domain::Clock;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use lambda_runtime::{Context, LambdaEvent};
use local::gateway::{Invoke, InvokeError};
use local::machine::Stack;
use local::queues::Queues;
use local::user_pool::UserPool;
use runtime::lambda::Handler;
use runtime::log::{Invocations, Share};
use runtime::measure::Figures;
use runtime::readiness::Readiness;
use runtime::{Endpoint, Env, Errors, Kit, Routes, Var, Worker};
use serde::Serialize;
use serde::de::DeserializeOwned;
use store::Store;
use template::Template;
use testkit::ManualClock;
use tower::{Layer, Service, ServiceExt};
use uuid::Uuid;

use crate::{ScriptedFigures, logs};

/// Around every event, as at boot. What is sampled does not matter where debug lines are kept anyway.
const INVOCATIONS: Invocations = Invocations::new(Share::NONE);

/// Every function, by its group.
#[derive(Debug)]
pub struct Functions {
    handlers: BTreeMap<&'static str, Readiness<Handler, Store>>,
    workers: BTreeMap<&'static str, Readiness<Worker, Store>>,
    store: Store,
    endpoints: Vec<(&'static str, &'static Endpoint)>,
    /// How long each may take.
    seconds: BTreeMap<String, u32>,
    clock: Arc<ManualClock>,
    /// All functions note their errors together, as they share their caches.
    errors: Errors,
}

/// What the functions are put together from.
#[derive(Debug)]
pub(crate) struct Setup<'a> {
    pub(crate) stack: &'a Stack,
    pub(crate) store: &'a Store,
    pub(crate) pool: &'a Arc<UserPool>,
    pub(crate) queues: &'a Arc<Queues>,
    pub(crate) figures: &'a Arc<ScriptedFigures>,
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) assistant: &'a Arc<dyn Assistant>,
    /// Instead of the template's own.
    pub(crate) variables: &'a [(&'a str, &'a str)],
}

impl Functions {
    pub(crate) fn new(setup: Setup<'_>) -> Self {
        logs::begin();
        let Setup {
            stack,
            store,
            pool,
            queues,
            figures,
            clock,
            assistant,
            variables: given,
        } = setup;
        let template = Template::ours();
        let errors = Errors::new(clock.clone());
        errors.keep_in(tables::kept_errors(store));
        let env = |group: &str| environment(stack, group, given);
        let kit = |group: &str| {
            let env = env(group);
            let kit = Kit::with_clock(&env, clock.clone());
            Kit {
                errors: errors.clone(),
                ..kit.expect("the template sets what the kit needs")
            }
        };
        let mut functions = Self {
            handlers: BTreeMap::new(),
            workers: BTreeMap::new(),
            store: store.clone(),
            endpoints: Vec::new(),
            seconds: template
                .functions()
                .iter()
                .map(|drawn| (drawn.group.clone(), drawn.timeout_seconds))
                .collect(),
            clock: clock.clone(),
            errors: errors.clone(),
        };
        let store = || store.clone();
        functions.add("accounts", {
            let kit = kit("accounts");
            accounts::routes(
                &kit,
                accounts::Deps::new(store(), accounts_pool(pool), &kit),
            )
        });
        functions.add(
            "goals",
            goals::routes(&kit("goals"), goals::Deps::new(store(), &kit("goals"))),
        );
        functions.add("ops", {
            let kit = kit("ops");
            let figures: Arc<dyn Figures> = figures.clone();
            ops::routes(&kit, ops::Deps::new(store(), figures, &kit))
        });
        functions.add("practice", {
            let kit = kit("practice");
            let env = env("practice");
            let url = env.required(Var::PracticeQueueUrl);
            let url = url.expect("the template says where the queue is");
            let client = crate::queue_wire::client(Arc::clone(queues));
            let queue = practice::queue::Queue::new(client, url);
            let assistant = Arc::clone(assistant);
            let reveal = env.flag(Var::RevealAnswers);
            let reveal = reveal.expect("the template says whether answers are shown");
            let deps = practice::Deps::new(store(), assistant, queue, reveal, &kit);
            practice::routes(&kit, deps)
        });
        functions.add(
            "progress",
            progress::routes(
                &kit("progress"),
                progress::Deps::new(store(), &kit("progress")),
            ),
        );
        functions.add("qa", {
            let kit = kit("qa");
            let assistant = Arc::clone(assistant);
            qa::routes(&kit, qa::Deps::new(store(), assistant, &kit))
        });
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
        functions.workers.insert("practice-worker", {
            let kit = kit("practice-worker");
            let assistant = Arc::clone(assistant);
            let deps = practice_worker::Deps::new(store(), assistant, &kit);
            Readiness::of(practice_worker::worker(&kit, deps), store())
        });
        functions.add("summaries", {
            let kit = kit("summaries");
            let assistant = Arc::clone(assistant);
            summaries::routes(&kit, summaries::Deps::new(store(), assistant, &kit))
        });
        functions
    }

    fn add<D: Clone + Send + Sync + 'static>(&mut self, group: &'static str, routes: Routes<D>) {
        self.endpoints
            .extend(routes.endpoints().iter().map(|endpoint| (group, *endpoint)));
        let handler = Handler::new(routes.into_service());
        let handler = Readiness::of(handler, self.store.clone());
        self.handlers.insert(group, handler);
    }

    /// Every route with the function that serves it.
    pub fn endpoints(&self) -> &[(&'static str, &'static Endpoint)] {
        &self.endpoints
    }

    /// When Lambda would end the function, in milliseconds since 1970 began.
    fn deadline(&self, function: &str) -> u64 {
        let seconds = self.seconds.get(function).copied().unwrap_or(0);
        let now = u64::try_from(self.clock.now().as_millisecond()).unwrap_or(0);
        now + u64::from(seconds) * 1000
    }

    async fn call(&self, function: &str, event: Bytes) -> Result<Bytes, InvokeError> {
        logs::sent(&event);
        let context = context(function, self.deadline(function));
        if let Some(worker) = self.workers.get(function) {
            return answer(worker.clone(), &event, context).await;
        }
        let handler = self.handlers.get(function).cloned();
        let handler = handler.ok_or_else(|| failed(format!("no function {function}")))?;
        let answer = answer(handler, &event, context).await?;
        logs::answered(&event, &answer);
        logs::told_once(&answer);
        Ok(answer)
    }
}

impl Invoke for Functions {
    fn invoke<'a>(
        &'a self,
        function: &'a str,
        event: Bytes,
    ) -> BoxFuture<'a, Result<Bytes, InvokeError>> {
        async move {
            let answer = self.call(function, event).await;
            // As the layer around a function does, when the answer has gone out.
            self.errors.write(None).await;
            answer
        }
        .boxed()
    }
}

/// The user pool as the accounts function has it.
pub(crate) fn accounts_pool(pool: &Arc<UserPool>) -> accounts::pool::Pool {
    accounts::pool::Pool::new(
        crate::pool_wire::client(Arc::clone(pool)),
        pool.config().pool_id.clone(),
        pool.config().user_client_id.clone(),
        false,
    )
}

async fn answer<S, E>(function: S, event: &[u8], context: Context) -> Result<Bytes, InvokeError>
where
    S: Service<LambdaEvent<E>, Response: Serialize, Error: std::fmt::Display>,
    E: DeserializeOwned,
{
    let payload: E = serde_json::from_slice(event).map_err(|e| failed(e.to_string()))?;
    let event = LambdaEvent::new(payload, context);
    let answer = INVOCATIONS.layer(function).oneshot(event).await;
    let answer = answer.map_err(|e| failed(e.to_string()))?;
    serde_json::to_vec(&answer)
        .map(Bytes::from)
        .map_err(|e| failed(e.to_string()))
}

fn failed(why: String) -> InvokeError {
    InvokeError::Function {
        payload: why.into(),
    }
}

fn context(function: &str, deadline: u64) -> Context {
    let mut context = Context::default();
    let config = lambda_runtime::Config {
        function_name: function.to_owned(),
        ..lambda_runtime::Config::default()
    };
    context.env_config = Arc::new(config);
    context.deadline = deadline;
    context.request_id = Uuid::new_v4().to_string();
    let trace = Uuid::new_v4().simple().to_string();
    context.xray_trace_id = Some(format!("Root=1-{}-{};Sampled=0", &trace[..8], &trace[8..]));
    context
}

/// The function's variables, as the template sets them, but for those given.
pub(crate) fn environment(stack: &Stack, group: &str, given: &[(&str, &str)]) -> Env {
    let mut vars = variables(stack, group);
    for (name, value) in given {
        vars.insert((*name).to_owned(), (*value).to_owned());
    }
    Env::of(vars)
}

/// The variables of a group's function, as the template sets them.
pub fn variables(stack: &Stack, group: &str) -> BTreeMap<String, String> {
    let template = Template::ours();
    let function = template.functions().iter().find(|f| f.group == group);
    let function = function.expect("every group is in the template");
    let mut vars = template
        .environment(function, &stack.values())
        .expect("every reference resolves");
    vars.insert("TOKEN_ISSUER".to_owned(), stack.issuer().to_owned());
    vars
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
        practice::openapi(),
        progress::openapi(),
        qa::openapi(),
        sessions::openapi(),
        subjects::openapi(),
        summaries::openapi(),
    ])
}
