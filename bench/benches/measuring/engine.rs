//! DynamoDB beside what is measured.

use std::thread;

use engine::Engine;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::oneshot;

/// An engine in a thread of its own, as DynamoDB is elsewhere too: what it computes is not counted as the caller's.
pub(crate) struct Served {
    pub(crate) endpoint: String,
    end: oneshot::Sender<()>,
    thread: thread::JoinHandle<()>,
}

impl Served {
    pub(crate) fn start() -> Self {
        let (started, endpoint) = oneshot::channel();
        let (end, ended) = oneshot::channel::<()>();
        let serve = async move {
            let engine = Engine::in_memory()
                .await
                .expect("the engine starts in memory");
            started
                .send(engine.endpoint())
                .expect("somebody waits for it");
            // That the sender was dropped means the same.
            ended.await.unwrap_or(());
            engine.stop().await.expect("the engine stops");
        };
        let thread = thread::spawn(move || one_thread().block_on(serve));
        Self {
            endpoint: endpoint.blocking_recv().expect("the engine's thread lives"),
            end,
            thread,
        }
    }

    pub(crate) fn stop(self) {
        drop(self.end);
        self.thread.join().expect("the engine's thread ends well");
    }
}

/// Functions have one thread too.
pub(crate) fn one_thread() -> Runtime {
    Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime can be had")
}
