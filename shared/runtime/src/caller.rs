//! The caller: the only code that reads claims.
//!
//! API Gateway has verified the token's signature. This refuses what our own authorizer would not have let through, because
//! anybody who may invoke the function can send any event.

use std::collections::{BTreeSet, HashMap};

use aws_lambda_events::apigw::ApiGatewayV2httpRequestContext;
use domain::access::{Action, Caller, ReadFacts, Standing, decide};
use domain::{Error, Moment, UserId};

use crate::route::Endpoint;
use crate::{Env, EnvError, Seal, Var};

/// Whose tokens count.
#[derive(Debug)]
pub struct Authority {
    issuer: String,
    user_client: String,
    /// The clients of services: what each may ask for is in its tokens' scopes.
    service_clients: [String; 2],
    stage: String,
}

impl Authority {
    /// From the environment.
    ///
    /// # Errors
    /// A variable is missing.
    pub fn from_env(env: &Env) -> Result<Self, EnvError> {
        Ok(Self {
            issuer: env.required(Var::TokenIssuer)?.to_owned(),
            user_client: env.required(Var::UserClientId)?.to_owned(),
            service_clients: [
                env.required(Var::MachineClientId)?.to_owned(),
                env.required(Var::MonitoringClientId)?.to_owned(),
            ],
            stage: env.required(Var::ApiStage)?.to_owned(),
        })
    }

    /// Who the event says calls, if it can have come from our API.
    pub(crate) fn caller(
        &self,
        context: &ApiGatewayV2httpRequestContext,
        now: Moment,
    ) -> Option<(Caller, Scopes)> {
        if context.stage.as_deref() != Some(&self.stage) {
            return None;
        }
        self.believe(&context.authorizer.as_ref()?.jwt.as_ref()?.claims, now)
    }

    fn believe(&self, claims: &HashMap<String, String>, now: Moment) -> Option<(Caller, Scopes)> {
        let claim = |name: &str| claims.get(name).map(String::as_str);
        let expires: i64 = claim("exp")?.parse().ok()?;
        if claim("iss") != Some(&self.issuer)
            || claim("token_use") != Some("access")
            || expires <= now.as_second()
        {
            return None;
        }
        let scopes: Scopes = claim("scope")?
            .split_whitespace()
            .map(str::to_owned)
            .collect();
        let client = claim("client_id")?;
        if client == self.user_client {
            let id: UserId = claim("sub")?.parse().ok()?;
            Some((Caller::User(id), scopes))
        } else if self.service_clients.iter().any(|one| one == client) {
            Some((Caller::Service(scopes.clone()), scopes))
        } else {
            None
        }
    }
}

type Scopes = BTreeSet<String>;

/// The caller of a route that is not public, and what the route does. A handler gets it by naming it as an argument.
#[derive(Debug, Clone)]
pub struct Who {
    caller: Caller,
    endpoint: &'static Endpoint,
}

impl Who {
    pub(crate) fn new(caller: Caller, endpoint: &'static Endpoint) -> Self {
        Self { caller, endpoint }
    }

    /// Who calls.
    #[must_use]
    pub fn caller(&self) -> &Caller {
        &self.caller
    }

    /// What kind of caller that is, for the log.
    pub(crate) fn kind(&self) -> &'static str {
        match self.caller {
            Caller::User(_) => "user",
            Caller::Service(_) => "service",
        }
    }

    /// What the route does.
    #[must_use]
    pub fn action(&self) -> Action {
        self.endpoint.action
    }

    /// The user who calls, for routes that concern the caller's own account.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for a service, which has no account.
    pub fn user(&self) -> Result<UserId, Error> {
        match self.caller {
            Caller::User(id) => Ok(id),
            Caller::Service(_) => Err(Error::Forbidden("Only a user may do this.")),
        }
    }

    /// Whether the caller may do what this route does to what is `owner`'s (`None`: nobody's). At most one read; run it
    /// beside the handler's own reads with `try_join!`.
    ///
    /// # Errors
    /// [`Error::Forbidden`], or what kept the facts from being read.
    pub async fn permit(
        &self,
        facts: &impl ReadFacts,
        owner: Option<UserId>,
    ) -> Result<Standing, Error> {
        self.permit_as(self.endpoint.action, facts, owner).await
    }

    /// [`Self::permit`] for a route that does one thing or another, depending on what it is asked.
    ///
    /// # Errors
    /// As there.
    pub async fn permit_as(
        &self,
        action: Action,
        facts: &impl ReadFacts,
        owner: Option<UserId>,
    ) -> Result<Standing, Error> {
        decide(action, &self.caller, owner, facts).await
    }

    /// What binds a cursor to this route, this caller, the list's owner and its filters.
    #[must_use]
    pub fn seal(&self, owner: Option<UserId>, filters: &[(&str, &str)]) -> Seal {
        Seal::new(self.endpoint.path, &self.caller, owner, filters)
    }
}

impl<S: Sync> axum::extract::FromRequestParts<S> for Who {
    type Rejection = crate::Failure;

    async fn from_request_parts(
        parts: &mut http::request::Parts,
        _: &S,
    ) -> Result<Self, Self::Rejection> {
        // A public route has no caller; asking for one there is a mistake of ours.
        let missing = || Error::Fault("a public route asks for its caller".to_owned()).into();
        parts.extensions.get::<Self>().cloned().ok_or_else(missing)
    }
}
