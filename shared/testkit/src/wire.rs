//! The wire to DynamoDB: the SDK's own HTTP client with a counter and a script of faults in front. Everything above it is
//! real: signing, retries, time-outs, and what the SDK makes of an answer.

mod counts;
mod fault;
mod lag;
mod script;
mod unprocessed;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::retry::RetryPartition;
use aws_sdk_dynamodb::config::{BehaviorVersion, Config, Credentials, Region};
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient,
    SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use uuid::Uuid;

pub use counts::Counts;
pub use fault::Fault;
use lag::Lag;
use script::Script;

/// Counts what clients send to DynamoDB, and breaks what a test wants broken. Clones share counts and faults.
///
/// An operation is named as DynamoDB names it: `GetItem`, `TransactWriteItems`.
#[derive(Debug, Clone, Default)]
pub struct Wire(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    counts: Mutex<Counts>,
    script: Mutex<Script>,
    lag: Mutex<Option<Lag>>,
}

impl Wire {
    /// A wire without faults, on which nothing has been sent yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A client of the engine at `endpoint` (`http://…`) over this wire, with the retries and time-outs of a function's
    /// client and made-up credentials. Reads nothing of the environment.
    #[must_use]
    pub fn client(&self, endpoint: &str) -> Client {
        self.client_with(endpoint, store::Settings::default())
    }

    /// The same with other retries and time-outs.
    #[must_use]
    pub fn client_with(&self, endpoint: &str, settings: store::Settings) -> Client {
        let http = aws_smithy_http_client::Builder::new().build_http();
        let config = Config::builder()
            .behavior_version(BehaviorVersion::v2026_01_12())
            .region(Region::from_static("us-east-1"))
            .credentials_provider(Credentials::new("test", "test", None, None, "testkit"))
            .endpoint_url(endpoint)
            .retry_config(settings.retries())
            // The SDK gives all clients of a process one budget of retries, which another test's outage would use up.
            .retry_partition(RetryPartition::new(Uuid::new_v4().to_string()))
            .timeout_config(settings.timeouts())
            .http_client(Tapped {
                wire: self.clone(),
                http,
            })
            .build();
        Client::from_conf(config)
    }

    /// Breaks the next request of this operation. Called again, the one after it, and so on. The SDK's own retries are
    /// requests too: four faults in a row defeat it.
    pub fn fail_next(&self, operation: impl Into<String>, fault: Fault) {
        self.script().next(operation.into(), fault);
    }

    /// Breaks every request of this operation until [`Self::heal`].
    pub fn fail_all(&self, operation: impl Into<String>, fault: Fault) {
        self.script().always(operation.into(), fault);
    }

    /// Breaks every request of every operation until [`Self::heal`].
    pub fn fail_everything(&self, fault: Fault) {
        self.script().everything(fault);
    }

    /// Lets so many more requests pass, of whatever operation, and breaks every one behind them until [`Self::heal`]: what the
    /// tables see of a function that dies in the middle.
    pub fn fail_after(&self, requests: usize, fault: Fault) {
        self.script().after(requests, fault);
    }

    /// From now on indexes are those of the engine at `endpoint`, which has the same tables and gets what is written only at
    /// [`Self::catch_up`].
    pub fn lag(&self, endpoint: &str) {
        *self.lagging() = Some(Lag::of(endpoint));
    }

    /// Lets lagging indexes show all that was written until now.
    pub async fn catch_up(&self) {
        let lag = self.lagging().clone();
        if let Some(lag) = lag {
            lag.catch_up().await;
        }
    }

    /// Takes all faults away.
    pub fn heal(&self) {
        *self.script() = Script::default();
    }

    /// What was sent since the start or the last [`Self::reset`]: every attempt counts, also one that a fault broke.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.counted().clone()
    }

    /// Begins to count anew. Faults stay.
    pub fn reset(&self) {
        *self.counted() = Counts::default();
    }

    fn lagging(&self) -> MutexGuard<'_, Option<Lag>> {
        self.0.lag.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn counted(&self) -> MutexGuard<'_, Counts> {
        self.0.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn script(&self) -> MutexGuard<'_, Script> {
        self.0.script.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes the request and says what shall happen to it.
    fn meet(&self, request: &HttpRequest) -> Option<Fault> {
        let operation = operation(request);
        let body = request
            .body()
            .bytes()
            .and_then(|bytes| serde_json::from_slice(bytes).ok())
            .unwrap_or_default();
        self.counted().add(operation, &body);
        self.script().take(operation)
    }
}

/// The operation that a request asks for.
fn operation(request: &HttpRequest) -> &str {
    let target = request.headers().get("x-amz-target").unwrap_or_default();
    target
        .rsplit_once('.')
        .map_or(target, |(_, operation)| operation)
}

/// The SDK's HTTP client, with the wire in front.
#[derive(Debug)]
struct Tapped<T> {
    wire: Wire,
    http: T,
}

impl HttpClient for Tapped<SharedHttpClient> {
    fn http_connector(
        &self,
        settings: &HttpConnectorSettings,
        components: &RuntimeComponents,
    ) -> SharedHttpConnector {
        SharedHttpConnector::new(Tapped {
            wire: self.wire.clone(),
            http: self.http.http_connector(settings, components),
        })
    }
}

impl HttpConnector for Tapped<SharedHttpConnector> {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        match self.wire.meet(&request) {
            None => match self.wire.lagging().clone() {
                None => self.http.call(request),
                Some(lag) => HttpConnectorFuture::new(lag.carry(request, self.http.clone())),
            },
            Some(fault) => HttpConnectorFuture::new(fault.happen(request, self.http.clone())),
        }
    }
}
