//! A question's place in its goal's day: taken before anybody thinks, given back when nothing came of the question.

use domain::{Error, GoalId, InteractionId, Moment};
use store::Store;

/// A place in a goal's day. A question without goal has none and needs none.
#[derive(Debug)]
pub(crate) struct Place<'a> {
    store: &'a Store,
    goal: Option<GoalId>,
    question: InteractionId,
    at: Moment,
}

impl<'a> Place<'a> {
    /// Takes a place on the UTC day of `at`.
    ///
    /// # Errors
    /// The day is full ([`Error::TooMany`]), or the counter cannot be written; then nothing is taken.
    pub(crate) async fn take(
        store: &'a Store,
        goal: Option<GoalId>,
        question: InteractionId,
        at: Moment,
    ) -> Result<Self, Error> {
        let place = Self {
            store,
            goal,
            question,
            at,
        };
        let Some(goal) = goal else { return Ok(place) };
        match store.take_question(goal, question, at).await {
            Ok(()) => Ok(place),
            Err(full @ Error::TooMany { .. }) => Err(full),
            Err(error) => {
                // It may have been written, and only the answer was lost.
                place.give_back().await;
                Err(error)
            }
        }
    }

    /// Keeps the place if the question came to something, and gives it back if not.
    pub(crate) async fn settle<T>(self, outcome: Result<T, Error>) -> Result<T, Error> {
        if outcome.is_err() {
            self.give_back().await;
        }
        outcome
    }

    /// A place that cannot be given back stays taken until the day is over: it is counted, and the student is told what went
    /// wrong first.
    async fn give_back(self) {
        let Some(goal) = self.goal else { return };
        let given = self.store.give_back_question(goal, self.question, self.at);
        if let Err(error) = given.await {
            metrics::counter!("qa.places_lost").increment(1);
            tracing::warn!(%error, "a question's place could not be given back");
        }
    }
}
