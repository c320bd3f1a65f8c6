//! The practice worker: boots, nothing else.

use std::process::ExitCode;

use practice_worker::Deps;
use runtime::Var;

fn main() -> ExitCode {
    runtime::work(async |env, kit| {
        let store = tables::open(&env, &kit).await?;
        let assistant = assistant::chosen(env.optional(Var::BedrockModelId)).await;
        let deps = Deps::new(store.clone(), assistant, &kit);
        Ok((practice_worker::worker(&kit, deps), store))
    })
}
