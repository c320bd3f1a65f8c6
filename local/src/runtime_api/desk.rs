//! The one event that is out for an answer, and what the process said of its own start.

use std::sync::{Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use tokio::sync::oneshot;

/// What a process posted for its event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// `…/response`: what the handler returned.
    Response(Bytes),
    /// `…/error`: the handler failed or panicked; the process lives on.
    Error(Bytes),
}

/// Matches answers with the event they belong to.
#[derive(Debug, Default)]
pub struct Desk {
    waiting: Mutex<Option<(String, oneshot::Sender<Answer>)>>,
    init_error: Mutex<Option<String>>,
}

impl Desk {
    /// Announces that the answer to this request comes next. An answer that was still awaited is given up.
    pub fn expect(&self, request_id: &str) -> oneshot::Receiver<Answer> {
        let (sender, receiver) = oneshot::channel();
        *locked(&self.waiting) = Some((request_id.to_owned(), sender));
        receiver
    }

    /// Takes an answer in. `false` when nobody waits for one under this id: a second answer, or one that came too late.
    pub(super) fn answer(&self, request_id: &str, answer: Answer) -> bool {
        let mut waiting = locked(&self.waiting);
        let Some((_, sender)) = waiting.take_if(|(expected, _)| expected == request_id) else {
            return false;
        };
        sender.send(answer).is_ok()
    }

    /// Whether an answer under this id would be taken.
    pub(super) fn expects(&self, request_id: &str) -> bool {
        locked(&self.waiting)
            .as_ref()
            .is_some_and(|(expected, _)| expected == request_id)
    }

    /// Keeps what the process reported about a start that failed.
    pub(super) fn init_failed(&self, report: String) {
        *locked(&self.init_error) = Some(report);
    }

    /// The report of a failed start, if the process made one before it ended.
    pub fn init_error(&self) -> Option<String> {
        locked(&self.init_error).clone()
    }
}

/// Nothing panics while it holds one of these locks, and if it did, the data would still be whole.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
