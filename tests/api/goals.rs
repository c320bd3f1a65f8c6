//! Goals.

mod change;
mod create;
mod delete;
mod get;
mod input;
mod list;
mod pages;
mod races;
mod requests;
mod reset;

use aws_sdk_dynamodb::types::AttributeValue;
use domain::goal::{Goal, GoalStatus};
use domain::progress::Completion;
use domain::{GoalId, Moment, SubjectId};
use serde_json::{Value, json};
use testkit::ManualClock;
use testkit::builders::{a_goal, a_subject};
use tests::{Api, Person};

const PATH: &str = "/api/v1/goals";

/// The path of one goal.
fn path_of(id: impl std::fmt::Display) -> String {
    format!("{PATH}/{id}")
}

/// The path of a student's list.
fn list_of(student: &Person) -> String {
    format!("{PATH}?student_id={}", student.id())
}

/// What the old client's form sends, with this title.
fn form(student: &Person, title: &str) -> Value {
    json!({
        "student_id": student.id(),
        "title": title,
        "description": "",
        "goal_type": "Standard",
        "subject_name": "Algebra",
        "target_completion_date": "",
    })
}

/// Creates a goal over the API and answers it.
async fn created(student: &Person, title: &str) -> Value {
    student.post(PATH, form(student, title)).await.expect(200)["data"].clone()
}

/// The titles of an answered list.
fn titles(list: &Value) -> Vec<&str> {
    let data = list["data"].as_array().expect("a list is an array");
    data.iter()
        .filter_map(|goal| goal["title"].as_str())
        .collect()
}

/// A goal that was completed at `moment`, which no route can make.
pub(crate) fn reached(mut goal: Goal, moment: Moment) -> Goal {
    goal.status = GoalStatus::Completed;
    goal.completion = Completion::WHOLE;
    goal.completed_at = Some(moment);
    goal
}

/// So many goals, each with a subject and a rating of its own. The first is the newest.
pub(crate) async fn goals_with_subjects(api: &Api, student: &Person, count: i64) -> Vec<GoalId> {
    let mut ids = Vec::new();
    for place in 0..count {
        let subject = a_subject(&format!("Subject {place}"));
        api.store()
            .create_subject(&subject)
            .await
            .expect("the name is free");
        let mut goal = a_goal(student.id());
        goal.subject_id = Some(subject.id);
        goal.created_at = ManualClock::start().plus(jiff::SignedDuration::from_secs(-place));
        api.store().create_goal(&goal).await.expect("there is room");
        rate(api, student, subject.id, 1100 + place, ManualClock::start()).await;
        ids.push(goal.id);
    }
    ids
}

/// Gives a student a rating, which only practice does.
pub(crate) async fn rate(api: &Api, student: &Person, subject: SubjectId, rating: i64, at: Moment) {
    let row = [
        ("student_id", AttributeValue::S(student.id().to_string())),
        ("subject_id", AttributeValue::S(subject.to_string())),
        ("rating", AttributeValue::N(rating.to_string())),
        ("updated_at", AttributeValue::S(at.to_string())),
    ];
    put(api, "student_ratings", row).await;
}

/// Counts questions about a goal, which only asking does.
async fn ask(api: &Api, goal: impl std::fmt::Display, day: &str, count: u32) {
    let row = [
        ("goal_id", AttributeValue::S(goal.to_string())),
        ("day", AttributeValue::S(day.to_owned())),
        ("count", AttributeValue::N(count.to_string())),
    ];
    put(api, "qa_counters", row).await;
}

#[expect(clippy::disallowed_methods, reason = "a row that no operation writes")]
pub(crate) async fn put<const N: usize>(api: &Api, table: &str, row: [(&str, AttributeValue); N]) {
    let client = api.wire().client(&api.engine().endpoint());
    let row = row
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value));
    let put = client
        .put_item()
        .table_name(format!("{}-{table}", api.stack().name()))
        .set_item(Some(row.collect()));
    put.send().await.expect("the row is written");
}
