//! A user pool on one machine: it speaks Amazon Cognito's wire protocol for what this project uses.
//!
//! Three doors, as in the cloud: the JSON protocol that the real SDK speaks (`POST /`), the public keys and the `OpenID`
//! configuration of the pool (`GET /<pool id>/.well-known/…`), and tokens for service callers (`POST /oauth2/token`).
//! There are no sockets here: [`UserPool::answer`] takes a request and gives a response.
//!
//! What a real pool would refuse is refused with its own error names and texts. What we do not use is refused by name.

mod accounts;
mod claims;
mod config;
mod discovery;
mod fault;
mod machine_tokens;
mod operations;
mod password;
mod random;
mod sessions;
mod signing;
mod state;
mod user_tokens;

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use domain::Clock;
use http::{Method, Request, Response, StatusCode};
use uuid::Uuid;

pub use accounts::{NewUser, Status};
pub use claims::Claims;
pub use config::{MachineClient, PoolConfig, USER_SCOPE};
pub use fault::Fault;

use crate::shelf::{FileShelf, MemoryShelf, Shelf, ShelfError};
use signing::SigningKey;
use state::State;

/// A user pool with its users, its two clients and its signing key.
///
/// Cheap to share behind an [`Arc`]; every method takes `&self`.
#[derive(Debug)]
pub struct UserPool {
    config: PoolConfig,
    clock: Arc<dyn Clock>,
    key: SigningKey,
    shelf: Box<dyn Shelf>,
    state: Mutex<State>,
}

impl UserPool {
    /// An empty pool that forgets everything when it is dropped.
    #[must_use]
    pub fn in_memory(config: PoolConfig, clock: Arc<dyn Clock>) -> Self {
        // One key for all pools of a process: making one takes as long as a hundred requests, and every test has a pool.
        let key = SigningKey::of_this_process();
        let state = State::default();
        Self {
            config,
            clock,
            key,
            shelf: Box::new(MemoryShelf),
            state: Mutex::new(state),
        }
    }

    /// The pool kept in one file, which is made when it is missing. Every change is on the disk before it is answered.
    ///
    /// # Errors
    /// The file cannot be read or written, or holds something else.
    pub fn at(path: &Path, config: PoolConfig, clock: Arc<dyn Clock>) -> Result<Self, ShelfError> {
        Self::open(Box::new(FileShelf::new(path)), config, clock)
    }

