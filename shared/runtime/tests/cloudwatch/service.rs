//! A CloudWatch of its own for one test: started on a free port of this machine, gone with the test.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};

use aws_config::BehaviorVersion;
use aws_config::retry::RetryConfig;
use aws_sdk_cloudwatch::Client;
use aws_sdk_cloudwatch::config::interceptors::BeforeTransmitInterceptorContextRef;
use aws_sdk_cloudwatch::config::{
    Config, ConfigBag, Credentials, Intercept, Region, RuntimeComponents,
};
use aws_sdk_cloudwatch::error::BoxError;
use aws_sdk_cloudwatch::primitives::DateTime;
use aws_sdk_cloudwatch::types::{Dimension, Metric, MetricDataQuery, MetricStat};
use domain::Moment;
use jiff::SignedDuration;
use tempfile::TempDir;

/// The namespace that is pushed into.
pub(crate) const NAMESPACE: &str = "study";

/// Whether there is a program to start.
pub(crate) fn is_installed() -> bool {
    let mut command = Command::new("ministack");
    command.arg("--help").stdout(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// A running service.
pub(crate) struct Service {
    child: Child,
    _folder: TempDir,
    pub(crate) client: Client,
    pub(crate) sent: Sent,
}

/// What was sent to the service: whether it was compressed, and how many bytes it had then.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sent(Arc<Mutex<Vec<(bool, usize)>>>);

impl Sent {
    pub(crate) fn all(&self) -> Vec<(bool, usize)> {
        self.0.lock().unwrap().clone()
    }
}

impl Intercept for Sent {
    fn name(&self) -> &'static str {
        "Sent"
    }

    fn read_before_transmit(
        &self,
        context: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let request = context.request();
        let is_compressed = request.headers().get("content-encoding") == Some("gzip");
        let length = request.headers().get("content-length");
        let length = length.and_then(|length| length.parse().ok());
        let bytes = length.ok_or("a request says how long it is")?;
        self.0.lock().unwrap().push((is_compressed, bytes));
        Ok(())
    }
}

impl Service {
    pub(crate) fn start() -> Self {
        let folder = TempDir::new().unwrap();
        for _ in 0..10 {
            let port = free_port();
            if let Some(child) = spawn(port, &folder) {
                let sent = Sent::default();
                return Self {
                    child,
                    _folder: folder,
                    client: client(port, sent.clone()),
                    sent,
                };
            }
        }
        panic!("no service could be started");
    }

    /// What it says of a metric, by the minute: a statistic of the quarter of an hour from this moment on.
    pub(crate) async fn told(
        &self,
        metric: &str,
        dimensions: &[(&str, &str)],
        statistic: &str,
        from: Moment,
    ) -> BTreeMap<i64, f64> {
        let dimensions = dimensions.iter().map(|(name, value)| {
            let dimension = Dimension::builder().name(*name).value(*value);
            dimension.build()
        });
        let metric = Metric::builder()
            .namespace(NAMESPACE)
            .metric_name(metric)
            .set_dimensions(Some(dimensions.collect()))
            .build();
        let statistic = MetricStat::builder()
            .metric(metric)
            .period(60)
            .stat(statistic)
            .build();
        let query = MetricDataQuery::builder()
            .id("asked")
            .metric_stat(statistic)
            .build();
        let to = from.plus(SignedDuration::from_mins(15));
        let answer = self
            .client
            .get_metric_data()
            .start_time(DateTime::from_secs(from.as_second()))
            .end_time(DateTime::from_secs(to.as_second()))
            .metric_data_queries(query)
            .send()
            .await
            .unwrap();
        let [result] = answer.metric_data_results() else {
            panic!("one answer to one question: {answer:?}");
        };
        let minutes = result.timestamps().iter().map(DateTime::secs);
        minutes.zip(result.values().iter().copied()).collect()
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        if self.child.kill().is_ok() {
            self.child.wait().ok();
        }
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}

/// Starts the service and waits until it says that it is ready; `None` if it ends before that.
fn spawn(port: u16, folder: &TempDir) -> Option<Child> {
    let mut command = Command::new("ministack");
    command
        .current_dir(folder)
        .env("GATEWAY_PORT", port.to_string())
        .env("BIND_HOST", "127.0.0.1")
        // Or it opens another port, on all interfaces.
        .env("IOT_MTLS_ENABLED", "0")
        // Or it looks for a container engine.
        .env("LAMBDA_EXECUTOR", "local")
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut said = BufReader::new(child.stderr.take().unwrap()).lines();
    let is_ready = said
        .by_ref()
        .map_while(Result::ok)
        .any(|line| line.contains("Running on http"));
    if is_ready {
        // Or it would stop when nobody reads what it says.
        std::thread::spawn(move || said.map_while(Result::ok).for_each(drop));
        Some(child)
    } else {
        child.wait().unwrap();
        None
    }
}

fn client(port: u16, sent: Sent) -> Client {
    let config = Config::builder()
        .behavior_version(BehaviorVersion::v2026_01_12())
        .region(Region::from_static("eu-central-1"))
        .credentials_provider(Credentials::new("test", "test", None, None, "test"))
        .retry_config(RetryConfig::disabled())
        .endpoint_url(format!("http://127.0.0.1:{port}"))
        .interceptor(sent)
        .build();
    Client::from_conf(config)
}
