//! The practice worker: boots, nothing else.

use std::process::ExitCode;

use practice_worker::Deps;
use runtime::Var;
use store::Store;

fn main() -> ExitCode {
    runtime::work(async |env, kit| {
        let client = store::connect(store::Settings::default()).await;
        let store = Store::new(client, env.required(Var::TablePrefix)?);
        runtime::warm(store.probe()).await;
        let assistant = assistant::chosen(env.optional(Var::BedrockModelId)).await;
        let deps = Deps::new(store, assistant, &kit);
        Ok(practice_worker::worker(&kit, deps))
    })
}
