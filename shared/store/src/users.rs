//! Users: rows by id, and the marker that keeps an email address, in whatever case, with one of them.

use std::collections::HashMap;

use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::types::{AttributeValue, Put, ReturnValue, TransactWriteItem};
use domain::account::{Email, LearningStyle, Name, NudgeCap, Role, Status, User, Zone};
use domain::{Error, Moment, Thing, UserId};
use serde::{Deserialize, Serialize};

use crate::Store;
use crate::batch::{Batch, Found};
use crate::caches::Stored;
use crate::item::{Item, decode, encode, key, s};
use crate::look_up::Wanted;
use crate::names::Table;
use crate::transact::{Aborted, Action, incomplete};
use crate::uniques::Unique;

/// A user as the table has it.
#[derive(Serialize, Deserialize)]
pub(crate) struct Row {
    id: UserId,
    email: Email,
    email_key: String,
    role: Role,
    status: Status,
    name: Name,
    learning_style: LearningStyle,
    nudge_cap: NudgeCap,
    time_zone: Zone,
    disclaimer_shown: bool,
    created_at: Moment,
    updated_at: Moment,
}

impl From<&User> for Row {
    fn from(user: &User) -> Self {
        Self {
            id: user.id,
            email: user.email.clone(),
            email_key: user.email.key(),
            role: user.role,
            status: user.status,
            name: user.name.clone(),
            learning_style: user.learning_style,
            nudge_cap: user.nudge_cap,
            time_zone: user.zone.clone(),
            disclaimer_shown: user.disclaimer_shown,
            created_at: user.created_at,
            updated_at: user.updated_at,
        }
    }
}

impl From<Row> for User {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            email: row.email,
            role: row.role,
            status: row.status,
            name: row.name,
            learning_style: row.learning_style,
            nudge_cap: row.nudge_cap,
            zone: row.time_zone,
            disclaimer_shown: row.disclaimer_shown,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

impl Stored for User {
    type Row = Row;

    fn row(&self) -> Row {
        Row::from(self)
    }

    fn of_row(row: Row) -> Self {
        row.into()
    }
}

/// What became of a user that was to be created.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Created {
    /// The row was written now.
    Now,
    /// A row with this id was there before, and was left as it is.
    Before,
}

/// What a user changes about itself. What is `None` stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UserChange {
    /// Another name.
    pub name: Option<Name>,
    /// Another way to learn.
    pub learning_style: Option<LearningStyle>,
    /// Another number of nudges a day.
    pub nudge_cap: Option<NudgeCap>,
    /// Another time zone.
    pub zone: Option<Zone>,
    /// Whether the disclaimer is acknowledged.
    pub disclaimer_shown: Option<bool>,
}

impl UserChange {
    /// The attributes that change, with their values.
    fn attributes(self) -> Result<Vec<(&'static str, AttributeValue)>, Error> {
        let mut changes = Vec::new();
        let mut set = |attribute, value: Option<String>| {
            changes.extend(value.map(|value| (attribute, AttributeValue::S(value))));
        };
        set("name", self.name.map(Name::into_inner));
        set("time_zone", self.zone.map(|zone| zone.as_str().to_owned()));
        let style = self.learning_style.map(serde_dynamo::to_attribute_value);
        let style = style
            .transpose()
            .map_err(|_| Error::Fault("a learning style cannot be encoded".to_owned()))?;
        changes.extend(style.map(|value| ("learning_style", value)));
        let cap = self.nudge_cap.map(|cap| crate::item::n(cap.get()));
        changes.extend(cap.map(|value| ("nudge_cap", value)));
        let shown = self.disclaimer_shown.map(AttributeValue::Bool);
        changes.extend(shown.map(|value| ("disclaimer_shown", value)));
        Ok(changes)
    }
}

impl Store {
    /// The user with this id: kept, or read consistently.
    ///
    /// # Errors
    /// The table cannot be read.
    pub async fn user(&self, id: UserId) -> Result<Option<User>, Error> {
        let load = || async {
            let row: Option<Row> = self.get(Table::Users, user_key(id)).await?;
            Ok(row.map(User::from))
        };
        self.caches.users.get(&id, load).await
    }

    /// Those of these users that exist: kept, or read consistently, in one request for every hundred that are not.
    ///
    /// # Errors
    /// The table cannot be read.
    pub async fn users(&self, ids: &[UserId]) -> Result<HashMap<UserId, User>, Error> {
        let wanted = Wanted {
            users: ids.to_vec(),
            ..Wanted::default()
        };
        Ok(self.look_up(wanted).await?.users)
    }

    /// Whose email address this is, in whatever case.
    ///
    /// # Errors
    /// The table cannot be read.
    pub async fn email_owner(&self, email: &Email) -> Result<Option<UserId>, Error> {
        self.unique_owner(Unique::Email, &email.key()).await
    }

