//! The progress function: boots, nothing else.

use std::process::ExitCode;

use progress::Deps;

fn main() -> ExitCode {
    runtime::run(async |env, kit| {
        let store = tables::open(&env, &kit).await?;
        Ok((
            progress::routes(&kit, Deps::new(store.clone(), &kit)),
            store,
        ))
    })
}
