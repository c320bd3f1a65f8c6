//! DynamoDB at the one port too, for tools that are told one address: requests are passed on as they are.

use std::io;

use bytes::Bytes;
use http::{HeaderValue, Method, Request, Response, StatusCode, header};
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

use crate::roles::operation;

/// The way on to DynamoDB, wherever it is.
#[derive(Debug, Clone)]
pub struct Passage {
    /// `127.0.0.1:40555`.
    authority: String,
}

impl Passage {
    /// To what is at this endpoint; `None` when it is none that speaks without TLS.
    #[must_use]
    pub fn to(endpoint: &str) -> Option<Self> {
        let authority = endpoint.strip_prefix("http://")?.trim_end_matches('/');
        Some(Self {
            authority: authority.to_owned(),
        })
    }

    /// Whether a request is for DynamoDB, and not for the API.
    #[must_use]
    pub fn is_addressed_by<B>(request: &Request<B>) -> bool {
        let is_dynamodb = |(service, _): (&str, &str)| service.starts_with("DynamoDB_");
        request.method() == Method::POST
            && request.uri().path() == "/"
            && operation(request).is_some_and(is_dynamodb)
    }

    /// What DynamoDB answers; 502 when it cannot be reached.
    pub async fn answer(&self, request: Request<Bytes>) -> Response<Bytes> {
        self.pass(request).await.unwrap_or_else(|_| {
            let mut response = Response::new(Bytes::new());
            *response.status_mut() = StatusCode::BAD_GATEWAY;
            response
        })
    }

    async fn pass(&self, mut request: Request<Bytes>) -> io::Result<Response<Bytes>> {
        let host = HeaderValue::from_str(&self.authority).map_err(io::Error::other)?;
        request.headers_mut().insert(header::HOST, host);
        let stream = TcpStream::connect(&self.authority).await?;
        stream.set_nodelay(true)?;
        let (mut sender, connection) = http1::handshake(TokioIo::new(stream))
            .await
            .map_err(io::Error::other)?;
        // The connection ends with its last sender, which this takes with it.
        let asking = async move {
            let response = sender.send_request(request.map(Full::new)).await?;
            let (head, body) = response.into_parts();
            let body = body.collect().await?.to_bytes();
            Ok::<_, hyper::Error>(Response::from_parts(head, body))
        };
        let (answer, _) = tokio::join!(asking, connection);
        answer.map_err(io::Error::other)
    }
}
