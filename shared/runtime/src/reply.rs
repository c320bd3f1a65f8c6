//! Answers: JSON in the old service's envelope, bare where it was bare, or text for who asks for it.

use axum::response::{IntoResponse, Response};
use domain::Error;
use http::header::CONTENT_TYPE;
use http::{HeaderValue, StatusCode};
use serde::Serialize;

use crate::Failure;
use crate::paging::Pagination;

const JSON: &str = "application/json";

/// What a handler answers when all went well.
#[derive(Debug)]
pub struct Reply {
    status: StatusCode,
    content_type: &'static str,
    body: Result<Vec<u8>, String>,
    cause: Option<Cause>,
}

/// Why a handler answered that it can't, for the line of the request.
#[derive(Debug, Clone)]
pub(crate) struct Cause(pub(crate) String);

#[derive(Serialize)]
struct Envelope<'a, T: Serialize> {
    success: bool,
    data: &'a T,
    #[serde(skip_serializing_if = "Option::is_none")]
    pagination: Option<&'a Pagination>,
}

impl Reply {
    /// `{"success": true, "data": …}` with 200.
    pub fn ok(data: &impl Serialize) -> Self {
        Self::bare(&Envelope {
            success: true,
            data,
            pagination: None,
        })
    }

    /// `{"success": true, "data": [ … ], "pagination": …}` with 200: a list that is an array.
    pub fn list<T: Serialize>(data: &[T], pagination: &Pagination) -> Self {
        Self::bare(&Envelope {
            success: true,
            data: &data,
            pagination: Some(pagination),
        })
    }

    /// `{"success": true, "data": { … }, "pagination": …}` with 200: a list that stands in an object.
    pub fn page(data: &impl Serialize, pagination: &Pagination) -> Self {
        Self::bare(&Envelope {
            success: true,
            data,
            pagination: Some(pagination),
        })
    }

    /// The value itself with 200, for the few routes that never had the envelope.
    pub fn bare(value: &impl Serialize) -> Self {
        let body = serde_json::to_vec(value).map_err(|e| e.to_string());
        Self {
            status: StatusCode::OK,
            content_type: JSON,
            body,
            cause: None,
        }
    }

    /// The same with the reason for it, which is for the log alone: codes and kinds, no values.
    #[must_use]
    pub fn because(mut self, cause: impl Into<String>) -> Self {
        self.cause = Some(Cause(cause.into()));
        self
    }

    /// Text of this type with 200.
    #[must_use]
    pub fn text(content_type: &'static str, text: String) -> Self {
        Self {
            status: StatusCode::OK,
            content_type,
            body: Ok(text.into_bytes()),
            cause: None,
        }
    }

    /// The same with another status.
    #[must_use]
    pub fn with_status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }
}

impl IntoResponse for Reply {
    fn into_response(self) -> Response {
        let mut response = match self.body {
            Ok(body) => {
                let kind = [(CONTENT_TYPE, HeaderValue::from_static(self.content_type))];
                (self.status, kind, body).into_response()
            }
            Err(why) => Failure::from(Error::Fault(why)).into_response(),
        };
        if let Some(cause) = self.cause {
            response.extensions_mut().insert(cause);
        }
        response
    }
}
