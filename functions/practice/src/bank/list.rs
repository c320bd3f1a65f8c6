//! `GET /practice/bank`: a subject's items, the easiest first, in pages.

use axum::extract::State;
use domain::page::PageSize;
use domain::practice::difficulty::{Difficulty, DifficultyRange};
use domain::{Breach, BreachKind, Error, SubjectId};
use runtime::openapi::{ErrorBody, List};
use runtime::paging::{Offset, Pagination};
use runtime::{Answer, Query, Reply, Who};
use serde::Deserialize;
use utoipa::IntoParams;

use super::view::EntryView;
use crate::Deps;

/// Which items.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Ask {
    /// The subject.
    subject_id: SubjectId,
    /// The easiest.
    #[param(value_type = Option<Difficulty>, inline, default = 1)]
    difficulty_min: Option<Difficulty>,
    /// The hardest.
    #[param(value_type = Option<Difficulty>, inline, default = 10)]
    difficulty_max: Option<Difficulty>,
    /// `false` for those that are retired.
    #[param(default = true)]
    active: Option<bool>,
    /// How many items a page has at most.
    #[serde(default)]
    #[param(value_type = Option<PageSize>, inline, default = 20)]
    limit: PageSize,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// Only 0 is taken: pages go by `cursor`.
    #[serde(default)]
    #[param(value_type = Option<Offset>, inline, default = 0)]
    offset: Offset,
}

impl Ask {
    fn range(&self) -> Result<DifficultyRange, Error> {
        let breach = || {
            let message = "should be greater than or equal to difficulty_min";
            Error::invalid(
                "query.difficulty_max",
                Breach::new(BreachKind::TooSmall, message),
            )
        };
        let min = self.difficulty_min.unwrap_or(Difficulty::EASIEST);
        let max = self.difficulty_max.unwrap_or(Difficulty::HARDEST);
        DifficultyRange::new(min, max).ok_or_else(breach)
    }
}

/// A subject's items in the bank, the easiest first.
///
/// For tutors and admins: the answers are there.
#[utoipa::path(
    get,
    path = "/api/v1/practice/bank",
    operation_id = "list_bank",
    tag = "practice",
    params(Ask),
    responses(
        (status = 200, description = "A page of items.", body = List<EntryView>),
        (status = 400, description = "The cursor is of another list, or `offset` is not 0.", body = ErrorBody),
        (status = 401, description = "No valid token.", body = ErrorBody),
        (status = 403, description = "The caller is neither tutor nor admin.", body = ErrorBody),
        (status = 422, description = "A bound is broken.", body = ErrorBody),
        (status = 503, description = "Not available; try again.", body = ErrorBody),
    ),
    security(("user" = []))
)]
pub(crate) async fn handle(State(deps): State<Deps>, who: Who, Query(ask): Query<Ask>) -> Answer {
    ask.offset.check()?;
    let (range, active) = (ask.range()?, ask.active.unwrap_or(true));
    let seal = who.seal(
        None,
        &[
            ("subject", &ask.subject_id.to_string()),
            ("range", &range.to_string()),
            ("active", if active { "yes" } else { "no" }),
        ],
    );
    let cursor = ask.cursor.as_deref();
    let after = cursor.map(|c| deps.cursors.open(&seal, c)).transpose()?;
    let (_, page) = tokio::try_join!(
        who.permit(&deps.store, None),
        deps.store
            .bank_page(ask.subject_id, active, range, ask.limit, after.as_ref()),
    )?;
    let pagination = Pagination::of(&page, ask.limit, &deps.cursors, &seal)?;
    let views: Vec<_> = page.items.into_iter().map(EntryView::from).collect();
    Ok(Reply::list(&views, &pagination))
}