    /// The pool kept on `shelf`.
    ///
    /// # Errors
    /// The shelf cannot be read or written, or holds something else.
    pub fn open(
        shelf: Box<dyn Shelf>,
        config: PoolConfig,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, ShelfError> {
        let state: State = match shelf.load()? {
            Some(bytes) => State::read(&bytes)?,
            None => State::default(),
        };
        let (key, is_new) = match state.signing_key()? {
            Some(stored) => (SigningKey::from_pkcs8(&stored)?, false),
            None => (SigningKey::generate(), true),
        };
        let pool = Self {
            config,
            clock,
            key,
            shelf,
            state: Mutex::new(state),
        };
        if is_new {
            // Kept at once: tokens must still verify after a restart.
            pool.change(|state| {
                state.keep_signing_key(pool.key.pkcs8());
                Ok(())
            })
            .map_err(|fault| match fault {
                Fault::Shelf(error) => error,
                other => ShelfError::Unreadable(other.to_string()),
            })?;
        }
        Ok(pool)
    }

    /// What the pool was made with.
    #[must_use]
    pub fn config(&self) -> &PoolConfig {
        &self.config
    }

    /// Whether a request with this method and path is for the pool, and not for the API.
    ///
    /// The SDK posts to `/`, as API clients could: its `X-Amz-Target` header tells them apart.
    #[must_use]
    pub fn is_addressed_by<B>(&self, request: &Request<B>) -> bool {
        operations::is_addressed(request)
            || request.uri().path() == machine_tokens::PATH
            || discovery::is_addressed(&self.config, request.uri().path())
    }

    /// Answers one request as Amazon Cognito would. Never fails: what is wrong is said in the response. Takes a few
    /// milliseconds where a password is hashed or a file is written.
    #[must_use]
    pub fn answer(&self, request: &Request<Bytes>) -> Response<Bytes> {
        let path = request.uri().path();
        if operations::is_addressed(request) {
            operations::answer(self, request)
        } else if path == machine_tokens::PATH {
            machine_tokens::answer(self, request)
        } else if request.method() == Method::GET && discovery::is_addressed(&self.config, path) {
            discovery::answer(self, path)
        } else {
            json(
                StatusCode::NOT_FOUND,
                "application/json",
                &serde_json::json!({"message": "Not Found"}),
            )
        }
    }

    /// The public keys that tokens of this pool verify against.
    #[must_use]
    pub fn public_keys(&self) -> jsonwebtoken::jwk::JwkSet {
        self.key.public_keys()
    }

    /// Makes a confirmed user and returns its `sub`. For seeding and for tests; the API goes through the wire.
    ///
    /// # Errors
    /// What a real pool would refuse: the email is taken or none, the password is too short.
    pub fn add_user(&self, user: &NewUser) -> Result<Uuid, Fault> {
        let sub = Uuid::new_v4();
        self.add_user_as(sub, user).map(|()| sub)
    }

    /// Makes a confirmed user with a `sub` that the caller chose, which no real pool would do. For seeding.
    ///
    /// # Errors
    /// As [`Self::add_user`]; also when the `sub` is taken.
    pub fn add_user_as(&self, sub: Uuid, user: &NewUser) -> Result<(), Fault> {
        let password = password::Password::parse(&user.password)?;
        let now = self.clock.now();
        self.change(|state| {
            state.create(sub, user, now)?;
            state
                .account_mut(sub)?
                .set_password(&password, Status::Confirmed, now);
            Ok(())
        })
    }

    /// Whether there is a user with this `sub`.
    #[must_use]
    pub fn has_user(&self, sub: Uuid) -> bool {
        self.read(|state| state.account(sub).is_ok())
    }

    /// From now on this user's log-in is answered with an MFA challenge. For tests.
    ///
    /// # Errors
    /// No user has this email or `sub`.
    pub fn require_mfa(&self, username: &str) -> Result<(), Fault> {
        self.change(|state| {
            let sub = state.find(username)?;
            state.account_mut(sub)?.require_mfa();
            Ok(())
        })
    }

    /// The client address that the last log-in of this user came with, if any. For tests.
    #[must_use]
    pub fn last_sign_in_address(&self, username: &str) -> Option<String> {
        self.read(|state| {
            let sub = state.find(username).ok()?;
            state.last_address(sub)
        })
    }

    /// A valid access token of the user client for `sub`, whether or not the pool has such a user.
    #[must_use]
    pub fn access_token_for(&self, sub: Uuid) -> String {
        self.mint(&self.user_claims(sub))
    }

    /// The claims of a valid access token of the user client: a start for tests that alter them.
    #[must_use]
    pub fn user_claims(&self, sub: Uuid) -> Claims {
        user_tokens::access_claims(self, sub, &user_tokens::Occasion::now(self))
    }

    /// The claims of a valid id token of the user client.
    #[must_use]
    pub fn id_claims(&self, sub: Uuid, email: &str) -> Claims {
        let attributes = [("email".to_owned(), email.to_owned())].into();
        user_tokens::id_claims(self, sub, &attributes, &user_tokens::Occasion::now(self))
    }

    /// The claims of a valid access token of the machine client with all its scopes.
    #[must_use]
    pub fn service_claims(&self) -> Claims {
        let client = &self.config.machine_client;
        machine_tokens::claims(self, client, &client.scopes)
    }

    /// The claims of a valid access token of the monitoring client with all its scopes.
    #[must_use]
    pub fn monitoring_claims(&self) -> Claims {
        let client = &self.config.monitoring_client;
        machine_tokens::claims(self, client, &client.scopes)
    }

    /// Signs `claims`, whatever they say, with the pool's key.
    #[must_use]
    pub fn mint(&self, claims: &Claims) -> String {
        self.key.sign(claims)
    }

    /// Signs `claims` with a key that is not the pool's, under the pool's key id. For tests.
    #[must_use]
    pub fn mint_with_foreign_key(&self, claims: &Claims) -> String {
        SigningKey::foreign().sign_as(self.key.id(), claims)
    }

    /// Reads the state.
    fn read<T>(&self, look: impl FnOnce(&State) -> T) -> T {
        look(&self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Changes the state and puts it on the shelf; what fails leaves it as it was.
    fn change<T>(&self, alter: impl FnOnce(&mut State) -> Result<T, Fault>) -> Result<T, Fault> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let mut draft = state.clone();
        let outcome = alter(&mut draft)?;
        self.shelf
            .save(&|| draft.to_bytes())
            .map_err(Fault::Shelf)?;
        *state = draft;
        Ok(outcome)
    }
}

/// A JSON response that no one may keep.
fn json(
    status: StatusCode,
    content_type: &'static str,
    body: &serde_json::Value,
) -> Response<Bytes> {
    let mut response = Response::new(Bytes::from(body.to_string()));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(
        http::header::CONTENT_TYPE,
        http::HeaderValue::from_static(content_type),
    );
    headers.insert(
        http::header::CACHE_CONTROL,
        http::HeaderValue::from_static("no-store"),
    );
    response
}
