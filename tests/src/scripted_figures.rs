//! What CloudWatch would say of the functions: what a test tells it to.

use std::sync::{Mutex, PoisonError};

use domain::window::Window;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use runtime::measure::table::Series;
use runtime::measure::{Figure, Figures, Unread, Value};

/// A metric's name, its dimensions, and what it says.
type Said = (&'static str, Vec<(&'static str, &'static str)>, Value);

/// Figures that a test made up. Clones of an API share them.
#[derive(Debug, Default)]
pub struct ScriptedFigures {
    said: Mutex<Vec<Said>>,
    unread: Mutex<Option<Unread>>,
    asked: Mutex<Vec<(Vec<Series>, Window)>>,
}

impl ScriptedFigures {
    /// From now on the series of this name and these dimensions says this, if it is asked for.
    pub fn say(
        &self,
        name: &'static str,
        dimensions: &[(&'static str, &'static str)],
        value: Value,
    ) {
        locked(&self.said).push((name, dimensions.to_vec(), value));
    }

    /// From now on nothing can be read.
    pub fn fail(&self, why: &str) {
        *locked(&self.unread) = Some(Unread(why.to_owned()));
    }

    /// What was asked for so far.
    pub fn asked(&self) -> Vec<(Vec<Series>, Window)> {
        locked(&self.asked).clone()
    }

    fn of(&self, series: Series) -> Option<Figure> {
        let said = locked(&self.said);
        let (_, _, value) = said.iter().find(|(name, dimensions, _)| {
            let own = series.dimensions.iter().map(|(n, v)| (*n, v.as_str()));
            series.metric.name == *name && own.eq(dimensions.iter().copied())
        })?;
        Some(Figure {
            value: *value,
            series,
        })
    }
}

impl Figures for ScriptedFigures {
    fn are_recorded(&self) -> bool {
        true
    }

    fn read(
        &self,
        series: Vec<Series>,
        window: Window,
    ) -> BoxFuture<'_, Result<Vec<Figure>, Unread>> {
        async move {
            locked(&self.asked).push((series.clone(), window));
            if let Some(unread) = locked(&self.unread).clone() {
                return Err(unread);
            }
            Ok(series.into_iter().filter_map(|one| self.of(one)).collect())
        }
        .boxed()
    }
}

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
