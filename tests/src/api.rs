//! The API in this process: gateway, functions, tables, user pool, a clock that is driven, and a wire that counts.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use assistant::{Assistant, Extractive};
use bytes::Bytes;
use clap::Parser;
use domain::account::{Email, Name, Role, User};
use domain::link::{Link, LinkKind};
use domain::{Clock, Patience, UserId};
use engine::Engine;
use http::{Method, Request};
use local::gateway::{Gateway, GatewayConfig};
use local::machine::Stack;
use local::queues::Queues;
use local::user_pool::{NewUser, UserPool};
use runtime::Kit;
use serde_json::Value;
use store::Store;
use template::Template;
use testkit::{Counts, ManualClock, Wire};

use crate::functions::Setup;
use crate::{Functions, Person, Reply, ScriptedFigures};

/// Where the embedded stack says that it is. Nothing listens there.
const URL: &str = "http://127.0.0.1:3000";

/// The password of every person the tests make.
pub const PASSWORD: &str = "correct horse battery";

/// The retries of a function's client, with time-outs for a machine that runs many tests at once.
fn patient() -> store::Settings {
    store::Settings {
        attempt: Duration::from_secs(10),
        operation: Duration::from_secs(20),
        ..store::Settings::default()
    }
}

/// Waits two seconds for a shared cache, each time: a machine that runs many tests at once needs more than a request's 20 ms, which
/// `cache` and `runtime` test.
#[derive(Debug)]
struct Patient;

impl Patience for Patient {
    fn left(&self) -> Duration {
        Duration::from_secs(2)
    }

    fn spend(&self, _: Duration) {}
}

/// The whole API in this process, with empty tables, and with the caches of one warm environment for all functions. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Api {
    pub(crate) parts: Arc<Parts>,
}

#[derive(Debug)]
pub(crate) struct Parts {
    gateway: Gateway,
    pub(crate) functions: Arc<Functions>,
    store: Store,
    pub(crate) ground: Arc<Ground>,
}

/// What environments share.
#[derive(Debug)]
pub(crate) struct Ground {
    pool: Arc<UserPool>,
    pub(crate) queues: Arc<Queues>,
    pub(crate) clock: Arc<ManualClock>,
    figures: Arc<ScriptedFigures>,
    wire: Wire,
    engine: Engine,
    /// Where lagging indexes are.
    behind: OnceLock<Engine>,
    stack: Stack,
}

impl Api {
    /// Starts one: about 50 ms, most of it creating tables.
    pub async fn start() -> Self {
        Self::start_with(Arc::new(Extractive)).await
    }

    /// Starts one with another assistant than the embedded one.
    pub async fn start_with(assistant: Arc<dyn Assistant>) -> Self {
        Self::set_up(assistant, &[]).await
    }

    /// Starts one whose functions have these values instead of the template's own.
    pub async fn start_configured(variables: &[(&str, &str)]) -> Self {
        Self::set_up(Arc::new(Extractive), variables).await
    }

    /// Starts one whose indexes lag behind the tables: they show what was written only after [`Wire::catch_up`].
    pub async fn start_lagging() -> Self {
        let api = Self::start().await;
        let options = engine::Options::default().prefix(api.stack().name());
        let behind = Engine::in_memory_with(options).await;
        let behind = behind.expect("the engine starts in memory");
        api.wire().lag(&behind.endpoint());
        let kept = api.parts.ground.behind.set(behind);
        kept.expect("it was never set before");
        api
    }

    /// Starts one without caches: every read goes to the tables.
    pub async fn start_cold() -> Self {
        Self::start_cold_with(Arc::new(Extractive)).await
    }

    /// Starts one without caches and with another assistant than the embedded one.
    pub async fn start_cold_with(assistant: Arc<dyn Assistant>) -> Self {
        Self::set_up(assistant, &[("CACHES_OFF", "all")]).await
    }

