//! `cargo local import` reaches tables and user pool through the one port.

use std::sync::Arc;

use clap::Parser;
use domain::OldUserId;
use engine::Engine;
use local::cli::{Options, Order};
use local::cloudwatch::CloudWatch;
use local::console::Console;
use local::gateway::{Gateway, GatewayConfig};
use local::import::Outcome;
use local::live::Live;
use local::machine::Stack;
use local::passage::Passage;
use local::queues::Queues;
use local::server::{Doors, serve};
use local::site::Site;
use local::user_pool::UserPool;
use store::Store;
use tempfile::TempDir;
use template::Template;
use testkit::Wire;
use tokio::net::TcpListener;
use tokio_util::task::TaskTracker;

use crate::echo::{self, Noon};

const OLD: &str = "00000001-0000-4000-8000-000000000001";

fn folder(role: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let users =
        format!("id,email,password_hash,role,profile\n{OLD},ana@example.com,,{role},{{}}\n");
    std::fs::write(folder.path().join("users.csv"), users).unwrap();
    folder
}

/// What `cargo local import` with these arguments answers.
async fn import(folder: &TempDir, port: u16) -> anyhow::Result<Outcome> {
    let refused = folder.path().join("refused.jsonl");
    let line = [
        "local",
        "import",
        "--port",
        &port.to_string(),
        "--from",
        folder.path().to_str().unwrap(),
        "--refused",
        refused.to_str().unwrap(),
    ];
    let options = Options::try_parse_from(line).unwrap();
    let Some(Order::Import(order)) = &options.order else {
        panic!("an import was ordered");
    };
    order.run(&options, Arc::new(Noon)).await
}

#[tokio::test]
async fn a_running_machine_gets_users_into_its_pool_and_its_tables() {
    let engine = Engine::in_memory().await.unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let options = Options::parse_from(["local"]);
    let stack = Stack::new(&options, &format!("http://127.0.0.1:{port}"));
    let pool = Arc::new(UserPool::in_memory(stack.pool(), Arc::new(Noon)));
    let config = GatewayConfig {
        routes: Vec::new(),
        cors: None,
        issuer: stack.issuer().to_owned(),
        audience: stack.audience(),
        api: stack.api(),
        integration_timeout: GatewayConfig::INTEGRATION_TIMEOUT,
    };
    let environments = echo::environments(echo::function(), 1);
    let gateway = Gateway::new(config, Arc::clone(&pool) as _, environments, Arc::new(Noon));
    let cloudwatch = Arc::new(CloudWatch::new(Arc::new(Noon)));
    let live = Live::new(Arc::clone(&cloudwatch), Arc::new(Noon), "test", &[]);
    let doors = Doors {
        gateway: Arc::new(gateway.unwrap()),
        user_pool: Some(Arc::clone(&pool)),
        queues: Arc::new(Queues::in_memory(Vec::new(), Arc::new(Noon))),
        roles: crate::roles::ours(Console::to(|_| ())),
        live: Arc::new(live),
        site: Arc::new(Site::of(&Template::ours()).unwrap()),
        cloudwatch,
        under_way: TaskTracker::new(),
        dynamodb: Passage::to(&engine.endpoint()),
        console: Console::to(|_| ()),
    };
    tokio::spawn(serve(listener, doors, std::future::pending()));

    let told = import(&folder("student"), port).await.unwrap();
    assert!(matches!(told, Outcome::All(said) if said.contains("1 new")));
    let client = Wire::new().client(&engine.endpoint());
    let store = Store::new(client, engine.table_prefix());
    let old: OldUserId = OLD.parse().unwrap();
    let moved = store.moved([old], []).await.unwrap();
    assert!(pool.has_user(moved.users[&old].id.uuid()));

    let told = import(&folder("king"), port).await.unwrap();
    assert!(matches!(told, Outcome::SomeRefused(said) if said.contains("1 refused")));
}

#[tokio::test]
async fn where_nothing_runs_it_says_so_at_once() {
    let free = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = free.local_addr().unwrap().port();
    drop(free);
    let told = import(&folder("student"), port).await.unwrap_err();
    assert!(
        told.to_string().contains("there is no `cargo local`"),
        "{told}"
    );
}

#[test]
fn an_import_takes_no_options_of_a_start() {
    let line = ["local", "--no-seed", "import", "--from", "old"];
    assert!(Options::try_parse_from(line).is_err());
}
