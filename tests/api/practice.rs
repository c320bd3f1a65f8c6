//! Practice.

mod assign;
mod assignments;
mod bank;
mod complete;
mod crashes;
mod goal_tags;
mod jobs;
mod large_bank;
mod made_up;
mod races;
mod ratings;
mod requests;
mod revealing;
mod review;
mod simulation;
mod summary;

use domain::SubjectId;
use domain::practice::bank::{ExplanationText, QuestionText};
use domain::practice::choices::AnswerText;
use domain::practice::difficulty::Difficulty;
use domain::practice::entry::{BankEntry, EntryText, TopicTags};
use domain::practice::tags::GoalTags;
use serde_json::{Value, json};
use testkit::builders::{a_subject, an_id};
use tests::{Api, Person, Reply};

const ASSIGN: &str = "/api/v1/practice/assign";
const COMPLETE: &str = "/api/v1/practice/complete";

/// An item of the bank with this number in its question; `0` is right.
pub(crate) fn entry(subject: SubjectId, difficulty: i64, number: usize) -> BankEntry {
    let text = |text: &str| AnswerText::parse(text).unwrap();
    let content = EntryText {
        difficulty: Difficulty::parse(difficulty).unwrap(),
        question: QuestionText::parse(format!("Which number is left of item {number}?")).unwrap(),
        answer: text("0"),
        wrong: [text("1"), text("2"), text("3")],
        explanation: ExplanationText::parse("Nothing is left of it, and nothing is zero.").unwrap(),
        topic_tags: TopicTags::default(),
        goal_tags: GoalTags::default(),
    };
    BankEntry::new(
        an_id(),
        subject,
        content,
        None,
        testkit::ManualClock::start(),
    )
}

/// A subject of this name with so many items of each of these difficulties in the bank.
pub(crate) async fn subject_with(
    api: &Api,
    name: &str,
    difficulties: impl IntoIterator<Item = i64>,
    each: usize,
) -> SubjectId {
    let subject = a_subject(name);
    api.store().create_subject(&subject).await.unwrap();
    let mut number = 0;
    for difficulty in difficulties {
        for _ in 0..each {
            number += 1;
            let entry = entry(subject.id, difficulty, number);
            api.store().create_bank_entry(&entry).await.unwrap();
        }
    }
    subject.id
}

/// Asks for so many items.
pub(crate) async fn ask(student: &Person, subject: &str, count: u32) -> Reply {
    let path = format!(
        "{ASSIGN}?student_id={}&subject={subject}&num_items={count}",
        student.id()
    );
    student.post(&path, Value::Null).await
}

/// So many items, assigned.
pub(crate) async fn assigned(student: &Person, subject: &str, count: u32) -> Value {
    ask(student, subject, count).await.expect(200)["data"].clone()
}

/// Answers an item of an assignment.
pub(crate) async fn answer(
    student: &Person,
    assignment: &Value,
    item: &Value,
    with: &str,
) -> Reply {
    let path = format!(
        "{COMPLETE}?assignment_id={}&item_id={}",
        assignment["assignment_id"].as_str().unwrap(),
        item["item_id"].as_str().unwrap()
    );
    let body = json!({"student_answer": with, "correct": false, "time_taken_seconds": 30, "hints_used": 0});
    student.post(&path, body).await
}

/// The right choice as it is shown.
pub(crate) fn right(item: &Value) -> &str {
    choice(item, |letter, right| letter == right)
}

/// A wrong choice as it is shown.
pub(crate) fn wrong(item: &Value) -> &str {
    choice(item, |letter, right| letter != right)
}

fn choice(item: &Value, wanted: impl Fn(&str, &str) -> bool) -> &str {
    let letter = item["correct_answer"].as_str().unwrap();
    let choices = item["choices"].as_array().unwrap();
    let mut choices = choices.iter().map(|choice| choice.as_str().unwrap());
    choices.find(|choice| wanted(&choice[..1], letter)).unwrap()
}

/// The student's rating in a subject.
pub(crate) async fn rating(api: &Api, student: &Person, subject: SubjectId) -> Option<u16> {
    let ratings = api.store().ratings_of(student.id()).await.unwrap();
    let of_subject = ratings.iter().find(|rating| rating.subject_id == subject);
    of_subject.map(|rating| rating.rating.get())
}
