//! What an API is made with.

use std::time::Duration;

use template::{Cors, Route};

/// The API as `template.yaml` draws it, and who it is.
#[derive(Debug, Clone)]
pub struct GatewayConfig {
    /// The routes, each with its function and its access.
    pub routes: Vec<Route>,
    /// What browsers are told; nothing when the API has no CORS configuration.
    pub cors: Option<Cors>,
    /// What tokens must say in `iss`.
    pub issuer: String,
    /// The clients whose tokens are taken.
    pub audience: Vec<String>,
    /// Who the API is in its events.
    pub api: ApiIdentity,
    /// How long a function may take before the client is told 503: [`Self::INTEGRATION_TIMEOUT`] unless a test is in a hurry.
    pub integration_timeout: Duration,
}

impl GatewayConfig {
    /// The service's own limit for HTTP APIs, which cannot be raised.
    pub const INTEGRATION_TIMEOUT: Duration = Duration::from_secs(30);
}

/// The names of the API that its events carry.
#[derive(Debug, Clone)]
pub struct ApiIdentity {
    /// The account, 12 digits.
    pub account_id: String,
    /// The API's id, 10 characters in the cloud.
    pub api_id: String,
    /// The stage, `$default` in our template.
    pub stage: String,
    /// The API's host name, such as `<api id>.execute-api.<region>.amazonaws.com`.
    pub domain_name: String,
}
