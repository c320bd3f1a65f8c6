//! Which entries a write makes wrong. Told from the row that is written, so that no write can forget to say.

use std::hash::Hash;

use aws_sdk_dynamodb::types::{AttributeValue, TransactWriteItem};
use cache::Forget;
use domain::practice::difficulty::Difficulty;
use domain::{SubjectId, UserId};
use serde::de::DeserializeOwned;

use super::{Caches, Kept, Value};
use crate::item::Item;
use crate::names::Table;

/// An entry of a cache.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Entry {
    /// A user.
    User(UserId),
    /// A subject, and with it the list of subjects.
    Subject(SubjectId),
    /// A student's goals.
    Goals(UserId),
    /// A student's rating in a subject, and with it the list of the student's ratings.
    Rating(UserId, SubjectId),
    /// A subject's bank items, of all difficulties: which one an item had before, its row doesn't say.
    Bank(SubjectId),
    /// A student's link to an adult.
    Link(UserId, UserId),
}

/// The entries that a write of this row, or of the row with this key, makes wrong.
///
/// A goal's key does not say whose it is: who deletes one says so.
pub(crate) fn by_row(table: Table, row: &Item) -> Option<Entry> {
    match table {
        Table::Users => Some(Entry::User(id(row, "id")?)),
        Table::Subjects => Some(Entry::Subject(id(row, "id")?)),
        Table::Goals => Some(Entry::Goals(id(row, "student_id")?)),
        Table::StudentRatings => Some(Entry::Rating(
            id(row, "student_id")?,
            id(row, "subject_id")?,
        )),
        Table::PracticeBankItems => Some(Entry::Bank(id(row, "subject_id")?)),
        Table::Links => Some(Entry::Link(id(row, "student_id")?, id(row, "adult_id")?)),
        _ => None,
    }
}

/// A write of a transaction: the table's full name, its row or key, and whether it is a row.
pub(crate) fn written(action: &TransactWriteItem) -> Option<(&str, &Item, Write)> {
    if let Some(put) = action.put() {
        return Some((put.table_name(), put.item(), Write::Put));
    }
    if let Some(delete) = action.delete() {
        return Some((delete.table_name(), delete.key(), Write::Delete));
    }
    let update = action.update()?;
    Some((update.table_name(), update.key(), Write::Update))
}

/// What is done to a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Write {
    /// It is written whole.
    Put,
    /// Some of its attributes are.
    Update,
    /// It is taken away.
    Delete,
}

fn id<T: DeserializeOwned>(row: &Item, attribute: &str) -> Option<T> {
    let AttributeValue::S(text) = row.get(attribute)? else {
        return None;
    };
    serde_dynamo::from_attribute_value(AttributeValue::S(text.clone())).ok()
}

/// A key of a cache, whatever is kept under it.
trait Place {
    /// Forgets it in memory.
    fn forget(&self);

    /// What the shared tier has to forget.
    fn shared_forget(&self) -> Forget;
}

impl<K, V> Place for (&Kept<K, V>, K)
where
    K: Hash + Eq + Clone + Send,
    V: Value,
{
    fn forget(&self) {
        self.0.forget(&self.1);
    }

    fn shared_forget(&self) -> Forget {
        self.0.shared_forget(&self.1)
    }
}

impl Caches {
    /// Forgets an entry in memory.
    pub(crate) fn forget(&self, entry: Entry) {
        self.places(entry, &mut |place| place.forget());
    }

    /// What the shared tier has to forget.
    pub(crate) fn shared_forgets(&self, entries: &[Entry]) -> Vec<Forget> {
        let mut forgets = Vec::new();
        for entry in entries {
            self.places(*entry, &mut |place| forgets.push(place.shared_forget()));
        }
        forgets
    }

    /// Shows every place in which an entry is kept.
    fn places(&self, entry: Entry, see: &mut dyn FnMut(&dyn Place)) {
        match entry {
            Entry::User(id) => see(&(&self.users, id)),
            Entry::Subject(id) => {
                see(&(&self.subjects, id));
                see(&(&self.catalogue, ()));
            }
            Entry::Goals(student) => see(&(&self.goals, student)),
            Entry::Rating(student, subject) => {
                see(&(&self.ratings, (student, subject)));
                see(&(&self.ratings_of, student));
            }
            Entry::Bank(subject) => {
                for difficulty in difficulties() {
                    see(&(&self.bank, (subject, difficulty)));
                }
                see(&(&self.texts, subject));
            }
            Entry::Link(student, adult) => see(&(&self.links, (student, adult))),
        }
    }
}

fn difficulties() -> impl Iterator<Item = Difficulty> {
    (Difficulty::MIN..=Difficulty::MAX).filter_map(|level| Difficulty::parse(level.into()).ok())
}
