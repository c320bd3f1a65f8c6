//! The span of an invocation: what every line that is written during it tells.

use std::task::{Context as Poller, Poll};

use lambda_runtime::{Context, LambdaEvent, LambdaInvocation};
use tower::{Layer, Service};
use tracing::instrument::{Instrument, Instrumented};
use tracing::{Metadata, Span};

use super::Share;
use super::trace_id::TraceId;

const NAME: &str = "invocation";
const SAMPLED: &str = "sampled invocation";

/// Whether a span is an invocation's.
pub(super) fn is_one(metadata: &Metadata<'_>) -> bool {
    metadata.target() == module_path!()
}

/// Whether a span is that of an invocation whose debug lines are kept.
pub(super) fn is_sampled(metadata: &Metadata<'_>) -> bool {
    is_one(metadata) && metadata.name() == SAMPLED
}

/// What belongs to an invocation.
pub trait Invoked {
    /// What Lambda says of it.
    fn context(&self) -> &Context;
}

impl Invoked for LambdaInvocation {
    fn context(&self) -> &Context {
        &self.context
    }
}

impl<T> Invoked for LambdaEvent<T> {
    fn context(&self) -> &Context {
        &self.context
    }
}

/// Marks everything that is done for an invocation with its ids, and decides whether its debug lines are kept.
///
/// Instead of the runtime's own layer, which takes the trace id as it comes and calls both by other names.
#[derive(Debug, Clone, Copy)]
pub struct Invocations {
    sampled: Share,
}

impl Invocations {
    /// Keeps the debug lines of this share.
    #[must_use]
    pub const fn new(sampled: Share) -> Self {
        Self { sampled }
    }

    /// The span of an invocation. An error's, so that every level that keeps a line keeps this.
    fn span(self, context: &Context) -> Span {
        let request_id = context.request_id.as_str();
        let header = context.xray_trace_id.as_deref();
        let trace_id = header.and_then(TraceId::of_header);
        let trace_id = trace_id.map(tracing::field::display);
        if self.sampled.takes(request_id) {
            tracing::error_span!(SAMPLED, request_id, trace_id)
        } else {
            tracing::error_span!(NAME, request_id, trace_id)
        }
    }
}

impl<S> Layer<S> for Invocations {
    type Service = Traced<S>;

    fn layer(&self, inner: S) -> Traced<S> {
        Traced {
            inner,
            invocations: *self,
        }
    }
}

/// A service whose lines tell the invocation that they belong to.
#[derive(Debug, Clone)]
pub struct Traced<S> {
    inner: S,
    invocations: Invocations,
}

impl<S, E> Service<E> for Traced<S>
where
    S: Service<E>,
    E: Invoked,
{
    type Response = S::Response;
    type Error = S::Error;
    type Future = Instrumented<S::Future>;

    fn poll_ready(&mut self, context: &mut Poller<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, event: E) -> Self::Future {
        let span = self.invocations.span(event.context());
        let work = span.in_scope(|| self.inner.call(event));
        work.instrument(span)
    }
}
