//! The ops function: boots, nothing else.

use ops::Deps;

fn main() -> std::process::ExitCode {
    runtime::run(async |env, kit| {
        let store = tables::open(&env, &kit).await?;
        let figures = runtime::measure::figures(&env)?;
        let deps = Deps::new(store.clone(), figures, &kit);
        Ok((ops::routes(&kit, deps), store))
    })
}
