//! Which subject is meant, and which are called alike when there is none.

use domain::subject::SubjectName;
use domain::{Error, SubjectId};
use store::Store;

/// So many names are offered when there is no such subject.
const OFFERED: usize = 5;

/// The subject of this name, whatever its case.
pub(crate) async fn named(store: &Store, name: &SubjectName) -> Result<SubjectId, Error> {
    match store.subject_named(name).await? {
        Some(id) => Ok(id),
        None => Err(Error::UnknownSubject {
            similar: similar(store, name).await?,
        }),
    }
}

/// Of the first hundred subjects, those whose name holds this one or is held by it.
async fn similar(store: &Store, name: &SubjectName) -> Result<Vec<String>, Error> {
    let asked = name.key();
    let subjects = store.catalogue().await?;
    let alike = subjects.into_iter().filter(|subject| {
        let own = subject.name.key();
        own.contains(&asked) || asked.contains(&own)
    });
    let names = alike.map(|subject| subject.name.into_inner());
    Ok(names.take(OFFERED).collect())
}
