//! A real server that hangs, dies, comes back, refuses, and what is owed to it meanwhile.

use std::pin::pin;
use std::time::Duration;

use cache::{Asked, Shared};
use futures_util::FutureExt;
use jiff::SignedDuration;

use crate::client::{Client, LONG, REQUEST, forgotten, found, run, run_counted};
use crate::{Test, tests};
use testkit::server::RealServer;

pub(crate) const TESTS: &[Test] = tests![
    a_server_that_hangs_costs_one_request_its_patience_and_is_used_again_later,
    a_server_that_was_killed_is_used_again_when_it_is_back,
    a_server_that_was_not_there_at_the_start_is_used_when_it_comes,
    a_fill_does_not_outlive_a_restart_of_the_server,
    a_connection_that_did_not_outlive_a_freeze_is_made_again,
    a_replica_that_takes_no_writes_is_left_alone_until_it_does,
    a_wrong_password_is_a_miss,
    a_user_and_a_password_are_given_as_the_url_says,
    a_password_is_made_anew_for_every_connection,
    what_could_not_be_forgotten_is_owed_and_paid_first,
    a_forget_that_nobody_waits_for_any_more_is_owed,
    what_is_owed_is_not_filled_in,
    a_debt_that_is_over_by_itself_is_counted_no_more,
    what_was_written_while_it_was_asked_for_is_unknown,
    nothing_is_asked_while_more_is_owed_than_there_is_room_for,
    neither_url_nor_password_is_shown,
];

fn a_server_that_hangs_costs_one_request_its_patience_and_is_used_again_later() {
    run_counted(async |counts| {
        let server = RealServer::start();
        let client = Client::at(&server.url()).await;
        client.put("a", b"old").await;
        server.freeze();
        counts.take();
        // Nothing will come: the patience passes at once.
        tokio::time::pause();
        client.purse.fill(REQUEST);
        assert_eq!(client.ask("a").await, Asked::Unknown);
        let spent: Duration = client.purse.spent().iter().sum();
        assert!(spent <= REQUEST, "{spent:?}");
        let opened = "cache.shared.breaker_opened tier=shared 1";
        let counted = counts.take();
        assert!(counted.iter().any(|line| line == opened), "{counted:?}");

        client.purse.fill(REQUEST);
        assert_eq!(client.ask("a").await, Asked::Unknown);
        client.forget("a").await;
        assert!(client.purse.spent().is_empty());
        tokio::time::resume();

        server.thaw();
        client.purse.fill(LONG);
        let asked = client.recovers("a").await;
        // It was written meanwhile.
        assert!(matches!(asked, Asked::Missing(_)), "{asked:?}");
        client.put("a", b"new").await;
    });
}

fn a_server_that_was_killed_is_used_again_when_it_is_back() {
    run(async {
        let mut server = RealServer::start();
        let client = Client::at(&server.url()).await;
        client.put("a", b"value").await;
        server.kill();
        assert_eq!(client.ask("a").await, Asked::Unknown);
        client.clock.advance(SignedDuration::from_secs(31));
        assert_eq!(client.ask("a").await, Asked::Unknown);
        server.start_again();
        client.recovers("a").await;
        client.put("a", b"again").await;
    });
}

fn a_server_that_was_not_there_at_the_start_is_used_when_it_comes() {
    run_counted(async |counts| {
        let mut server = RealServer::start();
        server.kill();
        let client = Client::at(&server.url()).await;
        let counted = counts.take();
        let unavailable = "cache.shared.failures tier=shared reason=unavailable 1";
        assert!(
            counted.iter().any(|line| line == unavailable),
            "{counted:?}"
        );
        assert_eq!(client.ask("a").await, Asked::Unknown);
        assert!(client.purse.spent().is_empty());
        server.start_again();
        client.recovers("a").await;
        client.put("a", b"value").await;
    });
}

