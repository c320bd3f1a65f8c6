//! Many environments, many steps, at random, against a model of one sentence: what is found is what was written last.

use std::time::Duration;

use cache::{Asked, Fill, Token};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::client::{Client, LONG, forgotten, run};
use crate::{Test, tests};
use testkit::server::RealServer;

pub(crate) const TESTS: &[Test] =
    tests![what_is_found_is_what_was_written_last_unless_somebody_owes_it];

const CLIENTS: usize = 3;
const KEYS: usize = 2;

#[derive(Debug, Clone, Copy)]
enum Step {
    /// A client asks, and keeps the token.
    Ask(usize, usize),
    /// A client loads what it has a token for.
    Load(usize, usize),
    /// A client fills in what it has loaded.
    Fill(usize, usize),
    /// A client writes and forgets.
    Write(usize, usize),
    /// A client writes, and has no patience left to forget.
    WriteAndOwe(usize, usize),
    /// The server makes room.
    Evict(usize),
    /// The server is started anew.
    Restart,
}

/// What a client has in hand for a key.
#[derive(Debug, Default, Clone)]
struct Hand {
    token: Option<Token>,
    loaded: Option<Fill>,
    owes: bool,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let who = || (0..CLIENTS, 0..KEYS);
    let step = prop_oneof![
        6 => who().prop_map(|(who, key)| Step::Ask(who, key)),
        4 => who().prop_map(|(who, key)| Step::Load(who, key)),
        4 => who().prop_map(|(who, key)| Step::Fill(who, key)),
        2 => who().prop_map(|(who, key)| Step::Write(who, key)),
        1 => who().prop_map(|(who, key)| Step::WriteAndOwe(who, key)),
        1 => (0..KEYS).prop_map(Step::Evict),
        1 => Just(Step::Restart),
    ];
    prop::collection::vec(step, 1..60)
}

fn what_is_found_is_what_was_written_last_unless_somebody_owes_it() {
    let server = RealServer::start();
    let config = Config {
        cases: 256,
        failure_persistence: None,
        ..Config::default()
    };
    let outcome = TestRunner::new(config).run(&steps(), |steps| {
        run(play(&server, &steps));
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
}

async fn play(server: &RealServer, steps: &[Step]) {
    let mut raw = crate::client::raw(server);
    let () = redis::cmd("FLUSHALL").query(&mut raw).unwrap();
    let mut clients = Vec::new();
    for _ in 0..CLIENTS {
        clients.push(Client::at(&server.url()).await);
    }
    let mut hands = vec![vec![Hand::default(); KEYS]; CLIENTS];
    let mut source = [0_u64; KEYS];
    for step in steps {
        match *step {
            Step::Ask(who, key) => {
                let asked = clients[who].ask(&key.to_string()).await;
                // Its exchange began with what it owed.
                hands[who].iter_mut().for_each(|hand| hand.owes = false);
                match asked {
                    Asked::Missing(token) => hands[who][key].token = Some(token),
                    Asked::Found { bytes, .. } => {
                        let somebody_owes = hands.iter().any(|hand| hand[key].owes);
                        let is_last = bytes == source[key].to_be_bytes();
                        assert!(somebody_owes || is_last, "{bytes:?} {}", source[key]);
                    }
                    Asked::Unknown => panic!("the server is well"),
                }
            }
            Step::Load(who, key) => {
                if let Some(token) = hands[who][key].token.clone() {
                    let bytes = source[key].to_be_bytes();
                    let loaded = clients[who].value(&key.to_string(), token, &bytes);
                    hands[who][key].loaded = Some(loaded);
                }
            }
            Step::Fill(who, key) => {
                if let Some(fill) = hands[who][key].loaded.take() {
                    if !hands[who][key].owes {
                        hands[who].iter_mut().for_each(|hand| hand.owes = false);
                    }
                    clients[who].shared.fill(vec![fill]).await;
                }
            }
            Step::Write(who, key) => {
                source[key] += 1;
                clients[who].forget(&key.to_string()).await;
                hands[who].iter_mut().for_each(|hand| hand.owes = false);
            }
            Step::WriteAndOwe(who, key) => {
                source[key] += 1;
                clients[who].purse.fill(Duration::ZERO);
                clients[who]
                    .shared
                    .forget(vec![forgotten(&key.to_string())])
                    .await;
                clients[who].purse.fill(LONG);
                hands[who][key].owes = true;
            }
            Step::Evict(key) => {
                let place = format!("p:users:{key}");
                let () = redis::cmd("DEL").arg(place).query(&mut raw).unwrap();
            }
            Step::Restart => {
                let () = redis::cmd("FLUSHALL").query(&mut raw).unwrap();
            }
        }
    }
}
