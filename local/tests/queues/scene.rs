//! A queue with dead letters in this process, and the real SDK to ask it.

use std::sync::Arc;
use std::time::Duration;

use aws_sdk_sqs::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_sqs::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_sqs::types::{Message, MessageSystemAttributeName};
use aws_sdk_sqs::{Client, Config};
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use bytes::Bytes;
use local::queues::{DeadLetters, QueueConfig, Queues, Received, Receiving};

use crate::clock::Standing;

pub(crate) const QUEUE: &str = "stack-notes";
pub(crate) const DEAD: &str = "stack-lost-notes";
pub(crate) const URL: &str = "http://127.0.0.1:3000/000000000000/stack-notes";
pub(crate) const DEAD_URL: &str = "http://127.0.0.1:3000/000000000000/stack-lost-notes";
pub(crate) const ARN: &str = "arn:aws:sqs:us-east-1:000000000000:stack-notes";

/// How long a message of `QUEUE` is hidden, in seconds.
pub(crate) const HIDDEN: i64 = 60;

/// How long a message of `QUEUE` is kept, in seconds.
pub(crate) const KEPT: i64 = 3600;

pub(crate) fn configs() -> Vec<QueueConfig> {
    let queue = |logical_id: &str, name: &str| QueueConfig {
        logical_id: logical_id.to_owned(),
        name: name.to_owned(),
        arn: format!("arn:aws:sqs:us-east-1:000000000000:{name}"),
        url: format!("http://127.0.0.1:3000/000000000000/{name}"),
        visibility_seconds: 60,
        retention_seconds: 3600,
        delay_seconds: 0,
        dead_letters: None,
    };
    let notes = QueueConfig {
        dead_letters: Some(DeadLetters {
            queue: DEAD.to_owned(),
            arn: format!("arn:aws:sqs:us-east-1:000000000000:{DEAD}"),
            max_receive_count: 3,
        }),
        ..queue("NotesQueue", QUEUE)
    };
    let dead = QueueConfig {
        retention_seconds: 4 * 3600,
        ..queue("LostNotesQueue", DEAD)
    };
    vec![notes, dead]
}

pub(crate) struct Scene {
    pub(crate) queues: Arc<Queues>,
    pub(crate) clock: Arc<Standing>,
    pub(crate) client: Client,
}

impl Scene {
    pub(crate) fn new() -> Self {
        let clock = Standing::new();
        let queues = Arc::new(Queues::in_memory(configs(), clock.clone()));
        Self {
            client: client(Arc::clone(&queues)),
            queues,
            clock,
        }
    }

    pub(crate) async fn send(&self, body: &str) -> String {
        let sent = self.client.send_message().queue_url(URL).message_body(body);
        let sent = sent.send().await.unwrap();
        sent.message_id().unwrap().to_owned()
    }

    /// Up to ten messages, with everything that SQS knows of them.
    pub(crate) async fn receive(&self, url: &str) -> Vec<Message> {
        let received = self.client.receive_message().queue_url(url);
        let received = received
            .max_number_of_messages(10)
            .message_system_attribute_names(MessageSystemAttributeName::All)
            .send();
        received.await.unwrap().messages.unwrap_or_default()
    }

    /// The only message there is to receive.
    pub(crate) async fn one(&self, url: &str) -> Message {
        let mut received = self.receive(url).await;
        assert_eq!(received.len(), 1);
        received.remove(0)
    }

    pub(crate) async fn delete(&self, message: &Message) {
        let handle = message.receipt_handle().unwrap();
        let deleted = self.client.delete_message().queue_url(URL);
        deleted.receipt_handle(handle).send().await.unwrap();
    }
}

/// Takes what there is at once, past the protocol.
pub(crate) async fn take(queues: &Queues, queue: &str) -> Vec<Received> {
    let receiving = Receiving {
        most: 10,
        visibility_seconds: None,
        wait: Duration::ZERO,
    };
    queues.receive(queue, receiving).await.unwrap()
}

/// What SQS knows of a message under this name.
pub(crate) fn known(message: &Message, name: MessageSystemAttributeName) -> Option<&str> {
    message.attributes()?.get(&name).map(String::as_str)
}

/// The code of a refusal.
pub(crate) fn code<E: ProvideErrorMetadata + std::fmt::Debug>(error: SdkError<E>) -> String {
    match error {
        SdkError::ServiceError(refused) => refused.err().code().unwrap().to_owned(),
        other => panic!("{other:?}"),
    }
}

#[derive(Debug)]
struct Wire(Arc<Queues>);

impl HttpConnector for Wire {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let body = request.body().bytes().unwrap_or_default();
        let body = Bytes::copy_from_slice(body);
        let request = request.try_into_http1x().unwrap().map(|_| body);
        let queues = Arc::clone(&self.0);
        HttpConnectorFuture::new(async move {
            let response = queues.answer(&request).await;
            Ok(HttpResponse::try_from(response.map(Into::into)).unwrap())
        })
    }
}

fn client(queues: Arc<Queues>) -> Client {
    let connector = SharedHttpConnector::new(Wire(queues));
    let config = Config::builder()
        .behavior_version(BehaviorVersion::v2026_01_12())
        .region(Region::new("us-east-1"))
        .endpoint_url("http://queues")
        .credentials_provider(Credentials::new("test", "test", None, None, "test"))
        .http_client(http_client_fn(move |_, _| connector.clone()))
        .build();
    Client::from_conf(config)
}
