//! What a pool is made with.

/// The scope of every token that a user gets by logging in.
pub const USER_SCOPE: &str = "aws.cognito.signin.user.admin";

/// The pool's name, its address, and its clients.
#[derive(Debug, Clone)]
pub struct PoolConfig {
    /// As `eu-west-1_AbCdEf123` in the cloud: the last segment of `issuer`.
    pub pool_id: String,
    /// What tokens say in `iss`: an address without a slash at its end.
    pub issuer: String,
    /// The client that users log in with. It has no secret.
    pub user_client_id: String,
    /// The client of service callers.
    pub machine_client: MachineClient,
    /// The client of what watches the service.
    pub monitoring_client: MachineClient,
}

/// A client that gets tokens for itself, without a user.
#[derive(Clone)]
pub struct MachineClient {
    /// The client's id, which is also its tokens' `sub`.
    pub id: String,
    /// The client's secret.
    pub secret: String,
    /// The scopes it may ask for.
    pub scopes: Vec<String>,
}

impl std::fmt::Debug for MachineClient {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MachineClient")
            .field("id", &self.id)
            .field("scopes", &self.scopes)
            .finish_non_exhaustive()
    }
}

impl PoolConfig {
    /// The client without users that has this id.
    #[must_use]
    pub fn service(&self, id: &str) -> Option<&MachineClient> {
        [&self.machine_client, &self.monitoring_client]
            .into_iter()
            .find(|client| client.id == id)
    }

    /// Where the pool's server listens: the issuer without the pool's id.
    #[must_use]
    pub fn base(&self) -> &str {
        let base = self
            .issuer
            .strip_suffix(self.pool_id.as_str())
            .unwrap_or(&self.issuer);
        base.trim_end_matches('/')
    }
}
