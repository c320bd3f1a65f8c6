//! A session, summed up by a model. What is missing and what is brief is decided before one is asked.

use serde::Deserialize;
use serde_json::json;

use super::exchange::Task;
use super::prompt::Prompt;
use super::{Bedrock, limits, system};
use crate::extractive::{FRAME, framed, summary_type};
use crate::plain::{is_blank, one_line};
use crate::{
    AssistantError, MAX_NARRATIVE, MAX_STEP, MAX_STEPS, SessionNotes, WrittenSummary, fixed,
};

/// What the tool is given.
#[derive(Deserialize)]
struct Given {
    narrative: String,
    next_steps: Vec<String>,
}

pub(super) async fn summarise(
    bedrock: &Bedrock,
    notes: SessionNotes<'_>,
) -> Result<WrittenSummary, AssistantError> {
    let Some(spoken) = notes.spoken() else {
        return Ok(fixed::missing_transcript(&notes));
    };
    let task = Task {
        name: "summary",
        system: system::SUMMARY,
        tool: "give_summary",
        schema: json!({
            "type": "object",
            "properties": {
                "narrative": {"type": "string", "minLength": 1, "maxLength": MAX_NARRATIVE - FRAME},
                "next_steps": {
                    "type": "array",
                    "minItems": 1,
                    "maxItems": MAX_STEPS,
                    "items": {"type": "string", "minLength": 1, "maxLength": MAX_STEP},
                },
            },
            "required": ["narrative", "next_steps"],
        }),
        tokens: limits::SUMMARY_TOKENS,
    };
    bedrock
        .ask(task, prompt(&notes, spoken), |given| check(given, &notes))
        .await
}

fn prompt(notes: &SessionNotes<'_>, spoken: &str) -> Prompt {
    let mut prompt = Prompt::new(notes.private);
    prompt.number("minutes", notes.duration_minutes.into());
    prompt.lines("subject", [notes.subject], limits::NAME_TOLD);
    let topics = notes.topics.iter().map(String::as_str);
    prompt.lines("topics", topics, limits::NAME_TOLD);
    prompt.ends(
        "transcript",
        spoken,
        limits::BEGINNING_TOLD,
        limits::END_TOLD,
    );
    prompt
}

fn check(given: Given, notes: &SessionNotes<'_>) -> Option<WrittenSummary> {
    let narrative = given.narrative.trim();
    if is_blank(narrative) || narrative.chars().count() > MAX_NARRATIVE - FRAME {
        return None;
    }
    if !(1..=MAX_STEPS).contains(&given.next_steps.len()) {
        return None;
    }
    let fits = |step: &String| !is_blank(step) && step.trim().chars().count() <= MAX_STEP;
    if !given.next_steps.iter().all(fits) {
        return None;
    }
    Some(WrittenSummary {
        narrative: framed(notes, narrative),
        next_steps: given
            .next_steps
            .iter()
            .map(|step| one_line(step, MAX_STEP))
            .collect(),
        summary_type: summary_type(notes),
    })
}
