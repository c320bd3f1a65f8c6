//! Everything together: the port, the data, the user pool, the functions, the gateway in front of them, the queues behind.

mod data_dir;
mod database;
mod feeding;
mod ground;
mod stack;
pub(crate) mod tables;

use std::collections::BTreeMap;
use std::future::Future;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use domain::Clock;
use template::Template;
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::banner::Banner;
use crate::builder::{self, Profile};
use crate::cli::Options;
use crate::cloudwatch::CloudWatch;
use crate::console::Console;
use crate::env_file;
use crate::environments::{Cloud, Environments, Function};
use crate::gateway::{FetchedKeys, Gateway, GatewayConfig, KeySource};
use crate::live::Live;
use crate::queues::Queues;
use crate::roles::Roles;
use crate::server::{self, Doors};
use crate::site::Site;
use crate::user_pool::UserPool;
use feeding::Feeding;
use ground::Ground;
pub use stack::Stack;

/// How long requests and messages that are under way at the end may still take.
const LAST_REQUESTS: Duration = Duration::from_secs(1);

/// How often a look is taken at the binaries.
const WATCH: Duration = Duration::from_secs(1);

/// A running `cargo local`.
#[derive(Debug)]
pub struct Machine {
    ground: Ground,
    address: SocketAddr,
    data_dir: Option<PathBuf>,
    environments: Arc<Environments>,
    console: Console,
    /// API requests that are not answered yet.
    under_way: TaskTracker,
    /// Ends what takes messages from the queues.
    ending: CancellationToken,
    /// Closes the port.
    closing: CancellationToken,
    serving: JoinHandle<std::io::Result<()>>,
    /// What takes messages from the queues.
    feeding: JoinHandle<()>,
    /// What goes on besides the requests.
    beside: JoinHandle<()>,
}

impl Machine {
    /// Builds the functions and starts everything around them. When it returns, requests are answered.
    ///
    /// # Errors
    /// The port is taken, the data directory cannot be used, the functions do not build, or DynamoDB does not answer.
    /// Every message says what to do.
    pub async fn start(
        options: Options,
        clock: Arc<dyn Clock>,
        console: Console,
    ) -> anyhow::Result<Self> {
        // What can go wrong at once goes wrong before the minutes of a first build.
        let ground = Ground::prepare(&options, &clock, &console).await?;
        let profile = if options.release {
            Profile::Quick
        } else {
            Profile::Dev
        };
        let binaries = Self::binaries(profile).await?;
        Self::run(options, ground, binaries, clock, console)
    }

    /// The same with binaries from [`Self::binaries`], for who starts more than one machine.
    ///
    /// # Errors
    /// As [`Self::start`], less what concerns the build.
    pub async fn start_with(
        binaries: BTreeMap<String, PathBuf>,
        options: Options,
        clock: Arc<dyn Clock>,
        console: Console,
    ) -> anyhow::Result<Self> {
        let ground = Ground::prepare(&options, &clock, &console).await?;
        Self::run(options, ground, binaries, clock, console)
    }

    /// Builds every function of the template; the binaries by group.
    ///
    /// # Errors
    /// Cargo cannot be started, or the functions do not build.
    pub async fn binaries(profile: Profile) -> anyhow::Result<BTreeMap<String, PathBuf>> {
        let template = Template::ours();
        let packages: Vec<&str> = template
            .functions()
            .iter()
            .map(|function| function.group.as_str())
            .collect();
        builder::build(&packages, profile).await
    }

