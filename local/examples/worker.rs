//! A worker that does what its messages say: the counterpart of this crate's tests, and the smallest worker to try a queue
//! with. `{"do": "work"}` is done. The others misbehave, each in its own way.

use domain::{Error, Ready};
use runtime::{Delivery, Worker};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(tag = "do", rename_all = "lowercase")]
enum Order {
    Work,
    Fail,
    Panic,
    Exit,
}

fn main() -> std::process::ExitCode {
    runtime::work(async |_, kit| Ok((Worker::new(&kit, handle), Nothing)))
}

/// What it stands on.
#[derive(Clone)]
struct Nothing;

impl Ready for Nothing {
    async fn ready(&self) -> Result<(), Error> {
        Ok(())
    }
}

async fn handle(delivery: Delivery<Order>) -> Result<(), Error> {
    let id = &delivery.message_id;
    match delivery.message {
        Order::Work => {
            println!("worked on {id}");
            Ok(())
        }
        Order::Fail => Err(Error::Unavailable("told to fail".to_owned())),
        Order::Panic => panic!("told to panic"),
        Order::Exit => std::process::exit(3),
    }
}
