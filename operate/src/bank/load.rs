//! `cargo operate bank load`: what a file has and the bank has not is added.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

use domain::practice::bank::BankItem;
use domain::practice::entry::{BankEntry, seeded_id};
use domain::subject::SubjectName;
use domain::{Clock, Error, Moment, SubjectId};
use indicatif::ProgressBar;
use runtime::Mint;
use store::Store;

use super::Load;
use super::file::BankFile;
use crate::Failure;

/// So many items at a time: one read and one transaction.
const AT_ONCE: usize = 100;

/// How many items were what.
#[derive(Debug, Default)]
struct Counts {
    new: usize,
    there: usize,
    other: usize,
}

/// The subjects of a file by the keys of their names.
#[derive(Debug, Default)]
struct Subjects {
    /// `None` for one that is not there and, in a dry run, is not made.
    ids: BTreeMap<String, Option<SubjectId>>,
    made: Vec<SubjectName>,
}

/// Loads what is not there and says what it found.
pub(super) async fn load(
    store: &Store,
    order: &Load,
    file: BankFile,
    clock: Arc<dyn Clock>,
) -> Result<String, Failure> {
    let now = clock.now();
    let subjects = subjects(store, &file.items, order.dry_run, clock).await?;
    let mut counts = Counts::default();
    // Drawn only where there is a terminal.
    let bar = ProgressBar::new(file.items.len() as u64);
    for items in file.items.chunks(AT_ONCE) {
        let entries: Vec<_> = items
            .iter()
            .filter_map(|item| entry(item, &subjects, now))
            .collect();
        counts.new += items.len() - entries.len();
        some(store, entries, order.dry_run, &mut counts).await?;
        bar.inc(items.len() as u64);
    }
    bar.finish_and_clear();
    let said = report(order, &file, &counts, &subjects);
    if file.refused.is_empty() {
        Ok(said)
    } else {
        Err(Failure::Items(said))
    }
}

async fn subjects(
    store: &Store,
    items: &[BankItem],
    dry_run: bool,
    clock: Arc<dyn Clock>,
) -> Result<Subjects, Error> {
    let (mut subjects, now) = (Subjects::default(), clock.now());
    let mint = Mint::new(clock);
    for item in items {
        let key = item.subject.key();
        if subjects.ids.contains_key(&key) {
            continue;
        }
        let found = store.subject_named(&item.subject).await?;
        if found.is_none() {
            subjects.made.push(item.subject.clone());
        }
        let id = match found {
            None if !dry_run => {
                let made = store.subject_named_or_new(&item.subject, mint.id(), now);
                Some(made.await?.id)
            }
            found => found,
        };
        subjects.ids.insert(key, id);
    }
    Ok(subjects)
}

/// The item as an entry; `None` when its subject is not there.
fn entry(item: &BankItem, subjects: &Subjects, now: Moment) -> Option<BankEntry> {
    let subject = subjects.ids.get(&item.subject.key()).copied().flatten()?;
    let id = seeded_id(subject, &item.question);
    Some(BankEntry::new(id, subject, item.clone().into(), None, now))
}

async fn some(
    store: &Store,
    entries: Vec<BankEntry>,
    dry_run: bool,
    counts: &mut Counts,
) -> Result<(), Error> {
    let there = store
        .bank_entries(entries.iter().map(|entry| entry.id))
        .await?;
    let mut missing = Vec::new();
    for entry in entries {
        match there.get(&entry.id) {
            None => missing.push(entry),
            Some(known) if known.is_active && known.text == entry.text => counts.there += 1,
            Some(_) => counts.other += 1,
        }
    }
    let added = if dry_run {
        missing.len()
    } else {
        store.load_bank(&missing).await?
    };
    counts.new += added;
    // Somebody else has added those meanwhile.
    counts.there += missing.len() - added;
    Ok(())
}

fn report(order: &Load, file: &BankFile, counts: &Counts, subjects: &Subjects) -> String {
    let Counts { new, there, other } = counts;
    let mut said = if order.dry_run {
        format!(
            "Nothing was written. Loading {} into {} would find:",
            file.name, order.stack
        )
    } else {
        format!("Loaded {} into {}:", file.name, order.stack)
    };
    let refused = file.refused.len();
    write!(
        said,
        "\n  {new} new\n  {there} there already\n  {other} changed or retired since, left alone\n  {refused} refused"
    )
    .expect("a string takes everything");
    if !subjects.made.is_empty() {
        let names: Vec<_> = subjects.made.iter().map(SubjectName::as_str).collect();
        write!(said, "\nNew subjects: {}.", names.join(", ")).expect("a string takes everything");
    }
    if refused > 0 {
        said.push_str("\nRefused; correct them and load the file again:");
        file.add_refused(&mut said);
    }
    said
}
