//! `POST /practice/flagged/{item_id}/review`: a tutor decides on a made-up item.

use axum::extract::State;
use domain::practice::item::Review;
use domain::{BankItemId, ItemId};
use runtime::openapi::{Data, ErrorBody};
use runtime::{Answer, Body, Path, Reply, Who};
use serde::{Deserialize, Serialize};
use store::Decision;
use utoipa::{IntoParams, ToSchema};

use crate::Deps;

/// Which item.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct Which {
    /// The item's id.
    item_id: ItemId,
}

/// What is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum Verdict {
    /// The item is good.
    Approve,
    /// The item is bad: it can't be answered any more.
    Reject,
}

/// The decision.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = ReviewDecision, example = json!({"decision": "approve", "add_to_bank": true}))]
pub(crate) struct Ask {
    /// Whether the item is good.
    decision: Verdict,
    /// Whether an approved item is added to the practice bank, for everybody.
    #[serde(default)]
    add_to_bank: bool,
}

impl Ask {
    const fn decision(&self) -> Decision {
        match self.decision {
            Verdict::Approve => Decision::Approve {
                to_bank: self.add_to_bank,
            },
            Verdict::Reject => Decision::Reject,
        }
    }
}

/// What was decided.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ReviewedItem, example = json!({
    "item_id": "0198b2a0-5c1e-7c3a-9d53-6f2b8a1c4e10", "review": "approved",
    "bank_item_id": "8c7f0a44-9a3e-5b57-a7d2-50e2b58a31d4"
}))]
pub(crate) struct Reviewed {
    /// The item.
    item_id: ItemId,
    /// Where it stands now.
    review: Review,
    /// The item of the bank that holds it; `null` if that was not wanted.
    #[schema(required)]
    bank_item_id: Option<BankItemId>,
}

/// Decides on a made-up item.
///
/// A rejected item that is not answered yet can't be any more. For linked tutors and admins.
#[utoipa::path(
    post,
    path = "/api/v1/practice/flagged/{item_id}/review",
    operation_id = "review_practice",
    tag = "practice",
    params(Which),
    request_body = Ask,
    responses(
        (status = 200, description = "What was decided.", body = Data<Reviewed>),
        (status = 400, description = "The item needs no review, or another decision was made before.", body = ErrorBody),
        (status = 401, description = "No valid token.", body = ErrorBody),
        (status = 403, description = "The caller is no tutor of the student, and no admin.", body = ErrorBody),
        (status = 404, description = "There is no such item.", body = ErrorBody),
        (status = 422, description = "A field is malformed.", body = ErrorBody),
        (status = 503, description = "Busy or not available; try again.", body = ErrorBody),
    ),
    security(("user" = []))
)]
pub(crate) async fn handle(
    State(deps): State<Deps>,
    who: Who,
    Path(which): Path<Which>,
    Body(ask): Body<Ask>,
) -> Answer {
    let item = deps.store.practice_item(which.item_id).await?;
    who.permit(&deps.store, Some(item.student_id)).await?;
    let (by, now) = (who.user()?, deps.clock.now());
    let (item, bank_item_id) = deps
        .store
        .review_item(item, &ask.decision(), by, now)
        .await?;
    Ok(Reply::ok(&Reviewed {
        item_id: item.id,
        review: item.review,
        bank_item_id,
    }))
}
