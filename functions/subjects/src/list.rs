//! `GET /api/v1/subjects`: the subjects by name, page by page.

use axum::extract::State;
use domain::blank_is_absent;
use domain::page::PageSize;
use domain::subject::Category;
use runtime::openapi::{ErrorBody, List};
use runtime::paging::{Offset, Pagination};
use runtime::{Answer, Query, Reply, Who};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::Deps;
use crate::told::Told;

/// Which subjects.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Ask {
    /// Only those of this group, in exactly this spelling.
    #[serde(default, deserialize_with = "blank_is_absent")]
    #[param(value_type = Option<Category>, inline)]
    category: Option<Category>,
    /// How many at most.
    #[serde(default)]
    #[param(value_type = Option<PageSize>, inline, default = 20)]
    limit: PageSize,
    /// `next_cursor` of the page before.
    #[serde(default)]
    cursor: Option<String>,
    /// Only 0 is taken: pages go by `cursor`.
    #[serde(default)]
    #[param(value_type = Option<Offset>, inline, default = 0)]
    offset: Offset,
}

/// The subjects by name, page by page. Any user may read them.
#[utoipa::path(
    get,
    path = "/api/v1/subjects",
    operation_id = "list_subjects",
    tag = "subjects",
    params(Ask),
    responses(
        (status = 200, description = "A page of subjects.", body = List<Told>),
        (status = 400, description = "The cursor is not of this list, or `offset` is not 0.", body = ErrorBody),
        (status = 401, description = "Log in again.", body = ErrorBody),
        (status = 422, description = "A field breaks its bounds.", body = ErrorBody),
        (status = 503, description = "Not available right now.", body = ErrorBody),
    ),
    security(("user" = []))
)]
pub(crate) async fn handle(State(deps): State<Deps>, who: Who, Query(ask): Query<Ask>) -> Answer {
    ask.offset.check()?;
    who.permit(&deps.store, Some(who.user()?)).await?;
    let category = ask.category.as_ref();
    let seal = who.seal(None, &[("category", category.map_or("", Category::as_str))]);
    let cursor = ask.cursor.as_deref();
    let after = cursor.map(|c| deps.cursors.open(&seal, c)).transpose()?;
    let page = deps
        .store
        .subjects_page(category, ask.limit, after.as_ref())
        .await?;
    let pagination = Pagination::of(&page, ask.limit, &deps.cursors, &seal)?;
    let told: Vec<_> = page.items.into_iter().map(Told::from).collect();
    Ok(Reply::list(&told, &pagination))
}
