//! The echo function, built by cargo, and what tests do with it.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use bytes::Bytes;
use domain::{Clock, Moment};
use local::console::Console;
use local::environments::{Cloud, Environments, Function};
use local::gateway::{Invoke, InvokeError};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

static BINARY: LazyLock<PathBuf> = LazyLock::new(|| build("echo"));

/// Builds one of this crate's examples. Never what lies there from before: cargo is asked, and says where it is.
pub(crate) fn build(example: &str) -> PathBuf {
    let output = Command::new(env!("CARGO"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args([
            "build",
            "--quiet",
            "--package",
            "local",
            "--example",
            example,
        ])
        .args(["--message-format", "json-render-diagnostics"])
        .output()
        .expect("cargo is there, since it runs this test");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::Deserializer::from_slice(&output.stdout)
        .into_iter::<Value>()
        .filter_map(Result::ok)
        .find_map(|message| message["executable"].as_str().map(PathBuf::from))
        .expect("cargo names the binary that it built")
}

/// The function's binary.
pub(crate) fn binary() -> &'static Path {
    &BINARY
}

/// 2026-11-22T12:00:00Z, always.
#[derive(Debug)]
pub(crate) struct Noon;

impl Clock for Noon {
    fn now(&self) -> Moment {
        "2026-11-22T12:00:00Z".parse().unwrap()
    }

    fn uptime(&self) -> Duration {
        Duration::ZERO
    }
}

/// [`Noon`] in milliseconds.
pub(crate) const NOON_MS: i64 = 1_795_348_800_000;

/// The function as a template would describe it, with 10 s for an event.
pub(crate) fn function() -> Function {
    Function {
        group: "echo".to_owned(),
        binary: BINARY.clone(),
        environment: BTreeMap::from([("GREETING".to_owned(), "hello".to_owned())]),
        timeout: Duration::from_secs(10),
        memory_mb: 256,
        cloud: Cloud {
            account_id: "123456789012".to_owned(),
            region: "eu-central-1".to_owned(),
            stack: "test".to_owned(),
            dynamodb_endpoint: Some("http://127.0.0.1:1".to_owned()),
            tally: None,
            queue_endpoint: "http://127.0.0.1:3".to_owned(),
            cloudwatch_endpoint: "http://127.0.0.1:4".to_owned(),
            user_pool_endpoint: Some("http://127.0.0.1:2".to_owned()),
        },
    }
}

/// The function with at most `limit` environments; what is said about them goes nowhere.
pub(crate) fn environments(function: Function, limit: usize) -> Arc<Environments> {
    let console = Console::to(|_| ());
    Arc::new(Environments::new(
        vec![function],
        limit,
        Arc::new(Noon),
        console,
    ))
}

/// The function with one environment, and what is said about it.
pub(crate) fn environment_heard(function: Function) -> (Arc<Environments>, Receiver<String>) {
    let (tell, said) = channel();
    let console = Console::to(move |line| tell.send(line.to_owned()).unwrap_or_default());
    (
        Arc::new(Environments::new(
            vec![function],
            1,
            Arc::new(Noon),
            console,
        )),
        said,
    )
}

/// Sends the event and reads the answer.
pub(crate) async fn invoke(
    environments: &Environments,
    event: Value,
) -> Result<Value, InvokeError> {
    let event = Bytes::from(event.to_string());
    let answer = environments.invoke("echo", event).await?;
    Ok(serde_json::from_slice(&answer).expect("the function answers with JSON"))
}

/// Sends an echo and returns the process id of who answered.
pub(crate) async fn pid(environments: &Environments) -> u64 {
    let answer = invoke(environments, json!({"do": "echo"}))
        .await
        .expect("an echo does not fail");
    answer["pid"].as_u64().expect("an echo has a pid")
}

/// Sends one request and returns the whole answer, head and body.
pub(crate) async fn http(address: SocketAddr, method: &str, path: &str, body: &str) -> String {
    let mut connection = TcpStream::connect(address).await.unwrap();
    let head = format!(
        "{method} {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\ncontent-type: application/json\r\n\
         content-length: {}\r\n\r\n",
        body.len()
    );
    connection.write_all(head.as_bytes()).await.unwrap();
    // A server that refuses may hang up before it has read all.
    connection.write_all(body.as_bytes()).await.ok();
    let mut answer = Vec::new();
    connection.read_to_end(&mut answer).await.ok();
    String::from_utf8_lossy(&answer).into_owned()
}

/// Whether a process of this id runs; a zombie does not.
pub(crate) fn runs(pid: u64) -> bool {
    let stat = std::fs::read_to_string(Path::new("/proc").join(pid.to_string()).join("stat"));
    stat.is_ok_and(|stat| {
        !stat
            .rsplit(')')
            .next()
            .unwrap_or_default()
            .trim_start()
            .starts_with('Z')
    })
}

/// A place where functions hold until they are let go.
pub(crate) struct Hold {
    listener: TcpListener,
}

impl Hold {
    pub(crate) async fn new() -> Self {
        Self {
            listener: TcpListener::bind("127.0.0.1:0").await.unwrap(),
        }
    }

    /// Starts an event that holds, and returns once it does.
    pub(crate) async fn begin(&self, environments: &Arc<Environments>) -> Held {
        let address = self.listener.local_addr().unwrap().to_string();
        let event = json!({"do": "hold", "address": address});
        let environments = Arc::clone(environments);
        let outcome = tokio::spawn(async move { invoke(&environments, event).await });
        let (connection, _) = self.listener.accept().await.unwrap();
        Held {
            connection,
            outcome,
        }
    }
}

/// An event in the middle of its work.
pub(crate) struct Held {
    connection: TcpStream,
    pub(crate) outcome: tokio::task::JoinHandle<Result<Value, InvokeError>>,
}

impl Held {
    /// The client goes away; the function is let go on.
    pub(crate) async fn hang_up(mut self) {
        self.outcome.abort();
        self.connection.shutdown().await.unwrap();
    }

    /// Lets it go on, and returns what came of it.
    pub(crate) async fn release(mut self) -> Result<Value, InvokeError> {
        self.connection.shutdown().await.unwrap();
        self.outcome.await.unwrap()
    }
}
