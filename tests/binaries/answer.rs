//! A function's answer, with what differs from run to run taken out.

use domain::Moment;
use jiff::civil::Date;
use serde_json::{Map, Value, json};
use uuid::Uuid;

/// Status, headers and body, ready to be compared.
pub(crate) fn comparable(payload: &Value) -> Value {
    let body = payload["body"].as_str().unwrap_or_default();
    let body = serde_json::from_str(body).unwrap_or_else(|_| json!(body));
    let mut answer = json!({
        "status": payload["statusCode"],
        "headers": payload["headers"],
        "body": body,
    });
    settle(&mut answer);
    answer
}

/// Replaces times, fresh ids, secrets and figures by what they are. Ids of the demo data stay: they are the same everywhere.
fn settle(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            settle_choices(fields);
            for (name, value) in fields {
                match (name.as_str(), &value) {
                    ("access_token", Value::String(_)) => *value = json!("[token]"),
                    ("next_cursor", Value::String(_)) => *value = json!("[cursor]"),
                    ("x-response-time", Value::String(_)) => *value = json!("[seconds]"),
                    ("content-length", Value::String(_)) => *value = json!("[bytes]"),
                    ("counters" | "gauges" | "timings", Value::Object(_)) => {
                        *value = json!("[figures]");
                    }
                    _ => settle(value),
                }
            }
        }
        Value::Array(values) => values.iter_mut().for_each(settle),
        Value::String(text) => match kind(text) {
            Some(kind) => *text = kind.to_owned(),
            None if text.starts_with('/') => {
                let segments = text.split('/');
                let segments: Vec<_> = segments.map(|one| kind(one).unwrap_or(one)).collect();
                *text = segments.join("/");
            }
            None if text.starts_with("# HELP study_window_seconds ") => {
                "[figures]".clone_into(text);
            }
            None => *text = without_days(text),
        },
        _ => {}
    }
}

/// Answers name sessions by their day, and the demo data's days are counted back from now.
fn without_days(text: &str) -> String {
    let named = "your session of ";
    let mut parts = text.split(named);
    let mut settled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        settled.push_str(named);
        // `22 November 2026 on Algebra`
        let rest = part.splitn(3, ' ').nth(2).and_then(|rest| rest.get(4..));
        settled.push_str(rest.map_or("", |_| "[day]"));
        settled.push_str(rest.unwrap_or(part));
    }
    settled
}

/// The choices of a practice item are shuffled by its id: of one with a fresh id they are sorted, without their letters.
fn settle_choices(item: &mut Map<String, Value>) {
    let id = item.get("item_id").and_then(Value::as_str);
    if id.is_none_or(|id| kind(id).is_none()) {
        return;
    }
    if let Some(Value::Array(choices)) = item.get_mut("choices") {
        for choice in choices.iter_mut() {
            let text = choice.as_str().unwrap_or_default();
            *choice = json!(text.split_once(") ").map_or(text, |(_, text)| text));
        }
        choices.sort_by_key(Value::to_string);
        item.insert("correct_answer".to_owned(), json!("[letter]"));
    }
}

fn kind(text: &str) -> Option<&'static str> {
    if text.len() == 10 && text.parse::<Date>().is_ok() {
        return Some("[day]");
    }
    if text.len() == 32 && text.parse::<Moment>().is_ok() {
        return Some("[moment]");
    }
    (Uuid::try_parse(text).is_ok() && !is_demo(text)).then_some("[id]")
}

/// Whether an id is one of the demo data's, `5eed000<kind>-0000-4000-8000-<number>`: one in 65,536 others begins with the same word.
fn is_demo(id: &str) -> bool {
    id.starts_with("5eed000") && id.contains("-0000-4000-8000-")
}

#[test]
fn a_session_is_compared_without_its_day() {
    let said = "In your session of 2 November 2026 on Algebra, and your session of 22 May 2026.";
    assert_eq!(
        without_days(said),
        "In your session of [day] on Algebra, and your session of [day]."
    );
    for other in ["", "your session", "your session of late"] {
        assert_eq!(without_days(other), other);
    }
}
