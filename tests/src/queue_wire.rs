//! The real SQS SDK, wired straight to the queues in this process.

use std::sync::Arc;

use aws_sdk_sqs::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_sqs::{Client, Config};
use futures_util::FutureExt;
use local::queues::Queues;

use crate::in_process;

/// A client of these queues.
pub(crate) fn client(queues: Arc<Queues>) -> Client {
    let answer = move |request| {
        let queues = Arc::clone(&queues);
        async move { queues.answer(&request).await }.boxed()
    };
    let config = Config::builder()
        .behavior_version(BehaviorVersion::v2026_01_12())
        .region(Region::new("us-east-1"))
        .endpoint_url("http://queues")
        .credentials_provider(Credentials::for_tests())
        .http_client(in_process::client(answer))
        .build();
    Client::from_conf(config)
}
