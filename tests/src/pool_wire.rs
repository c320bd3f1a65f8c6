//! The real Cognito SDK, wired straight to the user pool in this process.

use std::sync::Arc;

use aws_sdk_cognitoidentityprovider::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_cognitoidentityprovider::{Client, Config};
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_types::body::SdkBody;
use bytes::Bytes;
use local::user_pool::UserPool;

#[derive(Debug)]
struct Wire(Arc<UserPool>);

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
        let response = self.0.answer(&request).map(SdkBody::from);
        HttpConnectorFuture::ready(Ok(
            HttpResponse::try_from(response).expect("the pool makes valid responses")
        ))
    }
}

/// A client of this pool.
pub(crate) fn client(pool: Arc<UserPool>) -> Client {
    let connector = SharedHttpConnector::new(Wire(pool));
    let config = Config::builder()
        .behavior_version(BehaviorVersion::v2026_01_12())
        .region(Region::new("us-east-1"))
        .endpoint_url("http://user-pool")
        .credentials_provider(Credentials::for_tests())
        .http_client(http_client_fn(move |_, _| connector.clone()))
        .build();
    Client::from_conf(config)
}
