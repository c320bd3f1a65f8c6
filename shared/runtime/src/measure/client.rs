//! The client of CloudWatch: one for who pushes, one for who reads, each made when it is first needed, so that no cold start waits for it.

use std::sync::Arc;

use aws_config::BehaviorVersion;
use aws_config::retry::RetryConfig;
use aws_config::timeout::TimeoutConfig;
use aws_sdk_cloudwatch::Client;
use tokio::sync::OnceCell;

/// How a client is bounded.
pub(super) type Bounds = fn() -> (RetryConfig, TimeoutConfig);

/// A namespace, and the client to it. Clones share the client.
#[derive(Debug, Clone)]
pub(super) struct Namespace {
    name: Arc<str>,
    client: Arc<OnceCell<Client>>,
    bounds: Bounds,
}

impl Namespace {
    /// With the environment's region and credentials, within these bounds.
    pub(super) fn named(name: &str, bounds: Bounds) -> Self {
        Self {
            name: name.into(),
            client: Arc::default(),
            bounds,
        }
    }

    /// With this client instead.
    pub(super) fn with_client(self, client: Client) -> Self {
        Self {
            client: Arc::new(OnceCell::new_with(Some(client))),
            ..self
        }
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    pub(super) async fn client(&self) -> &Client {
        let connect = async || {
            let (retries, timeouts) = (self.bounds)();
            let config = aws_config::defaults(BehaviorVersion::v2026_01_12())
                .retry_config(retries)
                .timeout_config(timeouts);
            Client::new(&config.load().await)
        };
        self.client.get_or_init(connect).await
    }
}
