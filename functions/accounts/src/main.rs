//! Boots the accounts function.

use std::process::ExitCode;

use accounts::Deps;
use accounts::pool::{Pool, connect};
use runtime::Var;

fn main() -> ExitCode {
    runtime::run(async |env, kit| {
        let store = tables::open(&env, &kit).await?;
        let pool = Pool::new(
            connect().await,
            env.required(Var::UserPoolId)?,
            env.required(Var::UserClientId)?,
            env.flag(Var::VerifiedEmail)?,
        );
        Ok((
            accounts::routes(&kit, Deps::new(store.clone(), pool, &kit)),
            store,
        ))
    })
}
