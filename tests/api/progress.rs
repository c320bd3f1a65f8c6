//! Progress.

mod access;
mod dashboard;
mod input;
mod requests;
mod suggestions;

use domain::goal::{Goal, GoalStatus};
use domain::progress::Completion;
use serde_json::Value;
use testkit::builders::{a_goal, a_subject};
use tests::{Api, Person};

/// The path of a student's dashboard.
fn path_of(student: &Person) -> String {
    format!("/api/v1/progress/{}", student.id())
}

/// A student's dashboard.
async fn dashboard(student: &Person) -> Value {
    student.get(&path_of(student)).await.expect(200)["data"].clone()
}

/// A goal of this student, in a subject of this name, this far; not stored yet.
async fn goal_in(api: &Api, student: &Person, subject: &str, percent: f64) -> Goal {
    let subject = a_subject(subject);
    let made = api
        .store()
        .subject_named_or_new(&subject.name, subject.id, subject.created_at);
    let mut goal = a_goal(student.id());
    goal.subject_id = Some(made.await.expect("the subject is there").id);
    goal.status = GoalStatus::Active;
    goal.completion = Completion::from_percent(percent);
    goal
}

/// Stores a goal.
async fn store(api: &Api, goal: &Goal) {
    api.store().create_goal(goal).await.expect("there is room");
}
