//! Amazon Bedrock: a model asked through its Converse API, once for each question.
//!
//! Notes -> masked and fenced off ([`prompt`]) -> one call with a forced tool ([`exchange`]) -> what the tool was given, held to
//! its bounds. Whatever breaks on this way is one [`AssistantError`]. Nothing of the content is logged or counted: what is
//! counted is calls by outcome (`assistant.calls`) and tokens (`assistant.tokens`).

mod answer;
mod document;
mod exchange;
mod items;
mod limits;
mod prompt;
mod summary;
mod system;
mod trouble;

use aws_config::{BehaviorVersion, SdkConfig};
use aws_sdk_bedrockruntime::Client;
use aws_sdk_bedrockruntime::config::Config;
use domain::practice::quality::Draft;

use crate::{
    Assistant, AssistantError, BoxFuture, ItemsWanted, QuestionNotes, SessionNotes, WrittenAnswer,
    WrittenSummary,
};

/// A model on Amazon Bedrock. It must be one that takes tools, because its answers come as a tool's input.
#[derive(Debug, Clone)]
pub struct Bedrock {
    client: Client,
    model_id: String,
}

impl Bedrock {
    /// The model of this id, in the environment's region and with its credentials.
    pub async fn connect(model_id: impl Into<String>) -> Self {
        let sdk = aws_config::defaults(BehaviorVersion::v2026_01_12())
            .load()
            .await;
        Self::new(&sdk, model_id)
    }

    /// The model of this id, reached as `sdk` says. Retries and time-outs are this assistant's own.
    #[must_use]
    pub fn new(sdk: &SdkConfig, model_id: impl Into<String>) -> Self {
        let config = aws_sdk_bedrockruntime::config::Builder::from(sdk)
            .retry_config(limits::retries())
            .timeout_config(limits::timeouts());
        let config: Config = config.build();
        Self {
            client: Client::from_conf(config),
            model_id: model_id.into(),
        }
    }
}

impl Assistant for Bedrock {
    fn summarise<'a>(
        &'a self,
        notes: SessionNotes<'a>,
    ) -> BoxFuture<'a, Result<WrittenSummary, AssistantError>> {
        Box::pin(summary::summarise(self, notes))
    }

    fn answer<'a>(
        &'a self,
        question: QuestionNotes<'a>,
    ) -> BoxFuture<'a, Result<WrittenAnswer, AssistantError>> {
        Box::pin(answer::answer(self, question))
    }

    fn write_items<'a>(
        &'a self,
        wanted: ItemsWanted<'a>,
    ) -> BoxFuture<'a, Result<Vec<Draft>, AssistantError>> {
        Box::pin(items::write_items(self, wanted))
    }
}
