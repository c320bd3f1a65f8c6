//! The questions function.

use std::process::ExitCode;

use qa::Deps;
use runtime::Var;

fn main() -> ExitCode {
    runtime::run(async |env, kit| {
        let store = tables::open(&env, &kit).await?;
        let assistant = assistant::chosen(env.optional(Var::BedrockModelId)).await;
        let deps = Deps::new(store.clone(), assistant, &kit);
        Ok((qa::routes(&kit, deps), store))
    })
}
