//! `cargo local import`: the old service's tables, into a `cargo local` that runs.

use std::sync::Arc;

use accounts::pool::Pool;
use anyhow::Context;
use aws_sdk_cognitoidentityprovider::config::{BehaviorVersion, Credentials, Region};
use clap::Args;
use domain::Clock;
use operate::Failure;
use operate::import::{Files, import};
use store::Store;
use tokio::net::TcpStream;

use crate::cli::Options;
use crate::machine::{Stack, tables};

/// What is moved in, and where.
#[derive(Debug, Clone, Args)]
pub struct ImportOrder {
    /// The port of the `cargo local` that runs.
    #[arg(long, default_value_t = 3000)]
    pub port: u16,
    /// What is moved in.
    #[command(flatten)]
    pub files: Files,
}

impl ImportOrder {
    /// Moves the files in and says what became of them.
    ///
    /// # Errors
    /// Nothing listens at the port, or as [`import`].
    pub async fn run(&self, options: &Options, clock: Arc<dyn Clock>) -> anyhow::Result<Outcome> {
        let url = format!("http://127.0.0.1:{}", self.port);
        if !self.files.dry_run {
            TcpStream::connect(("127.0.0.1", self.port))
                .await
                .with_context(|| {
                    format!("there is no `cargo local` at {url}; start one, or say where it is with --port")
                })?;
        }
        let stack = Stack::new(options, &url);
        let connect = async || {
            let client = tables::client(&url, stack.region());
            (Store::new(client, stack.name()), pool(&stack, &url))
        };
        match import(&self.files, connect, clock).await {
            Ok(report) => Ok(Outcome::All(report)),
            Err(Failure::Items(report)) => Ok(Outcome::SomeRefused(report)),
            Err(failure) => Err(failure.into()),
        }
    }
}

/// How an import ended, with its report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Everything is moved in.
    All(String),
    /// Rows were refused.
    SomeRefused(String),
}

fn pool(stack: &Stack, url: &str) -> Pool {
    let config = aws_sdk_cognitoidentityprovider::Config::builder()
        .behavior_version(BehaviorVersion::v2026_01_12())
        .region(Region::new(stack.region().to_owned()))
        .credentials_provider(Credentials::new(
            "local",
            "local",
            None,
            None,
            "cargo local",
        ))
        .endpoint_url(url)
        .build();
    let client = aws_sdk_cognitoidentityprovider::Client::from_conf(config);
    let pool = stack.pool();
    Pool::new(client, pool.pool_id, pool.user_client_id, false)
}
