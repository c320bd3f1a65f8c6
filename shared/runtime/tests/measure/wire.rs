//! The SDK's own client of CloudWatch against servers that answer well, badly, late or not at all.

use std::sync::Arc;
use std::time::Duration;

use aws_config::BehaviorVersion;
use aws_config::retry::RetryConfig;
use aws_config::timeout::TimeoutConfig;
use aws_sdk_cloudwatch::Client;
use aws_sdk_cloudwatch::config::{Config, Credentials, Region};
use runtime::measure::{CloudWatch, Datum, Fate, Sink};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::scene::Scene;

fn client(address: &str) -> Client {
    client_within(address, Duration::from_secs(5))
}

fn client_within(address: &str, time: Duration) -> Client {
    let timeouts = TimeoutConfig::builder()
        .connect_timeout(Duration::from_secs(5))
        .operation_timeout(time)
        .build();
    let config = Config::builder()
        .behavior_version(BehaviorVersion::v2026_01_12())
        .region(Region::from_static("eu-central-1"))
        .credentials_provider(Credentials::new("test", "test", None, None, "test"))
        .retry_config(RetryConfig::disabled())
        .timeout_config(timeouts)
        .endpoint_url(address)
        .build();
    Client::from_conf(config)
}

fn data() -> Arc<[Datum]> {
    let scene = Scene::new();
    for route in ["/health", "/", "/api/v1/goals", "/api/v1/summaries"] {
        for at in 0..140 {
            let ms = 0.13 * 1.09_f64.powi(at);
            let labels = [("route", route), ("method", "GET")];
            scene.time("http.request.duration", &labels, ms);
        }
    }
    scene.recorder.take().into()
}

/// Takes one connection, reads one request, answers with this (nothing at all if it is empty), and says what it read.
async fn serve(answer: Vec<u8>) -> (String, tokio::task::JoinHandle<Vec<u8>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    let served = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.expect("a connection");
        let mut read = Vec::new();
        let mut piece = [0; 65_536];
        loop {
            let more = stream.read(&mut piece).await.expect("a request");
            read.extend_from_slice(&piece[..more]);
            let text = String::from_utf8_lossy(&read);
            let Some((head, _)) = text.split_once("\r\n\r\n") else {
                continue;
            };
            let length = head.lines().find_map(|line| {
                line.to_lowercase()
                    .strip_prefix("content-length: ")?
                    .parse()
                    .ok()
            });
            let begin = read.windows(4).position(|four| four == b"\r\n\r\n");
            let whole = begin.map(|at| at + 4 + length.unwrap_or(0));
            if whole.is_some_and(|whole| read.len() >= whole) {
                break;
            }
        }
        stream.write_all(&answer).await.expect("an answer");
        stream.flush().await.expect("an answer");
        read
    });
    (address, served)
}

#[tokio::test]
async fn data_are_compressed_and_sent_to_the_services_own_operation() {
    let answer = "HTTP/1.1 200 OK\r\nsmithy-protocol: rpc-v2-cbor\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
    let (address, served) = serve(answer.into()).await;
    let sink = CloudWatch::with_client("study", client(&address));
    assert_eq!(sink.push(data()).await, Fate::Taken);
    let request = served.await.expect("the server was asked");
    let head = String::from_utf8_lossy(&request).to_lowercase();
    assert!(head.contains("putmetricdata"), "{head}");
    assert!(head.contains("content-encoding: gzip"), "{head}");
    assert!(request.len() < 20_000, "{} bytes", request.len());
}

#[tokio::test]
async fn what_was_refused_for_now_is_kept_and_what_was_refused_for_good_is_not() {
    for (status, code, fate) in [
        ("400 Bad Request", "Throttling", Fate::Kept),
        ("400 Bad Request", "ThrottlingException", Fate::Kept),
        ("403 Forbidden", "AccessDenied", Fate::Kept),
        ("400 Bad Request", "InvalidParameterValue", Fate::Refused),
        ("413 Content Too Large", "TooLarge", Fate::Refused),
        (
            "500 Internal Server Error",
            "InternalServiceFault",
            Fate::Unknown,
        ),
        (
            "503 Service Unavailable",
            "ServiceUnavailable",
            Fate::Unknown,
        ),
    ] {
        // As the service says it: a CBOR map of one text, and the name that older protocols have for it in a header.
        let kind = format!("com.amazonaws.cloudwatch#{code}");
        let mut body = b"\xa1\x66__type\x78".to_vec();
        body.push(u8::try_from(kind.len()).expect("a short name"));
        body.extend_from_slice(kind.as_bytes());
        let mut answer = format!(
            "HTTP/1.1 {status}\r\nsmithy-protocol: rpc-v2-cbor\r\nx-amzn-query-error: {code};Sender\r\n\
             content-type: application/cbor\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
            body.len()
        )
        .into_bytes();
        answer.extend(body);
        let (address, served) = serve(answer).await;
        let sink = CloudWatch::with_client("study", client(&address));
        assert_eq!(sink.push(data()).await, fate, "{status} {code}");
        served.await.expect("the server was asked");
    }
}

#[tokio::test]
async fn without_a_connection_nothing_can_have_arrived() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    drop(listener);
    let sink = CloudWatch::with_client("study", client(&address));
    assert_eq!(sink.push(data()).await, Fate::Kept);
}

#[tokio::test]
async fn when_the_answer_is_lost_nobody_knows() {
    let (address, served) = serve(Vec::new()).await;
    let sink = CloudWatch::with_client("study", client(&address));
    assert_eq!(sink.push(data()).await, Fate::Unknown);
    served.await.expect("the server was asked");
}

#[tokio::test]
async fn when_the_time_ends_in_the_handshake_nothing_can_have_arrived() {
    // Takes connections, and says nothing to TLS.
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = format!("https://{}", listener.local_addr().expect("an address"));
    let client = client_within(&address, Duration::from_millis(50));
    let sink = CloudWatch::with_client("study", client);
    assert_eq!(sink.push(data()).await, Fate::Kept);
}

#[tokio::test]
async fn when_the_time_ends_with_a_request_under_way_nobody_knows() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    let client = client_within(&address, Duration::from_millis(50));
    let sink = CloudWatch::with_client("study", client);
    assert_eq!(sink.push(data()).await, Fate::Unknown);
}
