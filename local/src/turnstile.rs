//! Stands before the embedded DynamoDB, passes every request on as it is, and tells the [`Tally`] whose it was.
//!
//! Whose it was is in the signature: every function's process signs with an access key of its own. Nobody checks the
//! signature itself, here or behind.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use http::{Request, header};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper::{client, server};
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Mutex;
use tokio_util::sync::{CancellationToken, DropGuard};

use crate::tally::Tally;

/// A way in that counts. Dropping it closes every connection.
#[derive(Debug)]
pub struct Turnstile {
    address: SocketAddr,
    _open: DropGuard,
}

impl Turnstile {
    /// Listens on a free port of 127.0.0.1 for requests to `behind`. Must be called within a Tokio runtime.
    ///
    /// # Errors
    /// No port to be had.
    pub async fn open(behind: SocketAddr, tally: Arc<Tally>) -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = listener.local_addr()?;
        let closed = CancellationToken::new();
        tokio::spawn(accept(listener, behind, tally, closed.clone()));
        Ok(Self {
            address,
            _open: closed.drop_guard(),
        })
    }

    /// What belongs into `AWS_ENDPOINT_URL_DYNAMODB`.
    #[must_use]
    pub fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }
}

async fn accept(
    listener: TcpListener,
    behind: SocketAddr,
    tally: Arc<Tally>,
    closed: CancellationToken,
) {
    while let Some(accepted) = closed.run_until_cancelled(listener.accept()).await {
        // A connection that broke before it was accepted is its client's matter.
        let Ok((stream, _)) = accepted else { continue };
        let (tally, closed) = (Arc::clone(&tally), closed.clone());
        tokio::spawn(async move {
            let passed = closed.run_until_cancelled(pass(stream, behind, tally));
            if let Some(Err(error)) = passed.await {
                tracing::debug!(error, "a connection to DynamoDB broke off");
            }
        });
    }
}

/// One connection in, one connection on: what the client sees of DynamoDB is what it would see without us.
async fn pass(
    stream: TcpStream,
    behind: SocketAddr,
    tally: Arc<Tally>,
) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let onward = TcpStream::connect(behind).await?;
    // Or small packets wait for each other, on two connections now.
    stream.set_nodelay(true)?;
    onward.set_nodelay(true)?;
    let (sender, connection) = client::conn::http1::handshake(TokioIo::new(onward)).await?;
    let sender = Arc::new(Mutex::new(sender));
    let service = service_fn(move |request: Request<Incoming>| {
        let sender = Arc::clone(&sender);
        tally.request(access_key(&request), operation(&request));
        async move {
            let mut sender = sender.lock().await;
            sender.ready().await?;
            sender.send_request(request).await
        }
    });
    let serving =
        server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service);
    tokio::select! {
        served = serving => served?,
        ended = connection => ended?,
    }
    Ok(())
}

/// `local-goals-1` in `AWS4-HMAC-SHA256 Credential=local-goals-1/20261122/us-east-1/dynamodb/aws4_request, …`.
fn access_key<B>(request: &Request<B>) -> Option<&str> {
    let signature = request
        .headers()
        .get(header::AUTHORIZATION)?
        .to_str()
        .ok()?;
    let (_, credential) = signature.split_once("Credential=")?;
    credential.split_once('/').map(|(key, _)| key)
}

/// `GetItem` in `DynamoDB_20120810.GetItem`.
fn operation<B>(request: &Request<B>) -> &str {
    let target = request.headers().get("x-amz-target");
    target
        .and_then(|target| target.to_str().ok())
        .and_then(|target| target.rsplit_once('.'))
        .map_or("(no operation)", |(_, operation)| operation)
}
