//! The JSON protocol of the real SDK (AWS JSON 1.0): which operation a request asks for, and how its outcome is sent.

mod batch;
mod change_message_visibility;
mod delete_message;
mod delete_message_batch;
mod get_queue_attributes;
mod get_queue_url;
mod list_queues;
mod purge_queue;
mod receive_message;
mod send_message;
mod send_message_batch;

use bytes::Bytes;
use http::{HeaderValue, Method, Request, Response, StatusCode, header};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Fault, QueueConfig, Queues};

const TARGET: &str = "x-amz-target";
const SERVICE: &str = "AmazonSQS.";

/// Whether a request comes from an SDK of the service.
pub(super) fn is_addressed<B>(request: &Request<B>) -> bool {
    request.method() == Method::POST && request.uri().path() == "/" && operation(request).is_some()
}

/// Runs the operation that a request asks for.
pub(super) async fn answer(queues: &Queues, request: &Request<Bytes>) -> Response<Bytes> {
    let outcome = run(
        queues,
        operation(request).unwrap_or_default(),
        request.body(),
    )
    .await;
    let mut response = match outcome {
        Ok(body) => Response::new(Bytes::from(body.to_string())),
        Err(fault) => refuse(&fault),
    };
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/x-amz-json-1.0"),
    );
    let id = HeaderValue::from_str(&Uuid::new_v4().to_string()).expect("a UUID is ASCII");
    headers.insert("x-amzn-requestid", id);
    response
}

fn operation<B>(request: &Request<B>) -> Option<&str> {
    request
        .headers()
        .get(TARGET)?
        .to_str()
        .ok()?
        .strip_prefix(SERVICE)
}

async fn run(queues: &Queues, operation: &str, body: &Bytes) -> Result<Value, Fault> {
    match operation {
        "ChangeMessageVisibility" => change_message_visibility::run(queues, &read(body)?),
        "DeleteMessage" => delete_message::run(queues, &read(body)?),
        "DeleteMessageBatch" => delete_message_batch::run(queues, &read(body)?),
        "GetQueueAttributes" => get_queue_attributes::run(queues, &read(body)?),
        "GetQueueUrl" => get_queue_url::run(queues, &read(body)?),
        "ListQueues" => Ok(list_queues::run(queues, &read(body)?)),
        "PurgeQueue" => purge_queue::run(queues, &read(body)?),
        "ReceiveMessage" => receive_message::run(queues, read(body)?).await,
        "SendMessage" => send_message::run(queues, read(body)?),
        "SendMessageBatch" => send_message_batch::run(queues, read(body)?),
        other => Err(Fault::UnknownOperation(format!(
            "The local queues have no operation {other}; local/src/queues/operations.rs lists those they have."
        ))),
    }
}

fn refuse(fault: &Fault) -> Response<Bytes> {
    let (status, whose) = match fault.is_senders() {
        true => (StatusCode::BAD_REQUEST, "Sender"),
        false => (StatusCode::INTERNAL_SERVER_ERROR, "Receiver"),
    };
    let body = json!({"__type": fault.name(), "message": fault.to_string()});
    let mut response = Response::new(Bytes::from(body.to_string()));
    *response.status_mut() = status;
    let code = HeaderValue::from_str(&format!("{};{whose}", fault.code()));
    response.headers_mut().insert(
        "x-amzn-query-error",
        code.expect("codes are ASCII without control characters"),
    );
    response
}

fn read<T: DeserializeOwned>(body: &Bytes) -> Result<T, Fault> {
    serde_json::from_slice(body).map_err(|error| Fault::Serialization(error.to_string()))
}

impl Queues {
    /// The queue of a URL: account and name in its path.
    fn queue_at(&self, url: &str) -> Result<&QueueConfig, Fault> {
        let path = |url: &str| {
            let (_, rest) = url.split_once("://")?;
            Some(rest.split_once('/')?.1.to_owned())
        };
        let wanted = path(url).ok_or(Fault::QueueDoesNotExist)?;
        let found = self
            .configs
            .iter()
            .find(|config| path(&config.url).is_some_and(|path| path == wanted));
        found.ok_or(Fault::QueueDoesNotExist)
    }
}

/// A number within its bounds, if there is one.
fn within(
    parameter: &str,
    value: Option<i64>,
    least: u32,
    most: u32,
) -> Result<Option<u32>, Fault> {
    let Some(value) = value else { return Ok(None) };
    let number = u32::try_from(value).ok();
    match number.filter(|number| (least..=most).contains(number)) {
        Some(number) => Ok(Some(number)),
        None => Err(Fault::InvalidParameter(format!(
            "Value {value} for parameter {parameter} is invalid. Reason: Must be between {least} and {most}, if provided."
        ))),
    }
}
