//! Servers that take connections and then misbehave.

use std::time::Duration;

use cache::Asked;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::client::{Client, LONG, REQUEST, run, run_counted};
use crate::{Test, tests};

pub(crate) const TESTS: &[Test] = tests![
    an_answer_that_makes_no_sense_is_a_miss_and_the_server_is_left_alone,
    an_answer_that_does_not_end_is_a_miss_within_the_patience,
    a_server_that_makes_no_sense_from_the_start_is_never_asked,
    a_server_that_takes_connections_and_is_silent_costs_no_request_its_time,
    a_connection_on_which_half_an_answer_came_is_not_used_again,
];

/// A server that answers a ping as it should, unless it is told not to, and all else with these bytes; with none, it closes the connection.
async fn answering(reply: Option<&'static [u8]>, answers_pings: bool) -> String {
    answering_each(move |_| reply, answers_pings).await
}

/// As [`answering`], but each connection as it is told: they count from zero.
async fn answering_each(
    reply: impl Fn(usize) -> Option<&'static [u8]> + Send + 'static,
    answers_pings: bool,
) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        for number in 0.. {
            let Ok((stream, _)) = listener.accept().await else {
                return;
            };
            tokio::spawn(answer(stream, reply(number), answers_pings));
        }
    });
    format!("redis://127.0.0.1:{port}")
}

async fn answer(mut stream: TcpStream, reply: Option<&'static [u8]>, answers_pings: bool) {
    let mut buffer = [0; 4096];
    while let Ok(read) = stream.read(&mut buffer).await
        && read > 0
    {
        let is_ping = buffer[..read].ends_with(b"PING\r\n");
        let reply = if is_ping && answers_pings {
            Some(&b"+PONG\r\n"[..])
        } else {
            reply
        };
        let Some(reply) = reply else { return };
        if stream.write_all(reply).await.is_err() {
            return;
        }
    }
}

/// Asks in a request with the usual patience, of which all passes at once when nothing comes.
async fn ask_hopelessly(client: &Client) -> (Asked, Duration) {
    client.purse.fill(REQUEST);
    tokio::time::pause();
    let asked = client.ask("a").await;
    tokio::time::resume();
    (asked, client.purse.spent().iter().sum())
}

fn an_answer_that_makes_no_sense_is_a_miss_and_the_server_is_left_alone() {
    let answers: [(&'static str, Option<&'static [u8]>); 12] = [
        ("nonsense", Some(b"+OK\r\n")),
        ("nonsense", Some(b":1\r\n")),
        ("nonsense", Some(b"*2\r\n$1\r\na\r\n$1\r\nb\r\n")),
        // What is not of the protocol closes the connection, and can't be told from that.
        ("unavailable", Some(b"HTTP/1.1 400 Bad Request\r\n\r\n")),
        ("unavailable", Some(b"$x\r\n")),
        ("unavailable", Some(b"\xff\xfe\xfd\r\n")),
        ("unavailable", None),
        (
            "unavailable",
            Some(b"-READONLY You can't write against a read only replica.\r\n"),
        ),
        (
            "unavailable",
            Some(b"-LOADING Redis is loading the dataset in memory\r\n"),
        ),
        ("unavailable", Some(b"-NOAUTH Authentication required.\r\n")),
        ("unavailable", Some(b"-MOVED 3999 127.0.0.1:6381\r\n")),
        (
            "unavailable",
            Some(b"-NOPERM User app has no permissions\r\n"),
        ),
    ];
    for (reason, answer) in answers {
        run_counted(async |counts| {
            let client = Client::at(&answering(answer, true).await).await;
            client.purse.fill(LONG);
            counts.take();
            assert_eq!(client.ask("a").await, Asked::Unknown);
            let counted = counts.take();
            for line in [
                "cache.misses cache=users tier=shared 1",
                &format!("cache.shared.failures tier=shared reason={reason} 1"),
                "cache.shared.breaker_opened tier=shared 1",
            ] {
                assert!(
                    counted.iter().any(|counted| counted == line),
                    "{answer:?} {counted:?}"
                );
            }
            let spent = client.purse.spent();
            assert_eq!(client.ask("a").await, Asked::Unknown);
            assert_eq!(client.purse.spent(), spent, "{answer:?}");
        });
    }
}

fn an_answer_that_does_not_end_is_a_miss_within_the_patience() {
    for answer in [
        &b""[..],
        b"$36\r\nV and what",
        b"$",
        b"*3\r\n:1\r\n",
        b"$999999999\r\nmore",
    ] {
        run_counted(async |counts| {
            let client = Client::at(&answering(Some(answer), true).await).await;
            counts.take();
            let (asked, spent) = ask_hopelessly(&client).await;
            assert_eq!(asked, Asked::Unknown);
            assert!(spent <= REQUEST, "{spent:?}");
            let counted = counts.take();
            let timeout = "cache.shared.failures tier=shared reason=timeout 1";
            assert!(
                counted.iter().any(|line| line == timeout),
                "{answer:?} {counted:?}"
            );
            assert_eq!(
                ask_hopelessly(&client).await,
                (Asked::Unknown, Duration::ZERO)
            );
        });
    }
}

fn a_server_that_makes_no_sense_from_the_start_is_never_asked() {
    run(async {
        for answer in [Some(&b"SSH-2.0-OpenSSH_9.2\r\n"[..]), Some(b":7\r\n"), None] {
            let client = Client::at(&answering(answer, false).await).await;
            assert_eq!(client.ask("a").await, Asked::Unknown);
            assert!(client.purse.spent().is_empty());
        }
    });
}

fn a_server_that_takes_connections_and_is_silent_costs_no_request_its_time() {
    run(async {
        let url = answering(Some(b""), false).await;
        tokio::time::pause();
        let client = Client::at(&url).await;
        for _ in 0..20 {
            client.clock.advance(jiff::SignedDuration::from_secs(31));
            assert_eq!(client.ask("a").await, Asked::Unknown);
            tokio::time::sleep(Duration::from_secs(3)).await;
        }
        assert!(client.purse.spent().is_empty());
    });
}

fn a_connection_on_which_half_an_answer_came_is_not_used_again() {
    run(async {
        let half_then_nothing_there = |connection| {
            let half = connection == 0;
            Some(if half {
                &b"$36\r\nV and what"[..]
            } else {
                b"$-1\r\n"
            })
        };
        let client = Client::at(&answering_each(half_then_nothing_there, true).await).await;
        assert_eq!(ask_hopelessly(&client).await.0, Asked::Unknown);
        client.purse.fill(LONG);
        let asked = client.recovers("a").await;
        assert!(matches!(asked, Asked::Missing(_)), "{asked:?}");
    });
}
