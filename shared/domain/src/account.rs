//! Users: who they are, what they prefer, and the email and time zone they are known by.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::openapi::{RefOr, schema};

use crate::number::bounded_number;
use crate::text::bounded_text;
use crate::{Breach, BreachKind, Moment, UserId};

bounded_text! {
    /// A person's name.
    Name, 1..=100, not_blank
}

bounded_number! {
    /// How many nudges a user wants a day.
    NudgeCap(u8), 0..=20
}

impl NudgeCap {
    /// What a new user has.
    pub const DEFAULT: Self = Self(2);
}

/// What a user is in the service. Decides nothing by itself: links do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Learns.
    Student,
    /// Teaches the students linked to it.
    Tutor,
    /// Looks after the students linked to it.
    Parent,
    /// Runs the service.
    Admin,
}

impl Role {
    /// The word that is stored and sent.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Student => "student",
            Self::Tutor => "tutor",
            Self::Parent => "parent",
            Self::Admin => "admin",
        }
    }
}

impl FromStr for Role {
    type Err = Breach;

    fn from_str(text: &str) -> Result<Self, Breach> {
        [Self::Student, Self::Tutor, Self::Parent, Self::Admin]
            .into_iter()
            .find(|role| role.word() == text)
            .ok_or_else(|| {
                Breach::new(
                    BreachKind::NotListed,
                    "should be student, tutor, parent or admin",
                )
            })
    }
}

/// Whether a user may still act for others.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// May do what role and links allow.
    #[default]
    Active,
    /// May see and change nothing of anybody else's.
    Suspended,
}

impl Status {
    /// The word that is stored.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Suspended => "suspended",
        }
    }
}

/// How a user likes to learn.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum LearningStyle {
    /// By pictures.
    Visual,
    /// By listening.
    Auditory,
    /// By reading and writing.
    Reading,
    /// By doing.
    Kinesthetic,
    /// A bit of each.
    #[default]
    Mixed,
}

/// An email address: `something@something.something` without white space, at most 128 characters (Cognito's bound for a user name).
///
/// Kept as given; [`Email::key`] is what makes two spellings the same address.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Email(String);

impl Email {
    /// The most characters.
    pub const MAX: usize = 128;

    /// Takes what the old service took: the pattern `[^@\s]+@[^@\s]+\.[^@\s]+`.
    ///
    /// # Errors
    /// The text is no email address.
    pub fn parse(text: impl Into<String>) -> Result<Self, Breach> {
        let text = text.into();
        crate::text::within(&text, 0, Self::MAX)?;
        let breach = || Breach::new(BreachKind::Unacceptable, "should be a valid email address");
        let (local, host) = text.split_once('@').ok_or_else(breach)?;
        let (name, end) = host.rsplit_once('.').ok_or_else(breach)?;
        let spaced = text.chars().any(|c| c.is_whitespace() || c.is_control());
        if local.is_empty() || name.is_empty() || end.is_empty() || host.contains('@') || spaced {
            return Err(breach());
        }
        Ok(Self(text))
    }

    /// The address as it was given.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What two spellings of one address share: the address in lower case.
    #[must_use]
    pub fn key(&self) -> String {
        self.0.to_lowercase()
    }

    /// What stands before the `@`.
    #[must_use]
    pub fn local_part(&self) -> &str {
        self.0.split('@').next().unwrap_or_default()
    }
}

// An email address must not reach a log by `{:?}`.
impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Email(…)")
    }
}

impl<'de> Deserialize<'de> for Email {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(text).map_err(|breach| serde::de::Error::custom(breach.encode()))
    }
}

impl utoipa::PartialSchema for Email {
    fn schema() -> RefOr<schema::Schema> {
        schema::ObjectBuilder::new()
            .schema_type(schema::Type::String)
            .format(Some(schema::SchemaFormat::KnownFormat(
                schema::KnownFormat::Email,
            )))
            .max_length(Some(Self::MAX))
            .into()
    }
}

impl utoipa::ToSchema for Email {}

/// An IANA time zone that the compiled-in database knows, such as `Europe/Berlin`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Zone(String);

