//! The practice bank: the items of `data/practice_bank.json`.

use anyhow::{Context, anyhow};
use domain::practice::bank::BankItem;
use domain::practice::entry::{BankEntry, seeded_id};
use domain::{Error, Moment};
use store::Store;

use super::days_before;
use super::subjects::Subjects;

const FILE: &str = include_str!("../../../data/practice_bank.json");

/// The items, as entries under the ids that they always have.
pub(super) fn entries(subjects: &Subjects, now: Moment) -> anyhow::Result<Vec<BankEntry>> {
    let items: Vec<BankItem> = serde_json::from_str(FILE).context("data/practice_bank.json")?;
    let then = days_before(now, 60);
    let entry = |item: BankItem| {
        let subject = subjects.id(item.subject.as_str())?;
        let id = seeded_id(subject, &item.question);
        Ok(BankEntry::new(id, subject, item.into(), None, then))
    };
    items.into_iter().map(entry).collect()
}

/// Writes those that are not there.
pub(super) async fn write(store: &Store, entries: &[BankEntry]) -> Result<(), Error> {
    store.load_bank(entries).await.map(drop)
}

/// The item of this number, from 0, among those of a subject and a difficulty, in the order of the file.
pub(super) fn entry<'a>(
    entries: &'a [BankEntry],
    subjects: &Subjects,
    subject: &str,
    difficulty: u8,
    number: usize,
) -> anyhow::Result<&'a BankEntry> {
    let id = subjects.id(subject)?;
    let mut suited = entries
        .iter()
        .filter(|entry| entry.subject_id == id && entry.text.difficulty.get() == difficulty);
    suited
        .nth(number)
        .ok_or_else(|| anyhow!("the bank has no item {number} of {subject} at {difficulty}"))
}
