//! Which entries a write makes wrong. Told from the row that is written, so that no write can forget to say.

use aws_sdk_dynamodb::types::{AttributeValue, TransactWriteItem};
use cache::Forget;
use domain::practice::difficulty::Difficulty;
use domain::{SubjectId, UserId};
use serde::de::DeserializeOwned;

use super::Caches;
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

impl Caches {
    /// Forgets entries in memory.
    pub(crate) fn forget(&self, entry: Entry) {
        match entry {
            Entry::User(id) => self.users.forget(&id),
            Entry::Subject(id) => {
                self.subjects.forget(&id);
                self.catalogue.forget(&());
            }
            Entry::Goals(student) => self.goals.forget(&student),
            Entry::Rating(student, subject) => {
                self.ratings.forget(&(student, subject));
                self.ratings_of.forget(&student);
            }
            Entry::Bank(subject) => {
                for difficulty in difficulties() {
                    self.bank.forget(&(subject, difficulty));
                }
                self.texts.forget(&subject);
            }
            Entry::Link(student, adult) => self.links.forget(&(student, adult)),
        }
    }

    /// What the shared tier has to forget.
    pub(crate) fn shared_forgets(&self, entries: &[Entry]) -> Vec<Forget> {
        entries
            .iter()
            .flat_map(|entry| match *entry {
                Entry::User(id) => vec![self.users.shared_forget(&id)],
                Entry::Subject(id) => vec![
                    self.subjects.shared_forget(&id),
                    self.catalogue.shared_forget(&()),
                ],
                Entry::Goals(student) => vec![self.goals.shared_forget(&student)],
                Entry::Rating(student, subject) => vec![
                    self.ratings.shared_forget(&(student, subject)),
                    self.ratings_of.shared_forget(&student),
                ],
                Entry::Bank(subject) => {
                    let by_difficulty = difficulties()
                        .map(|difficulty| self.bank.shared_forget(&(subject, difficulty)));
                    by_difficulty
                        .chain([self.texts.shared_forget(&subject)])
                        .collect()
                }
                Entry::Link(student, adult) => vec![self.links.shared_forget(&(student, adult))],
            })
            .collect()
    }
}

fn difficulties() -> impl Iterator<Item = Difficulty> {
    (Difficulty::MIN..=Difficulty::MAX).filter_map(|level| Difficulty::parse(level.into()).ok())
}
