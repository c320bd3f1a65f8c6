//! What is logged while something is done.

use std::io;
use std::sync::{Arc, Mutex};

use tracing::instrument::WithSubscriber;
use tracing_subscriber::fmt::MakeWriter;

#[derive(Debug, Clone, Default)]
struct Page(Arc<Mutex<Vec<u8>>>);

impl io::Write for Page {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Page {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

/// Does this, and gives back what came of it and what was logged of it.
pub(crate) async fn log_of<T>(work: impl Future<Output = T>) -> (T, String) {
    let page = Page::default();
    let subscriber = tracing_subscriber::fmt()
        .json()
        .with_writer(page.clone())
        .finish();
    let done = work.with_subscriber(subscriber).await;
    let text = String::from_utf8(page.0.lock().unwrap().clone()).unwrap();
    (done, text)
}
