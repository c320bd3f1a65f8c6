//! Every order in which two reads and a write can meet, against a real server: 560 of them, from each state a place can be in.

use std::time::Duration;

use cache::{Asked, Fill, Token};
use jiff::SignedDuration;

use crate::client::{Client, found, run};
use crate::{Test, tests};
use testkit::server::RealServer;

pub(crate) const TESTS: &[Test] =
    tests![whatever_the_order_no_read_after_a_write_finds_what_was_before_it];

const OLD: &[u8] = b"old";
const NEW: &[u8] = b"new";

/// A step of the one who writes, or of a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Write,
    Forget,
    Ask(usize),
    Load(usize),
    Fill(usize),
}

/// What stands in the place when it begins.
#[derive(Debug, Clone, Copy)]
enum Start {
    Empty,
    Value,
    TooOld,
    Lease,
}

fn whatever_the_order_no_read_after_a_write_finds_what_was_before_it() {
    run(async {
        let server = RealServer::start();
        let writer = Client::at(&server.url()).await;
        let readers = [
            Client::at(&server.url()).await,
            Client::at(&server.url()).await,
        ];
        let tracks = [
            vec![Step::Write, Step::Forget],
            vec![Step::Ask(0), Step::Load(0), Step::Fill(0)],
            vec![Step::Ask(1), Step::Load(1), Step::Fill(1)],
        ];
        let mut orders = Vec::new();
        merge(&tracks, &mut Vec::new(), &mut orders);
        assert_eq!(orders.len(), 560);
        let mut stale_before = 0;
        for start in [Start::Empty, Start::Value, Start::TooOld, Start::Lease] {
            for (number, order) in orders.iter().enumerate() {
                let key = format!("{start:?}{number}");
                stale_before += usize::from(meet(&writer, &readers, start, &key, order).await);
            }
        }
        // Between the write and the forgetting the old value is found: these orders do put the tier to the test.
        assert!(stale_before > 0);
    });
}

/// Plays one order. True if the old value was found between the write and the forgetting, where it may be.
async fn meet(
    writer: &Client,
    readers: &[Client; 2],
    start: Start,
    key: &str,
    order: &[Step],
) -> bool {
    let max_age = Duration::from_secs(5);
    let mut tokens: [Option<Token>; 2] = [None, None];
    let mut loaded: [Option<Fill>; 2] = [None, None];
    match start {
        Start::Empty => {}
        Start::Value => readers[0].put(key, OLD).await,
        Start::TooOld => {
            readers[0].put(key, OLD).await;
            for client in readers {
                client.clock.advance(SignedDuration::from_secs(6));
            }
        }
        Start::Lease => {
            writer.lease(key).await;
        }
    }
    let (mut source, mut is_forgotten, mut was_stale) = (OLD, false, false);
    for step in order {
        match *step {
            Step::Write => source = NEW,
            Step::Forget => {
                writer.forget(key).await;
                is_forgotten = true;
            }
            Step::Ask(who) => match readers[who].ask_within(key, max_age).await {
                Asked::Missing(token) => tokens[who] = Some(token),
                Asked::Found { bytes, .. } => {
                    assert!(!is_forgotten || bytes == NEW, "{start:?} {order:?}");
                    was_stale |= source == NEW && bytes == OLD;
                }
                Asked::Unknown => panic!("{start:?} {order:?}"),
            },
            Step::Load(who) => {
                let token = tokens[who].take();
                loaded[who] = token.map(|token| readers[who].value(key, token, source));
            }
            Step::Fill(who) => {
                let fill = loaded[who].take();
                readers[who].shared.fill(fill.into_iter().collect()).await;
            }
        }
    }
    let last = readers[0].ask_within(key, max_age).await;
    assert_ne!(found(&last), Some(OLD), "{start:?} {order:?}");
    was_stale
}

/// All orders in which the steps of each track keep theirs.
fn merge(tracks: &[Vec<Step>], begun: &mut Vec<Step>, orders: &mut Vec<Vec<Step>>) {
    let mut is_done = true;
    for track in tracks {
        let next = track.iter().find(|step| !begun.contains(step));
        if let Some(step) = next {
            is_done = false;
            begun.push(*step);
            merge(tracks, begun, orders);
            begun.pop();
        }
    }
    if is_done {
        orders.push(begun.clone());
    }
}
