//! The HTTP connector of the tests: it notes what is sent and answers what it was told.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use assistant::{Bedrock, Fallback};
use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_sdk_bedrockruntime::config::{Credentials, SharedCredentialsProvider};
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::body::SdkBody;
use serde_json::{Value, json};

pub(crate) const MODEL: &str = "test.model-v1:0";

/// What becomes of a request.
#[derive(Debug, Clone)]
pub(crate) enum Fate {
    /// This answer comes.
    Answer(u16, String),
    /// This error comes.
    Error(u16, &'static str),
    /// Nobody listens.
    Refused,
    /// Nothing ever comes.
    Silence,
}

/// A request that was sent.
#[derive(Debug, Clone)]
pub(crate) struct Sent {
    pub(crate) uri: String,
    pub(crate) body: Value,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Wire(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    fates: VecDeque<Fate>,
    sent: Vec<Sent>,
}

impl Wire {
    /// On which requests have these fates, in order; the last one holds on.
    pub(crate) fn new(fates: impl IntoIterator<Item = Fate>) -> Self {
        let wire = Self::default();
        wire.state().fates = fates.into_iter().collect();
        wire
    }

    /// On which a model gives its tool this input.
    pub(crate) fn giving(tool: &str, input: &Value) -> Self {
        Self::new([Fate::Answer(200, given(tool, input).to_string())])
    }

    pub(crate) fn bedrock(&self) -> Bedrock {
        let credentials = Credentials::new("test", "test", None, None, "test");
        let sdk = SdkConfig::builder()
            .behavior_version(BehaviorVersion::v2026_01_12())
            .region(Region::from_static("eu-west-1"))
            .credentials_provider(SharedCredentialsProvider::new(credentials))
            .http_client(self.clone())
            .build();
        Bedrock::new(&sdk, MODEL)
    }

    pub(crate) fn fallback(&self) -> Fallback<Bedrock> {
        Fallback::new(self.bedrock())
    }

    pub(crate) fn sent(&self) -> Vec<Sent> {
        self.state().sent.clone()
    }

    /// What stands in the message of the only request.
    pub(crate) fn told(&self) -> String {
        let sent = self.sent();
        assert_eq!(sent.len(), 1, "one request");
        let text = &sent[0].body["messages"][0]["content"][0]["text"];
        text.as_str().expect("one message of text").to_owned()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A model's answer as the Converse API sends it.
pub(crate) fn given(tool: &str, input: &Value) -> Value {
    let used = json!({"toolUse": {"toolUseId": "tooluse_1", "name": tool, "input": input}});
    stopped("tool_use", &json!([used]))
}

/// An answer of this content that ended for this reason.
pub(crate) fn stopped(reason: &str, content: &Value) -> Value {
    json!({
        "metrics": {"latencyMs": 900},
        "output": {"message": {"role": "assistant", "content": content}},
        "stopReason": reason,
        "usage": {"inputTokens": 700, "outputTokens": 90, "totalTokens": 790},
    })
}

impl HttpClient for Wire {
    fn http_connector(
        &self,
        _: &HttpConnectorSettings,
        _: &RuntimeComponents,
    ) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

impl HttpConnector for Wire {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let mut state = self.state();
        let body = request.body().bytes().unwrap_or_default();
        let sent = Sent {
            uri: request.uri().to_owned(),
            body: serde_json::from_slice(body).unwrap_or_default(),
        };
        state.sent.push(sent);
        let fate = match state.fates.len() {
            0 => Fate::Refused,
            1 => state.fates[0].clone(),
            _ => state.fates.pop_front().unwrap_or(Fate::Refused),
        };
        match fate {
            Fate::Answer(status, body) => HttpConnectorFuture::ready(answer(status, None, &body)),
            Fate::Error(status, code) => {
                let body = json!({"message": "injected"}).to_string();
                HttpConnectorFuture::ready(answer(status, Some(code), &body))
            }
            Fate::Refused => {
                let refused = std::io::Error::from(std::io::ErrorKind::ConnectionRefused);
                HttpConnectorFuture::ready(Err(ConnectorError::io(refused.into())))
            }
            Fate::Silence => HttpConnectorFuture::new(std::future::pending()),
        }
    }
}

fn answer(
    status: u16,
    code: Option<&'static str>,
    body: &str,
) -> Result<HttpResponse, ConnectorError> {
    let status = StatusCode::try_from(status).map_err(|e| ConnectorError::other(e.into(), None))?;
    let mut response = HttpResponse::new(status, SdkBody::from(body));
    response
        .headers_mut()
        .insert("content-type", "application/json");
    if let Some(code) = code {
        response.headers_mut().insert("x-amzn-errortype", code);
    }
    Ok(response)
}
