//! What practice a student is to get, and what came of it.

use serde::{Deserialize, Serialize};

use crate::number::bounded_number;
use crate::practice::difficulty::DifficultyRange;
use crate::practice::tags::GoalTags;
use crate::rating::Rating;
use crate::subject::SubjectName;
use crate::text::bounded_text;
use crate::{AssignmentId, ItemId, UserId};

bounded_number! {
    /// How many items are asked for.
    ItemCount(u8), 1..=20
}

impl ItemCount {
    /// What a client gets that names none.
    pub const DEFAULT: Self = Self(5);
}

impl Default for ItemCount {
    fn default() -> Self {
        Self::DEFAULT
    }
}

bounded_text! {
    /// What made-up items should be about, within the subject.
    PracticeTopic, 1..=200, not_blank
}

/// What practice a student is to get.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PracticeOrder {
    /// Who is to practise.
    pub student_id: UserId,
    /// In what: a subject's name, in whatever case.
    pub subject: SubjectName,
    /// What made-up items should be about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<PracticeTopic>,
    /// How many items.
    pub num_items: ItemCount,
    /// What the items are to count for, and be chosen by.
    #[serde(default)]
    pub goal_tags: GoalTags,
}

/// What came of an order, less the items themselves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assigned {
    /// What the items have in common.
    pub assignment_id: AssignmentId,
    /// The items, in the order in which they are shown.
    pub item_ids: Vec<ItemId>,
    /// The student's rating in the subject when they were chosen.
    pub rating: Rating,
    /// How many came from the bank.
    pub from_bank: u8,
    /// How many were made up.
    pub made_up: u8,
}

impl Assigned {
    /// What suited the student's rating.
    #[must_use]
    pub fn range(&self) -> DifficultyRange {
        DifficultyRange::for_rating(self.rating)
    }

    /// Whether there are items and none of them is from the bank.
    #[must_use]
    pub const fn all_made_up(&self) -> bool {
        self.made_up > 0 && self.from_bank == 0
    }
}
