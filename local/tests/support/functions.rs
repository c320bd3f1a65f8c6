//! A function that returns what a test wants, and keeps the events that it was given.

use std::sync::{Arc, Mutex};

use bytes::Bytes;
use futures_util::future::BoxFuture;
use local::gateway::{Invoke, InvokeError};
use serde_json::Value;

/// What the function does with every event.
#[derive(Debug)]
pub(crate) enum Deed {
    /// Returns this payload.
    Return(Vec<u8>),
    /// Fails so.
    Fail(InvokeError),
    /// Never ends.
    Hang,
    /// Takes the invoker down with it.
    Panic,
}

/// One function under any name.
#[derive(Debug)]
pub(crate) struct Fake {
    deed: Deed,
    events: Mutex<Vec<(String, Value)>>,
}

impl Fake {
    pub(crate) fn new(deed: Deed) -> Arc<Self> {
        Arc::new(Self {
            deed,
            events: Mutex::default(),
        })
    }

    /// The events so far, each with the function it was for.
    pub(crate) fn events(&self) -> Vec<(String, Value)> {
        self.events.lock().expect("no test panics with it").clone()
    }
}

impl Invoke for Fake {
    fn invoke<'a>(
        &'a self,
        function: &'a str,
        event: Bytes,
    ) -> BoxFuture<'a, Result<Bytes, InvokeError>> {
        let event = serde_json::from_slice(&event).expect("an event is JSON");
        self.events
            .lock()
            .expect("no test panics with it")
            .push((function.to_owned(), event));
        Box::pin(async move {
            match &self.deed {
                Deed::Return(payload) => Ok(Bytes::from(payload.clone())),
                Deed::Fail(error) => Err(error.clone()),
                Deed::Hang => std::future::pending().await,
                Deed::Panic => panic!("on purpose"),
            }
        })
    }
}
