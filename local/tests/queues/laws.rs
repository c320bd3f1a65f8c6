//! What holds whatever is done with a queue, in whatever order, with crashes in between.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use local::queues::{Body, Queues, Received, Receiving};
use proptest::prelude::*;

use crate::clock::Standing;
use crate::scene::{DEAD, QUEUE, configs, take};

#[derive(Debug, Clone)]
enum Step {
    Send,
    Receive(usize),
    /// Ends the n-th of what was ever received.
    Delete(usize),
    /// Gives the n-th of what was ever received back.
    GiveBack(usize),
    Wait(i64),
    /// `kill -9`, and a new start.
    Crash,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => Just(Step::Send),
        4 => (1_usize..=10).prop_map(Step::Receive),
        2 => any::<usize>().prop_map(Step::Delete),
        1 => any::<usize>().prop_map(Step::GiveBack),
        2 => (1_i64..=80).prop_map(Step::Wait),
        1 => Just(Step::Crash),
    ]
}

/// The queues, and what a careful observer knows of them.
struct Seen {
    queues: Queues,
    clock: Arc<Standing>,
    second: i64,
    sent: BTreeSet<String>,
    deleted: BTreeSet<String>,
    received: Vec<Received>,
    /// Until when whoever received a message has it, and how often it was received.
    held: BTreeMap<String, (i64, u32)>,
    dead: BTreeSet<String>,
}

impl Seen {
    fn new(file: &Path) -> Self {
        let clock = Standing::new();
        Self {
            queues: Queues::at(file, configs(), clock.clone()).unwrap(),
            clock,
            second: 0,
            sent: BTreeSet::new(),
            deleted: BTreeSet::new(),
            received: Vec::new(),
            held: BTreeMap::new(),
            dead: BTreeSet::new(),
        }
    }

    async fn take(&mut self, step: Step, file: &Path) {
        match step {
            Step::Send => {
                let id = self.queues.send(QUEUE, Body::parse("x").unwrap(), None);
                self.sent.insert(id.unwrap());
            }
            Step::Receive(most) => self.receive(most).await,
            Step::Delete(n) => self.delete(n),
            Step::GiveBack(n) => {
                let Some(message) = self.pick(n) else { return };
                let given = self
                    .queues
                    .change_visibility(QUEUE, &message.receipt_handle, 0);
                if given.is_ok() {
                    self.held.get_mut(&message.message_id).unwrap().0 = self.second;
                }
            }
            Step::Wait(seconds) => {
                self.second += seconds;
                self.clock.advance(seconds);
            }
            Step::Crash => {
                self.queues = Queues::at(file, configs(), self.clock.clone()).unwrap();
            }
        }
    }

    async fn receive(&mut self, most: usize) {
        let receiving = Receiving {
            most,
            visibility_seconds: None,
            wait: std::time::Duration::ZERO,
        };
        let worn = self
            .held
            .iter()
            .filter(|(_, (until, count))| *until <= self.second && *count == 3);
        self.dead.extend(
            worn.map(|(id, _)| id.clone())
                .filter(|id| !self.deleted.contains(id)),
        );
        let received = self.queues.receive(QUEUE, receiving).await.unwrap();
        assert!(received.len() <= most);
        for message in &received {
            let id = &message.message_id;
            assert!(self.sent.contains(id), "nobody sent it");
            assert!(!self.deleted.contains(id), "it was done");
            let (until, count) = self.held.entry(id.clone()).or_default();
            assert!(*until <= self.second, "somebody has it");
            *count += 1;
            assert!(*count <= 3, "it is a dead letter");
            assert_eq!(
                message.attributes["ApproximateReceiveCount"],
                count.to_string()
            );
            *until = self.second + 60;
        }
        self.received.extend(received);
    }

    fn delete(&mut self, n: usize) {
        let Some(message) = self.pick(n) else { return };
        self.queues.delete(QUEUE, &message.receipt_handle).unwrap();
        let later = self.received.iter().rev();
        let mut later = later.filter(|other| other.message_id == message.message_id);
        let is_last = later.next().unwrap().receipt_handle == message.receipt_handle;
        // A dead letter is beyond its last receiver's reach.
        if is_last && !self.dead.contains(&message.message_id) {
            self.deleted.insert(message.message_id);
        }
    }

    fn pick(&self, n: usize) -> Option<Received> {
        let index = n.checked_rem(self.received.len())?;
        Some(self.received[index].clone())
    }

    /// What is left once everything that somebody has was let go: in the queue, or among the dead letters.
    async fn left(&mut self) -> BTreeSet<String> {
        let mut left = BTreeSet::new();
        for _ in 0..4 {
            self.clock.advance(60);
            while let found = take(&self.queues, QUEUE).await
                && !found.is_empty()
            {
                left.extend(found.into_iter().map(|message| message.message_id));
            }
        }
        while let found = take(&self.queues, DEAD).await
            && !found.is_empty()
        {
            left.extend(found.into_iter().map(|message| message.message_id));
        }
        left
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_message_is_lost_or_with_two_receivers_or_back_after_it_was_done(
        steps in prop::collection::vec(step(), 1..40)
    ) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("queues.json");
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        runtime.block_on(async {
            let mut seen = Seen::new(&file);
            for step in steps {
                seen.take(step, &file).await;
            }
            let left = seen.left().await;
            let expected: BTreeSet<_> = seen.sent.difference(&seen.deleted).cloned().collect();
            assert_eq!(left, expected);
        });
    }
}
