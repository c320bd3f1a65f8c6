//! What a month asks for, counted.

use std::sync::Arc;

use metrics::set_default_local_recorder;
use metrics_util::debugging::{DebugValue, DebuggingRecorder, Snapshot};
use runtime::measure::Recorder;
use testkit::ManualClock;
use tests::Api;

use crate::month::{DAYS, People, VISITS};

/// What one student's month asks for.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Measured {
    /// API requests.
    pub(crate) requests: u64,
    /// Read units of DynamoDB.
    pub(crate) read_units: f64,
    /// Write units.
    pub(crate) write_units: f64,
    /// Requests to DynamoDB.
    pub(crate) attempts: u64,
    /// Bytes of bodies that were answered.
    pub(crate) answered_bytes: u64,
    /// Bytes of log lines.
    pub(crate) logged_bytes: u64,
    /// Log-ins.
    pub(crate) log_ins: u64,
    /// Bytes that stay in the tables.
    pub(crate) stored_bytes: u64,
    /// Series of metrics that got a value.
    pub(crate) series: usize,
}

impl Measured {
    /// Lives two months against the API: one whose queries are told exactly, and one whose series are counted.
    pub(crate) async fn month(api: Api) -> Self {
        let people = People::gather(api.clone()).await;
        let before = stored(&api).await;
        let exact = DebuggingRecorder::new();
        let answered_bytes = {
            let _recorded = set_default_local_recorder(&exact);
            people.live().await
        };
        let logged_bytes = people.logged();
        let stored_bytes = stored(&api).await - before;
        let told = Told::of(exact.snapshotter().snapshot());
        let recorder = Recorder::new(Arc::new(ManualClock::default()));
        {
            let _recorded = set_default_local_recorder(&recorder);
            people.live().await;
        }
        Self {
            requests: told.requests,
            read_units: told.read_units,
            write_units: told.write_units,
            attempts: told.attempts,
            answered_bytes,
            logged_bytes,
            log_ins: u64::from(DAYS + 2 * VISITS),
            stored_bytes,
            series: recorder.series(),
        }
    }
}

#[derive(Default)]
struct Told {
    requests: u64,
    read_units: f64,
    write_units: f64,
    attempts: u64,
}

impl Told {
    fn of(snapshot: Snapshot) -> Self {
        let mut told = Self::default();
        for (key, _, _, value) in snapshot.into_vec() {
            let key = key.key();
            match (key.name(), value) {
                ("http.requests", DebugValue::Counter(times)) => told.requests += times,
                ("db.attempts", DebugValue::Counter(times)) => told.attempts += times,
                ("db.consumed_capacity", DebugValue::Histogram(values)) => {
                    let units: f64 = values.into_iter().map(f64::from).sum();
                    let mut labels = key.labels().map(metrics::Label::value);
                    if labels.any(|one| matches!(one, "Query" | "GetItem" | "BatchGetItem")) {
                        told.read_units += units;
                    } else {
                        told.write_units += units;
                    }
                }
                _ => {}
            }
        }
        told
    }
}

/// The bytes in all tables together.
async fn stored(api: &Api) -> u64 {
    let client = api.wire().client(&api.engine().endpoint());
    let mut bytes = 0;
    for table in template::Template::ours().tables() {
        let name = table.name(api.stack().name());
        let told = client.describe_table().table_name(name).send().await;
        let table = told.expect("the engine has the table").table;
        let size = table.and_then(|table| table.table_size_bytes);
        bytes += u64::try_from(size.unwrap_or_default()).expect("a size is not negative");
    }
    bytes
}
