//! `DELETE /practice/bank/{bank_item_id}`: retires an item of the bank. It is kept: what was assigned of it stays what it was.

use axum::extract::State;
use domain::practice::entry::{BankEntry, EntryChange};
use runtime::openapi::{Data, ErrorBody};
use runtime::{Answer, Path, Reply, Who};

use super::Which;
use super::view::EntryView;
use crate::Deps;

/// Retires an item of the bank.
///
/// It is assigned no more; `PATCH` with `active` brings it back. For the tutor who wrote it, and admins.
#[utoipa::path(
    delete,
    path = "/api/v1/practice/bank/{bank_item_id}",
    operation_id = "retire_bank_item",
    tag = "practice",
    params(Which),
    responses(
        (status = 200, description = "The item, retired.", body = Data<EntryView>),
        (status = 401, description = "No valid token.", body = ErrorBody),
        (status = 403, description = "The caller is no admin, and has not written the item.", body = ErrorBody),
        (status = 404, description = "There is no such item.", body = ErrorBody),
        (status = 422, description = "The id is malformed.", body = ErrorBody),
        (status = 503, description = "Busy or not available; try again.", body = ErrorBody),
    ),
    security(("user" = []))
)]
pub(crate) async fn handle(State(deps): State<Deps>, who: Who, Path(which): Path<Which>) -> Answer {
    let standing = who.permit(&deps.store, None).await?;
    let editor = who.user()?;
    let may = |entry: &BankEntry| entry.check_editor(standing, editor);
    let change = EntryChange {
        is_active: Some(false),
        ..EntryChange::default()
    };
    let now = deps.clock.now();
    let entry = deps
        .store
        .change_bank_entry(which.bank_item_id, &change, may, now)
        .await?;
    Ok(Reply::ok(&EntryView::from(entry)))
}
