//! The environment, read once. Every variable that the code knows is named here, so that a test can hold the template to it.

use std::collections::HashMap;

/// A variable of the function's environment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Var {
    /// What table names begin with: the stack's name.
    TablePrefix,
    /// The `iss` of the tokens: the user pool's issuer URL.
    TokenIssuer,
    /// The app client of users.
    UserClientId,
    /// The app client of services.
    MachineClientId,
    /// The app client of who reads figures.
    MonitoringClientId,
    /// The API's stage, `$default`.
    ApiStage,
    /// The key that seals cursors: `<key id>:<secret>`.
    CursorKey,
    /// Another key, or nothing: the one before or the one to come. Cursors sealed with it open.
    CursorKeyOther,
    /// `error`, `warn`, `info`, `debug` or `trace`.
    LogLevel,
    /// Of how many invocations the debug lines are kept, whatever the level: from 0 to 1. Empty for none.
    DebugSampleShare,
    /// The user pool that registers and logs in.
    UserPoolId,
    /// `true` when a new user must verify the email before logging in.
    VerifiedEmail,
    /// Where jobs for the practice worker go.
    PracticeQueueUrl,
    /// `true` when the right answer is sent with a practice item, `false` when it is kept back until the item is answered.
    RevealAnswers,
    /// The model on Amazon Bedrock that the assistant asks. Empty for the embedded assistant alone.
    BedrockModelId,
    /// Names of caches that are turned off, separated by commas; `all` for all.
    CachesOff,
    /// The most MiB that all caches together take.
    CacheMemoryMib,
    /// The Redis or Valkey server that environments share. Empty for none.
    CacheUrl,
    /// Where metrics go: `cloudwatch`, `emf` or `none`. Empty for none.
    MetricsSink,
    /// The namespace of the metrics.
    MetricsNamespace,
    /// What CloudFront says with a request that it passes on. Empty where it passes none.
    SiteSecret,
    /// `true` when a request is refused that has not come through CloudFront. Empty for `false`.
    SiteOnly,
}

impl Var {
    /// All there are.
    pub const ALL: [Self; 22] = [
        Self::TablePrefix,
        Self::TokenIssuer,
        Self::UserClientId,
        Self::MachineClientId,
        Self::MonitoringClientId,
        Self::ApiStage,
        Self::CursorKey,
        Self::CursorKeyOther,
        Self::LogLevel,
        Self::DebugSampleShare,
        Self::UserPoolId,
        Self::VerifiedEmail,
        Self::PracticeQueueUrl,
        Self::RevealAnswers,
        Self::BedrockModelId,
        Self::CachesOff,
        Self::CacheMemoryMib,
        Self::CacheUrl,
        Self::MetricsSink,
        Self::MetricsNamespace,
        Self::SiteSecret,
        Self::SiteOnly,
    ];

    /// The variable's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::TablePrefix => "TABLE_PREFIX",
            Self::TokenIssuer => "TOKEN_ISSUER",
            Self::UserClientId => "USER_CLIENT_ID",
            Self::MachineClientId => "MACHINE_CLIENT_ID",
            Self::MonitoringClientId => "MONITORING_CLIENT_ID",
            Self::ApiStage => "API_STAGE",
            Self::CursorKey => "CURSOR_KEY",
            Self::CursorKeyOther => "CURSOR_KEY_OTHER",
            Self::LogLevel => "LOG_LEVEL",
            Self::DebugSampleShare => "DEBUG_SAMPLE_SHARE",
            Self::UserPoolId => "USER_POOL_ID",
            Self::VerifiedEmail => "VERIFIED_EMAIL",
            Self::PracticeQueueUrl => "PRACTICE_QUEUE_URL",
            Self::RevealAnswers => "REVEAL_ANSWERS",
            Self::BedrockModelId => "BEDROCK_MODEL_ID",
            Self::CachesOff => "CACHES_OFF",
            Self::CacheMemoryMib => "CACHE_MEMORY_MIB",
            Self::CacheUrl => "CACHE_URL",
            Self::MetricsSink => "METRICS_SINK",
            Self::MetricsNamespace => "METRICS_NAMESPACE",
            Self::SiteSecret => "SITE_SECRET",
            Self::SiteOnly => "SITE_ONLY",
        }
    }
}

/// What is wrong with the environment. Never repeats a value: some are secret.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EnvError {
    /// A variable is missing or empty.
    #[error("the environment variable {0} is missing or empty")]
    Missing(&'static str),
    /// A variable cannot be read as what it must be.
    #[error("the environment variable {name} is not {wanted}")]
    Malformed {
        /// Which.
        name: &'static str,
        /// What it must be.
        wanted: &'static str,
    },
}

/// The variables that were set.
#[derive(Clone)]
pub struct Env(HashMap<String, String>);

// Some values are secret.
impl std::fmt::Debug for Env {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Env({} variables)", self.0.len())
    }
}

impl Env {
    /// The process's environment.
    #[must_use]
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that reads the environment"
    )]
    pub fn of_process() -> Self {
        Self(std::env::vars().collect())
    }

    /// An environment of these variables.
    pub fn of<K: Into<String>, V: Into<String>>(vars: impl IntoIterator<Item = (K, V)>) -> Self {
        Self(
            vars.into_iter()
                .map(|(name, value)| (name.into(), value.into()))
                .collect(),
        )
    }

    /// A variable that must be there.
    ///
    /// # Errors
    /// It is missing or empty.
    pub fn required(&self, var: Var) -> Result<&str, EnvError> {
        self.optional(var).ok_or(EnvError::Missing(var.name()))
    }

    /// A variable that may be missing or empty.
    #[must_use]
    pub fn optional(&self, var: Var) -> Option<&str> {
        self.0
            .get(var.name())
            .map(String::as_str)
            .filter(|value| !value.is_empty())
    }

    /// A variable that is `true` or `false`.
    ///
    /// # Errors
    /// It is missing or neither.
    pub fn flag(&self, var: Var) -> Result<bool, EnvError> {
        let wanted = "`true` or `false`";
        self.required(var)?
            .parse()
            .map_err(|_| EnvError::Malformed {
                name: var.name(),
                wanted,
            })
    }

    /// How many events Lambda hands this environment at once: 1 but on Managed Instances.
    #[must_use]
    pub(crate) fn max_concurrency(&self) -> usize {
        self.0
            .get("AWS_LAMBDA_MAX_CONCURRENCY")
            .and_then(|n| n.parse().ok())
            .unwrap_or(1)
    }
}
