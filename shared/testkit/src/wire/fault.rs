//! What can go wrong between a function and DynamoDB.

use aws_smithy_runtime_api::client::http::{HttpConnector, SharedHttpConnector};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::body::SdkBody;
use serde_json::{Value, json};

use super::unprocessed;

/// What happens to one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// DynamoDB answers 500 `InternalServerError` and does nothing.
    Status500,
    /// DynamoDB answers 400 `ThrottlingException` and does nothing.
    Throttled,
    /// Another transaction wrote the same rows: a transaction is cancelled with a conflict as the reason of its first
    /// action, any other write is a `TransactionConflictException`. Nothing is done.
    TransactionConflict,
    /// The connection breaks before the request is sent.
    Dropped,
    /// The request is sent and done, and the connection breaks before the answer comes.
    LostAck,
    /// A `BatchGetItem` reads only the first half of its keys (rounded down) and names the others as unprocessed.
    /// Any other request passes.
    Unprocessed,
}

impl Fault {
    /// Answers the request as this fault does.
    pub(super) async fn happen(
        self,
        request: HttpRequest,
        http: SharedHttpConnector,
    ) -> Result<HttpResponse, ConnectorError> {
        match self {
            Self::Status500 => answer(500, &error("InternalServerError")),
            Self::Throttled => answer(400, &error("ThrottlingException")),
            Self::TransactionConflict => answer(400, &conflict(&request)),
            Self::Dropped => Err(broken("the connection was dropped")),
            Self::LostAck => {
                http.call(request).await?;
                Err(broken("the answer was lost"))
            }
            Self::Unprocessed => unprocessed::call(request, http).await,
        }
    }
}

pub(super) fn broken(why: &'static str) -> ConnectorError {
    ConnectorError::io(why.into())
}

fn error(code: &str) -> Value {
    json!({"__type": format!("com.amazonaws.dynamodb.v20120810#{code}"), "message": "injected"})
}

fn conflict(request: &HttpRequest) -> Value {
    let body: Value =
        serde_json::from_slice(request.body().bytes().unwrap_or_default()).unwrap_or_default();
    let Some(actions) = body["TransactItems"].as_array() else {
        return error("TransactionConflictException");
    };
    let reason = |place| match place {
        0 => json!({"Code": "TransactionConflict", "Message": "injected"}),
        _ => json!({"Code": "None"}),
    };
    let mut cancelled = error("TransactionCanceledException");
    cancelled["CancellationReasons"] = (0..actions.len()).map(reason).collect();
    cancelled
}

fn answer(status: u16, body: &Value) -> Result<HttpResponse, ConnectorError> {
    let status = StatusCode::try_from(status).map_err(|e| ConnectorError::other(e.into(), None))?;
    let mut response = HttpResponse::new(status, SdkBody::from(body.to_string()));
    let headers = response.headers_mut();
    headers.insert("content-type", "application/x-amz-json-1.0");
    Ok(response)
}
