//! Stands before the embedded DynamoDB, passes on as it is what its sender's role allows, and tells the [`Tally`] whose it was.
//!
//! Whose it was is in the signature: every function's process signs with an access key of its own. Nobody checks the
//! signature itself, here or behind.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use http::Request;
use http_body_util::{BodyExt, Either, Full};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper::{client, server};
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Mutex;
use tokio_util::sync::{CancellationToken, DropGuard};

use crate::roles::{Roles, access_key, operation};
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
    pub async fn open(
        behind: SocketAddr,
        tally: Arc<Tally>,
        roles: Arc<Roles>,
    ) -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = listener.local_addr()?;
        let closed = CancellationToken::new();
        let guard = Guard { tally, roles };
        tokio::spawn(accept(listener, behind, guard, closed.clone()));
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

/// Who sees what comes through.
#[derive(Debug, Clone)]
struct Guard {
    tally: Arc<Tally>,
    roles: Arc<Roles>,
}

async fn accept(
    listener: TcpListener,
    behind: SocketAddr,
    guard: Guard,
    closed: CancellationToken,
) {
    while let Some(accepted) = closed.run_until_cancelled(listener.accept()).await {
        // A connection that broke before it was accepted is its client's matter.
        let Ok((stream, _)) = accepted else { continue };
        let (guard, closed) = (guard.clone(), closed.clone());
        tokio::spawn(async move {
            let passed = closed.run_until_cancelled(pass(stream, behind, guard));
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
    guard: Guard,
) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let onward = TcpStream::connect(behind).await?;
    // Or small packets wait for each other, on two connections now.
    stream.set_nodelay(true)?;
    onward.set_nodelay(true)?;
    let (sender, connection) = client::conn::http1::handshake(TokioIo::new(onward)).await?;
    let sender = Arc::new(Mutex::new(sender));
    let service = service_fn(move |request: Request<Incoming>| {
        let (sender, guard) = (Arc::clone(&sender), guard.clone());
        async move {
            let (head, body) = request.into_parts();
            let request = Request::from_parts(head, body.collect().await?.to_bytes());
            let asked = operation(&request).map_or("(no operation)", |(_, operation)| operation);
            guard.tally.request(access_key(&request), asked);
            if let Some(refusal) = guard.roles.refuse(&request) {
                return Ok(refusal.map(|body| Either::Left(Full::new(body))));
            }
            let mut sender = sender.lock().await;
            sender.ready().await?;
            let response = sender.send_request(request.map(Full::new)).await?;
            Ok::<_, hyper::Error>(response.map(Either::Right))
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
