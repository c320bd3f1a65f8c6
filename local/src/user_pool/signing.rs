//! The pool's signing key: RSA of 2048 bits, used for RS256, as Cognito's are.

use std::sync::{Arc, LazyLock};

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
use aws_lc_rs::rsa::{KeyPair, KeySize};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jsonwebtoken::jwk::{Jwk, JwkSet, PublicKeyUse, ThumbprintHash};
use jsonwebtoken::{Algorithm, EncodingKey, Header};

use super::Claims;
use crate::shelf::ShelfError;

/// A private key with its public half and its id.
#[derive(Clone)]
pub(super) struct SigningKey(Arc<Inner>);

struct Inner {
    pkcs8: Vec<u8>,
    private: EncodingKey,
    public: Jwk,
    id: String,
}

static OF_THIS_PROCESS: LazyLock<SigningKey> = LazyLock::new(SigningKey::generate);
static FOREIGN: LazyLock<SigningKey> = LazyLock::new(SigningKey::generate);

impl SigningKey {
    /// The one key of all pools in memory.
    pub(super) fn of_this_process() -> Self {
        OF_THIS_PROCESS.clone()
    }

    /// A key that no pool of this process has.
    pub(super) fn foreign() -> Self {
        FOREIGN.clone()
    }

    /// A fresh key.
    pub(super) fn generate() -> Self {
        let pair =
            KeyPair::generate(KeySize::Rsa2048).expect("the library makes keys of this size");
        let pkcs8: Pkcs8V1Der<'_> = pair.as_der().expect("a key just made can be written");
        Self::from_pkcs8(pkcs8.as_ref()).expect("a key just written can be read")
    }

    /// # Errors
    /// The bytes are no RSA key.
    pub(super) fn from_pkcs8(pkcs8: &[u8]) -> Result<Self, ShelfError> {
        let unreadable =
            |error: jsonwebtoken::errors::Error| ShelfError::Unreadable(error.to_string());
        // The library reads PKCS #8 only from PEM; from DER it wants PKCS #1, which the generator cannot write.
        let pem = format!(
            "-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n",
            STANDARD.encode(pkcs8)
        );
        let private = EncodingKey::from_rsa_pem(pem.as_bytes()).map_err(unreadable)?;
        let mut public = Jwk::from_encoding_key(&private, Algorithm::RS256).map_err(unreadable)?;
        let id = public
            .thumbprint(ThumbprintHash::SHA256)
            .map_err(unreadable)?;
        public.common.key_id = Some(id.clone());
        public.common.public_key_use = Some(PublicKeyUse::Signature);
        Ok(Self(Arc::new(Inner {
            pkcs8: pkcs8.to_vec(),
            private,
            public,
            id,
        })))
    }

    /// The private key, to be kept.
    pub(super) fn pkcs8(&self) -> &[u8] {
        &self.0.pkcs8
    }

    /// The key's id: the thumbprint of its public half.
    pub(super) fn id(&self) -> &str {
        &self.0.id
    }

    /// The public half, as a set of one.
    pub(super) fn public_keys(&self) -> JwkSet {
        JwkSet {
            keys: vec![self.0.public.clone()],
        }
    }

    /// A token of these claims.
    pub(super) fn sign(&self, claims: &Claims) -> String {
        self.sign_as(self.id(), claims)
    }

    /// A token of these claims that names another key id than this key's.
    pub(super) fn sign_as(&self, id: &str, claims: &Claims) -> String {
        let mut header = Header::new(Algorithm::RS256);
        header.typ = None;
        header.kid = Some(id.to_owned());
        jsonwebtoken::encode(&header, claims, &self.0.private)
            .expect("claims are JSON and the key is RSA")
    }
}

impl std::fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("SigningKey").field(&self.0.id).finish()
    }
}
