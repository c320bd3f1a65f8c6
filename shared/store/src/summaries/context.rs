//! What belongs to a page of summaries but stands in other tables: when their sessions took place, and their tutors.
//!
//! One request for a page of up to 50 summaries, whatever their sessions and tutors; a page of 100 that names more than a
//! hundred of both needs two, side by side.

use std::collections::HashMap;

use domain::account::{Email, User};
use domain::summary::Summary;
use domain::{Error, Moment, SessionId, UserId};

use crate::Store;
use crate::look_up::Wanted;
use crate::sessions::{add_session, take_sessions};

/// What belongs to a page of summaries.
#[derive(Debug, Default)]
pub struct SummaryContext {
    dates: HashMap<SessionId, Moment>,
    tutors: HashMap<UserId, User>,
}

impl SummaryContext {
    /// When the summary's session took place; `None` when there is no such session.
    #[must_use]
    pub fn session_date(&self, summary: &Summary) -> Option<Moment> {
        self.dates.get(&summary.session_id).copied()
    }

    /// The email address of the summary's tutor; `None` when there is no such user.
    #[must_use]
    pub fn tutor_email(&self, summary: &Summary) -> Option<&Email> {
        self.tutors.get(&summary.tutor_id).map(|tutor| &tutor.email)
    }
}

impl Store {
    /// What belongs to these summaries. No summaries cost no request.
    ///
    /// # Errors
    /// The tables cannot be read.
    pub async fn summary_context(&self, summaries: &[Summary]) -> Result<SummaryContext, Error> {
        let mut wanted = Wanted::default();
        for summary in summaries {
            add_session(&mut wanted.more, summary.session_id);
            wanted.users.push(summary.tutor_id);
        }
        let mut looked = self.look_up(wanted).await?;
        let sessions = take_sessions(&mut looked.more)?;
        Ok(SummaryContext {
            dates: sessions
                .into_iter()
                .map(|session| (session.id, session.session_date))
                .collect(),
            tutors: looked.users,
        })
    }
}
