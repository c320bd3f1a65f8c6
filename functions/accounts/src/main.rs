//! Boots the accounts function.

use std::process::ExitCode;

use accounts::Deps;
use accounts::pool::{Pool, connect};
use runtime::Var;
use store::Store;

fn main() -> ExitCode {
    runtime::run(async |env, kit| {
        let client = store::connect(store::Settings::default()).await;
        let store = Store::new(client, env.required(Var::TablePrefix)?);
        let pool = Pool::new(
            connect().await,
            env.required(Var::UserPoolId)?,
            env.required(Var::UserClientId)?,
            env.flag(Var::VerifiedEmail)?,
        );
        runtime::warm(store.probe()).await;
        Ok(accounts::routes(&kit, Deps::new(store, pool, &kit)))
    })
}
