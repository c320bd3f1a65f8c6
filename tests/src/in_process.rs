//! The HTTP client of an SDK whose service is in this process: requests never see a socket.

use std::fmt;
use std::sync::Arc;

use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpClient, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_types::body::SdkBody;
use bytes::Bytes;
use futures_util::future::BoxFuture;
use http::{Request, Response};

type Service = dyn Fn(Request<Bytes>) -> BoxFuture<'static, Response<Bytes>> + Send + Sync;

struct Wire(Arc<Service>);

impl fmt::Debug for Wire {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Wire")
    }
}

impl HttpConnector for Wire {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let body = request
            .body()
            .bytes()
            .map(Bytes::copy_from_slice)
            .unwrap_or_default();
        let request = request
            .try_into_http1x()
            .expect("the SDK makes valid requests")
            .map(|_| body);
        let answer = (self.0)(request);
        HttpConnectorFuture::new(async move {
            let response = answer.await.map(SdkBody::from);
            Ok(HttpResponse::try_from(response).expect("the service makes valid responses"))
        })
    }
}

/// A client of this service.
pub fn client(
    service: impl Fn(Request<Bytes>) -> BoxFuture<'static, Response<Bytes>> + Send + Sync + 'static,
) -> SharedHttpClient {
    let connector = SharedHttpConnector::new(Wire(Arc::new(service)));
    http_client_fn(move |_, _| connector.clone())
}
