//! Subjects.

mod change;
mod create;
mod get;
mod list;
mod names;

use serde_json::{Value, json};
use tests::Person;

const PATH: &str = "/api/v1/subjects";

/// The path of a subject that an answer tells of.
fn path_of(subject: &Value) -> String {
    format!(
        "{PATH}/{}",
        subject["id"].as_str().expect("a subject has an id")
    )
}

/// Creates a subject of this name in this category and answers it.
async fn created(by: &Person, name: &str, category: Option<&str>) -> Value {
    let body = json!({"name": name, "category": category});
    by.post(PATH, body).await.expect(201)["data"].clone()
}

/// The names of an answered list.
fn names(list: &Value) -> Vec<&str> {
    let data = list["data"].as_array().expect("a list is an array");
    data.iter()
        .filter_map(|subject| subject["name"].as_str())
        .collect()
}
