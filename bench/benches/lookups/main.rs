//! What the caches in front of reads are worth: look-ups from a warm cache against the same look-ups from DynamoDB embedded on this
//! machine, in turns; and what is left in the cached path. Prints Markdown.
//!
//! `cargo bench -p bench --bench lookups`; takes about half a minute. Arguments are those that cargo gives every benchmark; none is read.

mod lookup;
#[path = "../measuring/mod.rs"]
mod measuring;
mod parts;
mod scene;
mod turns;

use crate::measuring::{Served, one_thread};
use crate::scene::Scene;

fn main() {
    let engine = Served::start();
    let runtime = one_thread();
    runtime.block_on(async {
        let scene = Scene::set(&engine.endpoint).await;
        println!("{}", turns::measure(&scene).await);
        println!("{}", parts::measure(&scene).await);
    });
    engine.stop();
}
