//! The port: what is for the API, the user pool, the queues or CloudWatch, and the line that each request leaves.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};

use local::cloudwatch::{CloudWatch, Mishap};
use local::console::Console;
use local::environments::Environments;
use local::gateway::{ApiIdentity, Gateway, GatewayConfig};
use local::live::Live;
use local::queues::Queues;
use local::server::{Doors, serve};
use local::site::Site;
use local::user_pool::{MachineClient, PoolConfig, UserPool};
use template::{Route, RouteAccess, Template};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::task::TaskTracker;

use crate::echo::{self, Noon, http};

/// An API with the one public route `POST /echo/{word}`.
struct Port {
    address: SocketAddr,
    environments: Arc<Environments>,
    cloudwatch: Arc<CloudWatch>,
    said: Receiver<String>,
}

impl Port {
    async fn open() -> Self {
        let environments = echo::environments(echo::function(), 1);
        let pool = Arc::new(UserPool::in_memory(
            PoolConfig {
                pool_id: "pool".to_owned(),
                issuer: "http://127.0.0.1/pool".to_owned(),
                user_client_id: "user".to_owned(),
                machine_client: MachineClient {
                    id: "machine".to_owned(),
                    secret: "secret".to_owned(),
                    scopes: vec!["study/sessions.write".to_owned()],
                },
                monitoring_client: MachineClient {
                    id: "monitoring".to_owned(),
                    secret: "secret".to_owned(),
                    scopes: vec!["metrics/read".to_owned()],
                },
            },
            Arc::new(Noon),
        ));
        let config = GatewayConfig {
            routes: vec![Route {
                event: "Echo".to_owned(),
                method: "POST".to_owned(),
                path: "/echo/{word}".to_owned(),
                function: "echo".to_owned(),
                access: RouteAccess::Public,
            }],
            cors: None,
            issuer: pool.config().issuer.clone(),
            audience: vec!["user".to_owned()],
            api: ApiIdentity {
                account_id: "123456789012".to_owned(),
                api_id: "abcdefghij".to_owned(),
                stage: "$default".to_owned(),
                domain_name: "api.example".to_owned(),
            },
            integration_timeout: GatewayConfig::INTEGRATION_TIMEOUT,
        };
        let gateway = Gateway::new(
            config,
            Arc::clone(&pool) as _,
            Arc::clone(&environments) as _,
            Arc::new(Noon),
        )
        .unwrap();
        let (tell, said) = channel();
        let cloudwatch = Arc::new(CloudWatch::new(Arc::new(Noon)));
        let doors = Doors {
            gateway: Arc::new(gateway),
            user_pool: Some(pool),
            queues: Arc::new(Queues::in_memory(Vec::new(), Arc::new(Noon))),
            roles: crate::roles::ours(Console::to(|_| ())),
            live: Arc::new(Live::new(
                Arc::clone(&cloudwatch),
                Arc::new(Noon),
                "test",
                &[],
            )),
            site: Arc::new(Site::of(&Template::ours()).unwrap()),
            cloudwatch: Arc::clone(&cloudwatch),
            under_way: TaskTracker::new(),
            dynamodb: None,
            console: Console::to(move |line| tell.send(line.to_owned()).unwrap_or_default()),
        };
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(serve(listener, doors, std::future::pending()));
        Self {
            address,
            environments,
            cloudwatch,
            said,
        }
    }
}

#[tokio::test]
async fn a_request_goes_through_the_gateway_into_a_process_and_back() {
    let port = Port::open().await;
    let answer = http(port.address, "POST", "/echo/h%C3%A9?x=1", "{\"a\":1}").await;
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    for part in [
        "\"word\":\"hé\"",
        "\"rawQueryString\":\"x=1\"",
        "\"sourceIp\":\"127.0.0.1\"",
    ] {
        assert!(answer.contains(part), "{part} is not in {answer}");
    }
    port.environments.shut_down().await;
}

#[tokio::test]
async fn the_log_names_the_route_and_never_what_was_in_the_path() {
    let port = Port::open().await;
    http(
        port.address,
        "POST",
        "/echo/private?email=ada@example.com",
        "{}",
    )
    .await;
    let line = port.said.try_iter().next().unwrap();
    assert!(line.starts_with("POST /echo/{word} 200 "), "{line}");
    assert!(line.ends_with(" ms"), "{line}");
    port.environments.shut_down().await;
}

#[tokio::test]
async fn a_path_that_is_no_route_is_refused_as_the_service_does() {
    let port = Port::open().await;
    let answer = http(port.address, "GET", "/nothing", "").await;
    assert!(answer.starts_with("HTTP/1.1 404"), "{answer}");
    assert!(answer.ends_with("{\"message\":\"Not Found\"}"), "{answer}");
    assert!(
        port.said
            .try_iter()
            .next()
            .unwrap()
            .starts_with("GET (no route) 404 ")
    );
}

#[tokio::test]
async fn the_user_pools_keys_are_behind_the_same_port() {
    let port = Port::open().await;
    let answer = http(port.address, "GET", "/pool/.well-known/jwks.json", "").await;
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(answer.contains("\"keys\""), "{answer}");
}

#[tokio::test]
async fn the_queues_are_behind_the_same_port_and_their_operation_is_logged() {
    let port = Port::open().await;
    let mut connection = TcpStream::connect(port.address).await.unwrap();
    let request = "POST / HTTP/1.1\r\nhost: queues\r\nconnection: close\r\nx-amz-target: AmazonSQS.ListQueues\r\n\
                   content-type: application/x-amz-json-1.0\r\ncontent-length: 2\r\n\r\n{}";
    connection.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    connection.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(answer.ends_with("{\"QueueUrls\":[]}"), "{answer}");
    let line = port.said.try_iter().next().unwrap();
    assert!(line.starts_with("SQS ListQueues 200 "), "{line}");
}

/// A `PutMetricData` without anything in it, sent so.
async fn put_nothing(port: &Port) -> String {
    let path = "/service/GraniteServiceVersion20100801/operation/PutMetricData";
    http(port.address, "POST", path, "\u{0}").await
}

#[tokio::test]
async fn cloudwatch_is_behind_the_same_port_and_its_operation_is_logged() {
    let port = Port::open().await;
    let answer = put_nothing(&port).await;
    assert!(answer.starts_with("HTTP/1.1 400"), "{answer}");
    assert!(answer.contains("SerializationException;Sender"), "{answer}");
    let line = port.said.try_iter().next().unwrap();
    assert!(line.starts_with("CloudWatch PutMetricData 400 "), "{line}");
}

#[tokio::test]
async fn the_page_of_charts_is_behind_the_same_port_and_leaves_no_line() {
    let port = Port::open().await;
    let page = http(port.address, "GET", "/local", "").await;
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    assert!(page.contains("content-type: text/html"), "{page}");
    let figures = http(port.address, "GET", "/local/figures", "").await;
    assert!(figures.contains("\"taken_seconds_ago\":null"), "{figures}");
    assert_eq!(port.said.try_iter().count(), 0);
}

#[tokio::test]
async fn where_cloudwatch_is_to_hang_up_not_a_byte_is_answered() {
    let port = Port::open().await;
    port.cloudwatch.order(Mishap::HangUp, 1);
    assert_eq!(put_nothing(&port).await, "");
}

#[tokio::test]
async fn a_body_over_ten_mebibytes_is_refused_by_the_gateway() {
    let port = Port::open().await;
    let answer = http(
        port.address,
        "POST",
        "/echo/x",
        &"x".repeat(10 * 1024 * 1024 + 1),
    )
    .await;
    assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
}
