//! The subjects function: boots, nothing else.

use subjects::Deps;

fn main() -> std::process::ExitCode {
    runtime::run(async |env, kit| {
        let store = tables::open(&env, &kit).await?;
        Ok((
            subjects::routes(&kit, Deps::new(store.clone(), &kit)),
            store,
        ))
    })
}
