//! An index that lags: queries of indexes go to a second engine, which gets the writes only when it is told to catch up.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use aws_smithy_runtime_api::client::http::{HttpConnector, SharedHttpConnector};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;

/// Operations that write.
const WRITES: [&str; 4] = ["PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems"];

/// Writes that the second engine has not got yet, oldest first.
#[derive(Debug, Clone)]
pub(super) struct Lag {
    endpoint: Arc<str>,
    held: Arc<Mutex<Vec<(HttpRequest, SharedHttpConnector)>>>,
}

impl Lag {
    /// Indexes are those of the engine at `endpoint`.
    pub(super) fn of(endpoint: &str) -> Self {
        Self {
            endpoint: endpoint.into(),
            held: Arc::default(),
        }
    }

    /// Sends a request where it belongs, and keeps what was written.
    pub(super) async fn carry(
        self,
        mut request: HttpRequest,
        http: SharedHttpConnector,
    ) -> Result<HttpResponse, ConnectorError> {
        let operation = super::operation(&request).to_owned();
        let body = request.body().bytes().unwrap_or_default();
        let is_of_index =
            operation == "Query" && String::from_utf8_lossy(body).contains("IndexName");
        if is_of_index {
            self.redirect(&mut request);
            return http.call(request).await;
        }
        let copy = request.try_clone().expect("the body is in memory");
        let answer = http.call(request).await?;
        if answer.status().is_success() && WRITES.contains(&&*operation) {
            self.held().push((copy, http));
        }
        Ok(answer)
    }

    /// Lets the indexes show all that was written.
    pub(super) async fn catch_up(&self) {
        let held = std::mem::take(&mut *self.held());
        for (mut request, http) in held {
            self.redirect(&mut request);
            let answer = http.call(request).await.expect("the engine answers");
            assert!(answer.status().is_success(), "{answer:?}");
        }
    }

    fn redirect(&self, request: &mut HttpRequest) {
        request
            .set_uri(&*self.endpoint)
            .expect("the endpoint is a URL");
    }

    fn held(&self) -> MutexGuard<'_, Vec<(HttpRequest, SharedHttpConnector)>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
