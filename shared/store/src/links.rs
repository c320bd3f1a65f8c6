//! Links between students and adults: by student in the table, by adult in its index.

use std::collections::HashMap;

use aws_sdk_dynamodb::operation::delete_item::DeleteItemError;
use aws_sdk_dynamodb::types::{ConditionCheck, Put};
use domain::account::Role;
use domain::link::{Link, LinkKind};
use domain::page::{Page, PageSize, Position};
use domain::{Error, Moment, Thing, UserId};
use serde::{Deserialize, Serialize};

use crate::Store;
use crate::batch::Found;
use crate::caches::Stored;
use crate::item::{Item, encode, key, s};
use crate::names::{Index, Table};
use crate::query::Listing;
use crate::transact::{Aborted, Action, incomplete};

/// A link as the table has it.
#[derive(Serialize, Deserialize)]
struct Row {
    student_id: UserId,
    adult_id: UserId,
    kind: LinkKind,
    created_at: Moment,
}

impl Stored for LinkKind {
    type Row = Self;

    fn row(&self) -> Self {
        *self
    }

    fn of_row(row: Self) -> Self {
        row
    }
}

/// The key of a link.
pub(crate) fn link_key(student: UserId, adult: UserId) -> Item {
    key([("student_id", s(student)), ("adult_id", s(adult))])
}

/// The kinds of the links among what was found, by student and adult.
pub(crate) fn links_in(found: &mut Found) -> Result<HashMap<(UserId, UserId), LinkKind>, Error> {
    let rows: Vec<Row> = found.take(Table::Links)?;
    let kind = |row: Row| ((row.student_id, row.adult_id), row.kind);
    Ok(rows.into_iter().map(kind).collect())
}

impl From<Row> for Link {
    fn from(row: Row) -> Self {
        Self {
            student_id: row.student_id,
            adult_id: row.adult_id,
            kind: row.kind,
            created_at: row.created_at,
        }
    }
}

/// From which end links are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkSide {
    /// The adults of a student.
    AdultsOf(UserId),
    /// The students of an adult.
    StudentsOf(UserId),
}

impl LinkSide {
    /// The one whose list it is.
    #[must_use]
    pub const fn owner(self) -> UserId {
        match self {
            Self::AdultsOf(id) | Self::StudentsOf(id) => id,
        }
    }

    /// A word for the kind of list, which differs between the two.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::AdultsOf(_) => "adults",
            Self::StudentsOf(_) => "students",
        }
    }

    /// Who is at the other end of a link in this list.
    #[must_use]
    pub const fn other(self, link: &Link) -> UserId {
        match self {
            Self::AdultsOf(_) => link.adult_id,
            Self::StudentsOf(_) => link.student_id,
        }
    }

    fn listing(self) -> Listing {
        match self {
            Self::AdultsOf(student) => Listing::of_table(Table::Links, "student_id", s(student)),
            Self::StudentsOf(adult) => {
                Listing::of_index(Index::LinksAdultStudent, "adult_id", s(adult))
            }
        }
    }

    /// The keys of the link after which a page begins. Table and index have the same two.
    fn start(self, position: &Position) -> Item {
        let other = s(&position.id);
        match self {
            Self::AdultsOf(student) => key([("student_id", s(student)), ("adult_id", other)]),
            Self::StudentsOf(adult) => key([("adult_id", s(adult)), ("student_id", other)]),
        }
    }
}

impl Store {
    /// A page of links, by the id at the other end. A student's are read consistently, an adult's through the index.
    ///
    /// # Errors
    /// The table cannot be read.
    pub async fn links(
        &self,
        side: LinkSide,
        size: PageSize,
        after: Option<&Position>,
    ) -> Result<Page<Link>, Error> {
        let position = |row: &Row| {
            let other = match side {
                LinkSide::AdultsOf(_) => row.adult_id,
                LinkSide::StudentsOf(_) => row.student_id,
            };
            Position {
                sort: String::new(),
                id: other.to_string(),
            }
        };
        let start = |position: &Position| side.start(position);
        let page = self
            .page(side.listing(), size, after, start, position)
            .await?;
        Ok(page.map(Link::from))
    }

    /// Links a student and an adult. That both are what the link says is checked in the same transaction, so that no link
    /// outlives a change of role that it raced with.
    ///
    /// # Errors
    /// [`Error::NotFound`] when one of them does not exist, [`Error::Refused`] when one is something else, [`Error::Exists`]
    /// when they are linked already.
    pub async fn add_link(&self, link: &Link) -> Result<(), Error> {
        self.until_written(async || {
            self.check_ends(link).await?;
            let row = Row {
                student_id: link.student_id,
                adult_id: link.adult_id,
                kind: link.kind,
                created_at: link.created_at,
            };
            let put = Put::builder()
                .table_name(self.name(Table::Links))
                .set_item(Some(encode(Table::Links, &row)?))
                .condition_expression("attribute_not_exists(student_id)")
                .build()
                .map_err(incomplete)?;
            let student = self.still(link.student_id, Role::Student)?;
            let adult = self.still(link.adult_id, link.kind.role())?;
            let actions = vec![put.action(), student.action(), adult.action()];
            match self.transact(actions).await {
                Ok(()) => Ok(Some(())),
                Err(Aborted::Conditions(failed)) if failed.contains(&0) => {
                    Err(Error::Exists(Thing::Link))
                }
                // One of the two changed since it was read: read again, and say what is wrong.
                Err(Aborted::Conditions(_) | Aborted::Conflict) => Ok(None),
                Err(Aborted::Other(error)) => Err(error),
            }
        })
        .await
    }

    /// Takes a link away.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none.
    pub async fn delete_link(&self, student_id: UserId, adult_id: UserId) -> Result<(), Error> {
        let key = link_key(student_id, adult_id);
        self.until_written(async || {
            let delete = self
                .client
                .delete_item()
                .table_name(self.name(Table::Links))
                .set_key(Some(key.clone()))
                .condition_expression("attribute_exists(student_id)");
            let Err(error) = self.delete(delete).await else {
                return Ok(Some(()));
            };
            match error.as_service_error() {
                Some(DeleteItemError::ConditionalCheckFailedException(_)) => {
                    Err(Error::NotFound(Thing::Link))
                }
                Some(DeleteItemError::TransactionConflictException(_)) => Ok(None),
                _ => Err(crate::failure::of(error)),
            }
        })
        .await
    }

    /// Whether both ends of a link are what it says.
    async fn check_ends(&self, link: &Link) -> Result<(), Error> {
        let users = self.users(&[link.student_id, link.adult_id]).await?;
        let ends = [
            (link.student_id, Role::Student, "student_id"),
            (link.adult_id, link.kind.role(), "adult_id"),
        ];
        for (id, role, field) in ends {
            let user = users.get(&id).ok_or(Error::NotFound(Thing::User))?;
            if user.role != role {
                let role = role.word();
                return Err(Error::Refused {
                    code: "WRONG_ROLE",
                    message: format!("The user of `{field}` is not a {role}."),
                });
            }
        }
        Ok(())
    }

    fn still(&self, id: UserId, role: Role) -> Result<ConditionCheck, Error> {
        ConditionCheck::builder()
            .table_name(self.name(Table::Users))
            .set_key(Some(key([("id", s(id))])))
            .condition_expression("#role = :role")
            .expression_attribute_names("#role", "role")
            .expression_attribute_values(":role", s(role.word()))
            .build()
            .map_err(incomplete)
    }
}
