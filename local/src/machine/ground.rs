//! What must be had before there is anything to run: the port, the data, the users, the queues, a place for figures.

use std::io::ErrorKind;
use std::sync::Arc;

use anyhow::{Context, anyhow};
use domain::Clock;
use store::Store;
use template::Template;
use tokio::net::TcpListener;

use super::data_dir::DataDir;
use super::database::Database;
use super::stack::Stack;
use crate::banner::Account;
use crate::cli::Options;
use crate::cloudwatch::CloudWatch;
use crate::console::Console;
use crate::queues::Queues;
use crate::roles::Roles;
use crate::seed;
use crate::user_pool::UserPool;

/// Port, data, users, queues and figures of one machine.
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
    pub(super) cloudwatch: Arc<CloudWatch>,
    pub(super) database: Database,
    pub(super) roles: Arc<Roles>,
    /// The demo accounts; none without demo data.
    pub(super) accounts: Vec<Account>,
    /// Last, so that the directory is given back only when nothing in it is open any more.
    _data_dir: Option<DataDir>,
}

impl Ground {
    /// Takes what the options ask for.
    pub(super) async fn prepare(
        options: &Options,
        clock: &Arc<dyn Clock>,
        console: &Console,
    ) -> anyhow::Result<Self> {
        let listener = listen(options.port).await?;
        let url = format!("http://{}", listener.local_addr()?);
        let stack = Stack::new(options, &url);
        let data_dir = options.data_dir.as_deref().map(DataDir::open).transpose()?;
        let roles = Arc::new(Roles::new(&Template::ours(), &stack, console.clone()));
        let database = Database::prepare(options, &stack, data_dir.as_ref(), &roles).await?;
        let user_pool = match &options.user_pool {
            Some(_) => None,
            None => Some(Arc::new(users(&stack, data_dir.as_ref(), clock)?)),
        };
        let queues = Arc::new(queues(&stack, data_dir.as_ref(), clock)?);
        let accounts = match &user_pool {
            Some(pool) if !options.no_seed => {
                let store = Store::new(database.client(stack.region()), stack.name());
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
            cloudwatch: Arc::new(CloudWatch::new(Arc::clone(clock))),
            database,
            roles,
            accounts,
            _data_dir: data_dir,
        })
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
