//! A user pool behind a socket, so that the real SDK can talk to it.

use std::convert::Infallible;
use std::sync::Arc;

use aws_sdk_cognitoidentityprovider::config::{BehaviorVersion, Credentials, Region, retry::RetryConfig};
use aws_sdk_cognitoidentityprovider::{Client, Config};
use http_body_util::{BodyExt as _, Full};
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use local::user_pool::UserPool;
use tokio::net::TcpListener;

/// Serves `pool` on a free port and gives a client of it.
pub async fn client_of(pool: Arc<UserPool>) -> Client {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("there is a free port");
    let address = listener.local_addr().expect("a listener has an address");
    tokio::spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            let pool = Arc::clone(&pool);
            let service = service_fn(move |request: http::Request<hyper::body::Incoming>| {
                let pool = Arc::clone(&pool);
                async move {
                    let (head, body) = request.into_parts();
                    let body = body.collect().await.expect("a whole body").to_bytes();
                    let response = pool.answer(&http::Request::from_parts(head, body));
                    Ok::<_, Infallible>(response.map(Full::new))
                }
            });
            tokio::spawn(async move {
                let connection = hyper::server::conn::http1::Builder::new();
                // A client that hangs up is no matter of these tests.
                connection.serve_connection(TokioIo::new(socket), service).await.ok();
            });
        }
    });
    Client::from_conf(
        Config::builder()
            .behavior_version(BehaviorVersion::v2026_01_12())
            .region(Region::new("eu-west-1"))
            .credentials_provider(Credentials::new("id", "secret", None, None, "test"))
            .endpoint_url(format!("http://{address}"))
            .retry_config(RetryConfig::disabled())
            .build(),
    )
}
