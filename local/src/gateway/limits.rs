//! Sizes that API Gateway and Lambda do not let through.

use bytes::Bytes;
use http::Request;

use super::refusal::Refusal;

/// The largest body that an HTTP API takes.
const BODY: usize = 10 * 1024 * 1024;

/// Request line and headers together.
const HEADERS: usize = 10_240;

/// The largest event and reply of a synchronous invocation. Base64 makes a binary body reach it well before [`BODY`].
const PAYLOAD: usize = 6 * 1024 * 1024;

pub(super) fn check_request(request: &Request<Bytes>) -> Result<(), Refusal> {
    if request.body().len() > BODY {
        return Err(Refusal::EntityTooLarge);
    }
    // `GET /path HTTP/1.1`, and `name: value` per header, each with its line end.
    let target = request
        .uri()
        .path_and_query()
        .map_or(0, |target| target.as_str().len());
    let line = request.method().as_str().len() + target + " HTTP/1.1 \r\n".len();
    let headers = request
        .headers()
        .iter()
        .map(|(name, value)| name.as_str().len() + value.len() + 4);
    if line + headers.sum::<usize>() > HEADERS {
        return Err(Refusal::HeadersTooLarge);
    }
    Ok(())
}

/// The words are those of Lambda's own refusal, which the gateway passes on.
pub(super) fn check_event(event: &Bytes) -> Result<(), Refusal> {
    if event.len() > PAYLOAD {
        Err(Refusal::RequestTooLong)
    } else {
        Ok(())
    }
}

/// A reply that is too large is the function's error.
pub(super) fn check_reply(payload: &Bytes) -> Result<(), Refusal> {
    if payload.len() > PAYLOAD {
        Err(Refusal::InternalServerError)
    } else {
        Ok(())
    }
}
