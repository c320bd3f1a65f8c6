//! What belongs to goals but stands in other tables: subjects' names, ratings, and the day's questions. One request for all
//! of it, whatever the number of goals, as long as there are at most 33 (three keys a goal, a hundred keys a request); beyond
//! that, one more for each further 33, side by side, which [`MAX_GOALS`](domain::goal::MAX_GOALS) ends at three.

use std::collections::HashMap;

use domain::goal::Goal;
use domain::rating::StudentRating;
use domain::subject::{Subject, SubjectName};
use domain::{Error, GoalId, SubjectId, UserId};
use jiff::civil::Date;
use serde::Deserialize;

use crate::Store;
use crate::item::{key, s};
use crate::look_up::Wanted;
use crate::names::Table;

/// What belongs to goals but stands in other tables.
#[derive(Debug, Default)]
pub struct GoalContext {
    subjects: HashMap<SubjectId, Subject>,
    ratings: HashMap<(UserId, SubjectId), StudentRating>,
    questions: HashMap<GoalId, u32>,
}

impl GoalContext {
    /// The name of the goal's subject; `None` when it has none.
    #[must_use]
    pub fn subject(&self, goal: &Goal) -> Option<&SubjectName> {
        Some(&self.subjects.get(&goal.subject_id?)?.name)
    }

    /// The student's rating in the goal's subject; `None` without subject, or while there is no rating.
    #[must_use]
    pub fn rating(&self, goal: &Goal) -> Option<&StudentRating> {
        self.ratings.get(&(goal.student_id, goal.subject_id?))
    }

    /// How many questions were asked about the goal on the day that was asked for.
    #[must_use]
    pub fn questions(&self, goal: &Goal) -> u32 {
        self.questions.get(&goal.id).copied().unwrap_or(0)
    }
}

#[derive(Deserialize)]
struct Questions {
    goal_id: GoalId,
    count: u32,
}

impl Store {
    /// What belongs to these goals, and how many questions were asked about each on `day` (UTC) when one is given. What is not kept
    /// is read consistently. No goals cost no request.
    ///
    /// # Errors
    /// The tables cannot be read.
    pub async fn goal_context(
        &self,
        goals: &[Goal],
        day: Option<Date>,
    ) -> Result<GoalContext, Error> {
        let mut wanted = Wanted::default();
        for goal in goals {
            if let Some(subject) = goal.subject_id {
                wanted.subjects.push(subject);
                wanted.ratings.push((goal.student_id, subject));
            }
            if let Some(day) = day {
                let counter = [("goal_id", s(goal.id)), ("day", s(day))];
                wanted.more.add(Table::QaCounters, key(counter));
            }
        }
        let mut looked = self.look_up(wanted).await?;
        let questions: Vec<Questions> = looked.more.take(Table::QaCounters)?;
        Ok(GoalContext {
            subjects: looked.subjects,
            ratings: looked.ratings,
            questions: questions
                .into_iter()
                .map(|q| (q.goal_id, q.count))
                .collect(),
        })
    }
}
