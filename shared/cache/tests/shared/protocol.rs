//! What is said to a server that is well.

use std::time::Duration;

use cache::{Asked, Fill, Forget};
use jiff::SignedDuration;
use testkit::ManualClock;

use crate::client::{Client, TTL, forgotten, found, name, run, run_counted};
use crate::{Test, tests};
use testkit::server::RealServer;

pub(crate) const TESTS: &[Test] = tests![
    a_value_comes_back_as_it_was_filled_in,
    the_time_at_which_a_value_was_read_comes_with_it,
    a_value_that_is_too_old_is_missing_and_may_be_replaced_once,
    a_value_is_gone_when_its_ttl_is_over_counted_from_when_it_was_read,
    a_value_from_a_later_time_than_now_is_missing,
    many_entries_are_asked_for_in_one_exchange_and_answered_in_their_order,
    whoever_asks_while_another_loads_may_fill_too_and_the_first_wins,
    a_write_elsewhere_is_seen,
    a_write_elsewhere_throws_a_fill_under_way_away,
    a_forgotten_place_settles_and_nobody_fills_it_meanwhile,
    two_environments_with_other_prefixes_share_nothing,
    nonsense_in_a_place_is_counted_and_deleted,
    the_value_of_another_name_is_nonsense,
    a_value_longer_than_a_mebibyte_is_not_filled_in,
    hits_and_misses_and_bytes_are_counted_by_cache,
    nothing_is_said_without_need,
];

fn a_value_comes_back_as_it_was_filled_in() {
    run(async {
        let server = RealServer::start();
        let client = Client::at(&server.url()).await;
        for (key, bytes) in [
            ("empty", vec![]),
            ("binary", (0..=255).collect()),
            ("long", vec![7; 1 << 20]),
        ] {
            client.put(key, &bytes).await;
        }
    });
}

fn the_time_at_which_a_value_was_read_comes_with_it() {
    run(async {
        let server = RealServer::start();
        let (one, other) = Client::two_at(&server.url()).await;
        one.put("a", b"value").await;
        other.clock.advance(SignedDuration::from_secs(5));
        let Asked::Found { read, .. } = other.ask("a").await else {
            panic!("it is there");
        };
        assert_eq!(read.wall(), ManualClock::start());
        let now = cache::ReadAt::now(&*other.clock);
        assert_eq!(read.age(now), Some(Duration::from_secs(5)));
    });
}

fn a_value_that_is_too_old_is_missing_and_may_be_replaced_once() {
    run(async {
        let server = RealServer::start();
        let client = Client::at(&server.url()).await;
        client.put("a", b"old").await;
        client.clock.advance(SignedDuration::from_secs(10));
        let ten = Duration::from_secs(10);
        assert!(found(&client.ask_within("a", ten).await).is_some());
        client.clock.advance(SignedDuration::from_micros(1));
        let (one, other) = (
            client.ask_within("a", ten).await,
            client.ask_within("a", ten).await,
        );
        let (Asked::Missing(one), Asked::Missing(other)) = (one, other) else {
            panic!("it is too old");
        };
        client.fill("a", one, b"new").await;
        client.fill("a", other, b"newer").await;
        assert_eq!(found(&client.ask_within("a", ten).await), Some(&b"new"[..]));
    });
}

fn a_value_is_gone_when_its_ttl_is_over_counted_from_when_it_was_read() {
    run(async {
        let server = RealServer::start();
        let client = Client::at(&server.url()).await;
        let token = client.lease("a").await;
        let fill = client.value("a", token, b"value");
        client.clock.advance(SignedDuration::from_secs(20));
        client.shared.fill(vec![fill]).await;
        let left: i64 = redis::cmd("PTTL")
            .arg("p:users:a")
            .query(&mut crate::client::raw(&server))
            .unwrap();
        assert!((30_000..=40_000).contains(&left), "{left}");

        let token = client.lease("b").await;
        let fill = client.value("b", token, b"value");
        client.clock.advance(SignedDuration::try_from(TTL).unwrap());
        client.shared.fill(vec![fill]).await;
        assert_eq!(found(&client.ask("b").await), None);
    });
}

