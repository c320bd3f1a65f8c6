//! The goals function: boots, nothing else.

use std::process::ExitCode;

use goals::Deps;
use runtime::Var;
use store::Store;

fn main() -> ExitCode {
    runtime::run(async |env, kit| {
        let prefix = env.required(Var::TablePrefix)?;
        let store = Store::new(store::connect(store::Settings::default()).await, prefix);
        runtime::warm(store.probe()).await;
        Ok(goals::routes(&kit, Deps::new(store, &kit)))
    })
}
