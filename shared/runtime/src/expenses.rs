//! How many requests to the tables a request made.

use std::cell::Cell;

use domain::Expenses;

tokio::task_local! {
    static SENT: Cell<u32>;
}

/// The expenses of the request that is being served. Outside of a request nothing is counted.
#[derive(Debug, Clone, Copy, Default)]
pub struct RequestExpenses;

impl Expenses for RequestExpenses {
    fn one_more(&self) {
        let add = |sent: &Cell<u32>| sent.set(sent.get().saturating_add(1));
        // Outside of a request, while the function starts, there is nobody to put it down to.
        SENT.try_with(add).unwrap_or_default();
    }
}

/// Does the work of one request and says how many requests to the tables that took, whether it was finished or not.
pub(crate) async fn counted<T>(work: impl Future<Output = T>) -> (T, u32) {
    let with_sent = async {
        let done = work.await;
        (done, SENT.with(Cell::get))
    };
    SENT.scope(Cell::new(0), with_sent).await
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    async fn sends(times: u32) {
        for _ in 0..times {
            RequestExpenses.one_more();
            tokio::task::yield_now().await;
        }
    }

    #[tokio::test]
    async fn requests_at_the_same_time_are_counted_apart_and_nothing_outside_of_them() {
        RequestExpenses.one_more();
        let (two, three) = tokio::join!(counted(sends(2)), counted(sends(3)));
        assert_eq!((two.1, three.1), (2, 3));
    }

    #[tokio::test(start_paused = true)]
    async fn what_was_sent_before_the_time_was_over_counts() {
        let never_ends = async {
            sends(2).await;
            std::future::pending::<()>().await;
        };
        let in_time = tokio::time::timeout(Duration::from_secs(1), never_ends);
        let (ended, sent) = counted(in_time).await;
        assert!(ended.is_err());
        assert_eq!(sent, 2);
    }
}