fn a_value_from_a_later_time_than_now_is_missing() {
    run(async {
        let server = RealServer::start();
        let (one, other) = Client::two_at(&server.url()).await;
        one.clock.advance(SignedDuration::from_secs(1));
        one.put("a", b"value").await;
        let token = other.lease("a").await;
        other.fill("a", token, b"mine").await;
        assert_eq!(found(&other.ask("a").await), Some(&b"mine"[..]));
    });
}

fn many_entries_are_asked_for_in_one_exchange_and_answered_in_their_order() {
    run(async {
        let server = RealServer::start();
        let client = Client::at(&server.url()).await;
        client.put("b", b"bee").await;
        client.purse.fill(crate::client::LONG);
        let wanted = ["a", "b", "c"].map(|key| (name(key), TTL));
        let asked = client.shared.ask(&wanted).await;
        assert_eq!(client.purse.spent().len(), 1);
        let [Asked::Missing(a), Asked::Found { .. }, Asked::Missing(c)] = &asked[..] else {
            panic!("{asked:?}");
        };
        let fills = [("a", a, b"ay"), ("c", c, b"cy")];
        let fills = fills.map(|(key, token, bytes)| client.value(key, token.clone(), bytes));
        client.shared.fill(fills.into()).await;
        let asked = client.shared.ask(&wanted).await;
        let bytes: Vec<_> = asked.iter().map(found).collect();
        assert_eq!(bytes, [Some(&b"ay"[..]), Some(b"bee"), Some(b"cy")]);
    });
}

fn whoever_asks_while_another_loads_may_fill_too_and_the_first_wins() {
    run(async {
        let server = RealServer::start();
        let (one, other) = Client::two_at(&server.url()).await;
        let (first, second) = (one.lease("a").await, other.lease("a").await);
        assert_eq!(first, second);
        other.fill("a", second, b"second").await;
        one.fill("a", first, b"first").await;
        assert_eq!(found(&one.ask("a").await), Some(&b"second"[..]));
    });
}

fn a_write_elsewhere_is_seen() {
    run(async {
        let server = RealServer::start();
        let (one, other) = Client::two_at(&server.url()).await;
        one.put("a", b"old").await;
        other.forget("a").await;
        let token = one.lease("a").await;
        one.fill("a", token, b"new").await;
        assert_eq!(found(&other.ask("a").await), Some(&b"new"[..]));
    });
}

fn a_write_elsewhere_throws_a_fill_under_way_away() {
    run(async {
        let server = RealServer::start();
        let (one, other) = Client::two_at(&server.url()).await;
        let before = one.lease("a").await;
        other.forget("a").await;
        one.fill("a", before.clone(), b"old").await;
        let after = other.lease("a").await;
        assert_ne!(before, after);
        one.fill("a", before, b"old").await;
        other.fill("a", after, b"new").await;
        assert_eq!(found(&one.ask("a").await), Some(&b"new"[..]));
    });
}

fn a_forgotten_place_settles_and_nobody_fills_it_meanwhile() {
    run(async {
        let server = RealServer::start();
        let (one, other) = Client::two_at(&server.url()).await;
        one.put("a", b"old").await;
        let stale = one.ask_within("b", TTL).await;
        let Asked::Missing(stale) = stale else {
            panic!("{stale:?}")
        };
        let forget = |key: &str| Forget {
            settle: Duration::from_secs(50),
            ..forgotten(key)
        };
        other.shared.forget(vec![forget("a"), forget("b")]).await;
        assert_eq!(one.ask("a").await, Asked::Unknown);
        assert_eq!(one.ask("b").await, Asked::Unknown);
        one.fill("b", stale, b"old").await;
        assert_eq!(one.ask("b").await, Asked::Unknown);
        let mut raw = crate::client::raw(&server);
        let left: i64 = redis::cmd("PTTL").arg("p:users:a").query(&mut raw).unwrap();
        assert!((40_000..=50_000).contains(&left), "{left}");
        // Its time is over.
        let () = redis::cmd("DEL").arg("p:users:a").query(&mut raw).unwrap();
        one.put("a", b"new").await;
    });
}

