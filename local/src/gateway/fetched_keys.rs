//! The keys of a real user pool, fetched when they are first needed.

use std::sync::Arc;
use std::time::Duration;

use aws_smithy_http_client::default_connector;
use aws_smithy_runtime_api::client::http::{HttpConnector as _, HttpConnectorSettings};
use aws_smithy_runtime_api::http::Request;
use domain::{Clock, Moment};
use futures_util::future::BoxFuture;
use jiff::SignedDuration;
use jsonwebtoken::jwk::JwkSet;
use tokio::sync::Mutex;

use super::keys::{KeySource, KeysUnavailable};

/// As long as API Gateway keeps an issuer's keys.
const KEPT: SignedDuration = SignedDuration::from_hours(2);

/// Keys from `<issuer>/.well-known/jwks.json`, kept for two hours. One fetch at a time; a failed one is not remembered.
#[derive(Debug)]
pub struct FetchedKeys {
    url: String,
    clock: Arc<dyn Clock>,
    kept: Mutex<Option<(Moment, Arc<JwkSet>)>>,
}

impl FetchedKeys {
    /// The keys of `issuer`, such as `https://cognito-idp.<region>.amazonaws.com/<pool id>`.
    #[must_use]
    pub fn new(issuer: &str, clock: Arc<dyn Clock>) -> Self {
        let url = format!("{}/.well-known/jwks.json", issuer.trim_end_matches('/'));
        Self {
            url,
            clock,
            kept: Mutex::new(None),
        }
    }

    async fn get(&self) -> Result<Arc<JwkSet>, KeysUnavailable> {
        let mut kept = self.kept.lock().await;
        let now = self.clock.now();
        if let Some((since, keys)) = kept.as_ref()
            && now.since(*since) < KEPT
        {
            return Ok(Arc::clone(keys));
        }
        let keys = Arc::new(self.fetch().await?);
        *kept = Some((now, Arc::clone(&keys)));
        Ok(keys)
    }

    /// Goes through the SDK's own HTTPS client, so that there is one TLS stack.
    async fn fetch(&self) -> Result<JwkSet, KeysUnavailable> {
        let failed = |what: String| KeysUnavailable(format!("{}: {what}", self.url));
        let settings = HttpConnectorSettings::builder()
            .connect_timeout(Duration::from_secs(5))
            .read_timeout(Duration::from_secs(10))
            .build();
        let sleep = aws_smithy_async::rt::sleep::default_async_sleep();
        let connector = default_connector(&settings, sleep)
            .ok_or_else(|| failed("this build has no HTTPS client".to_owned()))?;
        let request = Request::get(self.url.as_str()).map_err(|error| failed(error.to_string()))?;
        let response = connector
            .call(request)
            .await
            .map_err(|error| failed(format!("{error:?}")))?;
        let status = response.status();
        if !status.is_success() {
            return Err(failed(format!("answered {}", status.as_u16())));
        }
        let body = http_body_util::BodyExt::collect(response.into_body())
            .await
            .map_err(|error| failed(error.to_string()))?
            .to_bytes();
        serde_json::from_slice(&body).map_err(|error| failed(error.to_string()))
    }
}

impl KeySource for FetchedKeys {
    fn keys(&self) -> BoxFuture<'_, Result<Arc<JwkSet>, KeysUnavailable>> {
        Box::pin(self.get())
    }
}
