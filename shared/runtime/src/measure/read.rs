//! Figures, read again: what the table's series say of the whole fleet, over a window of minutes.
//!
//! Only series that the table enumerates are asked for, so that a reading costs what can be told beforehand. Where they are read from
//! is behind [`Figures`]; how they are shown is not this room's affair.

mod cloudwatch;
mod detail;
mod figure;
mod statistic;
mod unread;

use std::fmt;
use std::sync::Arc;

use domain::window::Window;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;

use super::SinkKind;
use super::table::Series;
use crate::{Env, EnvError};

pub use cloudwatch::FromCloudWatch;
pub use detail::Detail;
pub use figure::{Figure, Spread, Value};
pub use unread::Unread;

/// Where figures are read.
pub trait Figures: Send + Sync + fmt::Debug {
    /// Whether there are any: without a sink nothing is recorded.
    fn are_recorded(&self) -> bool;

    /// What these series say of the window, in their order. A series that got no value in it is left out.
    fn read(
        &self,
        series: Vec<Series>,
        window: Window,
    ) -> BoxFuture<'_, Result<Vec<Figure>, Unread>>;
}

/// Where the environment's figures are read. Nothing is connected before the first reading.
///
/// # Errors
/// The sink is unknown, or has no namespace.
pub fn figures(env: &Env) -> Result<Arc<dyn Figures>, EnvError> {
    Ok(match super::sink_kind(env)? {
        // What the log lines of `emf` say becomes the same series.
        SinkKind::CloudWatch | SinkKind::Emf => {
            Arc::new(FromCloudWatch::new(super::namespace(env)?))
        }
        SinkKind::None => Arc::new(Nowhere),
    })
}

/// Nothing is recorded.
#[derive(Debug)]
struct Nowhere;

impl Figures for Nowhere {
    fn are_recorded(&self) -> bool {
        false
    }

    fn read(&self, _: Vec<Series>, _: Window) -> BoxFuture<'_, Result<Vec<Figure>, Unread>> {
        async { Ok(Vec::new()) }.boxed()
    }
}
