//! One call: what is sent, what may come back, and what is counted of it.

use aws_sdk_bedrockruntime::operation::converse::ConverseOutput;
use aws_sdk_bedrockruntime::types::{
    ContentBlock, ConversationRole, InferenceConfiguration, Message, SpecificToolChoice,
    StopReason, SystemContentBlock, Tool, ToolChoice, ToolConfiguration, ToolInputSchema,
    ToolSpecification,
};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::Bedrock;
use super::document::{from_json, into_json};
use super::prompt::Prompt;
use super::trouble::Trouble;
use crate::AssistantError;

/// As cool as it is useful for explanations: the same question should not have a different answer tomorrow.
const TEMPERATURE: f32 = 0.25;

/// What a model is asked to do.
pub(super) struct Task {
    /// As it is counted.
    pub(super) name: &'static str,
    /// What it is told to be.
    pub(super) system: &'static str,
    /// The tool whose input is the answer.
    pub(super) tool: &'static str,
    /// What that input is, as a JSON schema.
    pub(super) schema: Value,
    /// The most tokens of the answer.
    pub(super) tokens: i32,
}

impl Bedrock {
    /// Has the task done: one call, and what the tool was given, if `check` finds it within its bounds.
    pub(super) async fn ask<T: DeserializeOwned, U>(
        &self,
        task: Task,
        prompt: Prompt,
        check: impl FnOnce(T) -> Option<U>,
    ) -> Result<U, AssistantError> {
        let name = task.name;
        let answered = match self.converse(task, prompt).await {
            Ok(value) => checked(value, check),
            Err(trouble) => Err(trouble),
        };
        let outcome = answered
            .as_ref()
            .map_or_else(|trouble| trouble.word(), |_| "answered");
        metrics::counter!("assistant.calls", "task" => name, "outcome" => outcome).increment(1);
        tracing::debug!(task = name, outcome, "the model was asked");
        Ok(answered?)
    }

    async fn converse(&self, task: Task, prompt: Prompt) -> Result<Value, Trouble> {
        let name = task.name;
        let (tool, tools) = tools(&task)?;
        let message = Message::builder()
            .role(ConversationRole::User)
            .content(ContentBlock::Text(prompt.into_text()))
            .build()
            .map_err(|_| Trouble::Failed)?;
        let inference = InferenceConfiguration::builder()
            .max_tokens(task.tokens)
            .temperature(TEMPERATURE)
            .build();
        let output = self
            .client
            .converse()
            .model_id(&self.model_id)
            .system(SystemContentBlock::Text(task.system.to_owned()))
            .messages(message)
            .inference_config(inference)
            .tool_config(tools)
            .send()
            .await?;
        count_tokens(name, &output);
        read(&output, tool)
    }
}

/// The one tool, which must be used.
fn tools(task: &Task) -> Result<(&'static str, ToolConfiguration), Trouble> {
    let specification = ToolSpecification::builder()
        .name(task.tool)
        .description("Takes the result of the task.")
        .input_schema(ToolInputSchema::Json(from_json(task.schema.clone())))
        .build();
    let choice = SpecificToolChoice::builder().name(task.tool).build();
    let (Ok(specification), Ok(choice)) = (specification, choice) else {
        return Err(Trouble::Failed);
    };
    let tools = ToolConfiguration::builder()
        .tools(Tool::ToolSpec(specification))
        .tool_choice(ToolChoice::Tool(choice))
        .build();
    Ok((task.tool, tools.map_err(|_| Trouble::Failed)?))
}

/// What the tool was given.
fn read(output: &ConverseOutput, tool: &str) -> Result<Value, Trouble> {
    match output.stop_reason() {
        StopReason::MaxTokens | StopReason::ModelContextWindowExceeded => return Err(Trouble::Cut),
        StopReason::GuardrailIntervened | StopReason::ContentFiltered => {
            return Err(Trouble::Blocked);
        }
        StopReason::MalformedModelOutput | StopReason::MalformedToolUse => {
            return Err(Trouble::Malformed);
        }
        // What was said counts, whatever else a model calls the end of it.
        _ => {}
    }
    let message = output.output().and_then(|output| output.as_message().ok());
    let blocks = message.ok_or(Trouble::Malformed)?.content();
    let mut uses = blocks
        .iter()
        .filter_map(|block| block.as_tool_use().ok())
        .filter(|used| used.name() == tool);
    match (uses.next(), uses.next()) {
        (Some(used), None) => Ok(into_json(used.input())),
        (None, _) => Err(Trouble::Refused),
        (Some(_), Some(_)) => Err(Trouble::Malformed),
    }
}

fn checked<T: DeserializeOwned, U>(
    value: Value,
    check: impl FnOnce(T) -> Option<U>,
) -> Result<U, Trouble> {
    let read = serde_json::from_value(value).map_err(|_| Trouble::Malformed)?;
    check(read).ok_or(Trouble::OutOfBounds)
}

fn count_tokens(task: &'static str, output: &ConverseOutput) {
    let Some(usage) = output.usage() else { return };
    let counts = [("in", usage.input_tokens()), ("out", usage.output_tokens())];
    for (direction, tokens) in counts {
        let tokens = u64::try_from(tokens).unwrap_or(0);
        metrics::counter!("assistant.tokens", "task" => task, "direction" => direction)
            .increment(tokens);
    }
}