    fn run(
        options: Options,
        mut ground: Ground,
        binaries: BTreeMap<String, PathBuf>,
        clock: Arc<dyn Clock>,
        console: Console,
    ) -> anyhow::Result<Self> {
        let template = &Template::ours();
        let functions = functions(&options, template, &ground, &binaries)?;
        if let Some(path) = &options.env_file {
            env_file::write(path, &functions)?;
        }
        let limit = usize::from(options.environments);
        let environments = Arc::new(Environments::new(
            functions,
            limit,
            Arc::clone(&clock),
            console.clone(),
        ));
        let feeding = Feeding::prepare(template, &ground, &environments, &clock, &console)?;
        let gateway = gateway(template, &ground, &environments, Arc::clone(&clock))?;
        let live = Live::new(
            Arc::clone(&ground.cloudwatch),
            clock,
            ground.stack.name(),
            template.routes(),
        );
        let under_way = TaskTracker::new();
        let doors = Doors {
            gateway: Arc::new(gateway),
            user_pool: ground.user_pool.clone(),
            queues: Arc::clone(&ground.queues),
            roles: Arc::clone(&ground.roles),
            cloudwatch: Arc::clone(&ground.cloudwatch),
            live: Arc::new(live),
            site: Arc::new(Site::of(template)?),
            under_way: under_way.clone(),
            dynamodb: ground.database.passage(),
            console: console.clone(),
        };
        let sweeping = ground.database.sweep(console.clone());
        let (ending, closing) = (CancellationToken::new(), CancellationToken::new());
        let listener = ground
            .listener
            .take()
            .context("the port was given away already")?;
        let address = listener.local_addr()?;
        let serving = tokio::spawn(server::serve(
            listener,
            doors,
            closing.clone().cancelled_owned(),
        ));
        let feeding = tokio::spawn(feeding.run(limit, ending.clone()));
        let watched = Arc::clone(&environments);
        let watching = builder::watch(binaries, WATCH, move |group| watched.replace(group));
        let beside = tokio::spawn(async move {
            tokio::join!(watching, sweeping);
        });
        let data_dir = options.data_dir;
        Ok(Self {
            ground,
            address,
            data_dir,
            environments,
            console,
            under_way,
            ending,
            closing,
            serving,
            feeding,
            beside,
        })
    }

    /// Where the API listens: `http://127.0.0.1:<port>`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The embedded user pool; `None` when a real one is in use.
    #[must_use]
    pub fn user_pool(&self) -> Option<&Arc<UserPool>> {
        self.ground.user_pool.as_ref()
    }

    /// The functions, past the gateway.
    #[must_use]
    pub fn environments(&self) -> &Arc<Environments> {
        &self.environments
    }

    /// The queues.
    #[must_use]
    pub fn queues(&self) -> &Arc<Queues> {
        &self.ground.queues
    }

    /// The functions' roles.
    #[must_use]
    pub fn roles(&self) -> &Arc<Roles> {
        &self.ground.roles
    }

    /// What the functions said of themselves.
    #[must_use]
    pub fn cloudwatch(&self) -> &Arc<CloudWatch> {
        &self.ground.cloudwatch
    }

    /// Where the functions find DynamoDB; so may everybody else.
    #[must_use]
    pub fn dynamodb_endpoint(&self) -> String {
        self.ground.database.endpoint()
    }

    /// What to show when it is up.
    #[must_use]
    pub fn banner(&self) -> Banner {
        Banner {
            url: self.url(),
            issuer: self.ground.stack.issuer().to_owned(),
            embedded_pool: self.ground.user_pool.is_some(),
            dynamodb_endpoint: self.dynamodb_endpoint(),
            queues: self
                .queues()
                .configs()
                .iter()
                .map(|queue| queue.name.clone())
                .collect(),
            region: self.ground.stack.region().to_owned(),
            table_prefix: self.ground.stack.name().to_owned(),
            data_dir: self.data_dir.clone(),
            accounts: self.ground.accounts.clone(),
        }
    }

    /// What was counted so far, or why nothing was.
    #[must_use]
    pub fn counted(&self) -> String {
        match self.ground.database.tally() {
            Some(tally) => tally.report().to_string(),
            None => "Requests to DynamoDB were not counted, because it runs elsewhere (--dynamodb-endpoint)."
                .to_owned(),
        }
    }

