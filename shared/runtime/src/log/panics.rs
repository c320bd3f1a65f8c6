//! What is told of a panic: where, and never what it says, which may be what a student wrote.

use std::cell::RefCell;
use std::future::Future;
use std::panic::{AssertUnwindSafe, PanicHookInfo};

use futures_util::FutureExt;

tokio::task_local! {
    static PLACE: RefCell<Option<String>>;
}

/// From here on a panic is told by its place (`shared/store/src/goals.rs:17`), and nothing is printed to stderr. One that
/// `caught` catches is told with the failure that it becomes; another has a line of its own.
pub fn by_place() {
    std::panic::set_hook(Box::new(tell));
}

fn tell(panic: &PanicHookInfo<'_>) {
    let place = panic
        .location()
        .map(|at| format!("{}:{}", at.file(), at.line()))
        .unwrap_or_default();
    let kept = PLACE.try_with(|kept| {
        // Held by nobody: only this and `caught` touch it, and neither panics meanwhile.
        if let Ok(mut kept) = kept.try_borrow_mut() {
            kept.get_or_insert_with(|| place.clone());
        }
    });
    if kept.is_err() {
        tracing::error!(place, "panicked");
    }
}

/// Work that panicked.
#[derive(Debug)]
pub(crate) struct Panicked {
    place: Option<String>,
}

impl Panicked {
    /// For the log: that something (`a handler`) panicked, and where, if the process tells panics by place.
    pub(crate) fn told(&self, who: &str) -> String {
        match &self.place {
            Some(place) => format!("{who} panicked at {place}"),
            None => format!("{who} panicked"),
        }
    }
}

/// Does the work, and catches its panic.
pub(crate) async fn caught<T>(work: impl Future<Output = T>) -> Result<T, Panicked> {
    let caught = async {
        let done = AssertUnwindSafe(work).catch_unwind().await;
        done.map_err(|_| Panicked {
            place: PLACE.with(RefCell::take),
        })
    };
    PLACE.scope(RefCell::default(), caught).await
}
