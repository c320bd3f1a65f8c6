//! Why an assistant gave no answer. Knows no HTTP and no provider; carries no student text.

/// Why an assistant gave no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AssistantError {
    /// The model could not be reached, was busy, or took too long. The same request may succeed later.
    #[error("the model did not answer")]
    Unavailable,
    /// The model answered something that is no summary. Asking again is unlikely to help.
    #[error("the model's answer could not be used")]
    Unusable,
}
