//! The sessions function.

use std::process::ExitCode;

use runtime::Var;
use sessions::Deps;
use store::Store;

fn main() -> ExitCode {
    runtime::run(async |env, kit| {
        let client = store::connect(store::Settings::default()).await;
        let store = Store::new(client, env.required(Var::TablePrefix)?);
        runtime::warm(store.probe()).await;
        Ok(sessions::routes(&kit, Deps::new(store, &kit)))
    })
}