    /// Writes the user's row and takes its email address, both or neither. A row with the same id is left as it is, so that
    /// doing it again changes nothing.
    ///
    /// # Errors
    /// [`Error::Exists`] when the email address is another user's.
    pub async fn create_user(&self, user: &User) -> Result<Created, Error> {
        self.until_written(async || {
            match self.transact(self.new_user_writes(user)?.into()).await {
                Ok(()) => Ok(Some(Created::Now)),
                // The row first: whoever has it has its marker too.
                Err(Aborted::Conditions(failed)) if failed.contains(&0) => {
                    Ok(Some(Created::Before))
                }
                Err(Aborted::Conditions(_)) => Err(Error::Exists(Thing::User)),
                Err(Aborted::Conflict) => Ok(None),
                Err(Aborted::Other(error)) => Err(error),
            }
        })
        .await
    }

    /// The writes of a user's row and of its email address, for a transaction. The first fails when the id is taken, the second
    /// when the address is another's.
    pub(crate) fn new_user_writes(&self, user: &User) -> Result<[TransactWriteItem; 2], Error> {
        let row = Put::builder()
            .table_name(self.name(Table::Users))
            .set_item(Some(encode(Table::Users, &Row::from(user))?))
            .condition_expression("attribute_not_exists(id)")
            .build()
            .map_err(incomplete)?;
        let marker = self
            .claim(Unique::Email, user.email.key(), user.id)?
            .condition_expression("attribute_not_exists(#kind) OR owner_id = :owner")
            .expression_attribute_names("#kind", "kind")
            .expression_attribute_values(":owner", s(user.id))
            .build()
            .map_err(incomplete)?;
        Ok([row.action(), marker.action()])
    }

    /// Changes a user and answers what it is now; a change of nothing writes nothing. Attributes are set one by one, so that
    /// two changes of different ones both last.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is no such user.
    pub async fn change_user(
        &self,
        id: UserId,
        change: UserChange,
        now: Moment,
    ) -> Result<User, Error> {
        if change == UserChange::default() {
            return self.user(id).await?.ok_or(Error::NotFound(Thing::User));
        }
        let mut changes = change.attributes()?;
        changes.push(("updated_at", s(now)));
        self.until_written(async || self.try_change(id, &changes).await)
            .await
    }

    /// Gives a user another role, and answers the user as it is now. For operators: no route does this.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is no such user.
    pub async fn appoint(&self, id: UserId, role: Role, now: Moment) -> Result<User, Error> {
        let changes = [("role", s(role.word())), ("updated_at", s(now))];
        self.until_written(async || self.try_change(id, &changes).await)
            .await
    }

    /// Suspends a user or ends its suspension. For operators: no route does this.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is no such user.
    pub async fn set_status(&self, id: UserId, status: Status, now: Moment) -> Result<User, Error> {
        let changes = [("status", s(status.word())), ("updated_at", s(now))];
        self.until_written(async || self.try_change(id, &changes).await)
            .await
    }

    /// Sets the attributes of a user that exists; `None` when a transaction held the row.
    async fn try_change(
        &self,
        id: UserId,
        changes: &[(&str, AttributeValue)],
    ) -> Result<Option<User>, Error> {
        let mut write = self
            .client
            .update_item()
            .table_name(self.name(Table::Users))
            .key("id", s(id))
            .condition_expression("attribute_exists(id)")
            .return_values(ReturnValue::AllNew);
        let mut sets = Vec::with_capacity(changes.len());
        for (attribute, value) in changes {
            sets.push(format!("#{attribute} = :{attribute}"));
            write = write
                .expression_attribute_names(format!("#{attribute}"), *attribute)
                .expression_attribute_values(format!(":{attribute}"), value.clone());
        }
        let write = write.update_expression(format!("SET {}", sets.join(", ")));
        let answer = match self.update(write).await {
            Ok(answer) => answer,
            Err(error) => {
                return match error.as_service_error() {
                    Some(UpdateItemError::ConditionalCheckFailedException(_)) => {
                        Err(Error::NotFound(Thing::User))
                    }
                    Some(UpdateItemError::TransactionConflictException(_)) => Ok(None),
                    _ => Err(crate::failure::of(error)),
                };
            }
        };
        let row: Row = decode(Table::Users, answer.attributes.unwrap_or_default())?;
        Ok(Some(row.into()))
    }
}

/// Asks for a user among other things.
pub(crate) fn add_user(batch: &mut Batch, id: UserId) {
    batch.add(Table::Users, user_key(id));
}

fn user_key(id: UserId) -> Item {
    key([("id", s(id))])
}

/// The users among what was found.
pub(crate) fn take_users(found: &mut Found) -> Result<HashMap<UserId, User>, Error> {
    let rows: Vec<Row> = found.take(Table::Users)?;
    Ok(rows
        .into_iter()
        .map(|row| (row.id, User::from(row)))
        .collect())
}
