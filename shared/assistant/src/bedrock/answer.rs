//! A question, asked of a model.

use domain::question::SelfRating;
use serde::Deserialize;
use serde_json::json;

use super::exchange::Task;
use super::prompt::Prompt;
use super::{Bedrock, limits, system};
use crate::extractive::excerpts::{Excerpt, Rest, excerpts};
use crate::plain::is_blank;
use crate::{AssistantError, MAX_ANSWER, MAX_CITED, QuestionNotes, WrittenAnswer};

/// What the tool is given.
#[derive(Deserialize)]
struct Given {
    answer: String,
    rating: f64,
    cited: Vec<String>,
}

/// Asks. A source is told to the model, and cited by it, by a number of ours and never by its label.
pub(super) async fn answer(
    bedrock: &Bedrock,
    notes: QuestionNotes<'_>,
) -> Result<WrittenAnswer, AssistantError> {
    let asked: Vec<&str> = notes
        .earlier
        .last()
        .map(|last| last.query)
        .into_iter()
        .chain([notes.query])
        .collect();
    let told = excerpts(
        notes.sources,
        notes.private,
        &asked,
        Rest::Untold,
        limits::SOURCES_TOLD,
    );
    let task = Task {
        name: "answer",
        system: system::ANSWER,
        tool: "give_answer",
        schema: json!({
            "type": "object",
            "properties": {
                "answer": {"type": "string", "minLength": 1, "maxLength": MAX_ANSWER},
                "rating": {"type": "number", "minimum": 0, "maximum": 1},
                "cited": {"type": "array", "maxItems": MAX_CITED, "items": {"type": "string", "pattern": "^S[0-9]+$"}},
            },
            "required": ["answer", "rating", "cited"],
        }),
        tokens: limits::ANSWER_TOKENS,
    };
    bedrock
        .ask(task, prompt(&notes, &told), |given| {
            check(given, &notes, &told)
        })
        .await
}

fn prompt(notes: &QuestionNotes<'_>, told: &[Excerpt]) -> Prompt {
    let mut prompt = Prompt::new(notes.private);
    for (index, source) in told.iter().enumerate() {
        let label = notes.sources[source.source].label;
        prompt.source(index + 1, label, &source.text);
    }
    for (index, earlier) in notes.earlier.iter().enumerate() {
        let number = index + 1;
        for (what, text) in [("question", earlier.query), ("answer", earlier.answer)] {
            let name = format!("earlier {what} {number}");
            prompt.lines(&name, [text], limits::EARLIER_TOLD);
        }
    }
    let sessions = notes.recent_sessions.iter().copied();
    prompt.lines("recent sessions", sessions, limits::NAME_TOLD);
    let practice = notes.current_practice;
    prompt.lines("current practice", practice, limits::NAME_TOLD);
    prompt.data("question", notes.query);
    prompt
}

fn check(given: Given, notes: &QuestionNotes<'_>, told: &[Excerpt]) -> Option<WrittenAnswer> {
    let text = given.answer.trim();
    if is_blank(text) || text.chars().count() > MAX_ANSWER || given.cited.len() > MAX_CITED {
        return None;
    }
    let mut cited: Vec<String> = Vec::new();
    for id in &given.cited {
        let number: usize = id.strip_prefix('S')?.parse().ok()?;
        let source = told.get(number.checked_sub(1)?)?.source;
        let label = notes.sources[source].label;
        if !cited.iter().any(|earlier| earlier == label) {
            cited.push(label.to_owned());
        }
    }
    Some(WrittenAnswer {
        text: text.to_owned(),
        rating: SelfRating::new(given.rating)?,
        cited,
    })
}
