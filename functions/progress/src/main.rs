//! The progress function: boots, nothing else.

use std::process::ExitCode;

use progress::Deps;
use runtime::Var;
use store::Store;

fn main() -> ExitCode {
    runtime::run(async |env, kit| {
        let prefix = env.required(Var::TablePrefix)?;
        let store = Store::new(store::connect(store::Settings::default()).await, prefix);
        runtime::warm(store.probe()).await;
        Ok(progress::routes(&kit, Deps::new(store, &kit)))
    })
}
