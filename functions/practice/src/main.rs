//! The practice function.

use std::process::ExitCode;

use practice::Deps;
use practice::queue::{Queue, connect};
use runtime::Var;

fn main() -> ExitCode {
    runtime::run(async |env, kit| {
        let store = tables::open(&env, &kit).await?;
        let assistant = assistant::chosen(env.optional(Var::BedrockModelId)).await;
        let queue = Queue::new(connect().await, env.required(Var::PracticeQueueUrl)?);
        let reveal = env.flag(Var::RevealAnswers)?;
        let deps = Deps::new(store.clone(), assistant, queue, reveal, &kit);
        Ok((practice::routes(&kit, deps), store))
    })
}
