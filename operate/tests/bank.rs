//! Filling the practice bank: what is new is added, what is there is left alone, what is wrong is said.

#![expect(
    clippy::unwrap_used,
    reason = "in a test, and in what helps it, that is an assertion"
)]

use std::collections::HashMap;
use std::io::Write;
use std::sync::Arc;

use clap::Parser;
use domain::page::PageSize;
use domain::practice::bank::ExplanationText;
use domain::practice::difficulty::{Difficulty, DifficultyRange};
use domain::practice::entry::{BankEntry, EntryChange};
use domain::subject::SubjectName;
use domain::{BankItemId, SubjectId};
use engine::Engine;
use operate::{Command, Failure};
use serde_json::{Value, json};
use store::Store;
use tempfile::NamedTempFile;
use testkit::builders::a_subject;
use testkit::{Fault, ManualClock, Wire};

struct Stack {
    store: Store,
    wire: Wire,
    _engine: Engine,
}

impl Stack {
    async fn new() -> Self {
        let engine = Engine::in_memory().await.unwrap();
        let wire = Wire::new();
        Self {
            store: Store::new(wire.client(&engine.endpoint()), engine.table_prefix()),
            wire,
            _engine: engine,
        }
    }

    async fn load(&self, file: &NamedTempFile, more: &[&str]) -> Result<String, Failure> {
        let path = file.path().to_str().unwrap();
        let line = [
            "operate", "bank", "load", "--stack", "local", "--file", path,
        ];
        self.order(line.iter().chain(more).copied()).await
    }

    async fn order<'a>(&self, line: impl Iterator<Item = &'a str>) -> Result<String, Failure> {
        let command = Command::try_parse_from(line).unwrap();
        let store = async |_: &str| self.store.clone();
        command.run(store, Arc::new(ManualClock::default())).await
    }

    async fn subject(&self, name: &str) -> Option<SubjectId> {
        let name = SubjectName::parse(name).unwrap();
        self.store.subject_named(&name).await.unwrap()
    }

    /// The active items of a subject, of difficulty 1.
    async fn bank(&self, subject: SubjectId) -> HashMap<BankItemId, BankEntry> {
        let one = Difficulty::parse(1).unwrap();
        let range = DifficultyRange::new(one, one).unwrap();
        let (mut found, mut after) = (HashMap::new(), None);
        loop {
            let page = self
                .store
                .bank_page(subject, true, range, PageSize::LARGEST, after.as_ref())
                .await
                .unwrap();
            found.extend(page.items.into_iter().map(|entry| (entry.id, entry)));
            after = page.next;
            if after.is_none() {
                return found;
            }
        }
    }
}

fn item(subject: &str, number: usize) -> Value {
    json!({
        "subject": subject, "difficulty": 1, "question": format!("Which number is left of item {number}?"),
        "answer": "0", "wrong": ["1", "2", "3"], "explanation": "Nothing is left of it, and nothing is zero.",
        "topic_tags": ["nothing"],
    })
}

fn file(content: &Value) -> NamedTempFile {
    let mut file = NamedTempFile::new().unwrap();
    write!(file, "{content}").unwrap();
    file
}

async fn check(file: &NamedTempFile) -> Result<String, Failure> {
    let line = ["operate", "bank", "check", "--file"];
    let line = line.into_iter().chain([file.path().to_str().unwrap()]);
    let no_stack = async |_: &str| -> Store { panic!("a check reaches no stack") };
    let command = Command::try_parse_from(line).unwrap();
    command
        .run(no_stack, Arc::new(ManualClock::default()))
        .await
}

