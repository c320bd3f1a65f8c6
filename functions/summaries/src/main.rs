//! The summaries function.

use std::process::ExitCode;

use runtime::Var;
use summaries::Deps;

fn main() -> ExitCode {
    runtime::run(async |env, kit| {
        let store = tables::open(&env, &kit).await?;
        let assistant = assistant::chosen(env.optional(Var::BedrockModelId)).await;
        let deps = Deps::new(store.clone(), assistant, &kit);
        Ok((summaries::routes(&kit, deps), store))
    })
}
