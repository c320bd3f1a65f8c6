//! A killed process loses nothing that it had been told was written.

use dynoxide::Database;
use engine::{Engine, Options};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

const WRITES: usize = 50;

fn summary(number: usize) -> Value {
    json!({
        "id": {"S": format!("{number:06}")},
        "student_id": {"S": "student"},
        "created_at": {"S": format!("2026-01-01T00:00:00.{number:06}Z")},
    })
}

fn write(database: &Database, number: usize) {
    let request = json!({"TableName": "local-summaries", "Item": summary(number)});
    let request = serde_json::from_value(request).expect("the request is well formed");
    database.put_item(request).expect("the database takes it");
}

/// The ids in the index, oldest first: the index is written with the item or not at all.
fn indexed(database: &Database) -> Vec<String> {
    let request = json!({
        "TableName": "local-summaries",
        "IndexName": "idx_summaries_student_created",
        "KeyConditionExpression": "student_id = :s",
        "ExpressionAttributeValues": {":s": {"S": "student"}},
    });
    let request = serde_json::from_value(request).expect("the request is well formed");
    let found = database.query(request).expect("the database answers");
    let found = serde_json::to_value(found).expect("an answer is JSON");
    let ids = found["Items"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|item| &item["id"]["S"]);
    ids.filter_map(Value::as_str).map(str::to_owned).collect()
}

/// Another process, which writes to `path` until it is killed.
fn writer(path: &Path) -> (Child, BufReader<ChildStdout>) {
    let mut child = Command::new(std::env::current_exe().expect("this test is a program"))
        .args(["--ignored", "--exact", "writes_until_killed", "--nocapture"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("this test can be started once more");
    let mut stdin = child.stdin.take().expect("it was piped");
    writeln!(stdin, "{}", path.display()).expect("the child reads");
    let stdout = child.stdout.take().expect("it was piped");
    (child, BufReader::new(stdout))
}

#[tokio::test]
async fn what_was_acknowledged_before_a_kill_is_there_afterwards() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("study.db");
    let (mut child, stdout) = writer(&path);
    let mut acknowledged = 0;
    for line in stdout.lines() {
        // The test harness writes before and between our own lines.
        if let Some((_, number)) = line.unwrap().split_once("wrote ") {
            acknowledged = number.parse::<usize>().unwrap() + 1;
        }
        if acknowledged == WRITES {
            child.kill().unwrap();
            break;
        }
    }
    child.wait().unwrap();
    assert_eq!(acknowledged, WRITES, "the writer ended by itself");

    let engine = Engine::at(&path, Options::default()).await.unwrap();

    let found = indexed(engine.database());
    let expected: Vec<_> = (0..found.len())
        .map(|number| format!("{number:06}"))
        .collect();
    assert_eq!(found, expected);
    assert!(
        found.len() >= WRITES,
        "{} of {WRITES} are left",
        found.len()
    );
}

/// No test of its own, but the process that the one above kills.
#[tokio::test]
#[ignore = "started and killed by the other test"]
async fn writes_until_killed() {
    let mut path = String::new();
    std::io::stdin().read_line(&mut path).unwrap();
    if path.trim().is_empty() {
        // Somebody runs the ignored tests too.
        return;
    }
    let engine = Engine::at(Path::new(path.trim()), Options::default())
        .await
        .unwrap();
    for number in 0.. {
        write(engine.database(), number);
        println!("wrote {number}");
    }
}
