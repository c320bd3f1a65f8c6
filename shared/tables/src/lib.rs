//! The tables of a function, opened while it starts: what the environment says becomes a [`Store`] with its caches. Here, as in
//! operations, `store` and `runtime` meet; nothing but that belongs here.

mod errors;

use std::collections::HashSet;
use std::sync::Arc;

use aws_config::SdkConfig;
use aws_credential_types::provider::ProvideCredentials;
use aws_sdk_dynamodb::config::Builder;
use cache::{Server, Shared};
use runtime::{Env, EnvError, KeepErrors, Kit, Var};
use store::{CacheKind, Store, Warmth};

use errors::KeptErrors;

/// Opens the tables: with a connection, and, where there is a shared cache, one to it.
///
/// # Errors
/// A variable is missing or malformed. That nothing can be reached is none: the first request tries again.
pub async fn open(env: &Env, kit: &Kit) -> Result<Store, EnvError> {
    let prefix = env.required(Var::TablePrefix)?;
    let config = store::config(store::Settings::default()).await;
    let warmth = warmth(env, kit, Some(&config))?;
    let (clock, expenses) = (kit.clock.clone(), kit.expenses.clone());
    let client = store::measured(Builder::from(&config), prefix, clock, expenses);
    let store = Store::warm(client, prefix, &warmth);
    kit.errors.keep_in(kept_errors(&store));
    tokio::join!(runtime::warm(store.probe()), store.open_shared());
    Ok(store)
}

/// Where errors of ours are written down: a table of this store.
#[must_use]
pub fn kept_errors(store: &Store) -> Arc<dyn KeepErrors> {
    Arc::new(KeptErrors(store.clone()))
}

/// The caches that the environment asks for: all of them and 24 MiB, unless it says otherwise. A shared cache that wants signed
/// passwords gets them with the credentials of `aws`.
///
/// # Errors
/// A variable is malformed.
pub fn warmth(env: &Env, kit: &Kit, aws: Option<&SdkConfig>) -> Result<Warmth, EnvError> {
    Ok(Warmth {
        clock: kit.clock.clone(),
        off: off(env)?,
        bytes: bytes(env)?,
        shared: shared(env, kit, aws)?,
    })
}

fn off(env: &Env) -> Result<HashSet<CacheKind>, EnvError> {
    let names = env.optional(Var::CachesOff).unwrap_or_default();
    CacheKind::parse_list(names).map_err(|_| EnvError::Malformed {
        name: Var::CachesOff.name(),
        wanted: "a list of `users`, `subjects`, `goals`, `ratings`, `bank`, `links`, or `all`",
    })
}

fn bytes(env: &Env) -> Result<u64, EnvError> {
    let Some(mib) = env.optional(Var::CacheMemoryMib) else {
        return Ok(Warmth::BYTES);
    };
    let mib: Option<u64> = mib.parse().ok().filter(|mib| (1..=512).contains(mib));
    mib.map(|mib| mib << 20).ok_or(EnvError::Malformed {
        name: Var::CacheMemoryMib.name(),
        wanted: "a number from 1 to 512",
    })
}

fn shared(env: &Env, kit: &Kit, aws: Option<&SdkConfig>) -> Result<Option<Shared>, EnvError> {
    let Some(url) = env.optional(Var::CacheUrl) else {
        return Ok(None);
    };
    let server = Server::at(url).map_err(|_| EnvError::Malformed {
        name: Var::CacheUrl.name(),
        wanted: "redis[s]://[user[:password]@]host[:port], or rediss://user@host[:port]?iam=<cache>",
    })?;
    let server = match aws {
        Some(aws) => signed(server, aws, kit),
        None => server,
    };
    let prefix = env.required(Var::TablePrefix)?;
    let (clock, patience) = (kit.clock.clone(), kit.patience.clone());
    Ok(Some(Shared::on(server, prefix, clock, patience)))
}

/// The server, with this environment's own signature as its password, if it wants one.
fn signed(server: Server, aws: &SdkConfig, kit: &Kit) -> Server {
    let (Some(region), Some(provider)) = (aws.region(), aws.credentials_provider()) else {
        return server;
    };
    server.with_iam(region.as_ref(), kit.clock.clone(), move || {
        let provider = provider.clone();
        Box::pin(async move { provider.provide_credentials().await.ok() })
    })
}
