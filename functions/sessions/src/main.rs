//! The sessions function.

use std::process::ExitCode;

use sessions::Deps;

fn main() -> ExitCode {
    runtime::run(async |env, kit| {
        let store = tables::open(&env, &kit).await?;
        Ok((
            sessions::routes(&kit, Deps::new(store.clone(), &kit)),
            store,
        ))
    })
}
