//! Reading a student's conversation: for both routes that show it, and for the question that goes on from it.

use domain::access::Standing;
use domain::page::{Page, PageSize, Position};
use domain::question::{Interaction, REMEMBERED};
use domain::{Error, Moment, Thing, UserId};
use runtime::Who;
use serde::Deserialize;

use crate::Deps;

/// Whose conversation.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct Whose {
    /// The student's id.
    pub(crate) student_id: UserId,
}

/// Reads a page of what the student asked at `since` or later, newest first, if the caller may.
///
/// # Errors
/// The caller may not; there is no such student; or the tables cannot be read.
pub(crate) async fn read(
    deps: &Deps,
    who: &Who,
    student: UserId,
    since: Moment,
    size: PageSize,
    after: Option<&Position>,
) -> Result<Page<Interaction>, Error> {
    let (standing, page) = tokio::try_join!(
        who.permit(&deps.store, Some(student)),
        deps.store.interactions_of(student, since, size, after),
    )?;
    // Only an admin can ask for somebody who does not exist: a student is told of itself, and links lead to users.
    let is_sure = standing != Standing::Admin || !page.items.is_empty();
    if is_sure || deps.store.user(student).await?.is_some() {
        return Ok(page);
    }
    Err(Error::NotFound(Thing::User))
}

/// The page that holds what is remembered of a conversation.
pub(crate) fn remembered() -> PageSize {
    let entries = i64::try_from(REMEMBERED).expect("a handful");
    PageSize::parse(entries).expect("a page's size")
}
