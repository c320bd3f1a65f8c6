//! The subjects function: boots, nothing else.

use runtime::Var;
use store::Store;
use subjects::Deps;

fn main() -> std::process::ExitCode {
    runtime::run(async |env, kit| {
        let client = store::connect(store::Settings::default()).await;
        let store = Store::new(client, env.required(Var::TablePrefix)?);
        runtime::warm(store.probe()).await;
        Ok(subjects::routes(&kit, Deps::new(store, &kit)))
    })
}
