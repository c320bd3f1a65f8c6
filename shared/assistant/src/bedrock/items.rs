//! Practice items, written by a model.

use std::collections::HashSet;

use domain::practice::bank::QuestionText;
use domain::practice::item::QuestionKey;
use domain::practice::quality::Draft;
use serde::Deserialize;
use serde_json::json;

use super::exchange::Task;
use super::prompt::Prompt;
use super::{Bedrock, limits, system};
use crate::extractive::excerpts::{Rest, excerpts};
use crate::{AssistantError, ItemsWanted};

/// Never more items than this, whatever is wanted.
const MOST_ITEMS: usize = 20;

/// What the tool is given.
#[derive(Deserialize)]
struct Given {
    items: Vec<Item>,
}

#[derive(Deserialize)]
struct Item {
    question: String,
    answer: String,
    wrong: Vec<String>,
    explanation: String,
}

pub(super) async fn write_items(
    bedrock: &Bedrock,
    wanted: ItemsWanted<'_>,
) -> Result<Vec<Draft>, AssistantError> {
    let count = wanted.count.min(MOST_ITEMS);
    if count == 0 {
        return Ok(Vec::new());
    }
    let text = |most: usize| json!({"type": "string", "minLength": 1, "maxLength": most});
    let task = Task {
        name: "items",
        system: system::ITEMS,
        tool: "give_items",
        schema: json!({
            "type": "object",
            "properties": {
                "items": {
                    "type": "array",
                    "minItems": 1,
                    "maxItems": count,
                    "items": {
                        "type": "object",
                        "properties": {
                            "question": text(500),
                            "answer": text(500),
                            "wrong": {"type": "array", "minItems": 3, "maxItems": 3, "items": text(500)},
                            "explanation": text(1000),
                        },
                        "required": ["question", "answer", "wrong", "explanation"],
                    },
                },
            },
            "required": ["items"],
        }),
        tokens: limits::ITEM_TOKENS * i32::try_from(count + 1).unwrap_or(i32::MAX),
    };
    bedrock
        .ask(task, prompt(&wanted, count), |given| {
            check(given, &wanted, count)
        })
        .await
}

fn prompt(wanted: &ItemsWanted<'_>, count: usize) -> Prompt {
    let mut prompt = Prompt::new(wanted.private);
    prompt.number("items wanted", count);
    prompt.number("difficulty", wanted.difficulty.get().into());
    prompt.lines("subject", [wanted.subject], limits::NAME_TOLD);
    prompt.lines("topic", wanted.topic, limits::NAME_TOLD);
    let asked: Vec<&str> = wanted.topic.into_iter().chain([wanted.subject]).collect();
    let told = excerpts(
        wanted.sources,
        wanted.private,
        &asked,
        Rest::Spread,
        limits::SOURCES_TOLD,
    );
    for (index, source) in told.iter().enumerate() {
        let label = wanted.sources[source.source].label;
        prompt.source(index + 1, label, &source.text);
    }
    // The newest stand last.
    let first = wanted.avoid.len().saturating_sub(limits::AVOIDED);
    let avoid = wanted.avoid[first..].iter().copied();
    prompt.lines("avoid", avoid, limits::AVOIDED_TOLD);
    prompt
}

/// Those that are fit and new. An item that is not is left out, and when none is left the answer was no answer.
fn check(given: Given, wanted: &ItemsWanted<'_>, count: usize) -> Option<Vec<Draft>> {
    let mut known: HashSet<QuestionKey> =
        wanted.avoid.iter().filter_map(|text| key(text)).collect();
    let mut items = Vec::new();
    for item in given.items {
        let draft = Draft {
            question: item.question,
            answer: item.answer,
            wrong: item.wrong,
            explanation: item.explanation,
        };
        let is_fit = draft.clone().fit(wanted.seed).is_some();
        if items.len() < count
            && is_fit
            && key(&draft.question).is_some_and(|key| known.insert(key))
        {
            items.push(draft);
        }
    }
    (!items.is_empty()).then_some(items)
}

fn key(question: &str) -> Option<QuestionKey> {
    let question = QuestionText::parse(question).ok()?;
    Some(QuestionKey::of(&question))
}
