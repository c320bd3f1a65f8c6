//! The summaries table: what was written of sessions, listed by student, newest first.

mod context;
mod row;

use aws_sdk_dynamodb::types::{Put, TransactWriteItem};
use domain::page::{Page, PageSize, Position};
use domain::session::{Session, Transcript};
use domain::summary::Summary;
use domain::{Error, UserId};

pub use context::SummaryContext;

use crate::Store;
use crate::goal_progress::count_reached;
use crate::item::{encode, s};
use crate::names::{Index, Table};
use crate::query::{Listing, Sort};
use crate::summaries::row::Row;
use crate::transact::{Aborted, Action, incomplete};

impl Store {
    /// A page of a student's summaries, newest first, ties by id; of all tutors, or of one.
    ///
    /// # Errors
    /// The index cannot be read.
    pub async fn summaries_of(
        &self,
        student: UserId,
        tutor: Option<UserId>,
        size: PageSize,
        after: Option<&Position>,
    ) -> Result<Page<Summary>, Error> {
        let index = Index::SummariesStudentCreated;
        let mut listing = Listing::of_index(index, "student_id", s(student)).newest_first();
        if let Some(tutor) = tutor {
            listing = listing.only("tutor_id", s(tutor));
        }
        let position = |row: &Row| Position {
            sort: row.created_at.to_string(),
            id: row.id.to_string(),
        };
        let page = self
            .page_by(listing, Sort::Text("created_at"), size, after, position)
            .await?;
        Ok(page.map(Summary::from))
    }

    /// Writes a summary together with what it brings along: the session when there is none of this id, which is then counted and
    /// moves the goals of its subject; the transcript when the session has none.
    ///
    /// `known` is the session as it was read, so that it is not read again unless it has changed since. `session` is what is
    /// recorded when there is none.
    ///
    /// # Errors
    /// The session is of another student or tutor; others kept writing the same rows ([`Error::Busy`]); a table cannot be read or
    /// written.
    pub async fn write_summary(
        &self,
        summary: &Summary,
        session: &Session,
        transcript: Option<&Transcript>,
        known: Option<Session>,
    ) -> Result<(), Error> {
        let (student, now) = (summary.student_id, summary.created_at);
        let mut known = Some(known);
        let (subject, more) = self
            .until_written(|| {
                let known = known.take();
                async move {
                    let stored = match known {
                        Some(read) => read,
                        None => self.session(session.id).await?,
                    };
                    let mut actions = vec![self.summary_write(summary)?];
                    let (more_sessions, subject) = match &stored {
                        None => {
                            actions.extend(self.recording(session, transcript)?);
                            (1, session.subject_id)
                        }
                        Some(stored) => {
                            stored.check_is_of(student, summary.tutor_id)?;
                            if let (false, Some(text)) = (stored.transcript_available, transcript) {
                                actions.extend(self.late_transcript(stored.clone(), text)?);
                            }
                            (0, stored.subject_id)
                        }
                    };
                    let goals = self
                        .goal_writes(student, subject, more_sessions, now)
                        .await?;
                    actions.extend(goals.actions);
                    match self.transact(actions).await {
                        Ok(()) => {
                            count_reached(goals.reached);
                            Ok(Some((subject, goals.more)))
                        }
                        // The summary comes first, and its id is new: an answer was lost, and it was written.
                        Err(Aborted::Conditions(failed)) if failed.contains(&0) => {
                            Ok(Some((subject, goals.more)))
                        }
                        Err(Aborted::Conditions(_) | Aborted::Conflict) => Ok(None),
                        Err(Aborted::Other(error)) => Err(error),
                    }
                }
            })
            .await?;
        if let (true, Some(subject)) = (more, subject) {
            self.refresh_goals(student, subject, now).await?;
        }
        metrics::counter!("summaries.written").increment(1);
        Ok(())
    }

    /// The write of a new summary, for a transaction. It fails when the id is taken.
    pub(crate) fn summary_write(&self, summary: &Summary) -> Result<TransactWriteItem, Error> {
        let put = Put::builder()
            .table_name(self.name(Table::Summaries))
            .set_item(Some(encode(Table::Summaries, &Row::from(summary))?))
            .condition_expression("attribute_not_exists(id)");
        Ok(put.build().map_err(incomplete)?.action())
    }
}
