//! `GET /api/v1/links`: the adults of a student, or the students of an adult.

use std::collections::HashMap;

use axum::extract::State;
use domain::access::Standing;
use domain::account::{Email, Name, User};
use domain::link::{Link, LinkKind};
use domain::page::PageSize;
use domain::{Breach, BreachKind, Error, Moment, UserId};
use runtime::openapi::{ErrorBody, List};
use runtime::paging::{Offset, Pagination};
use runtime::{Answer, Query, Reply, Who};
use serde::{Deserialize, Serialize};
use store::LinkSide;
use utoipa::{IntoParams, ToSchema};

use crate::Deps;

/// Whose links, and which page of them. Exactly one of the two ids.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(crate) struct Ask {
    /// The adults of this student.
    student_id: Option<UserId>,
    /// The students of this adult.
    adult_id: Option<UserId>,
    /// How many links a page has at most.
    #[param(value_type = Option<u8>, minimum = 1, maximum = 100, default = 20)]
    limit: PageSize,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// Only 0.
    #[param(value_type = Option<i64>)]
    offset: Offset,
}

impl Ask {
    fn side(&self) -> Result<LinkSide, Error> {
        let (kind, message) = match (self.student_id, self.adult_id) {
            (Some(student), None) => return Ok(LinkSide::AdultsOf(student)),
            (None, Some(adult)) => return Ok(LinkSide::StudentsOf(adult)),
            (None, None) => (BreachKind::Missing, "is required, unless adult_id is given"),
            (Some(_), Some(_)) => (
                BreachKind::Unacceptable,
                "should not be given together with adult_id",
            ),
        };
        Err(Error::invalid(
            "query.student_id",
            Breach::new(kind, message),
        ))
    }
}

/// A link, with the name of the one at its other end.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = LinkedUser)]
pub(crate) struct Shown {
    student_id: UserId,
    adult_id: UserId,
    kind: LinkKind,
    created_at: Moment,
    /// The adult's name in a student's list, the student's in an adult's.
    name: Option<Name>,
    /// The same one's address; only for admins.
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<Email>,
}

/// The adults of a student, or the students of an adult, by id. One's own, or anybody's for an admin.
#[utoipa::path(
    get,
    path = "/api/v1/links",
    operation_id = "list_links",
    tag = "accounts",
    params(Ask),
    responses(
        (status = 200, description = "A page of links.", body = List<Shown>,
            example = json!({"success": true, "data": [{
                "student_id": "a987fbc9-4bed-4078-8f07-9141ba07c9f3", "adult_id": "0192d7a1-0000-7000-8000-000000000001",
                "kind": "tutor", "created_at": "2026-11-22T08:38:02.593436+00:00", "name": "Tom"}],
                "pagination": {"limit": 20, "has_more": false, "next_cursor": null}})),
        (status = 400, description = "`BAD_CURSOR` or `OFFSET_NOT_SUPPORTED`.", body = ErrorBody),
        (status = 401, description = "There is no valid token.", body = ErrorBody),
        (status = 403, description = "The links are not the caller's.", body = ErrorBody),
        (status = 422, description = "A field is wrong: not exactly one of the two ids, for one.", body = ErrorBody),
        (status = 503, description = "Try again after `Retry-After` seconds.", body = ErrorBody)
    ),
    security(("user" = []))
)]
pub(crate) async fn handle(State(deps): State<Deps>, who: Who, Query(ask): Query<Ask>) -> Answer {
    ask.offset.check()?;
    let side = ask.side()?;
    let seal = who.seal(Some(side.owner()), &[("side", side.word())]);
    let open = |cursor: &String| deps.cursors.open(&seal, cursor);
    let after = ask.cursor.as_ref().map(open).transpose()?;

    let permit = who.permit(&deps.store, Some(side.owner()));
    let links = deps.store.links(side, ask.limit, after.as_ref());
    let (standing, page) = tokio::try_join!(permit, links)?;

    let others: Vec<_> = page.items.iter().map(|link| side.other(link)).collect();
    let users = deps.store.users(&others).await?;
    let pagination = Pagination::of(&page, ask.limit, &deps.cursors, &seal)?;
    let shown: Vec<_> = page
        .items
        .iter()
        .map(|link| Shown::to(standing, link, side, &users))
        .collect();
    Ok(Reply::list(&shown, &pagination))
}

impl Shown {
    fn to(standing: Standing, link: &Link, side: LinkSide, users: &HashMap<UserId, User>) -> Self {
        let other = users.get(&side.other(link));
        let for_admins = other.filter(|_| standing == Standing::Admin);
        Self {
            student_id: link.student_id,
            adult_id: link.adult_id,
            kind: link.kind,
            created_at: link.created_at,
            name: other.map(|user| user.name.clone()),
            email: for_admins.map(|user| user.email.clone()),
        }
    }
}
