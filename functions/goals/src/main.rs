//! The goals function: boots, nothing else.

use std::process::ExitCode;

use goals::Deps;

fn main() -> ExitCode {
    runtime::run(async |env, kit| {
        let store = tables::open(&env, &kit).await?;
        Ok((goals::routes(&kit, Deps::new(store.clone(), &kit)), store))
    })
}
