//! The sessions table: what happened between a tutor and a student, listed by either of the two, newest first.
//!
//! Recording a session writes its row, its transcript, its subject's counter and the goals that it moves: all or nothing, and
//! once, however often it is asked for under the same id.

mod parties;
mod row;

use aws_sdk_dynamodb::types::{AttributeValue, Put, TransactWriteItem};
use domain::page::{Page, PageSize, Position};
use domain::session::{Session, Transcript};
use domain::{Error, Moment, SessionId, UserId};

pub use parties::Parties;

use crate::Store;
use crate::batch::{Batch, Found};
use crate::counters::Scope;
use crate::goal_progress::count_reached;
use crate::item::{Item, encode, key, s};
use crate::names::{Index, Table};
use crate::query::{Listing, Sort};
use crate::sessions::row::Row;
use crate::transact::{Aborted, Action, incomplete};

/// What became of a session that was to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recorded {
    /// It was recorded now.
    Now,
    /// A session with this id was recorded before, and was left as it is.
    Before(Box<Session>),
}

impl Store {
    /// One session, read consistently; `None` when there is none.
    ///
    /// # Errors
    /// The table cannot be read.
    pub async fn session(&self, id: SessionId) -> Result<Option<Session>, Error> {
        let row: Option<Row> = self.get(Table::Sessions, session_key(id)).await?;
        Ok(row.map(Session::from))
    }

    /// A page of a student's sessions, newest first, ties by id.
    ///
    /// # Errors
    /// The index cannot be read.
    pub async fn sessions_of(
        &self,
        student: UserId,
        size: PageSize,
        after: Option<&Position>,
    ) -> Result<Page<Session>, Error> {
        let index = Index::SessionsStudentDate;
        self.session_page(index, "student_id", student, size, after)
            .await
    }

    /// A page of the sessions that a tutor gave, newest first, ties by id.
    ///
    /// # Errors
    /// The index cannot be read.
    pub async fn sessions_by(
        &self,
        tutor: UserId,
        size: PageSize,
        after: Option<&Position>,
    ) -> Result<Page<Session>, Error> {
        let index = Index::SessionsTutorDate;
        self.session_page(index, "tutor_id", tutor, size, after)
            .await
    }

    /// Records a session. Its student, tutor and subject must exist; who calls has seen to that.
    ///
    /// # Errors
    /// Others kept writing the same goals ([`Error::Busy`]), or a table cannot be read or written.
    pub async fn record_session(
        &self,
        session: &Session,
        transcript: Option<&Transcript>,
        now: Moment,
    ) -> Result<Recorded, Error> {
        let (student, subject) = (session.student_id, session.subject_id);
        let (recorded, more) = self
            .until_written(async || {
                let goals = self.goal_writes(student, subject, 1, now).await?;
                let mut actions = self.recording(session, transcript)?;
                actions.extend(goals.actions);
                match self.transact(actions).await {
                    Ok(()) => {
                        count_reached(goals.reached);
                        Ok(Some((Recorded::Now, goals.more)))
                    }
                    // The row comes first. A goal's condition may have failed as well: after a lost answer it does.
                    Err(Aborted::Conditions(failed)) if failed.contains(&0) => {
                        let before = self.session(session.id).await?;
                        Ok(before.map(|before| (Recorded::Before(Box::new(before)), false)))
                    }
                    Err(Aborted::Conditions(_) | Aborted::Conflict) => Ok(None),
                    Err(Aborted::Other(error)) => Err(error),
                }
            })
            .await?;
        if let (true, Some(subject)) = (more, subject) {
            self.refresh_goals(student, subject, now).await?;
        }
        Ok(recorded)
    }

    /// The writes that record a session, less the goals it moves. The first fails when the id is taken.
    pub(crate) fn recording(
        &self,
        session: &Session,
        transcript: Option<&Transcript>,
    ) -> Result<Vec<TransactWriteItem>, Error> {
        let put = Put::builder()
            .table_name(self.name(Table::Sessions))
            .set_item(Some(encode(Table::Sessions, &Row::from(session))?))
            .condition_expression("attribute_not_exists(id)");
        let mut actions = vec![put.build().map_err(incomplete)?.action()];
        if let Some(text) = transcript {
            actions.push(self.transcript_write(session.id, text)?);
        }
        if let Some(subject) = session.subject_id {
            actions.push(self.one_more(session.student_id, Scope::Sessions(subject))?);
        }
        Ok(actions)
    }

    /// The writes that give a recorded session the transcript it lacks. The first fails when it has one by now.
    ///
    /// The session is written whole, for it never changes otherwise, and lists show what was written whole.
    pub(crate) fn late_transcript(
        &self,
        mut session: Session,
        transcript: &Transcript,
    ) -> Result<Vec<TransactWriteItem>, Error> {
        session.transcript_available = true;
        let put = Put::builder()
            .table_name(self.name(Table::Sessions))
            .set_item(Some(encode(Table::Sessions, &Row::from(&session))?))
            .condition_expression("transcript_available = :no")
            .expression_attribute_values(":no", AttributeValue::Bool(false));
        let put = put.build().map_err(incomplete)?.action();
        Ok(vec![put, self.transcript_write(session.id, transcript)?])
    }

    async fn session_page(
        &self,
        index: Index,
        attribute: &'static str,
        owner: UserId,
        size: PageSize,
        after: Option<&Position>,
    ) -> Result<Page<Session>, Error> {
        let listing = Listing::of_index(index, attribute, s(owner)).newest_first();
        let position = |row: &Row| Position {
            sort: row.session_date.to_string(),
            id: row.id.to_string(),
        };
        let page = self
            .page_by(listing, Sort::Text("session_date"), size, after, position)
            .await?;
        Ok(page.map(Session::from))
    }
}

fn session_key(id: SessionId) -> Item {
    key([("id", s(id))])
}

/// Asks for a session among other things.
pub(crate) fn add_session(batch: &mut Batch, id: SessionId) {
    batch.add(Table::Sessions, session_key(id));
}

/// The sessions among what was found.
pub(crate) fn take_sessions(found: &mut Found) -> Result<Vec<Session>, Error> {
    let rows: Vec<Row> = found.take(Table::Sessions)?;
    Ok(rows.into_iter().map(Session::from).collect())
}