    async fn set_up(assistant: Arc<dyn Assistant>, variables: &[(&str, &str)]) -> Self {
        let options = local::cli::Options::parse_from(["local"]);
        let stack = Stack::new(&options, URL);
        let clock = Arc::new(ManualClock::default());
        let engine = Engine::in_memory_with(engine::Options::default().prefix(stack.name()))
            .await
            .expect("the engine starts in memory");
        let ground = Ground {
            pool: Arc::new(UserPool::in_memory(stack.pool(), clock.clone())),
            queues: Arc::new(Queues::in_memory(stack.queues(), clock.clone())),
            stack,
            clock,
            engine,
            figures: Arc::default(),
            wire: Wire::new(),
            behind: OnceLock::new(),
        };
        Self::on(Arc::new(ground), assistant, variables)
    }

    /// The functions and a gateway on this ground, with empty caches.
    fn on(ground: Arc<Ground>, assistant: Arc<dyn Assistant>, variables: &[(&str, &str)]) -> Self {
        let Ground {
            stack,
            clock,
            pool,
            queues,
            figures,
            ..
        } = &*ground;
        let template = Template::ours();
        let store = {
            let env = crate::functions::environment(stack, "goals", variables);
            let kit = Kit::with_clock(&env, clock.clone());
            let kit = Kit {
                patience: Arc::new(Patient),
                ..kit.expect("the template sets what it needs")
            };
            let warmth = tables::warmth(&env, &kit, None).expect("the template's caches are right");
            let client = ground
                .wire
                .client_with(&ground.engine.endpoint(), patient());
            let config = client.config().to_builder();
            let expenses = kit.expenses.clone();
            let client = store::measured(config, stack.name(), clock.clone(), expenses);
            Store::warm(client, stack.name(), &warmth)
        };
        let functions = Functions::new(Setup {
            stack,
            store: &store,
            pool,
            queues,
            figures,
            clock: clock.clone(),
            assistant: &assistant,
            variables,
        });
        let config = GatewayConfig {
            routes: template.routes().to_vec(),
            cors: Some(
                template
                    .cors(&stack.values())
                    .expect("the template has CORS"),
            ),
            issuer: stack.issuer().to_owned(),
            audience: stack.audience(),
            api: stack.api(),
            integration_timeout: GatewayConfig::INTEGRATION_TIMEOUT,
        };
        let functions = Arc::new(functions);
        let gateway = Gateway::new(config, pool.clone(), functions.clone(), clock.clone())
            .expect("the template's routes do not collide");
        let parts = Parts {
            gateway,
            functions,
            store,
            ground,
        };
        Self {
            parts: Arc::new(parts),
        }
    }

    /// Another environment of the same functions: it shares tables, people, queues and clock with this one, and no memory.
    pub fn beside(&self) -> Self {
        self.beside_configured(&[])
    }

    /// Another environment without caches.
    pub fn beside_cold(&self) -> Self {
        self.beside_configured(&[("CACHES_OFF", "all")])
    }

    /// Another environment whose functions have these values instead of the template's own.
    pub fn beside_configured(&self, variables: &[(&str, &str)]) -> Self {
        let ground = Arc::clone(&self.parts.ground);
        Self::on(ground, Arc::new(Extractive), variables)
    }

    /// The clock of gateway, functions, user pool and queues.
    pub fn clock(&self) -> &ManualClock {
        &self.parts.ground.clock
    }

    /// What goes between the SDK and the engine.
    pub fn wire(&self) -> &Wire {
        &self.parts.ground.wire
    }

    /// What CloudWatch would say.
    pub fn figures(&self) -> &ScriptedFigures {
        &self.parts.ground.figures
    }

    /// The tables, past all access rules: for arranging and for looking.
    pub fn store(&self) -> &Store {
        &self.parts.store
    }

    /// The user pool.
    pub fn pool(&self) -> &UserPool {
        &self.parts.ground.pool
    }

    /// The user pool through the SDK, as the accounts function has it.
    pub fn accounts_pool(&self) -> accounts::pool::Pool {
        crate::functions::accounts_pool(&self.parts.ground.pool)
    }

    /// The functions, past the gateway: for events that no gateway would make.
    pub fn functions(&self) -> &Functions {
        &self.parts.functions
    }

    /// The engine.
    pub fn engine(&self) -> &Engine {
        &self.parts.ground.engine
    }

