//! What it costs a request that the system measures itself: the same request without the stack around it, in the stack with nobody
//! listening, and recorded, in turns; and how fast a request is answered while a push becomes due. Prints Markdown.
//!
//! `cargo bench -p bench --bench recording`; takes about a minute. Arguments are those that cargo gives every benchmark; none is read.

mod cost;
#[path = "../measuring/mod.rs"]
mod measuring;
mod push;
mod scene;

use std::sync::Arc;

use crate::measuring::{Served, one_thread};
use crate::scene::Scene;

fn main() {
    let engine = Served::start();
    let runtime = one_thread();
    runtime.block_on(async {
        let scene = Arc::new(Scene::set(&engine.endpoint).await);
        println!("{}", cost::measure(&scene).await);
        println!("{}", push::measure(scene.clone()).await);
    });
    engine.stop();
}
