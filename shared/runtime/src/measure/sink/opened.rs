//! Whether a call ever had a connection: what never had one can't have arrived.

use std::sync::{Arc, Mutex, PoisonError};

use aws_sdk_cloudwatch::config::interceptors::BeforeTransmitInterceptorContextRef;
use aws_sdk_cloudwatch::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_sdk_cloudwatch::error::BoxError;
use aws_smithy_runtime_api::client::connection::CaptureSmithyConnection;

/// Watches one call. Clones watch the same.
#[derive(Debug, Clone, Default)]
pub(super) struct Opened(Arc<Mutex<Watched>>);

#[derive(Debug, Default)]
enum Watched {
    /// Nothing was to be transmitted yet.
    #[default]
    NotYet,
    /// The SDK looks where the connection is.
    By(CaptureSmithyConnection),
    /// It does not: nobody can say.
    Nowhere,
}

impl Opened {
    /// Whether the call certainly had no connection. With TLS that is one whose handshake is over.
    pub(super) fn never(&self) -> bool {
        match &*self.0.lock().unwrap_or_else(PoisonError::into_inner) {
            Watched::NotYet => true,
            Watched::By(connection) => connection.get().is_none(),
            Watched::Nowhere => false,
        }
    }
}

impl Intercept for Opened {
    fn name(&self) -> &'static str {
        "Opened"
    }

    fn read_before_transmit(
        &self,
        _: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let connection = cfg.load::<CaptureSmithyConnection>().cloned();
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) =
            connection.map_or(Watched::Nowhere, Watched::By);
        Ok(())
    }
}