fn two_environments_with_other_prefixes_share_nothing() {
    run(async {
        let server = RealServer::start();
        let client = Client::at(&server.url()).await;
        client.put("a", b"value").await;
        let other = cache::Shared::new(
            &server.url(),
            "q",
            client.clock.clone(),
            client.purse.clone(),
        );
        let other = other.unwrap();
        other.open().await;
        let asked = other.ask(&[(name("a"), TTL)]).await;
        assert!(matches!(asked[..], [Asked::Missing(_)]), "{asked:?}");
    });
}

fn nonsense_in_a_place_is_counted_and_deleted() {
    run_counted(async |counts| {
        let server = RealServer::start();
        let client = Client::at(&server.url()).await;
        let mut raw = crate::client::raw(&server);
        for nonsense in [
            redis::cmd("SET").arg("p:users:a").arg("nonsense"),
            redis::cmd("SET").arg("p:users:a").arg(""),
            redis::cmd("RPUSH").arg("p:users:a").arg("a list"),
        ] {
            let () = nonsense.exec(&mut raw).unwrap();
            counts.take();
            assert_eq!(client.ask("a").await, Asked::Unknown);
            let counted = counts.take();
            let reason = "cache.shared.failures tier=shared reason=nonsense 1";
            assert!(counted.iter().any(|line| line == reason), "{counted:?}");
            assert!(matches!(client.ask("a").await, Asked::Missing(_)));
            let () = redis::cmd("DEL").arg("p:users:a").query(&mut raw).unwrap();
        }
    });
}

fn the_value_of_another_name_is_nonsense() {
    run(async {
        let server = RealServer::start();
        let client = Client::at(&server.url()).await;
        client.put("a", b"of a").await;
        let () = redis::cmd("RENAME")
            .arg("p:users:a")
            .arg("p:users:b")
            .query(&mut crate::client::raw(&server))
            .unwrap();
        assert_eq!(client.ask("b").await, Asked::Unknown);
        client.put("b", b"of b").await;
    });
}

fn a_value_longer_than_a_mebibyte_is_not_filled_in() {
    run_counted(async |counts| {
        let server = RealServer::start();
        let client = Client::at(&server.url()).await;
        let token = client.lease("a").await;
        counts.take();
        let long = Fill {
            bytes: vec![7; (1 << 20) + 1],
            ..client.value("a", token.clone(), b"")
        };
        client.shared.fill(vec![long]).await;
        assert_eq!(
            counts.take(),
            ["cache.shared.failures tier=shared reason=too_big 1"]
        );
        assert_eq!(client.lease("a").await, token);
    });
}

fn hits_and_misses_and_bytes_are_counted_by_cache() {
    run_counted(async |counts| {
        let server = RealServer::start();
        let client = Client::at(&server.url()).await;
        let token = client.lease("a").await;
        assert_eq!(counts.take(), ["cache.misses cache=users tier=shared 1"]);
        client.fill("a", token, b"value").await;
        assert_eq!(
            counts.take(),
            ["cache.shared.filled_bytes cache=users tier=shared 5"]
        );
        client.ask("a").await;
        assert_eq!(counts.take(), ["cache.hits cache=users tier=shared 1"]);
    });
}

fn nothing_is_said_without_need() {
    run(async {
        let server = RealServer::start();
        let client = Client::at(&server.url()).await;
        assert_eq!(client.shared.ask(&[]).await, []);
        client.shared.fill(vec![]).await;
        client.shared.forget(vec![]).await;
        assert!(client.purse.spent().is_empty());
    });
}
