//! The practice bank, for those who write it: one file for each operation.

pub(crate) mod change;
pub(crate) mod create;
pub(crate) mod list;
pub(crate) mod retire;
mod view;

use domain::BankItemId;
use serde::Deserialize;

/// Which item of the bank.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct Which {
    /// The item's id.
    bank_item_id: BankItemId,
}
