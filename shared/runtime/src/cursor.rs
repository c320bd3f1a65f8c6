//! Sealed cursors: where the next page begins, told to the client as a text that it can neither read a meaning into nor change,
//! and that works only for the list it came from.
//!
//! Layout, before base64 (URL-safe, no padding): version (1 byte), length and bytes of the key id, length (2 bytes) and bytes of
//! the sort value, length (1 byte) and bytes of the id, MAC (16 bytes of HMAC-SHA256). The MAC covers all that and the seal:
//! route, caller, owner of the list and filters.

use std::sync::Arc;

use aws_lc_rs::hmac;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::access::Caller;
use domain::page::Position;
use domain::{Error, UserId};

use crate::{Env, EnvError, Var};

/// The most characters of a cursor.
pub const MAX_CURSOR: usize = 512;

const VERSION: u8 = 1;
const MAC: usize = 16;

/// What a cursor is bound to.
#[derive(Debug)]
pub struct Seal(Vec<u8>);

impl Seal {
    /// The list of `route`, as `caller` sees it, of what is `owner`'s, narrowed by `filters` (name and value).
    #[must_use]
    pub fn new(
        route: &str,
        caller: &Caller,
        owner: Option<UserId>,
        filters: &[(&str, &str)],
    ) -> Self {
        let caller = match caller {
            Caller::User(id) => format!("user {id}"),
            Caller::Service(_) => "service".to_owned(),
        };
        let owner = owner.map(|id| id.to_string()).unwrap_or_default();
        let mut bytes = Vec::new();
        let filters = filters.iter().flat_map(|(name, value)| [*name, *value]);
        for part in [route, &caller, &owner].into_iter().chain(filters) {
            // Lengths in front, or `ab`+`c` would seal as `a`+`bc` does.
            bytes.extend((part.len() as u64).to_be_bytes());
            bytes.extend(part.as_bytes());
        }
        Self(bytes)
    }
}

struct Key {
    id: String,
    key: hmac::Key,
}

/// Seals and opens cursors. Seals with one key; opens what that or another one sealed, the one before or the one to come.
///
/// Clones share the keys, which are large: each is a kilobyte of prepared state.
#[derive(Clone)]
pub struct Cursors(Arc<Keys>);

struct Keys {
    sealing: Key,
    other: Option<Key>,
}

impl std::fmt::Debug for Cursors {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Cursors")
            .field("sealing", &self.0.sealing.id)
            .finish_non_exhaustive()
    }
}

impl Key {
    fn read(var: Var, text: &str) -> Result<Self, EnvError> {
        let wanted = "`<key id of 1 to 16 characters>:<secret of 32 characters or more>`";
        let malformed = EnvError::Malformed {
            name: var.name(),
            wanted,
        };
        let (id, secret) = text.split_once(':').ok_or_else(|| malformed.clone())?;
        if !(1..=16).contains(&id.len()) || secret.len() < 32 {
            return Err(malformed);
        }
        Ok(Self {
            id: id.to_owned(),
            key: hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes()),
        })
    }

    fn sign(&self, seal: &Seal, sealed: &[u8]) -> hmac::Tag {
        let mut context = hmac::Context::with_key(&self.key);
        context.update(&seal.0);
        context.update(sealed);
        context.sign()
    }
}

impl Cursors {
    /// The keys of the environment.
    ///
    /// # Errors
    /// A key is missing or malformed.
    pub fn from_env(env: &Env) -> Result<Self, EnvError> {
        let sealing = Key::read(Var::CursorKey, env.required(Var::CursorKey)?)?;
        let other = env.optional(Var::CursorKeyOther);
        let other = other
            .map(|text| Key::read(Var::CursorKeyOther, text))
            .transpose()?;
        Ok(Self(Arc::new(Keys { sealing, other })))
    }

    /// The position as a cursor.
    ///
    /// # Errors
    /// [`Error::Fault`] when it would be longer than [`MAX_CURSOR`]: the bounds on what lists are sorted by rule that out.
    pub fn seal(&self, seal: &Seal, position: &Position) -> Result<String, Error> {
        let too_long = || Error::Fault("a cursor would be too long".to_owned());
        let mut bytes = vec![VERSION];
        let length = |n: usize| u8::try_from(n).map_err(|_| too_long());
        bytes.push(length(self.0.sealing.id.len())?);
        bytes.extend(self.0.sealing.id.as_bytes());
        bytes.extend(
            u16::try_from(position.sort.len())
                .map_err(|_| too_long())?
                .to_be_bytes(),
        );
        bytes.extend(position.sort.as_bytes());
        bytes.push(length(position.id.len())?);
        bytes.extend(position.id.as_bytes());
        let tag = self.0.sealing.sign(seal, &bytes);
        bytes.extend(&tag.as_ref()[..MAC]);
        let cursor = URL_SAFE_NO_PAD.encode(bytes);
        if cursor.len() > MAX_CURSOR {
            Err(too_long())
        } else {
            Ok(cursor)
        }
    }

    /// The position in a cursor that was sealed for this list.
    ///
    /// # Errors
    /// [`Error::BadCursor`], whatever is wrong with it.
    pub fn open(&self, seal: &Seal, cursor: &str) -> Result<Position, Error> {
        self.try_open(seal, cursor).ok_or(Error::BadCursor)
    }

    fn try_open(&self, seal: &Seal, cursor: &str) -> Option<Position> {
        if cursor.len() > MAX_CURSOR {
            return None;
        }
        let bytes = URL_SAFE_NO_PAD.decode(cursor).ok()?;
        let (sealed, mac) = bytes.split_at_checked(bytes.len().checked_sub(MAC)?)?;
        let (&version, rest) = sealed.split_first()?;
        if version != VERSION {
            return None;
        }
        let (&length, rest) = rest.split_first()?;
        let (key_id, rest) = text(rest, length.into())?;
        let key = [Some(&self.0.sealing), self.0.other.as_ref()];
        let key = key.into_iter().flatten().find(|key| key.id == key_id)?;
        let tag = key.sign(seal, sealed);
        aws_lc_rs::constant_time::verify_slices_are_equal(&tag.as_ref()[..MAC], mac).ok()?;
        let (length, rest) = rest.split_first_chunk::<2>()?;
        let (sort, rest) = text(rest, u16::from_be_bytes(*length).into())?;
        let (&length, rest) = rest.split_first()?;
        let (id, rest) = text(rest, length.into())?;
        rest.is_empty().then_some(Position { sort, id })
    }
}

fn text(bytes: &[u8], length: usize) -> Option<(String, &[u8])> {
    let (text, rest) = bytes.split_at_checked(length)?;
    Some((std::str::from_utf8(text).ok()?.to_owned(), rest))
}

#[cfg(test)]
mod tests;