    /// Runs until `end`, then ends every process, says what was counted, and returns.
    ///
    /// # Errors
    /// The server or the database failed.
    pub async fn run_until(mut self, end: impl Future<Output = ()>) -> anyhow::Result<()> {
        let served = tokio::select! {
            served = &mut self.serving => Some(served),
            () = end => None,
        };
        self.stop(served).await
    }

    async fn stop(
        mut self,
        served: Option<Result<std::io::Result<()>, tokio::task::JoinError>>,
    ) -> anyhow::Result<()> {
        self.ending.cancel();
        self.beside.abort();
        // Requests under way may finish; one that hangs may not keep the whole waiting.
        self.under_way.close();
        timeout(LAST_REQUESTS, self.under_way.wait()).await.ok();
        // What is still under way ends with its function; nobody deletes its messages, so they come again next time.
        let fed = timeout(LAST_REQUESTS, &mut self.feeding).await.ok();
        // The port is open while they end: they push their last figures.
        self.environments.shut_down().await;
        self.closing.cancel();
        let served = match served {
            Some(served) => Some(served),
            None => timeout(LAST_REQUESTS, &mut self.serving).await.ok(),
        };
        self.console.say(format_args!("\n{}", self.counted()));
        let fed = match fed {
            Some(fed) => fed,
            None => self.feeding.await,
        };
        self.ground.database.release().await?;
        fed?;
        served
            .transpose()?
            .transpose()
            .context("the server failed")?;
        Ok(())
    }
}

fn functions(
    options: &Options,
    template: &Template,
    ground: &Ground,
    binaries: &BTreeMap<String, PathBuf>,
) -> anyhow::Result<Vec<Function>> {
    let Ground {
        stack, user_pool, ..
    } = ground;
    let values = stack.values();
    let cloud = Cloud {
        account_id: stack.account_id().to_owned(),
        region: stack.region().to_owned(),
        stack: stack.name().to_owned(),
        dynamodb_endpoint: Some(ground.database.endpoint()),
        tally: ground.database.tally().cloned(),
        queue_endpoint: ground.url.clone(),
        cloudwatch_endpoint: ground.url.clone(),
        user_pool_endpoint: user_pool
            .as_ref()
            .map(|pool| pool.config().base().to_owned()),
    };
    template
        .functions()
        .iter()
        .map(|function| {
            let mut environment = template.environment(function, &values)?;
            environment.insert("TOKEN_ISSUER".to_owned(), stack.issuer().to_owned());
            // In the cloud it is the address of a cache that the template makes; there is none here.
            if let Some(url) = &options.cache_url {
                environment.insert("CACHE_URL".to_owned(), url.clone());
            }
            let binary = binaries
                .get(&function.group)
                .with_context(|| format!("`{}` was not built", function.group))?;
            Ok(Function {
                group: function.group.clone(),
                binary: binary.clone(),
                environment,
                timeout: Duration::from_secs(function.timeout_seconds.into()),
                memory_mb: function.memory_mb,
                cloud: cloud.clone(),
            })
        })
        .collect()
}

fn gateway(
    template: &Template,
    ground: &Ground,
    environments: &Arc<Environments>,
    clock: Arc<dyn Clock>,
) -> anyhow::Result<Gateway> {
    let stack: &Stack = &ground.stack;
    let keys: Arc<dyn KeySource> = match &ground.user_pool {
        Some(pool) => Arc::clone(pool) as _,
        None => Arc::new(FetchedKeys::new(stack.issuer(), Arc::clone(&clock))),
    };
    let config = GatewayConfig {
        routes: template.routes().to_vec(),
        cors: Some(template.cors(&stack.values())?),
        issuer: stack.issuer().to_owned(),
        audience: stack.audience(),
        api: stack.api(),
        integration_timeout: GatewayConfig::INTEGRATION_TIMEOUT,
    };
    Ok(Gateway::new(
        config,
        keys,
        Arc::clone(environments) as _,
        clock,
    )?)
}