    /// The names of the stack.
    pub fn stack(&self) -> &Stack {
        &self.parts.ground.stack
    }

    /// A registered student.
    pub async fn student(&self, name: &str) -> Person {
        self.person(name, Role::Student).await
    }

    /// A registered tutor, linked to nobody.
    pub async fn tutor(&self, name: &str) -> Person {
        self.person(name, Role::Tutor).await
    }

    /// A registered parent, linked to nobody.
    pub async fn parent(&self, name: &str) -> Person {
        self.person(name, Role::Parent).await
    }

    /// An admin.
    pub async fn admin(&self) -> Person {
        self.person("admin", Role::Admin).await
    }

    /// A registered user of any role: in the pool and in the tables, with a token.
    pub async fn person(&self, name: &str, role: Role) -> Person {
        let email = format!("{name}@example.com");
        let attributes = [("custom:role".to_owned(), role.word().to_owned())].into();
        let user = NewUser {
            email: email.clone(),
            password: PASSWORD.to_owned(),
            attributes,
        };
        let sub = self.pool().add_user(&user).expect("the email is free");
        let id = UserId::from_uuid(sub);
        let now = self.parts.ground.clock.now();
        let email = Email::parse(email).expect("the name fits an email");
        let user = User::new(
            id,
            email,
            role,
            Some(Name::parse(name).expect("a name")),
            now,
        );
        self.store()
            .create_user(&user)
            .await
            .expect("the row is new");
        Person::new(
            self.clone(),
            Some(id),
            Some(self.pool().access_token_for(sub)),
        )
    }

    /// The same user with a new token: one lasts 24 hours.
    pub fn again(&self, person: &Person) -> Person {
        let id = person.id();
        let token = self.pool().access_token_for(id.uuid());
        Person::new(self.clone(), Some(id), Some(token))
    }

    /// A service with the scope that our machine client has.
    pub fn service(&self) -> Person {
        let token = self.pool().mint(&self.pool().service_claims());
        Person::new(self.clone(), None, Some(token))
    }

    /// What watches the service, with the scope that our monitoring client has.
    pub fn monitoring(&self) -> Person {
        let token = self.pool().mint(&self.pool().monitoring_claims());
        Person::new(self.clone(), None, Some(token))
    }

    /// Somebody who sends no token.
    pub fn nobody(&self) -> Person {
        Person::new(self.clone(), None, None)
    }

    /// Somebody who sends this token.
    pub fn bearer(&self, token: impl Into<String>) -> Person {
        Person::new(self.clone(), None, Some(token.into()))
    }

    /// Links a tutor or parent to a student, past the API.
    pub async fn link(&self, student: &Person, adult: &Person, kind: LinkKind) {
        let link = Link {
            student_id: student.id(),
            adult_id: adult.id(),
            kind,
            created_at: self.parts.ground.clock.now(),
        };
        self.store().add_link(&link).await.expect("the link is new");
    }

    /// Does something and says how many requests DynamoDB got for it.
    pub async fn count<T>(&self, work: impl Future<Output = T>) -> (T, Counts) {
        self.wire().reset();
        let done = work.await;
        (done, self.wire().counts())
    }

    /// Sends a request with these headers and this body.
    pub async fn send(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: impl Into<Bytes>,
    ) -> Reply {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request
            .body(body.into())
            .expect("the test's request is well formed");
        let client = IpAddr::V4(Ipv4Addr::new(203, 0, 113, 7));
        Reply::new(self.parts.gateway.answer(request, client).await)
    }

    /// Sends JSON with a token, or without body or token where there is none.
    pub async fn json(
        &self,
        method: Method,
        path: &str,
        token: Option<&str>,
        body: Option<&Value>,
    ) -> Reply {
        let bearer = token.map(|token| format!("Bearer {token}"));
        let mut headers: Vec<(&str, &str)> = Vec::new();
        headers.extend(bearer.as_deref().map(|bearer| ("authorization", bearer)));
        headers.extend(body.map(|_| ("content-type", "application/json")));
        let body = body.map(Value::to_string).unwrap_or_default();
        self.send(method, path, &headers, body).await
    }
}
