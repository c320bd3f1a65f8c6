//! The ops function: boots, nothing else.

use ops::Deps;
use runtime::Var;
use store::Store;

fn main() -> std::process::ExitCode {
    runtime::run(async |env, kit| {
        let client = store::connect(store::Settings::default()).await;
        let store = Store::new(client, env.required(Var::TablePrefix)?);
        runtime::warm(store.probe()).await;
        Ok(ops::routes(&kit, Deps::new(store)))
    })
}