impl Zone {
    /// Takes the name of a time zone.
    ///
    /// # Errors
    /// No such time zone.
    pub fn parse(name: impl Into<String>) -> Result<Self, Breach> {
        let name = name.into();
        let known = TimeZone::get(&name).ok();
        let iana = known
            .as_ref()
            .and_then(|zone| zone.iana_name())
            .map(ToOwned::to_owned);
        iana.map(Self).ok_or_else(|| {
            Breach::new(
                BreachKind::Unacceptable,
                "should be an IANA time zone, such as Europe/Berlin",
            )
        })
    }

    /// The zone's name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The calendar day that it is here at this moment.
    #[must_use]
    pub fn day_of(&self, moment: Moment) -> Date {
        // Known, or it would not be a zone; the time zone database is compiled in.
        let zone = TimeZone::get(&self.0).unwrap_or(TimeZone::UTC);
        moment.timestamp().to_zoned(zone).date()
    }
}

impl Default for Zone {
    fn default() -> Self {
        Self("UTC".to_owned())
    }
}

impl<'de> Deserialize<'de> for Zone {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(text).map_err(|breach| serde::de::Error::custom(breach.encode()))
    }
}

impl utoipa::PartialSchema for Zone {
    fn schema() -> RefOr<schema::Schema> {
        schema::ObjectBuilder::new()
            .schema_type(schema::Type::String)
            .into()
    }
}

impl utoipa::ToSchema for Zone {}

/// A user as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// The Cognito `sub`.
    pub id: UserId,
    /// As given at registration.
    pub email: Email,
    /// What the user is. Changed by operators only.
    pub role: Role,
    /// Whether the user may act for others.
    pub status: Status,
    /// Shown to others.
    pub name: Name,
    /// How the user likes to learn.
    pub learning_style: LearningStyle,
    /// How many nudges a day.
    pub nudge_cap: NudgeCap,
    /// Where the user's days begin and end.
    pub zone: Zone,
    /// Whether the user has acknowledged the disclaimer.
    pub disclaimer_shown: bool,
    /// When the user registered.
    pub created_at: Moment,
    /// When the row changed last.
    pub updated_at: Moment,
}

impl User {
    /// A user with the defaults of a new one. Without a name it is called as its email's local part.
    #[must_use]
    pub fn new(id: UserId, email: Email, role: Role, name: Option<Name>, now: Moment) -> Self {
        let fallback = || {
            let local: String = email.local_part().chars().take(Name::MAX).collect();
            Name::parse(local).unwrap_or_else(|_| Name::student())
        };
        let name = name.unwrap_or_else(fallback);
        Self {
            id,
            role,
            status: Status::Active,
            name,
            email,
            learning_style: LearningStyle::default(),
            nudge_cap: NudgeCap::DEFAULT,
            zone: Zone::default(),
            disclaimer_shown: false,
            created_at: now,
            updated_at: now,
        }
    }
}

impl Name {
    fn student() -> Self {
        Self("Student".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emails_are_taken_and_refused_as_the_old_service_did() {
        for good in ["a@b.c", "A.b+c@x-y.co.uk", "é@ü.de"] {
            assert!(Email::parse(good).is_ok(), "{good}");
        }
        for bad in [
            "", "a", "a@b", "@b.c", "a@.c", "a@b.", "a b@c.d", "a@b@c.d", "a@b.c\n",
        ] {
            assert!(Email::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn spellings_of_an_email_share_a_key() {
        let (a, b) = (
            Email::parse("Ana@X.y").unwrap(),
            Email::parse("ana@x.Y").unwrap(),
        );
        assert_eq!(a.key(), b.key());
        assert_ne!(a.as_str(), b.as_str());
        assert_eq!(format!("{a:?}"), "Email(…)");
    }

    #[test]
    fn a_zone_is_one_the_database_knows() {
        assert_eq!(
            Zone::parse("Europe/Berlin").unwrap().as_str(),
            "Europe/Berlin"
        );
        assert!(Zone::parse("Mars/Olympus").is_err());
        assert!(Zone::parse("").is_err());
    }

    #[test]
    fn a_moment_is_of_another_day_elsewhere() {
        let moment: Moment = "2026-11-20T23:30:00Z".parse().unwrap();
        let day = |zone: &str| Zone::parse(zone).unwrap().day_of(moment).to_string();
        assert_eq!(day("UTC"), "2026-11-20");
        assert_eq!(day("Europe/Berlin"), "2026-11-21");
        assert_eq!(day("America/New_York"), "2026-11-20");
    }
}
