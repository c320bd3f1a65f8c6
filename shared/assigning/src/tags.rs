//! Goal tags of an order: the goals among them must be the student's own, the words choose items of the bank.

use domain::practice::tags::{GoalTag, GoalTags, goals_of};
use domain::{Breach, BreachKind, Error, GoalId};
use store::PracticeContext;

/// The words among the tags, folded.
pub(crate) fn words(tags: &GoalTags) -> Vec<String> {
    let words = tags.as_slice().iter().filter(|tag| tag.goal().is_none());
    words.map(GoalTag::key).collect()
}

/// Says whether every goal that is named is the student's.
///
/// # Errors
/// One is not, or is not there: a breach of `goal_tags`.
pub(crate) fn check(tags: &GoalTags, context: &PracticeContext) -> Result<(), Error> {
    let is_own = |id: &GoalId| {
        let student = context.student.id;
        let mut known = context.goals.iter();
        known.any(|goal| goal.id == *id && goal.student_id == student)
    };
    if goals_of(tags).iter().all(is_own) {
        return Ok(());
    }
    let breach = Breach::new(
        BreachKind::Unacceptable,
        "should name goals of this student only",
    );
    Err(Error::invalid("goal_tags", breach))
}
