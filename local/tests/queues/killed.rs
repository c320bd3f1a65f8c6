//! A killed process loses no message that it had accepted.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use local::queues::{Body, Queues};

use crate::clock::Standing;
use crate::scene::{QUEUE, configs, take};

const SENT: usize = 20;

/// Another process, which sends to the queues in `path` until it is killed.
fn sender(path: &Path) -> (Child, BufReader<ChildStdout>) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", "killed::sends_until_killed"])
        .arg("--nocapture")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    writeln!(stdin, "{}", path.display()).unwrap();
    let stdout = child.stdout.take().unwrap();
    (child, BufReader::new(stdout))
}

#[tokio::test]
async fn what_was_accepted_before_a_kill_is_there_afterwards() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("queues.json");
    let (mut child, stdout) = sender(&file);
    let mut accepted = 0;
    for line in stdout.lines() {
        // The test harness writes before and between our own lines.
        if let Some((_, number)) = line.unwrap().split_once("sent ") {
            accepted = number.parse::<usize>().unwrap() + 1;
        }
        if accepted == SENT {
            child.kill().unwrap();
            break;
        }
    }
    child.wait().unwrap();
    assert_eq!(accepted, SENT, "the sender ended by itself");

    let queues = Queues::at(&file, configs(), Standing::new()).unwrap();
    let mut bodies = Vec::new();
    while let found = take(&queues, QUEUE).await
        && !found.is_empty()
    {
        bodies.extend(
            found
                .into_iter()
                .map(|found| found.body.as_str().to_owned()),
        );
    }
    let expected: Vec<_> = (0..bodies.len()).map(|n| n.to_string()).collect();
    assert_eq!(bodies, expected);
    assert!(bodies.len() >= SENT, "{} of {SENT} are left", bodies.len());
}

/// No test of its own, but the process that the one above kills.
#[test]
#[ignore = "started and killed by the other test"]
fn sends_until_killed() {
    let mut path = String::new();
    std::io::stdin().read_line(&mut path).unwrap();
    if path.trim().is_empty() {
        // Somebody runs the ignored tests too.
        return;
    }
    let queues = Queues::at(Path::new(path.trim()), configs(), Standing::new()).unwrap();
    for number in 0.. {
        let body = Body::parse(number.to_string()).unwrap();
        queues.send(QUEUE, body, None).unwrap();
        println!("sent {number}");
    }
}
