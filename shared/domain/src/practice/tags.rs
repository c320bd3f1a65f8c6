//! Goal tags: what an item counts for beside its subject. A tag that is a goal's id ties an item to that goal; any other is a word
//! to choose items by.

use crate::text::bounded_text;
use crate::{Bounded, GoalId};

/// A list of tags has at most this many.
pub const MAX_TAGS: usize = 10;

bounded_text! {
    /// A goal's id, or a word such as `SAT`.
    GoalTag, 1..=50, not_blank
}

/// At most [`MAX_TAGS`] tags.
pub type GoalTags = Bounded<GoalTag, MAX_TAGS>;

impl GoalTag {
    /// The goal that the tag names; `None` for a word.
    #[must_use]
    pub fn goal(&self) -> Option<GoalId> {
        self.as_str().trim().parse().ok()
    }

    /// What two spellings of one tag share.
    #[must_use]
    pub fn key(&self) -> String {
        self.as_str().trim().to_lowercase()
    }
}

/// The goals that the tags name.
#[must_use]
pub fn goals_of(tags: &GoalTags) -> Vec<GoalId> {
    tags.as_slice().iter().filter_map(GoalTag::goal).collect()
}

impl From<GoalId> for GoalTag {
    fn from(id: GoalId) -> Self {
        Self::parse(id.to_string()).expect("an id has 36 characters")
    }
}

/// The tags of `first` and then of `then`, each once whatever its case, and the first [`MAX_TAGS`] of them.
#[must_use]
pub fn together(first: &GoalTags, then: &GoalTags) -> GoalTags {
    let mut seen = std::collections::HashSet::new();
    let all = first.as_slice().iter().chain(then.as_slice());
    let each = all.filter(|tag| seen.insert(tag.key()));
    GoalTags::parse(each.take(MAX_TAGS).cloned().collect()).expect("no more than the bound")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(texts: &[&str]) -> GoalTags {
        let tags = texts.iter().map(|text| GoalTag::parse(*text).unwrap());
        GoalTags::parse(tags.collect()).unwrap()
    }

    #[test]
    fn a_tag_names_a_goal_or_is_a_word() {
        let id = "5eed0003-0000-4000-8000-000000000001";
        let goal = GoalTag::parse(id).unwrap().goal().unwrap();
        assert_eq!(GoalTag::from(goal).as_str(), id);
        assert_eq!(GoalTag::parse("SAT").unwrap().goal(), None);
    }

    #[test]
    fn together_every_tag_stands_once_and_there_are_at_most_ten() {
        let both = together(&tags(&["SAT", "a"]), &tags(&["sat", "b"]));
        assert_eq!(both, tags(&["SAT", "a", "b"]));
        let (low, high): (Vec<_>, Vec<_>) = (0..8)
            .map(|n| (n.to_string(), (n + 20).to_string()))
            .unzip();
        let low: Vec<_> = low.iter().map(String::as_str).collect();
        let high: Vec<_> = high.iter().map(String::as_str).collect();
        assert_eq!(
            together(&tags(&low), &tags(&high)).as_slice().len(),
            MAX_TAGS
        );
    }
}
