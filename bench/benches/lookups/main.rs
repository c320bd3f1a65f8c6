//! What the caches in front of reads are worth: look-ups from a warm cache against the same look-ups from DynamoDB embedded on this
//! machine, in turns; and what is left in the cached path. Prints Markdown.
//!
//! `cargo bench -p bench --bench lookups`; takes about half a minute. Arguments are those that cargo gives every benchmark; none is read.

mod lookup;
mod parts;
mod samples;
mod scene;
mod stopwatch;
mod turns;

use std::thread;

use engine::Engine;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::oneshot;

use crate::scene::Scene;

fn main() {
    let engine = Served::start();
    // Functions have one thread too.
    let runtime = one_thread();
    runtime.block_on(async {
        let scene = Scene::set(&engine.endpoint).await;
        println!("{}", turns::measure(&scene).await);
        println!("{}", parts::measure(&scene).await);
    });
    engine.stop();
}

/// An engine in a thread of its own, as DynamoDB is elsewhere too: what it computes is not counted as the caller's.
struct Served {
    endpoint: String,
    end: oneshot::Sender<()>,
    thread: thread::JoinHandle<()>,
}

impl Served {
    fn start() -> Self {
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

    fn stop(self) {
        drop(self.end);
        self.thread.join().expect("the engine's thread ends well");
    }
}

fn one_thread() -> Runtime {
    Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime can be had")
}
