//! Subjects: what is taught.

use crate::text::bounded_text;
use crate::{Moment, Patch, SubjectId};

bounded_text! {
    /// A subject's name. Two subjects never share one, whatever its case.
    SubjectName, 1..=100, not_blank, at_most_300_bytes
}

bounded_text! {
    /// A group of subjects, such as `Math`.
    Category, 1..=50, not_blank
}

bounded_text! {
    /// What a subject is about.
    SubjectDescription, 0..=2000
}

impl SubjectName {
    /// What two spellings of one name share: the name in lower case, without white space around it.
    #[must_use]
    pub fn key(&self) -> String {
        self.as_str().trim().to_lowercase()
    }
}

/// A subject as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// Its id.
    pub id: SubjectId,
    /// Its name, kept as given.
    pub name: SubjectName,
    /// Its group.
    pub category: Option<Category>,
    /// What it is about.
    pub description: Option<SubjectDescription>,
    /// When it was made.
    pub created_at: Moment,
    /// When it changed last.
    pub updated_at: Moment,
}

/// What is to be different about a subject.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SubjectChange {
    /// Its new name; `None` keeps it.
    pub name: Option<SubjectName>,
    /// Its group.
    pub category: Patch<Category>,
    /// What it is about.
    pub description: Patch<SubjectDescription>,
}

impl Subject {
    /// A new subject of which only the name is known.
    #[must_use]
    pub fn named(id: SubjectId, name: SubjectName, now: Moment) -> Self {
        Self {
            id,
            name,
            category: None,
            description: None,
            created_at: now,
            updated_at: now,
        }
    }

    /// The subject after a change. One that changes nothing leaves `updated_at` alone too.
    #[must_use]
    pub fn changed(self, change: SubjectChange, now: Moment) -> Self {
        let after = Self {
            name: change.name.unwrap_or_else(|| self.name.clone()),
            category: change.category.apply(self.category.clone()),
            description: change.description.apply(self.description.clone()),
            ..self.clone()
        };
        if after == self {
            return self;
        }
        Self {
            updated_at: now,
            ..after
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> SubjectName {
        SubjectName::parse(text).unwrap()
    }

    #[test]
    fn spellings_of_a_name_share_a_key() {
        assert_eq!(name(" ÜBUNG Algebra\t").key(), name("übung algebra").key());
        assert_ne!(name("Algebra 1").key(), name("Algebra1").key());
    }

    #[test]
    fn a_change_counts_only_when_something_is_different_after_it() {
        let made: Moment = "2026-11-22T08:00:00Z".parse().unwrap();
        let later: Moment = "2026-11-22T09:00:00Z".parse().unwrap();
        let id = SubjectId::from_uuid(uuid::Uuid::nil());
        let subject = Subject::named(id, name("Algebra"), made);

        let same = SubjectChange {
            name: Some(name("Algebra")),
            category: Patch::Clear,
            description: Patch::Keep,
        };
        assert_eq!(subject.clone().changed(same, later), subject);

        let category = Category::parse("Math").unwrap();
        let change = SubjectChange {
            category: Patch::Set(category.clone()),
            ..SubjectChange::default()
        };
        let changed = subject.clone().changed(change, later);
        assert_eq!(
            (changed.category, changed.updated_at),
            (Some(category), later)
        );
        assert_eq!((changed.name, changed.created_at), (subject.name, made));
    }
}
