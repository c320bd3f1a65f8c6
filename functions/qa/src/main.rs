//! The questions function.

use std::process::ExitCode;

use qa::Deps;
use runtime::Var;
use store::Store;

fn main() -> ExitCode {
    runtime::run(async |env, kit| {
        let client = store::connect(store::Settings::default()).await;
        let store = Store::new(client, env.required(Var::TablePrefix)?);
        runtime::warm(store.probe()).await;
        let assistant = assistant::chosen(env.optional(Var::BedrockModelId)).await;
        let deps = Deps::new(store, assistant, &kit);
        Ok(qa::routes(&kit, deps))
    })
}
