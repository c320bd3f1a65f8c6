//! Which subjects' practice items are looked at.

use domain::SubjectId;
use domain::goal::{Goal, GoalStatus};
use domain::question::{Query, names_subject};
use domain::subject::Subject;

use super::SUBJECTS;

/// The subjects, each once: see the module above. `goals` are told newest first.
pub(super) fn looked_at(
    goal: Option<&Goal>,
    goals: &[Goal],
    query: &Query,
    listed: &[Subject],
) -> Vec<SubjectId> {
    if let Some(subject) = goal.and_then(|goal| goal.subject_id) {
        return vec![subject];
    }
    let named = listed
        .iter()
        .filter(|subject| names_subject(query.as_str(), &subject.name))
        .map(|subject| subject.id);
    let of = |active: bool| {
        goals
            .iter()
            .filter(move |goal| (goal.status == GoalStatus::Active) == active)
            .filter_map(|goal| goal.subject_id)
    };
    let mut subjects = Vec::with_capacity(SUBJECTS);
    for subject in named.chain(of(true)).chain(of(false)) {
        if subjects.len() < SUBJECTS && !subjects.contains(&subject) {
            subjects.push(subject);
        }
    }
    subjects
}

#[cfg(test)]
mod tests {
    use testkit::builders::{a_goal, a_subject, an_id};

    use super::*;

    fn of(subject: &Subject, status: GoalStatus) -> Goal {
        Goal {
            subject_id: Some(subject.id),
            status,
            ..a_goal(an_id())
        }
    }

    #[test]
    fn a_goals_own_subject_is_the_only_one() {
        let (algebra, physics) = (a_subject("Algebra"), a_subject("Physics"));
        let listed = [algebra.clone(), physics.clone()];
        let query = Query::parse("Does algebra help with physics?").unwrap();
        let goal = of(&physics, GoalStatus::Paused);
        assert_eq!(looked_at(Some(&goal), &[], &query, &listed), [physics.id]);
        let bare = a_goal(an_id());
        assert_eq!(
            looked_at(Some(&bare), &[], &query, &listed),
            [algebra.id, physics.id]
        );
    }

    #[test]
    fn what_the_question_names_comes_before_active_goals_and_those_before_others() {
        let [art, biology, chemistry, drama, english] =
            ["Art", "Biology", "Chemistry", "Drama", "English"].map(a_subject);
        let goals = [
            of(&art, GoalStatus::Paused),
            of(&biology, GoalStatus::Active),
            of(&drama, GoalStatus::Active),
            of(&biology, GoalStatus::Active),
        ];
        let listed = [art.clone(), biology.clone(), chemistry.clone(), english];
        let asked = |text: &str| looked_at(None, &goals, &Query::parse(text).unwrap(), &listed);
        assert_eq!(asked("What is a cell?"), [biology.id, drama.id, art.id]);
        assert_eq!(
            asked("Is it in chemistry or in drama?"),
            [chemistry.id, biology.id, drama.id]
        );
        assert_eq!(
            looked_at(
                None,
                &[],
                &Query::parse("What is a cell?").unwrap(),
                &listed
            ),
            []
        );
    }
}
