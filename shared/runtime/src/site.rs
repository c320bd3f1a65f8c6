//! What has come through CloudFront, where that stands in front of the API: it says a secret with what it passes on, which nobody else
//! knows. A web ACL looks at requests there, so who goes past it may have to be refused.

use std::fmt;

use aws_lc_rs::constant_time::verify_slices_are_equal;
use axum::extract::Request;
use domain::Error;
use http::HeaderMap;

use crate::{Env, EnvError, Var};

/// The header that the secret stands in. CloudFront replaces one that a client sends.
const SECRET: &str = "x-site-secret";

/// Knows what has come through CloudFront, and whether anything else is let in.
pub struct Site {
    secret: Option<String>,
    only: bool,
}

impl fmt::Debug for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Site")
            .field("only", &self.only)
            .finish_non_exhaustive()
    }
}

/// In the extensions of a request that has come through CloudFront.
#[derive(Debug, Clone, Copy)]
struct Through;

impl Site {
    /// From the environment: no secret where nothing comes through CloudFront.
    ///
    /// # Errors
    /// [`Var::SiteOnly`] is neither `true` nor `false`, or is `true` without a secret.
    pub fn from_env(env: &Env) -> Result<Self, EnvError> {
        let only = match env.optional(Var::SiteOnly) {
            Some(_) => env.flag(Var::SiteOnly)?,
            None => false,
        };
        let secret = match only {
            true => Some(env.required(Var::SiteSecret)?),
            false => env.optional(Var::SiteSecret),
        };
        Ok(Self {
            secret: secret.map(str::to_owned),
            only,
        })
    }

    /// Lets a request in, and remembers whether it came through CloudFront. The secret is not in it any more.
    ///
    /// # Errors
    /// [`Error::Forbidden`] when it did not and had to.
    pub(crate) fn admit(&self, request: &mut Request) -> Result<(), Error> {
        let said = request.headers_mut().remove(SECRET);
        let is_secret = |said: &[u8]| {
            let secret = self.secret.as_deref();
            secret.is_some_and(|secret| verify_slices_are_equal(secret.as_bytes(), said).is_ok())
        };
        if said.is_some_and(|said| is_secret(said.as_bytes())) {
            request.extensions_mut().insert(Through);
            Ok(())
        } else if self.only {
            let message = "Please use the address of the site; this one is closed.";
            Err(Error::Forbidden(message))
        } else {
            Ok(())
        }
    }
}

/// The client of a request that has come through CloudFront; `None` for another request.
///
/// CloudFront puts the client's address behind those that the client sent, and API Gateway CloudFront's behind that.
pub(crate) fn client(extensions: &http::Extensions, headers: &HeaderMap) -> Option<String> {
    extensions.get::<Through>()?;
    let chain = headers.get("x-forwarded-for")?.to_str().ok()?;
    let client = chain.rsplit(',').nth(1)?;
    Some(client.trim().to_owned())
}
