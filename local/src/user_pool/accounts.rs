//! One account of the pool.

use std::collections::BTreeMap;

use domain::Moment;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

use super::Fault;
use super::password::{Hash, Password};

/// Attributes by name, as `OpenID` Connect and the pool's schema name them.
pub(super) type Attributes = BTreeMap<String, String>;

/// The attributes that a user of our pool can have. `sub` is the pool's own and cannot be set.
const SCHEMA: [&str; 20] = [
    "address",
    "birthdate",
    "custom:role",
    "email",
    "email_verified",
    "family_name",
    "gender",
    "given_name",
    "locale",
    "middle_name",
    "name",
    "nickname",
    "phone_number",
    "phone_number_verified",
    "picture",
    "preferred_username",
    "profile",
    "updated_at",
    "website",
    "zoneinfo",
];

/// A user to make at once, with a password of its own.
#[derive(Clone)]
pub struct NewUser {
    /// The email, which is also the name to log in with.
    pub email: String,
    /// The password.
    pub password: String,
    /// Further attributes by name, such as `custom:role`.
    pub attributes: BTreeMap<String, String>,
}

impl std::fmt::Debug for NewUser {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NewUser(..)")
    }
}

/// Where an account stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Status {
    /// An administrator gave the password: it must be changed at the first log-in.
    ForceChangePassword,
    /// The account can be used.
    Confirmed,
}

/// A user of the pool.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Account {
    sub: Uuid,
    attributes: Attributes,
    password: Hash,
    status: Status,
    mfa: bool,
    created: Moment,
    changed: Moment,
}

impl Account {
    /// An account whose password must be changed before it can be used.
    pub(super) fn new(sub: Uuid, attributes: Attributes, password: &Password, now: Moment) -> Self {
        let password = Hash::of(password);
        let status = Status::ForceChangePassword;
        Self {
            sub,
            attributes,
            password,
            status,
            mfa: false,
            created: now,
            changed: now,
        }
    }

    pub(super) fn sub(&self) -> Uuid {
        self.sub
    }

    pub(super) fn attributes(&self) -> &Attributes {
        &self.attributes
    }

    pub(super) fn password(&self) -> &Hash {
        &self.password
    }

    pub(super) fn status(&self) -> Status {
        self.status
    }

    pub(super) fn needs_mfa(&self) -> bool {
        self.mfa
    }

    pub(super) fn require_mfa(&mut self) {
        self.mfa = true;
    }

    pub(super) fn set_password(&mut self, password: &Password, status: Status, now: Moment) {
        self.password = Hash::of(password);
        self.status = status;
        self.changed = now;
    }

    /// Sets attributes. A new email is unverified unless the same change says otherwise.
    pub(super) fn set_attributes(&mut self, changes: &Attributes, now: Moment) {
        let email_changes = changes
            .get("email")
            .is_some_and(|new| self.attributes.get("email") != Some(new));
        if email_changes && self.attributes.contains_key("email_verified") {
            self.attributes
                .insert("email_verified".to_owned(), "false".to_owned());
        }
        self.attributes.extend(changes.clone());
        self.changed = now;
    }

    /// What the wire says of the account; `attributes` is the field's name there, which differs between operations.
    pub(super) fn describe(&self, attributes: &str) -> Value {
        let sub = ("sub".to_owned(), self.sub.to_string());
        let pairs: Vec<Value> = std::iter::once(sub)
            .chain(self.attributes.clone())
            .map(|(name, value)| json!({"Name": name, "Value": value}))
            .collect();
        json!({
            "Username": self.sub,
            attributes: pairs,
            "UserCreateDate": seconds(self.created),
            "UserLastModifiedDate": seconds(self.changed),
            "Enabled": true,
            "UserStatus": self.status,
        })
    }
}

/// Checks attributes against the pool's schema.
pub(super) fn check_attributes(attributes: &Attributes) -> Result<(), Fault> {
    let breach = |name: &str, why: &str| {
        Err(Fault::InvalidParameter(format!(
            "Attributes did not conform to the schema: {name}: {why}"
        )))
    };
    for (name, value) in attributes {
        if name == "sub" {
            return Err(Fault::InvalidParameter(
                "Cannot modify an already provided sub".to_owned(),
            ));
        }
        if !SCHEMA.contains(&name.as_str()) {
            return breach(name, "Attribute does not exist in the schema.");
        }
        if value.chars().count() > 2048 {
            return breach(name, "String must be no longer than 2048 characters");
        }
        if name.ends_with("_verified") && value != "true" && value != "false" {
            return breach(name, "Attribute must be a boolean");
        }
    }
    match attributes.get("email") {
        Some(email) if !is_email(email) => Err(Fault::InvalidParameter(
            "Invalid email address format.".to_owned(),
        )),
        _ => Ok(()),
    }
}

/// Whether a text has the shape of an email: a name, one `@`, a host, no white space.
pub(super) fn is_email(text: &str) -> bool {
    let halves = text.split_once('@');
    halves.is_some_and(|(name, host)| {
        !name.is_empty()
            && !host.is_empty()
            && !host.contains('@')
            && !text.chars().any(|c| c.is_whitespace() || c.is_control())
    })
}

/// Timestamps on this wire are seconds with a fraction.
#[expect(
    clippy::cast_precision_loss,
    reason = "milliseconds of this era fit in 53 bits"
)]
fn seconds(moment: Moment) -> f64 {
    moment.as_millisecond() as f64 / 1000.0
}
