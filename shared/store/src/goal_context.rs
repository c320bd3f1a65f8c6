//! What belongs to goals but stands in other tables: subjects' names, ratings, and the day's questions. One request for all
//! of it, whatever the number of goals, as long as there are at most 33 (three keys a goal, a hundred keys a request); beyond
//! that, one more for each further 33, side by side, which [`MAX_GOALS`](domain::goal::MAX_GOALS) ends at three.

use std::collections::HashMap;

use domain::goal::Goal;
use domain::rating::StudentRating;
use domain::subject::SubjectName;
use domain::{Error, GoalId, SubjectId};
use jiff::civil::Date;
use serde::Deserialize;

use crate::Store;
use crate::batch::Batch;
use crate::item::{key, s};
use crate::names::Table;
use crate::ratings::{rating_key, ratings_in};

/// What belongs to goals but stands in other tables.
#[derive(Debug, Default)]
pub struct GoalContext {
    names: HashMap<SubjectId, SubjectName>,
    ratings: HashMap<SubjectId, StudentRating>,
    questions: HashMap<GoalId, u32>,
}

impl GoalContext {
    /// The name of the goal's subject; `None` when it has none.
    #[must_use]
    pub fn subject(&self, goal: &Goal) -> Option<&SubjectName> {
        self.names.get(&goal.subject_id?)
    }

    /// The student's rating in the goal's subject; `None` without subject, or while there is no rating.
    #[must_use]
    pub fn rating(&self, goal: &Goal) -> Option<&StudentRating> {
        self.ratings.get(&goal.subject_id?)
    }

    /// How many questions were asked about the goal on the day that was asked for.
    #[must_use]
    pub fn questions(&self, goal: &Goal) -> u32 {
        self.questions.get(&goal.id).copied().unwrap_or(0)
    }
}

#[derive(Deserialize)]
struct Name {
    id: SubjectId,
    name: SubjectName,
}

#[derive(Deserialize)]
struct Questions {
    goal_id: GoalId,
    count: u32,
}

impl Store {
    /// What belongs to these goals, and how many questions were asked about each on `day` (UTC) when one is given. Read
    /// consistently, so that a client sees the rating that it has just reset. No goals cost no request.
    ///
    /// # Errors
    /// The tables cannot be read.
    pub async fn goal_context(
        &self,
        goals: &[Goal],
        day: Option<Date>,
    ) -> Result<GoalContext, Error> {
        let mut batch = Batch::consistent();
        for goal in goals {
            if let Some(subject) = goal.subject_id {
                batch.add(Table::Subjects, key([("id", s(subject))]));
                let rating = rating_key(goal.student_id, subject);
                batch.add(Table::StudentRatings, rating);
            }
            if let Some(day) = day {
                let counter = [("goal_id", s(goal.id)), ("day", s(day))];
                batch.add(Table::QaCounters, key(counter));
            }
        }
        let mut found = self.batch(batch).await?;
        let names: Vec<Name> = found.take(Table::Subjects)?;
        let questions: Vec<Questions> = found.take(Table::QaCounters)?;
        Ok(GoalContext {
            names: names.into_iter().map(|n| (n.id, n.name)).collect(),
            ratings: ratings_in(&mut found)?,
            questions: questions
                .into_iter()
                .map(|q| (q.goal_id, q.count))
                .collect(),
        })
    }
}
