//! Goals that are moved in, after what they are computed from.

use domain::goal::{Goal, GoalStatus};
use domain::{Error, Moment, Thing};

use crate::{Created, Store};

impl Store {
    /// Adds a goal that was moved in and counts it. An active one of a subject gets the completion that what is counted gives it, as
    /// the next event would; any other keeps what it has.
    ///
    /// # Errors
    /// [`Error::Refused`] when the student has as many as one can have; or the tables cannot be read or written.
    pub async fn import_goal(&self, goal: &Goal, now: Moment) -> Result<Created, Error> {
        let goal = match goal.status {
            GoalStatus::Active => self.as_counted(goal.clone(), now).await?,
            _ => goal.clone(),
        };
        match self.create_goal(&goal).await {
            Ok(()) => Ok(Created::Now),
            Err(Error::Exists(Thing::Goal)) => Ok(Created::Before),
            Err(error) => Err(error),
        }
    }
}