fn a_fill_does_not_outlive_a_restart_of_the_server() {
    run(async {
        let mut server = RealServer::start();
        let (one, other) = Client::two_at(&server.url()).await;
        let token = one.lease("a").await;
        server.kill();
        server.start_again();
        // The write of another environment finds nothing to forget.
        other.recovers("b").await;
        other.forget("a").await;
        one.recovers("b").await;
        one.fill("a", token, b"old").await;
        assert_eq!(found(&other.ask("a").await), None);
    });
}

fn a_connection_that_did_not_outlive_a_freeze_is_made_again() {
    run(async {
        let server = RealServer::start();
        let client = Client::at(&server.url()).await;
        client.put("a", b"value").await;
        let () = redis::cmd("CLIENT")
            .arg("KILL")
            .arg("TYPE")
            .arg("normal")
            .query(&mut crate::client::raw(&server))
            .unwrap();
        let asked = client.recovers("a").await;
        assert!(!matches!(asked, Asked::Unknown), "{asked:?}");
    });
}

fn a_replica_that_takes_no_writes_is_left_alone_until_it_does() {
    run(async {
        let server = RealServer::start();
        let client = Client::at(&server.url()).await;
        client.put("a", b"value").await;
        let mut raw = crate::client::raw(&server);
        let () = redis::cmd("REPLICAOF")
            .arg("127.0.0.1")
            .arg("1")
            .query(&mut raw)
            .unwrap();
        client.forget("a").await;
        assert_eq!(client.ask("a").await, Asked::Unknown);
        let () = redis::cmd("REPLICAOF")
            .arg("NO")
            .arg("ONE")
            .query(&mut raw)
            .unwrap();
        let asked = client.recovers("a").await;
        // It was owed.
        assert!(matches!(asked, Asked::Missing(_)), "{asked:?}");
    });
}

fn a_wrong_password_is_a_miss() {
    run(async {
        let server = RealServer::with(&["--requirepass", "right"]);
        for url in [
            server.url(),
            server.url().replace("//", "//:wrong@"),
            server.url().replace("//", "//nobody:right@"),
        ] {
            let client = Client::at(&url).await;
            assert_eq!(client.ask("a").await, Asked::Unknown);
            client.forget("a").await;
            assert!(client.purse.spent().is_empty());
        }
        let client = Client::at(&server.url().replace("//", "//:right@")).await;
        client.put("a", b"value").await;
    });
}

/// A server with one user, who may do what is done here and nothing else.
fn server_with_user() -> RealServer {
    let rights = [
        "app",
        "on",
        ">sec:ret",
        "~p:*",
        "+set",
        "+get",
        "+del",
        "+eval",
        "+getrange",
    ];
    let mut arguments = vec!["--user"];
    arguments.extend(rights);
    arguments.extend(["--user", "default", "off"]);
    RealServer::with(&arguments)
}

fn a_user_and_a_password_are_given_as_the_url_says() {
    run(async {
        let server = server_with_user();
        let client = Client::at(&server.url().replace("//", "//app:sec%3Aret@")).await;
        client.put("a", b"value").await;
        client.forget("a").await;
        assert_eq!(found(&client.ask("a").await), None);
    });
}

fn a_password_is_made_anew_for_every_connection() {
    run(async {
        let mut server = server_with_user();
        let passwords =
            std::sync::Arc::new(std::sync::Mutex::new(vec!["sec:ret", "wrong", "sec:ret"]));
        let made = passwords.clone();
        let at = cache::Server::at(&server.url().replace("//", "//app@")).unwrap();
        let at = at.with_passwords(move || {
            let password = passwords.lock().unwrap().pop();
            Box::pin(async move { password.map(str::to_owned) })
        });
        let client = Client::on(at).await;
        client.put("a", b"value").await;
        server.kill();
        server.start_again();
        client.recovers("a").await;
        assert_eq!(made.lock().unwrap().len(), 0);
    });
}

