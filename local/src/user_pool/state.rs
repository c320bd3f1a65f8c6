//! What a pool remembers: its accounts, their log-ins, and the signing key.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::Moment;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::accounts::{Account, Attributes, check_attributes, is_email};
use super::password::Password;
use super::sessions::Session;
use super::{Fault, NewUser};
use crate::shelf::ShelfError;

/// The form of the file. A file of another form is refused, not misread.
const VERSION: u32 = 1;

/// Everything that a pool keeps.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct State {
    version: u32,
    #[serde(default)]
    signing_key: Option<String>,
    accounts: BTreeMap<Uuid, Account>,
    /// By digest of the refresh token.
    sessions: BTreeMap<String, Session>,
    /// Where log-ins came from: for tests, so not worth a place in the file.
    #[serde(skip)]
    addresses: BTreeMap<Uuid, String>,
}

impl Default for State {
    fn default() -> Self {
        let (accounts, sessions, addresses) = Default::default();
        Self {
            version: VERSION,
            signing_key: None,
            accounts,
            sessions,
            addresses,
        }
    }
}

impl State {
    /// # Errors
    /// The bytes are no pool of this version.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, ShelfError> {
        let state: Self = serde_json::from_slice(bytes)
            .map_err(|error| ShelfError::Unreadable(error.to_string()))?;
        if state.version != VERSION {
            return Err(ShelfError::Unreadable(format!(
                "it is of version {}",
                state.version
            )));
        }
        Ok(state)
    }

    pub(super) fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("the state has only text keys")
    }

    /// The private key in PKCS #8, if one was kept.
    ///
    /// # Errors
    /// What was kept is no base64.
    pub(super) fn signing_key(&self) -> Result<Option<Vec<u8>>, ShelfError> {
        let decoded = self
            .signing_key
            .as_ref()
            .map(|text| STANDARD.decode(text))
            .transpose();
        decoded.map_err(|error| ShelfError::Unreadable(error.to_string()))
    }

    pub(super) fn keep_signing_key(&mut self, pkcs8: &[u8]) {
        self.signing_key = Some(STANDARD.encode(pkcs8));
    }

    /// The `sub` of the user with this email, in any case, or with this `sub`.
    ///
    /// # Errors
    /// There is none.
    pub(super) fn find(&self, username: &str) -> Result<Uuid, Fault> {
        if let Some(sub) = Uuid::parse_str(username)
            .ok()
            .filter(|sub| self.accounts.contains_key(sub))
        {
            return Ok(sub);
        }
        let name = folded(username);
        let has_email = |account: &&Account| {
            account
                .attributes()
                .get("email")
                .is_some_and(|email| folded(email) == name)
        };
        let account = self.accounts.values().find(has_email);
        account.map(Account::sub).ok_or(Fault::UserNotFound)
    }

    /// # Errors
    /// There is no such account.
    pub(super) fn account(&self, sub: Uuid) -> Result<&Account, Fault> {
        self.accounts.get(&sub).ok_or(Fault::UserNotFound)
    }

    /// # Errors
    /// There is no such account.
    pub(super) fn account_mut(&mut self, sub: Uuid) -> Result<&mut Account, Fault> {
        self.accounts.get_mut(&sub).ok_or(Fault::UserNotFound)
    }

    /// Makes a user that nobody can log in as yet.
    pub(super) fn create(&mut self, sub: Uuid, user: &NewUser, now: Moment) -> Result<(), Fault> {
        let mut attributes = user.attributes.clone();
        attributes.insert("email".to_owned(), user.email.clone());
        self.insert(sub, &user.email, attributes, &Password::unknown(), now)
    }

    /// Makes a user who must change `password` at the first log-in.
    pub(super) fn insert(
        &mut self,
        sub: Uuid,
        username: &str,
        mut attributes: Attributes,
        password: &Password,
        now: Moment,
    ) -> Result<(), Fault> {
        if !is_email(username) {
            return Err(Fault::InvalidParameter(
                "Username should be an email.".to_owned(),
            ));
        }
        attributes
            .entry("email".to_owned())
            .or_insert_with(|| username.to_owned());
        check_attributes(&attributes)?;
        if self.find(username).is_ok() || self.accounts.contains_key(&sub) {
            return Err(Fault::UsernameExists);
        }
        self.accounts
            .insert(sub, Account::new(sub, attributes, password, now));
        Ok(())
    }

    /// Changes a user's attributes.
    pub(super) fn update(
        &mut self,
        sub: Uuid,
        changes: &Attributes,
        now: Moment,
    ) -> Result<(), Fault> {
        check_attributes(changes)?;
        if let Some(email) = changes.get("email")
            && self.find(email).is_ok_and(|owner| owner != sub)
        {
            return Err(Fault::AliasExists);
        }
        self.account_mut(sub)?.set_attributes(changes, now);
        Ok(())
    }

    /// Removes a user, whose log-ins end with it.
    pub(super) fn delete(&mut self, sub: Uuid) -> Result<(), Fault> {
        self.accounts.remove(&sub).ok_or(Fault::UserNotFound)?;
        self.sessions.retain(|_, session| session.sub != sub);
        Ok(())
    }

    pub(super) fn begin_session(&mut self, digest: String, session: Session, now: Moment) {
        self.sessions.retain(|_, old| !old.has_ended(now));
        self.sessions.insert(digest, session);
    }

    pub(super) fn session(&self, digest: &str) -> Option<&Session> {
        self.sessions.get(digest)
    }

    pub(super) fn remember_address(&mut self, sub: Uuid, address: Option<String>) {
        if let Some(address) = address {
            self.addresses.insert(sub, address);
        }
    }

    pub(super) fn last_address(&self, sub: Uuid) -> Option<String> {
        self.addresses.get(&sub).cloned()
    }
}

/// Emails that differ in case only are one.
fn folded(text: &str) -> String {
    text.to_lowercase()
}
