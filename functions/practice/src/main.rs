//! The practice function.

use std::process::ExitCode;

use practice::Deps;
use practice::queue::{Queue, connect};
use runtime::Var;
use store::Store;

fn main() -> ExitCode {
    runtime::run(async |env, kit| {
        let client = store::connect(store::Settings::default()).await;
        let store = Store::new(client, env.required(Var::TablePrefix)?);
        runtime::warm(store.probe()).await;
        let assistant = assistant::chosen(env.optional(Var::BedrockModelId)).await;
        let queue = Queue::new(connect().await, env.required(Var::PracticeQueueUrl)?);
        let reveal = env.flag(Var::RevealAnswers)?;
        let deps = Deps::new(store, assistant, queue, reveal, &kit);
        Ok(practice::routes(&kit, deps))
    })
}
