//! Where figures go.

mod cloudwatch;
mod emf;
mod in_memory;
mod opened;

use std::fmt;
use std::sync::Arc;

use futures_util::future::BoxFuture;

use super::Datum;
pub use cloudwatch::CloudWatch;
pub use emf::Emf;
pub use in_memory::InMemory;

/// What became of one request to a sink.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// All of it is there.
    Taken,
    /// Nothing of it is there: it can be sent again.
    Kept,
    /// Nothing of it is there, nor will it ever be: it would be refused again.
    Refused,
    /// Nobody knows. It counts as sent, for sending it again might count it twice.
    Unknown,
}

impl Fate {
    /// As the table of metrics calls it.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Taken => "taken",
            Self::Kept => "kept",
            Self::Refused => "refused",
            Self::Unknown => "unknown",
        }
    }
}

/// Where figures go.
pub trait Sink: Send + Sync + fmt::Debug {
    /// Divides data into requests that the sink takes whole or not at all.
    fn requests(&self, data: Vec<Datum>) -> Vec<Arc<[Datum]>>;

    /// Sends one request, once, from within a tokio runtime.
    fn push(&self, request: Arc<[Datum]>) -> BoxFuture<'static, Fate>;
}

/// Which sink the environment asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SinkKind {
    /// CloudWatch, by `PutMetricData`.
    CloudWatch,
    /// Log lines in the embedded metric format, from which CloudWatch makes metrics.
    Emf,
    /// Nothing is recorded.
    None,
}

impl SinkKind {
    /// The sink of this name: `cloudwatch`, `emf` or `none`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "cloudwatch" => Some(Self::CloudWatch),
            "emf" => Some(Self::Emf),
            "none" => Some(Self::None),
            _ => None,
        }
    }
}
