//! A server that has no room.

use std::time::Duration;

use cache::{Asked, Forget};

use crate::client::{Client, TTL, forgotten, found, name, run, run_counted};
use crate::{Test, tests};
use testkit::server::RealServer;

pub(crate) const TESTS: &[Test] = tests![
    what_was_evicted_is_missing_and_a_fill_for_it_is_thrown_away,
    a_server_that_evicts_as_it_likes_never_answers_with_another_value,
    a_full_server_is_counted_and_still_asked,
    a_full_server_still_forgets,
];

fn what_was_evicted_is_missing_and_a_fill_for_it_is_thrown_away() {
    run(async {
        let server = RealServer::start();
        let client = Client::at(&server.url()).await;
        let token = client.lease("a").await;
        let () = redis::cmd("DEL")
            .arg("p:users:a")
            .query(&mut crate::client::raw(&server))
            .unwrap();
        client.fill("a", token, b"old").await;
        client.put("a", b"new").await;
    });
}

fn a_server_that_evicts_as_it_likes_never_answers_with_another_value() {
    run(async {
        let server =
            RealServer::with(&["--maxmemory", "4mb", "--maxmemory-policy", "allkeys-random"]);
        let client = Client::at(&server.url()).await;
        let (mut hits, mut misses) = (0, 0);
        for round in 0..3 {
            for number in 0..200_u32 {
                let key = number.to_string();
                match client.ask(&key).await {
                    Asked::Missing(token) => {
                        client.fill(&key, token, &vec![number as u8; 20_000]).await;
                        misses += usize::from(round > 0);
                    }
                    Asked::Found { bytes, .. } => {
                        assert_eq!(bytes, vec![number as u8; 20_000]);
                        hits += 1;
                    }
                    Asked::Unknown => panic!("{key}"),
                }
            }
        }
        assert!(hits > 0 && misses > 0, "{hits} {misses}");
    });
}

/// Leaves no room for anything more.
fn fill_up(server: &RealServer) {
    let mut raw = crate::client::raw(server);
    for (name, value) in [("maxmemory-policy", "noeviction"), ("maxmemory", "1")] {
        let () = redis::cmd("CONFIG")
            .arg("SET")
            .arg(name)
            .arg(value)
            .query(&mut raw)
            .unwrap();
    }
}

fn make_room(server: &RealServer) {
    let mut raw = crate::client::raw(server);
    let () = redis::cmd("CONFIG")
        .arg("SET")
        .arg("maxmemory")
        .arg("0")
        .query(&mut raw)
        .unwrap();
}

fn a_full_server_is_counted_and_still_asked() {
    run_counted(async |counts| {
        let server = RealServer::start();
        let client = Client::at(&server.url()).await;
        let token = client.lease("a").await;
        fill_up(&server);
        counts.take();
        let asked = client
            .shared
            .ask(&[(name("a"), TTL), (name("b"), TTL)])
            .await;
        assert_eq!(asked, [Asked::Unknown, Asked::Unknown]);
        let full = "cache.shared.failures tier=shared reason=full";
        assert_eq!(
            counts.take(),
            [
                "cache.misses cache=users tier=shared 2".to_owned(),
                format!("{full} 2")
            ]
        );
        client.fill("a", token.clone(), b"value").await;
        assert_eq!(counts.take(), [format!("{full} 1")]);
        make_room(&server);
        assert_eq!(client.lease("a").await, token);
    });
}

fn a_full_server_still_forgets() {
    run(async {
        let server = RealServer::start();
        let (one, other) = Client::two_at(&server.url()).await;
        for key in ["a", "b"] {
            one.put(key, b"old").await;
        }
        fill_up(&server);
        one.forget("a").await;
        let settle = Duration::from_secs(50);
        one.shared
            .forget(vec![Forget {
                settle,
                ..forgotten("b")
            }])
            .await;
        make_room(&server);
        assert_eq!(found(&other.ask("a").await), None);
        assert_eq!(found(&other.ask("b").await), None);
        // Nobody could be told to wait until the index shows the write: that is still owed.
        assert_eq!(one.ask("b").await, Asked::Unknown);
        assert_eq!(other.ask("b").await, Asked::Unknown);
    });
}
