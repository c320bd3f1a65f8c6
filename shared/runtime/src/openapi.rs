//! What every route's description shares. Read by the test that writes `docs/openapi.json`, and by nothing at run time.

use serde::Serialize;
use utoipa::ToSchema;

/// The body of every error of ours.
#[derive(Debug, Serialize, ToSchema)]
pub struct ErrorBody {
    /// Always `false`.
    pub success: bool,
    /// A sentence for the user.
    #[schema(example = "Invalid request: body.title: should have at least 1 character")]
    pub detail: String,
    /// The same for programs.
    pub error: ErrorCode,
    /// Which request it was.
    pub metadata: ErrorMetadata,
}

/// An error for programs.
#[derive(Debug, Serialize, ToSchema)]
pub struct ErrorCode {
    /// A stable code.
    #[schema(example = "VALIDATION_ERROR")]
    pub code: String,
    /// A sentence for the user.
    pub message: String,
    /// One entry for each field that is wrong; empty for other errors.
    pub details: Vec<ErrorDetail>,
}

/// What is wrong with one field.
#[derive(Debug, Serialize, ToSchema)]
pub struct ErrorDetail {
    /// Where it stands.
    #[schema(example = "body.title")]
    pub field: String,
    /// What is wrong.
    #[schema(example = "should have at least 1 character")]
    pub message: String,
    /// The old service's code for it.
    #[schema(example = "string_too_short")]
    pub r#type: String,
}

/// Which request it was.
#[derive(Debug, Serialize, ToSchema)]
pub struct ErrorMetadata {
    /// Stands in the logs too.
    pub request_id: String,
    /// When it was answered.
    #[schema(format = DateTime)]
    pub timestamp: String,
}
