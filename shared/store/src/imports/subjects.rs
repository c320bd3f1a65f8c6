//! Subjects that are moved in: under their old ids, but for those whose name another has.

use domain::subject::Subject;
use domain::{Error, Moment, OldSubjectId, SubjectId, Thing};

use super::{Kind, Row};
use crate::transact::Aborted;
use crate::{Created, Store};

impl Store {
    /// Writes a subject that was moved in, and what its id has become: the id of the subject that has its name, in whatever case, if
    /// there is one, which is left as it is.
    ///
    /// # Errors
    /// [`Error::Exists`] when there is a subject of this id with another name.
    pub async fn import_subject(
        &self,
        subject: &Subject,
        old: OldSubjectId,
        now: Moment,
    ) -> Result<Created, Error> {
        self.until_written(async || {
            let named = self.subject_named(&subject.name).await?;
            let mapping = self.import_write(&mapping(old, named.unwrap_or(subject.id), now))?;
            let mut actions = vec![mapping];
            if named.is_none() {
                actions.extend(self.new_subject_writes(subject)?);
            }
            match self.transact(actions).await {
                Ok(()) => Ok(Some(Created::Now)),
                Err(Aborted::Conditions(failed)) if failed.contains(&0) => {
                    Ok(Some(Created::Before))
                }
                Err(Aborted::Conditions(failed)) if failed.contains(&1) => {
                    Err(Error::Exists(Thing::Subject))
                }
                // Somebody has taken the name meanwhile.
                Err(Aborted::Conditions(_) | Aborted::Conflict) => Ok(None),
                Err(Aborted::Other(error)) => Err(error),
            }
        })
        .await
    }
}

fn mapping(old: OldSubjectId, new: SubjectId, now: Moment) -> Row {
    Row {
        old_id: old.uuid(),
        kind: Kind::Subject,
        new_id: new.uuid(),
        role: None,
        imported_at: now,
    }
}
