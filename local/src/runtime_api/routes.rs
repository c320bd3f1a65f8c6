//! The paths of the Runtime API and of the Extensions API, as the documentation of AWS gives them.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use bytes::Bytes;
use http::{HeaderMap, StatusCode, header};
use serde_json::{Value, json};
use tokio::sync::{mpsc, oneshot};
use uuid::Uuid;

use super::{Answer, Desk, Identity, Turn};

/// What Lambda takes as an answer to a synchronous call: 6 MiB and a little for its own wrapping.
const ANSWER_LIMIT: usize = 6 * 1024 * 1024 + 100;

#[derive(Clone)]
struct Shared {
    asks: mpsc::Sender<Turn>,
    desk: Arc<Desk>,
    identity: Arc<Identity>,
}

pub(super) fn router(asks: mpsc::Sender<Turn>, desk: Arc<Desk>, identity: Identity) -> Router {
    Router::new()
        .route("/2018-06-01/runtime/invocation/next", get(next))
        .route(
            "/2018-06-01/runtime/invocation/{request_id}/response",
            post(response),
        )
        .route(
            "/2018-06-01/runtime/invocation/{request_id}/error",
            post(error),
        )
        .route("/2018-06-01/runtime/init/error", post(init_error))
        .route("/2020-01-01/extension/register", post(register))
        .route("/2020-01-01/extension/event/next", get(extension_event))
        .with_state(Shared {
            asks,
            desk,
            identity: Arc::new(identity),
        })
}

/// The long poll: answered when there is an event, however long that takes. A process has no time limit here.
async fn next(State(shared): State<Shared>) -> Response {
    let (turn, event) = oneshot::channel();
    if shared.asks.send(Turn(turn)).await.is_err() {
        return refusal(
            StatusCode::FORBIDDEN,
            "Sandbox.Closed",
            "the environment is shutting down",
        );
    }
    let Ok(invocation) = event.await else {
        return refusal(
            StatusCode::FORBIDDEN,
            "Sandbox.Closed",
            "the environment is shutting down",
        );
    };
    let headers = [
        ("lambda-runtime-aws-request-id", invocation.request_id),
        (
            "lambda-runtime-deadline-ms",
            invocation.deadline_ms.to_string(),
        ),
        (
            "lambda-runtime-invoked-function-arn",
            invocation.function_arn,
        ),
        ("lambda-runtime-trace-id", invocation.trace_id),
        ("content-type", "application/json".to_owned()),
    ];
    (headers, invocation.event).into_response()
}

async fn response(state: State<Shared>, id: Path<String>, body: Body) -> Response {
    take(state, id, body, Answer::Response).await
}

async fn error(state: State<Shared>, id: Path<String>, body: Body) -> Response {
    take(state, id, body, Answer::Error).await
}

async fn take(
    State(Shared { desk, .. }): State<Shared>,
    Path(request_id): Path<String>,
    body: Body,
    answer: fn(Bytes) -> Answer,
) -> Response {
    if !desk.expects(&request_id) {
        return refusal(
            StatusCode::BAD_REQUEST,
            "InvalidRequestID",
            "no event is waiting for an answer under this id",
        );
    }
    let Ok(body) = to_bytes(body, ANSWER_LIMIT).await else {
        let message = format!(
            "Response payload size exceeded maximum allowed payload size ({ANSWER_LIMIT} bytes)."
        );
        let payload =
            json!({"errorType": "Function.ResponseSizeTooLarge", "errorMessage": message});
        desk.answer(&request_id, Answer::Error(payload.to_string().into()));
        return refusal(
            StatusCode::PAYLOAD_TOO_LARGE,
            "RequestEntityTooLarge",
            &message,
        );
    };
    desk.answer(&request_id, answer(body));
    accepted()
}

/// The process could not start. It ends by itself after this; the report explains why.
async fn init_error(State(shared): State<Shared>, report: Bytes) -> Response {
    shared
        .desk
        .init_failed(String::from_utf8_lossy(&report).into_owned());
    accepted()
}

/// `lambda_runtime` registers an extension that wants no events: Lambda sends SIGTERM only to environments with one.
async fn register(State(shared): State<Shared>) -> Response {
    let identity = &shared.identity;
    let body = json!({
        "functionName": identity.function_name,
        "functionVersion": "$LATEST",
        "handler": "bootstrap",
        "accountId": identity.account_id,
    });
    let mut headers = HeaderMap::new();
    headers.insert(
        "lambda-extension-identifier",
        Uuid::new_v4()
            .to_string()
            .parse()
            .expect("a UUID is a valid header value"),
    );
    (headers, body_of(&body)).into_response()
}

/// Internal extensions get no SHUTDOWN event, and ours asked for none of the others: it waits until the connection ends.
async fn extension_event() -> Response {
    std::future::pending().await
}

fn accepted() -> Response {
    (StatusCode::ACCEPTED, body_of(&json!({"status": "OK"}))).into_response()
}

fn refusal(status: StatusCode, kind: &str, message: &str) -> Response {
    (
        status,
        body_of(&json!({"errorType": kind, "errorMessage": message})),
    )
        .into_response()
}

fn body_of(value: &Value) -> impl IntoResponse + use<> {
    (
        [(header::CONTENT_TYPE, "application/json")],
        value.to_string(),
    )
}