fn what_could_not_be_forgotten_is_owed_and_paid_first() {
    run_counted(async |counts| {
        let server = RealServer::start();
        let (one, other) = Client::two_at(&server.url()).await;
        for key in ["a", "b"] {
            one.put(key, b"old").await;
        }
        one.purse.fill(Duration::ZERO);
        counts.take();
        one.forget("a").await;
        one.shared.owe(vec![forgotten("b")]);
        let counted = counts.take();
        assert!(
            counted
                .iter()
                .any(|line| line == "cache.shared.owed tier=shared 2"),
            "{counted:?}"
        );
        assert_eq!(one.ask("a").await, Asked::Unknown);
        assert_eq!(found(&other.ask("a").await), Some(&b"old"[..]));
        // The next request has patience again, whatever it asks for.
        one.purse.fill(LONG);
        one.ask("c").await;
        assert_eq!(one.purse.spent().len(), 1);
        let counted = counts.take();
        assert!(
            counted
                .iter()
                .any(|line| line == "cache.shared.owed tier=shared 0"),
            "{counted:?}"
        );
        for key in ["a", "b"] {
            assert_eq!(found(&other.ask(key).await), None);
            one.put(key, b"new").await;
        }
    });
}

fn a_forget_that_nobody_waits_for_any_more_is_owed() {
    run(async {
        let server = RealServer::start();
        let client = Client::at(&server.url()).await;
        client.put("a", b"old").await;
        assert!(client.forget("a").now_or_never().is_none());
        client.purse.fill(Duration::ZERO);
        assert_eq!(client.ask("a").await, Asked::Unknown);
        client.purse.fill(LONG);
        client.put("a", b"new").await;
    });
}

fn what_is_owed_is_not_filled_in() {
    run(async {
        let server = RealServer::start();
        let (one, other) = Client::two_at(&server.url()).await;
        let token = one.lease("a").await;
        one.shared.owe(vec![forgotten("a")]);
        one.fill("a", token, b"old").await;
        assert_eq!(found(&other.ask("a").await), None);
        assert_eq!(found(&one.ask("a").await), None);
    });
}

fn a_debt_that_is_over_by_itself_is_counted_no_more() {
    run_counted(async |counts| {
        let server = RealServer::start();
        let client = Client::at(&server.url()).await;
        client.shared.owe(vec![forgotten("a")]);
        client.clock.advance(SignedDuration::from_secs(600));
        counts.take();
        client.ask("b").await;
        let counted = counts.take();
        let none = "cache.shared.owed tier=shared 0";
        assert!(counted.iter().any(|line| line == none), "{counted:?}");
    });
}

fn what_was_written_while_it_was_asked_for_is_unknown() {
    run(async {
        let server = RealServer::start();
        let client = Client::at(&server.url()).await;
        client.put("a", b"old").await;
        let mut asked = pin!(client.ask("a"));
        assert!((&mut asked).now_or_never().is_none());
        client.shared.owe(vec![forgotten("a")]);
        assert_eq!(asked.await, Asked::Unknown);
        client.put("a", b"new").await;
    });
}

fn nothing_is_asked_while_more_is_owed_than_there_is_room_for() {
    run(async {
        let server = RealServer::start();
        let client = Client::at(&server.url()).await;
        let token = client.lease("filled").await;
        let names = (0..1001).map(|number| forgotten(&number.to_string()));
        client.shared.owe(names.collect());
        client.purse.fill(LONG);
        assert_eq!(client.ask("other").await, Asked::Unknown);
        client.fill("filled", token, b"old").await;
        assert!(client.purse.spent().is_empty());
        client.clock.advance(SignedDuration::from_secs(600));
        client.put("other", b"value").await;
    });
}

fn neither_url_nor_password_is_shown() {
    run(async {
        let client = Client::at("redis://name:secret@localhost:1").await;
        let shown = format!("{:?} {:#?}", client.shared, client.shared);
        let bad = Shared::new(
            "http://name:secret@localhost",
            "p",
            client.clock.clone(),
            client.purse.clone(),
        );
        let shown = format!("{shown} {:?} {}", bad, bad.as_ref().unwrap_err());
        for word in ["name", "secret", "localhost"] {
            assert!(!shown.contains(word), "{shown}");
        }
    });
}
