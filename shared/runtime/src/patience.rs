//! How long a request waits, in all, for what it can do without.

use std::cell::Cell;
use std::time::Duration;

use domain::Patience;

/// What a request waits at most for what it can do without.
const PATIENCE: Duration = Duration::from_millis(20);

tokio::task_local! {
    static LEFT: Cell<Duration>;
}

/// The patience of the request that is being served: 20 ms, whatever it does. Outside of a request nothing is counted, and every
/// wait has as much.
#[derive(Debug, Clone, Copy, Default)]
pub struct RequestPatience;

impl Patience for RequestPatience {
    fn left(&self) -> Duration {
        LEFT.try_with(Cell::get).unwrap_or(PATIENCE)
    }

    fn spend(&self, waited: Duration) {
        let take = |left: &Cell<Duration>| left.set(left.get().saturating_sub(waited));
        // Outside of a request there is nothing to take it from.
        LEFT.try_with(take).unwrap_or_default();
    }
}

/// Serves one request, or one message, with a patience of its own.
pub(crate) async fn anew<T>(work: impl Future<Output = T>) -> T {
    LEFT.scope(Cell::new(PATIENCE), work).await
}

#[cfg(test)]
mod tests {
    use super::*;

    const MS: fn(u64) -> Duration = Duration::from_millis;

    #[tokio::test]
    async fn every_request_begins_with_all_of_it_and_waits_that_long_in_all() {
        for _ in 0..2 {
            anew(async {
                RequestPatience.spend(MS(15));
                assert_eq!(RequestPatience.left(), MS(5));
                RequestPatience.spend(MS(15));
                assert_eq!(RequestPatience.left(), Duration::ZERO);
            })
            .await;
        }
        RequestPatience.spend(MS(15));
        assert_eq!(RequestPatience.left(), PATIENCE);
    }

    #[tokio::test]
    async fn requests_at_the_same_time_do_not_share_it() {
        let wait = || {
            anew(async {
                RequestPatience.spend(MS(15));
                tokio::task::yield_now().await;
                RequestPatience.left()
            })
        };
        assert_eq!(tokio::join!(wait(), wait()), (MS(5), MS(5)));
    }
}
