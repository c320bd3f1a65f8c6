//! Whom and what a session to be recorded names, in one request.

use domain::account::User;
use domain::session::Session;
use domain::subject::SubjectName;
use domain::{Error, SessionId, SubjectId, UserId};

use super::{add_session, take_sessions};
use crate::Store;
use crate::batch::Batch;
use crate::names::Table;
use crate::subjects::{subject_key, subjects_in};
use crate::users::{add_user, take_users};

/// What a session to be recorded names. What does not exist is `None`.
#[derive(Debug)]
pub struct Parties {
    /// Who learns.
    pub student: Option<User>,
    /// Who teaches.
    pub tutor: Option<User>,
    /// The name of what is taught.
    pub subject: Option<SubjectName>,
    /// The session itself, when it is recorded already.
    pub session: Option<Session>,
}

impl Store {
    /// Reads what a session names: one consistent request.
    ///
    /// # Errors
    /// The tables cannot be read.
    pub async fn parties(
        &self,
        student: UserId,
        tutor: UserId,
        subject: Option<SubjectId>,
        session: Option<SessionId>,
    ) -> Result<Parties, Error> {
        let mut batch = Batch::consistent();
        add_user(&mut batch, student);
        add_user(&mut batch, tutor);
        if let Some(subject) = subject {
            batch.add(Table::Subjects, subject_key(subject));
        }
        if let Some(session) = session {
            add_session(&mut batch, session);
        }
        let mut found = self.batch(batch).await?;
        let users = take_users(&mut found)?;
        let subject = subjects_in(&mut found)?.into_values().next();
        Ok(Parties {
            student: users.get(&student).cloned(),
            tutor: users.get(&tutor).cloned(),
            subject: subject.map(|subject| subject.name),
            session: take_sessions(&mut found)?.pop(),
        })
    }
}
