//! The summaries function.

use std::process::ExitCode;

use runtime::Var;
use store::Store;
use summaries::Deps;

fn main() -> ExitCode {
    runtime::run(async |env, kit| {
        let client = store::connect(store::Settings::default()).await;
        let store = Store::new(client, env.required(Var::TablePrefix)?);
        runtime::warm(store.probe()).await;
        let assistant = assistant::chosen(env.optional(Var::BedrockModelId)).await;
        let deps = Deps::new(store, assistant, &kit);
        Ok(summaries::routes(&kit, deps))
    })
}
