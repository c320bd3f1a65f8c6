//! `users`: first an account in the user pool, whose id is the user's from then on, then the row.

use domain::account::{Email, LearningStyle, Name, NudgeCap, Role, User};
use domain::imported::PasswordHash;
use domain::{Error, Moment, OldUserId, Thing};
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error as Unknown, StrDeserializer};
use uuid::Uuid;

use super::parents;
use crate::import::row::{Flaw, Must, Row};
use crate::import::table::{Done, Found, OldTable, Refs, Target, Trouble};

/// Names lanes: any UUID that stays the same.
const ADDRESSES: Uuid = Uuid::from_u128(0x5eed_1a7e_0d2c_4d6e_8f0b_5c3f_7a21_0b12);

/// A user of the old service.
pub(in crate::import) struct OldUser {
    pub(in crate::import) id: OldUserId,
    email: Email,
    role: Role,
    name: Option<Name>,
    learning_style: LearningStyle,
    nudge_cap: NudgeCap,
    disclaimer_shown: bool,
    hash: Option<PasswordHash>,
    created_at: Option<Moment>,
}

/// A user to be written.
pub(in crate::import) struct Ready {
    user: OldUser,
    is_there: bool,
}

impl OldTable for OldUser {
    const NAME: &'static str = "users";
    const COLUMNS: &'static [&'static str] = &["id", "email", "password_hash", "role", "profile"];
    type Ready = Ready;

    fn read(row: &Row) -> Result<Option<Self>, Flaw> {
        let profile = row.object("profile")?;
        // Whose link it is comes later; what is wrong with it is told here, with the rest of the row.
        parents::student(row)?;
        let preferences = profile.object("preferences")?;
        let name = profile.text("name")?.filter(|name| !name.trim().is_empty());
        let name = name.map(Name::parse).transpose();
        Ok(Some(Self {
            id: row.read("id").must("id")?,
            email: row.parsed("email", Email::parse).must("email")?,
            role: row.read("role").must("role")?,
            name: name.map_err(|breach| Flaw::of("profile", format!("name {}", breach.message)))?,
            learning_style: learning_style(&preferences)?,
            nudge_cap: preferences
                .bounded("nudge_frequency_cap", NudgeCap::parse)?
                .unwrap_or(NudgeCap::DEFAULT),
            disclaimer_shown: row.flag("disclaimer_shown")?,
            hash: row.parsed("password_hash", PasswordHash::parse)?,
            created_at: row.moment("created_at")?,
        }))
    }

    fn introduce(&self, to: &mut Refs) {
        to.users.insert(self.id);
    }

    /// To itself: whether it was moved in before.
    fn refer(&self, to: &mut Refs) {
        to.users.insert(self.id);
    }

    /// Two users may have one address but for its case; the first one gets it.
    fn lane(&self) -> Uuid {
        Uuid::new_v5(&ADDRESSES, self.email.key().as_bytes())
    }

    fn ready(self, found: &Found, _: &Target) -> Result<Ready, Flaw> {
        let is_there = found.moved.users.contains_key(&self.id);
        Ok(Ready {
            user: self,
            is_there,
        })
    }

    async fn write(Ready { user, is_there }: &Ready, target: &Target) -> Result<Done, Trouble> {
        if *is_there {
            return Ok(Done::There);
        }
        let account = match target.pool.admit(&user.email).await {
            Err(Error::Invalid(breaches)) => {
                let why = breaches.first().map(|at| at.breach.message.clone());
                return Err(Flaw::of("email", why.unwrap_or_default()).into());
            }
            account => account?,
        };
        let id = account.ok_or_else(|| {
            Flaw::of(
                "email",
                "is that of somebody who has registered in the new service",
            )
        })?;
        let now = user.created_at.unwrap_or(target.now);
        let row = User {
            learning_style: user.learning_style,
            nudge_cap: user.nudge_cap,
            disclaimer_shown: user.disclaimer_shown,
            ..User::new(id, user.email.clone(), user.role, user.name.clone(), now)
        };
        let password = user.hash.clone().map(|hash| target.password(hash));
        let written = target
            .store
            .import_user(&row, user.id, password.as_ref(), target.now)
            .await;
        match written {
            Err(Error::Exists(Thing::User)) => {
                Err(Flaw::of("email", "is that of another user, perhaps in another case").into())
            }
            written => Ok(written?.into()),
        }
    }
}

fn learning_style(preferences: &Row) -> Result<LearningStyle, Flaw> {
    let column = "learning_style";
    let Some(word) = preferences.text(column)? else {
        return Ok(LearningStyle::default());
    };
    let word: StrDeserializer<'_, Unknown> = word.into_deserializer();
    LearningStyle::deserialize(word).map_err(|_| {
        Flaw::of(
            column,
            "should be visual, auditory, reading, kinesthetic or mixed",
        )
    })
}
