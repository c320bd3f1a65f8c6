//! The ops function: boots, nothing else.

use ops::Deps;

fn main() -> std::process::ExitCode {
    runtime::run(async |env, kit| {
        let store = tables::open(&env, &kit).await?;
        Ok(ops::routes(&kit, Deps::new(store)))
    })
}
