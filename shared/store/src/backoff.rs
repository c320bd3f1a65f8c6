//! How long to wait before another try: full jitter, so that those who collided do not collide again.

use std::time::Duration;

/// Tries before giving up. With the delays below that is at most 2.4 s, inside any request's deadline.
pub(crate) const TRIES: u32 = 10;

const BASE: Duration = Duration::from_millis(10);
const CAP: Duration = Duration::from_millis(320);

/// What a caller is told who was not served within [`TRIES`].
pub(crate) const RETRY_AFTER: Duration = Duration::from_secs(1);

/// Waits a random time between nothing and `10 ms × 2^tried`, at most 320 ms.
pub(crate) async fn wait(tried: u32) {
    let most = BASE.saturating_mul(1 << tried.min(10)).min(CAP);
    tokio::time::sleep(most.mul_f64(fastrand::f64())).await;
}
