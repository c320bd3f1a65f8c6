//! The path of one goal.

use domain::GoalId;
use serde::Deserialize;

/// Which goal.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct GoalPath {
    /// The goal's id.
    pub(crate) goal_id: GoalId,
}
