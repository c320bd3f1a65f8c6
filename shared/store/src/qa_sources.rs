//! What a question is answered from, where it stands in other tables: one request for everything that is read by key, and one
//! for the bank items of a subject.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use domain::account::User;
use domain::goal::Goal;
use domain::session::Transcript;
use domain::{BankItemId, Error, GoalId, SessionId, SubjectId, UserId};
use serde::{Deserialize, Serialize};

use crate::Store;
use crate::batch::Batch;
use crate::caches::Stored;
use crate::goals::{add_goal, take_goals};
use crate::item::{n, s};
use crate::names::Index;
use crate::query::Listing;
use crate::transcripts::{add_transcript, take_transcripts};
use crate::users::{add_user, take_users};

/// The most bank items of a subject from which questions are answered.
const MOST_TEXTS: usize = 100;

/// Who asks, and about which goal. What does not exist is `None`.
#[derive(Debug)]
pub struct Asking {
    /// The student.
    pub student: Option<User>,
    /// The goal, whosever it is.
    pub goal: Option<Goal>,
}

/// What was said in sessions, and people. What does not exist is not there.
#[derive(Debug)]
pub struct Backing {
    /// Transcripts by session.
    pub transcripts: HashMap<SessionId, Transcript>,
    /// Users by id.
    pub users: HashMap<UserId, User>,
}

/// The part of a bank item from which questions are answered.
///
/// Its `Debug` shows its id only.
#[derive(Clone, Serialize, Deserialize)]
pub struct BankText {
    /// The item.
    pub id: BankItemId,
    /// What it asks.
    pub question: String,
    /// The right answer.
    pub answer: String,
    /// Why it is right.
    #[serde(default)]
    pub explanation: String,
}

impl fmt::Debug for BankText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BankText")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

impl Stored for BankText {
    type Row = Self;

    fn row(&self) -> Self {
        self.clone()
    }

    fn of_row(row: Self) -> Self {
        row
    }
}

impl Store {
    /// Reads who asks about what: one consistent request.
    ///
    /// # Errors
    /// The tables cannot be read.
    pub async fn asking(&self, student: UserId, goal: Option<GoalId>) -> Result<Asking, Error> {
        let mut batch = Batch::consistent();
        add_user(&mut batch, student);
        if let Some(goal) = goal {
            add_goal(&mut batch, goal);
        }
        let mut found = self.batch(batch).await?;
        Ok(Asking {
            student: take_users(&mut found)?.remove(&student),
            goal: take_goals(&mut found)?.pop(),
        })
    }

    /// Reads the transcripts of these sessions and these users: one consistent request for up to a hundred of both, none for
    /// nothing.
    ///
    /// # Errors
    /// The tables cannot be read.
    pub async fn backing(
        &self,
        sessions: &[SessionId],
        users: &[UserId],
    ) -> Result<Backing, Error> {
        let mut batch = Batch::consistent();
        for session in sessions {
            add_transcript(&mut batch, *session);
        }
        for user in users {
            add_user(&mut batch, *user);
        }
        let mut found = self.batch(batch).await?;
        Ok(Backing {
            transcripts: take_transcripts(&mut found)?,
            users: take_users(&mut found)?,
        })
    }

    /// A subject's active bank items, the hundred easiest, from the easiest on: kept, or read in one request.
    ///
    /// # Errors
    /// The index cannot be read.
    pub async fn bank_texts(&self, subject: SubjectId) -> Result<Arc<Vec<BankText>>, Error> {
        let index = Index::PracticeBankItemsSubjectDifficulty;
        let listing = Listing::of_index(index, "subject_id", s(subject)).and("active", n(1));
        let load = || self.all(listing, MOST_TEXTS);
        self.listed(&self.caches.texts, index, subject, load).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_never_shows_a_text() {
        let item = BankText {
            id: domain::Id::from_uuid(Default::default()),
            question: "What is x?".to_owned(),
            answer: "seven".to_owned(),
            explanation: String::new(),
        };
        let shown = format!("{item:?}");
        assert!(shown.contains("0000") && !shown.contains("seven") && !shown.contains("x?"));
    }
}
