//! Where new ids come from.

use std::sync::Arc;

use domain::{Clock, Id};
use uuid::Uuid;

/// Makes ids: UUIDs of version 7, which sort by the time they were made.
#[derive(Debug, Clone)]
pub struct Mint {
    clock: Arc<dyn Clock>,
}

impl Mint {
    /// Ids that carry this clock's time.
    #[must_use]
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self { clock }
    }

    /// An id that was never made before.
    #[must_use]
    pub fn id<T>(&self) -> Id<T> {
        let millis = u64::try_from(self.clock.now().as_millisecond()).unwrap_or(0);
        let (seconds, nanos) = (millis / 1000, millis % 1000 * 1_000_000);
        let nanos = u32::try_from(nanos).unwrap_or(0);
        Id::from_uuid(Uuid::new_v7(uuid::Timestamp::from_unix(
            uuid::NoContext,
            seconds,
            nanos,
        )))
    }
}
