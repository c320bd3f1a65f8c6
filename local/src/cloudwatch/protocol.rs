//! The protocol of the real SDK, Smithy's RPC v2 over CBOR: what a request asks for, and how its outcome is sent.

use std::io::Read as _;

use bytes::Bytes;
use domain::Moment;
use flate2::bufread::GzDecoder;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Response, header};
use minicbor_serde::tag::Required;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Fault;

const PATH: &str = "/service/GraniteServiceVersion20100801/operation/";

/// The most bytes of a request, and of what it is when it is unpacked.
const MOST_BYTES: u64 = 1024 * 1024;

/// A moment on the wire: seconds since 1970, with fractions.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Timestamp(Required<1, f64>);

impl Timestamp {
    #[expect(clippy::cast_precision_loss, reason = "exact below 2^53")]
    pub(super) fn at_second(second: i64) -> Self {
        Self(Required::new(second as f64))
    }

    /// # Errors
    /// The year has not four digits.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "what is too large is no moment then"
    )]
    pub(super) fn moment(self, parameter: &str) -> Result<Moment, Fault> {
        let micros = (*self.0 * 1e6).round() as i64;
        Moment::from_microsecond(micros).map_err(|_| {
            Fault::InvalidParameterValue(format!("The parameter {parameter} is no moment."))
        })
    }
}

#[derive(Serialize)]
struct Refusal<'a> {
    __type: &'a str,
    message: String,
}

/// `PutMetricData` of a request that comes from an SDK of the service.
pub(super) fn operation<B>(request: &Request<B>) -> Option<&str> {
    let is_post = request.method() == Method::POST;
    let operation = request.uri().path().strip_prefix(PATH);
    operation.filter(|_| is_post)
}

/// Reads what is asked.
///
/// # Errors
/// The body is too large, or not of this shape.
pub(super) fn read<T: DeserializeOwned>(request: &Request<Bytes>) -> Result<T, Fault> {
    let malformed = |error: &dyn std::fmt::Display| Fault::Serialization(error.to_string());
    let body = request.body();
    if body.len() as u64 > MOST_BYTES {
        return Err(Fault::TooLarge);
    }
    let encoding = request.headers().get(header::CONTENT_ENCODING);
    match encoding.map(HeaderValue::as_bytes) {
        None => minicbor_serde::from_slice(body).map_err(|error| malformed(&error)),
        Some(b"gzip") => {
            let mut unpacked = Vec::new();
            GzDecoder::new(&body[..])
                .take(MOST_BYTES + 1)
                .read_to_end(&mut unpacked)
                .map_err(|error| malformed(&error))?;
            if unpacked.len() as u64 > MOST_BYTES {
                return Err(Fault::TooLarge);
            }
            minicbor_serde::from_slice(&unpacked).map_err(|error| malformed(&error))
        }
        Some(_) => Err(malformed(&"the body may be compressed by gzip alone")),
    }
}

/// An answer of this shape.
pub(super) fn answer<T: Serialize>(body: &T) -> Response<Bytes> {
    let body = minicbor_serde::to_vec(body).expect("text, numbers and lists become CBOR");
    let mut response = empty();
    *response.body_mut() = body.into();
    set(response.headers_mut(), "content-type", "application/cbor");
    response
}

/// The answer of an operation that has nothing to say.
pub(super) fn empty() -> Response<Bytes> {
    let mut response = Response::new(Bytes::new());
    let headers = response.headers_mut();
    set(headers, "smithy-protocol", "rpc-v2-cbor");
    set(headers, "x-amzn-requestid", &Uuid::new_v4().to_string());
    response
}

pub(super) fn refuse(fault: &Fault) -> Response<Bytes> {
    let mut response = answer(&Refusal {
        __type: fault.name(),
        message: fault.to_string(),
    });
    *response.status_mut() = fault.status();
    let whose = match fault.status().is_server_error() {
        true => "Receiver",
        false => "Sender",
    };
    let code = format!("{};{whose}", fault.code());
    set(response.headers_mut(), "x-amzn-query-error", &code);
    response
}

fn set(headers: &mut HeaderMap, name: &'static str, value: &str) {
    let value = HeaderValue::from_str(value).expect("ASCII without control characters");
    headers.insert(HeaderName::from_static(name), value);
}
