//! DynamoDB: the embedded one behind the turnstile that counts, or one that runs elsewhere.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use aws_sdk_dynamodb::Client;
use engine::Engine;
use template::Template;

use super::data_dir::DataDir;
use super::stack::Stack;
use super::tables;
use crate::cli::Options;
use crate::console::Console;
use crate::passage::Passage;
use crate::roles::Roles;
use crate::tally::Tally;
use crate::turnstile::Turnstile;

/// DynamoDB itself takes hours over it, and nothing may rely on it.
const SWEEP: Duration = Duration::from_secs(60);

/// The tables of one machine.
#[derive(Debug)]
pub(super) enum Database {
    Embedded {
        engine: Engine,
        turnstile: Turnstile,
        tally: Arc<Tally>,
    },
    /// By its endpoint.
    Elsewhere(String),
}

impl Database {
    /// The one that the options ask for, with every table of the template.
    pub(super) async fn prepare(
        options: &Options,
        stack: &Stack,
        data_dir: Option<&DataDir>,
        roles: &Arc<Roles>,
    ) -> anyhow::Result<Self> {
        if let Some(endpoint) = &options.dynamodb_endpoint {
            tables::create_missing(endpoint, stack.region(), stack.name()).await?;
            return Ok(Self::Elsewhere(endpoint.clone()));
        }
        let settings = engine::Options::default().prefix(stack.name());
        let engine = match data_dir {
            Some(directory) => Engine::at(&directory.tables(), settings).await,
            None => Engine::in_memory_with(settings).await,
        }
        .context("the embedded DynamoDB does not start")?;
        let template = Template::ours();
        let fed = template.event_sources().iter();
        let tally = Arc::new(Tally::new(fed.map(|source| source.function.clone())));
        let turnstile = Turnstile::open(engine.address(), Arc::clone(&tally), Arc::clone(roles))
            .await
            .context("there is no free port for the embedded DynamoDB")?;
        Ok(Self::Embedded {
            engine,
            turnstile,
            tally,
        })
    }

    /// Where the functions find it, and everybody else.
    pub(super) fn endpoint(&self) -> String {
        match self {
            Self::Embedded { turnstile, .. } => turnstile.endpoint(),
            Self::Elsewhere(endpoint) => endpoint.clone(),
        }
    }

    /// A client for this program's own work, which is not counted.
    pub(super) fn client(&self, region: &str) -> Client {
        match self {
            Self::Embedded { engine, .. } => tables::client(&engine.endpoint(), region),
            Self::Elsewhere(endpoint) => tables::client(endpoint, region),
        }
    }

    /// The way to it through the port of everything else, past whoever counts.
    pub(super) fn passage(&self) -> Option<Passage> {
        match self {
            Self::Embedded { engine, .. } => Passage::to(&engine.endpoint()),
            Self::Elsewhere(endpoint) => Passage::to(endpoint),
        }
    }

    /// Who counts its requests, if somebody does.
    pub(super) fn tally(&self) -> Option<&Arc<Tally>> {
        match self {
            Self::Embedded { tally, .. } => Some(tally),
            Self::Elsewhere(_) => None,
        }
    }

    /// Deletes expired items now and then, as DynamoDB does. Runs until it is dropped.
    pub(super) fn sweep(&self, console: Console) -> impl Future<Output = ()> + use<> {
        let database = match self {
            Self::Embedded { engine, .. } => Some(engine.database().clone()),
            Self::Elsewhere(_) => None,
        };
        async move {
            let Some(database) = database else { return };
            loop {
                tokio::time::sleep(SWEEP).await;
                let database = database.clone();
                let swept = tokio::task::spawn_blocking(move || database.sweep_ttl()).await;
                match swept {
                    Ok(Ok(_)) => {}
                    Ok(Err(error)) => {
                        console.say(format_args!("expired items could not be deleted: {error}"));
                    }
                    Err(_) => return,
                }
            }
        }
    }

    /// Closes it in good order.
    pub(super) async fn release(self) -> anyhow::Result<()> {
        if let Self::Embedded {
            engine, turnstile, ..
        } = self
        {
            drop(turnstile);
            // A connection that is left open may not hold up the end; the data is safe in any case.
            let stopped = tokio::time::timeout(Duration::from_secs(1), engine.stop()).await;
            stopped.unwrap_or(Ok(()))?;
        }
        Ok(())
    }
}
