//! Ids: UUIDs that know what they are ids of, so that a goal's id cannot be passed where a user's is wanted.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use utoipa::openapi::{RefOr, schema};
use uuid::Uuid;

use crate::{Breach, BreachKind};

/// The id of a `T`: a UUID, shown in lower case with hyphens.
pub struct Id<T> {
    uuid: Uuid,
    of: PhantomData<fn() -> T>,
}

/// What ids are ids of. These types have no values.
pub mod of {
    /// A user.
    #[derive(Debug)]
    pub enum User {}
    /// A subject.
    #[derive(Debug)]
    pub enum Subject {}
    /// A tutoring session.
    #[derive(Debug)]
    pub enum Session {}
    /// A summary.
    #[derive(Debug)]
    pub enum Summary {}
    /// A goal.
    #[derive(Debug)]
    pub enum Goal {}
    /// A practice item that was assigned to a student.
    #[derive(Debug)]
    pub enum Item {}
    /// Practice items that were assigned together.
    #[derive(Debug)]
    pub enum Assignment {}
    /// An item of the practice bank.
    #[derive(Debug)]
    pub enum BankItem {}
    /// Work that goes on after its request was answered.
    #[derive(Debug)]
    pub enum Job {}
    /// A question and its answer.
    #[derive(Debug)]
    pub enum Interaction {}
    /// A user of the old service.
    #[derive(Debug)]
    pub enum OldUser {}
    /// A subject of the old service.
    #[derive(Debug)]
    pub enum OldSubject {}
}

/// A user: the Cognito `sub`.
pub type UserId = Id<of::User>;
/// A subject.
pub type SubjectId = Id<of::Subject>;
/// A tutoring session.
pub type SessionId = Id<of::Session>;
/// A summary of a session.
pub type SummaryId = Id<of::Summary>;
/// A goal.
pub type GoalId = Id<of::Goal>;
/// A practice item that was assigned to a student.
pub type ItemId = Id<of::Item>;
/// Practice items that were assigned together.
pub type AssignmentId = Id<of::Assignment>;
/// An item of the practice bank.
pub type BankItemId = Id<of::BankItem>;
/// Work that goes on after its request was answered.
pub type JobId = Id<of::Job>;
/// A question and its answer.
pub type InteractionId = Id<of::Interaction>;
/// A user as the old service knew it, by the row and not by the `sub`.
pub type OldUserId = Id<of::OldUser>;
/// A subject as the old service knew it, which had several of one name.
pub type OldSubjectId = Id<of::OldSubject>;

impl<T> Id<T> {
    /// The id that is this UUID.
    #[must_use]
    pub const fn from_uuid(uuid: Uuid) -> Self {
        Self {
            uuid,
            of: PhantomData,
        }
    }

    /// The UUID.
    #[must_use]
    pub const fn uuid(&self) -> Uuid {
        self.uuid
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Id<T> {}
impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.uuid == other.uuid
    }
}
impl<T> Eq for Id<T> {}
impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.uuid.cmp(&other.uuid)
    }
}
impl<T> Hash for Id<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.uuid.hash(state);
    }
}
impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
impl<T> fmt::Display for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.uuid.hyphenated().fmt(f)
    }
}

impl<T> FromStr for Id<T> {
    type Err = Breach;

    /// Takes the hyphenated form of 36 characters, in either case, as the old service's clients send it.
    fn from_str(text: &str) -> Result<Self, Breach> {
        let breach = || Breach::new(BreachKind::NotUuid, "should be a valid UUID");
        if text.len() != 36 {
            return Err(breach());
        }
        Uuid::try_parse(text)
            .map(Self::from_uuid)
            .map_err(|_| breach())
    }
}

impl<T> TryFrom<String> for Id<T> {
    type Error = Breach;

    fn try_from(text: String) -> Result<Self, Breach> {
        text.parse()
    }
}

impl<T> Serialize for Id<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de, T> Deserialize<'de> for Id<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse()
            .map_err(|breach: Breach| serde::de::Error::custom(breach.encode()))
    }
}

impl<T> utoipa::PartialSchema for Id<T> {
    fn schema() -> RefOr<schema::Schema> {
        schema::ObjectBuilder::new()
            .schema_type(schema::Type::String)
            .format(Some(schema::SchemaFormat::KnownFormat(
                schema::KnownFormat::Uuid,
            )))
            .into()
    }
}

impl<T> utoipa::ToSchema for Id<T> {
    fn name() -> std::borrow::Cow<'static, str> {
        "Id".into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_read_in_either_case_and_shown_in_lower_case() {
        let id: UserId = "A987FBC9-4BED-4078-8F07-9141BA07C9F3".parse().unwrap();
        assert_eq!(id.to_string(), "a987fbc9-4bed-4078-8f07-9141ba07c9f3");
    }

    #[test]
    fn other_spellings_of_a_uuid_are_refused() {
        for text in [
            "",
            "1",
            "a987fbc94bed40788f079141ba07c9f3",
            "{a987fbc9-4bed-4078-8f07-9141ba07c9f3}",
        ] {
            assert_eq!(
                text.parse::<GoalId>().unwrap_err().kind,
                BreachKind::NotUuid
            );
        }
    }
}
