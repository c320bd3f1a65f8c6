//! The real SQS SDK, wired straight to the queues in this process.

use std::sync::Arc;

use aws_sdk_sqs::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_sqs::{Client, Config};
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_types::body::SdkBody;
use bytes::Bytes;
use local::queues::Queues;

#[derive(Debug)]
struct Wire(Arc<Queues>);

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
        let queues = Arc::clone(&self.0);
        HttpConnectorFuture::new(async move {
            let response = queues.answer(&request).await.map(SdkBody::from);
            Ok(HttpResponse::try_from(response).expect("the queues make valid responses"))
        })
    }
}

/// A client of these queues.
pub(crate) fn client(queues: Arc<Queues>) -> Client {
    let connector = SharedHttpConnector::new(Wire(queues));
    let config = Config::builder()
        .behavior_version(BehaviorVersion::v2026_01_12())
        .region(Region::new("us-east-1"))
        .endpoint_url("http://queues")
        .credentials_provider(Credentials::for_tests())
        .http_client(http_client_fn(move |_, _| connector.clone()))
        .build();
    Client::from_conf(config)
}
