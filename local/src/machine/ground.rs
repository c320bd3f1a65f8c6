//! What must be had before there is anything to run: the port, the data, the users, the queues.

use std::future::Future;
use std::io::ErrorKind;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, anyhow};
use domain::Clock;
use engine::Engine;
use store::Store;
use tokio::net::TcpListener;

use super::data_dir::DataDir;
use super::stack::Stack;
use super::tables;
use crate::banner::Account;
use crate::cli::Options;
use crate::console::Console;
use crate::queues::Queues;
use crate::seed;
use crate::user_pool::UserPool;

/// DynamoDB itself takes hours over it, and nothing may rely on it.
const SWEEP: Duration = Duration::from_secs(60);

/// Port, data, users and queues of one machine.
#[derive(Debug)]
pub(super) struct Ground {
    /// Taken by the server once there is something to serve.
    pub(super) listener: Option<TcpListener>,
    /// Where it listens.
    pub(super) url: String,
    pub(super) stack: Stack,
    /// `None` when the pool is a real one.
    pub(super) user_pool: Option<Arc<UserPool>>,
    pub(super) queues: Arc<Queues>,
    pub(super) dynamodb_endpoint: String,
    /// The demo accounts; none without demo data.
    pub(super) accounts: Vec<Account>,
    engine: Option<Engine>,
    /// Last, so that the directory is given back only when nothing in it is open any more.
    _data_dir: Option<DataDir>,
}

impl Ground {
    /// Takes what the options ask for.
    pub(super) async fn prepare(options: &Options, clock: &Arc<dyn Clock>) -> anyhow::Result<Self> {
        let listener = listen(options.port).await?;
        let url = format!("http://{}", listener.local_addr()?);
        let stack = Stack::new(options, &url);
        let data_dir = options.data_dir.as_deref().map(DataDir::open).transpose()?;
        let (engine, dynamodb_endpoint) = database(options, &stack, data_dir.as_ref()).await?;
        let user_pool = match &options.user_pool {
            Some(_) => None,
            None => Some(Arc::new(users(&stack, data_dir.as_ref(), clock)?)),
        };
        let queues = Arc::new(queues(&stack, data_dir.as_ref(), clock)?);
        let accounts = match &user_pool {
            Some(pool) if !options.no_seed => {
                let store = Store::new(
                    tables::client(&dynamodb_endpoint, stack.region()),
                    stack.name(),
                );
                seed::seed(&store, pool, clock.now()).await?.accounts
            }
            _ => Vec::new(),
        };
        Ok(Self {
            listener: Some(listener),
            url,
            stack,
            user_pool,
            queues,
            dynamodb_endpoint,
            accounts,
            engine,
            _data_dir: data_dir,
        })
    }

    /// Deletes expired items now and then, as DynamoDB does. Runs until it is dropped.
    pub(super) fn sweep(&self, console: Console) -> impl Future<Output = ()> + use<> {
        let database = self.engine.as_ref().map(|engine| engine.database().clone());
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

    /// Closes the database in good order.
    pub(super) async fn release(self) -> anyhow::Result<()> {
        if let Some(engine) = self.engine {
            // A connection that a killed function left open may not hold up the end; the data is safe in any case.
            let stopped = tokio::time::timeout(Duration::from_secs(1), engine.stop()).await;
            stopped.unwrap_or(Ok(()))?;
        }
        Ok(())
    }
}

async fn listen(port: u16) -> anyhow::Result<TcpListener> {
    TcpListener::bind(("127.0.0.1", port)).await.map_err(|error| match error.kind() {
        ErrorKind::AddrInUse => anyhow!(
            "port {port} is taken, perhaps by another `cargo local`; stop what listens there, or choose another port: \
             cargo local --port {}",
            port.checked_add(1).unwrap_or(3000)
        ),
        ErrorKind::PermissionDenied => {
            anyhow!("port {port} may not be used by this user; choose one from 1024 on with --port")
        }
        _ => anyhow!("port {port} cannot be listened on: {error}"),
    })
}

async fn database(
    options: &Options,
    stack: &Stack,
    data_dir: Option<&DataDir>,
) -> anyhow::Result<(Option<Engine>, String)> {
    if let Some(endpoint) = &options.dynamodb_endpoint {
        tables::create_missing(endpoint, stack.region(), stack.name()).await?;
        return Ok((None, endpoint.clone()));
    }
    let settings = engine::Options::default().prefix(stack.name());
    let engine = match data_dir {
        Some(directory) => Engine::at(&directory.tables(), settings).await,
        None => Engine::in_memory_with(settings).await,
    }
    .context("the embedded DynamoDB does not start")?;
    let endpoint = engine.endpoint();
    Ok((Some(engine), endpoint))
}

fn users(
    stack: &Stack,
    data_dir: Option<&DataDir>,
    clock: &Arc<dyn Clock>,
) -> anyhow::Result<UserPool> {
    let (config, clock) = (stack.pool(), Arc::clone(clock));
    match data_dir {
        Some(directory) => UserPool::at(&directory.users(), config, clock).with_context(|| {
            format!(
                "the users in {} cannot be read",
                directory.users().display()
            )
        }),
        None => Ok(UserPool::in_memory(config, clock)),
    }
}

fn queues(
    stack: &Stack,
    data_dir: Option<&DataDir>,
    clock: &Arc<dyn Clock>,
) -> anyhow::Result<Queues> {
    let (configs, clock) = (stack.queues(), Arc::clone(clock));
    match data_dir {
        Some(directory) => Queues::at(&directory.queues(), configs, clock).with_context(|| {
            format!(
                "the queues in {} cannot be read",
                directory.queues().display()
            )
        }),
        None => Ok(Queues::in_memory(configs, clock)),
    }
}