fn refused(result: Result<String, Failure>) -> String {
    match result {
        Err(Failure::Items(said)) => said,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_file_fills_the_bank_once_however_often_it_is_loaded() {
    let stack = Stack::new().await;
    let items: Vec<_> = (0..230).map(|number| item("Botany", number)).collect();
    let items = file(&json!(items));
    let said = stack.load(&items, &[]).await.unwrap();
    assert!(
        said.contains("230 new") && said.contains("New subjects: Botany."),
        "{said}"
    );
    let subject = stack.subject("botany").await.unwrap();
    let loaded = stack.bank(subject).await;
    assert_eq!(loaded.len(), 230);
    stack.wire.reset();
    let said = stack.load(&items, &[]).await.unwrap();
    assert!(
        said.contains("0 new") && said.contains("230 there already"),
        "{said}"
    );
    assert_eq!(stack.wire.counts().of("TransactWriteItems"), 0);
    assert_eq!(stack.bank(subject).await, loaded);
}

#[tokio::test]
async fn the_items_that_come_with_the_program_can_all_be_loaded() {
    let stack = Stack::new().await;
    let line = "operate bank load --stack local".split(' ');
    let said = stack.order(line.clone()).await.unwrap();
    assert!(
        said.contains("300 new") && said.contains("0 refused"),
        "{said}"
    );
    let said = stack.order(line).await.unwrap();
    assert!(said.contains("300 there already"), "{said}");
}

#[tokio::test]
async fn a_subject_is_found_by_its_name_in_any_case() {
    let stack = Stack::new().await;
    let subject = a_subject("Botany");
    stack.store.create_subject(&subject).await.unwrap();
    let said = stack.load(&file(&json!([item("BOTANY", 1)])), &[]).await;
    assert!(!said.unwrap().contains("New subjects"));
    assert_eq!(stack.bank(subject.id).await.len(), 1);
}

#[tokio::test]
async fn what_tutors_changed_or_retired_since_is_left_alone() {
    let stack = Stack::new().await;
    let items = file(&json!([
        item("Botany", 1),
        item("Botany", 2),
        item("Botany", 3)
    ]));
    stack.load(&items, &[]).await.unwrap();
    let subject = stack.subject("Botany").await.unwrap();
    let mut ids: Vec<_> = stack.bank(subject).await.into_keys().collect();
    ids.sort();
    let explanation = ExplanationText::parse("All of it was taken away: zero is left.").unwrap();
    let changes = [
        EntryChange {
            explanation: Some(explanation),
            ..EntryChange::default()
        },
        EntryChange {
            is_active: Some(false),
            ..EntryChange::default()
        },
    ];
    let mut changed = Vec::new();
    for (id, change) in ids.iter().zip(changes) {
        let now = ManualClock::start();
        changed.push(
            stack
                .store
                .change_bank_entry(*id, &change, |_| Ok(()), now)
                .await
                .unwrap(),
        );
    }
    let said = stack.load(&items, &[]).await.unwrap();
    assert!(
        said.contains("1 there already") && said.contains("2 changed or retired since"),
        "{said}"
    );
    for entry in changed {
        assert_eq!(stack.store.bank_entry(entry.id).await.unwrap(), entry);
    }
}

#[tokio::test]
async fn a_dry_run_says_what_would_be_new_and_writes_nothing() {
    let stack = Stack::new().await;
    stack
        .load(&file(&json!([item("Botany", 1)])), &[])
        .await
        .unwrap();
    let items = file(&json!([
        item("Botany", 1),
        item("Botany", 2),
        item("Zoology", 3)
    ]));
    stack.wire.reset();
    let said = stack.load(&items, &["--dry-run"]).await.unwrap();
    assert!(said.starts_with("Nothing was written."), "{said}");
    assert!(
        said.contains("2 new") && said.contains("1 there already"),
        "{said}"
    );
    assert!(said.contains("New subjects: Zoology."), "{said}");
    assert_eq!(stack.subject("Zoology").await, None);
    let subject = stack.subject("Botany").await.unwrap();
    assert_eq!(stack.bank(subject).await.len(), 1);
    assert_eq!(stack.wire.counts().of("TransactWriteItems"), 0);
}

#[tokio::test]
async fn items_that_are_refused_are_named_and_do_not_keep_the_others_out() {
    let stack = Stack::new().await;
    let mut bad = item("Botany", 2);
    bad["difficulty"] = json!(11);
    let said = refused(
        stack
            .load(&file(&json!([item("Botany", 1), bad])), &[])
            .await,
    );
    assert!(
        said.contains("1 new") && said.contains("1 refused"),
        "{said}"
    );
    assert!(
        said.contains("item 2 (Which number is left of item 2?): difficulty"),
        "{said}"
    );
    let subject = stack.subject("Botany").await.unwrap();
    assert_eq!(stack.bank(subject).await.len(), 1);
}

#[tokio::test]
async fn a_check_says_what_is_wrong_with_each_item() {
    let with = |field: &str, value: Value| {
        let mut item = item("Botany", 1);
        item[field] = value;
        item
    };
    for (bad, told) in [
        (with("question", json!("Why?")), "question"),
        (with("difficulty", json!("hard")), "difficulty"),
        (with("wrong", json!(["1", "2"])), "wrong"),
        (
            with("wrong", json!(["1", "2", "0.0"])),
            "answer and wrong should be four different answers",
        ),
        (with("topic_tags", json!([""])), "topic_tags[0]"),
        (json!({"subject": "Botany"}), "missing field"),
        (json!("a question"), "invalid type"),
    ] {
        let said = refused(check(&file(&json!([item("Botany", 2), bad]))).await);
        assert!(
            said.contains("1 of 2 items") && said.contains("\n  item 2"),
            "{said}"
        );
        assert!(said.contains(told), "{told}: {said}");
    }
}

#[tokio::test]
async fn a_question_that_a_file_asks_twice_in_a_subject_is_refused() {
    let mut again = item("botany", 1);
    again["question"] = json!("WHICH number  is left of item 1?");
    let items = json!([item("Botany", 1), item("Zoology", 1), again]);
    let said = refused(check(&file(&items)).await);
    assert!(
        said.contains("item 3") && said.contains("asks the same as item 1"),
        "{said}"
    );
}

#[tokio::test]
async fn a_file_without_faults_is_said_to_have_none() {
    let said = check(&file(&json!([item("Botany", 1)]))).await.unwrap();
    assert!(said.contains("1 items, nothing is wrong"), "{said}");
}

#[tokio::test]
async fn a_file_that_is_none_is_told_with_what_to_do() {
    let object = check(&file(&json!({"items": []}))).await;
    let Err(Failure::File(said)) = object else {
        panic!("{object:?}")
    };
    assert!(said.contains("cargo operate bank check --help"), "{said}");
    let missing = NamedTempFile::new().unwrap();
    std::fs::remove_file(missing.path()).unwrap();
    let missing = check(&missing).await;
    let Err(Failure::File(said)) = missing else {
        panic!("{missing:?}")
    };
    assert!(said.contains("--file"), "{said}");
}

#[tokio::test]
async fn two_loads_at_the_same_time_add_every_item_once_between_them() {
    let stack = Stack::new().await;
    let items: Vec<_> = (0..120).map(|number| item("Botany", number)).collect();
    let items = file(&json!(items));
    let (one, other) = tokio::join!(stack.load(&items, &[]), stack.load(&items, &[]));
    let new = [one, other].map(|said| number_of("new", &said.unwrap()));
    assert_eq!(new.iter().sum::<usize>(), 120, "{new:?}");
    let subject = stack.subject("Botany").await.unwrap();
    assert_eq!(stack.bank(subject).await.len(), 120);
}

#[tokio::test]
async fn what_goes_wrong_on_the_way_changes_nothing_of_what_is_said() {
    let items: Vec<_> = (0..120).map(|number| item("Botany", number)).collect();
    let items = file(&json!(items));
    for (operation, fault) in [
        ("TransactWriteItems", Fault::LostAck),
        ("TransactWriteItems", Fault::TransactionConflict),
        ("BatchGetItem", Fault::Unprocessed),
    ] {
        let stack = Stack::new().await;
        let subject = a_subject("Botany");
        stack.store.create_subject(&subject).await.unwrap();
        for (what, count) in [("new", 120), ("there already", 120)] {
            stack.wire.fail_next(operation, fault);
            let said = stack.load(&items, &[]).await.unwrap();
            assert_eq!(number_of(what, &said), count, "{fault:?}: {said}");
            stack.wire.heal();
        }
        assert_eq!(stack.bank(subject.id).await.len(), 120, "{fault:?}");
    }
}

#[tokio::test]
async fn a_load_that_failed_half_way_is_completed_by_the_next() {
    let stack = Stack::new().await;
    let items: Vec<_> = (0..120).map(|number| item("Botany", number)).collect();
    let some = file(&json!(items[..50]));
    stack.load(&some, &[]).await.unwrap();
    stack.wire.fail_all("TransactWriteItems", Fault::Status500);
    let failed = stack.load(&file(&json!(items)), &[]).await.unwrap_err();
    assert!(
        failed.to_string().contains("check the stack's name"),
        "{failed}"
    );
    stack.wire.heal();
    let said = stack.load(&file(&json!(items)), &[]).await.unwrap();
    assert_eq!(
        (number_of("new", &said), number_of("there already", &said)),
        (70, 50),
        "{said}"
    );
}

/// The number that stands before these words on a line of a report.
fn number_of(what: &str, said: &str) -> usize {
    let mut lines = said.lines().filter_map(|line| line.trim().split_once(' '));
    let (number, _) = lines.find(|(_, rest)| *rest == what).unwrap();
    number.parse().unwrap()
}
