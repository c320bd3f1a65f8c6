//! Why an order could not be carried out, in words that say what to do.

use domain::{Error, Thing};

/// Why an order could not be carried out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// The tables refused it, or could not be reached.
    #[error("{}", told(.0))]
    Tables(#[from] Error),
    /// The file cannot be read or written, or is none of the bank.
    #[error("{0}")]
    File(String),
    /// Some of its items were refused; the text is the whole report. What is not refused was done.
    #[error("{0}")]
    Items(String),
    /// Some of the functions that were built may not be deployed; the text is the whole report.
    #[error("{0}")]
    Build(String),
}

fn told(error: &Error) -> String {
    match error {
        Error::NotFound(Thing::User) => {
            "no user of this stack has this email address; it must register first".into()
        }
        Error::Busy { .. } => "the tables are busy; do it again, nothing is done twice".to_owned(),
        Error::Unavailable(inside) | Error::Fault(inside) => {
            format!("{inside}; check the stack's name, AWS_REGION and the credentials")
        }
        error => error.to_string(),
    }
}
