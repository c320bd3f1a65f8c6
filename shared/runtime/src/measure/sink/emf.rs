//! CloudWatch's embedded metric format: log lines on stdout from which CloudWatch makes metrics. Costs log ingestion instead of
//! requests, and no permission.

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::Arc;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use serde_json::{Map, Value, json};

use super::{Fate, Sink};
use crate::measure::Datum;

/// The most metrics of one line.
const MOST_METRICS: usize = 100;

/// The most values of one metric in one line.
const MOST_VALUES: usize = 100;

/// Writes log lines in the embedded metric format.
#[derive(Debug, Clone)]
pub struct Emf {
    namespace: Arc<str>,
}

impl Emf {
    /// Into this namespace.
    #[must_use]
    pub fn new(namespace: &str) -> Self {
        Self {
            namespace: namespace.into(),
        }
    }

    /// The lines of these data: one for each minute and set of dimensions, and another where one is full.
    #[must_use]
    pub fn lines(&self, data: &[Datum]) -> Vec<Value> {
        let mut groups: BTreeMap<_, Vec<Piece<'_>>> = BTreeMap::new();
        for datum in data {
            let at = datum.minute.as_millisecond();
            let group = groups.entry((at, &datum.dimensions)).or_default();
            let values = datum.points.values();
            let pieces = values.chunks(MOST_VALUES);
            group.extend(pieces.map(|values| Piece {
                datum,
                values: values.to_vec(),
            }));
        }
        let mut lines = Vec::new();
        for ((at, dimensions), mut pieces) in groups {
            // A line names a metric once.
            while !pieces.is_empty() {
                let (mut line, mut later) = (Vec::new(), Vec::new());
                for piece in pieces {
                    let named = |one: &Piece<'_>| one.datum.name == piece.datum.name;
                    let full = line.len() >= MOST_METRICS;
                    if full || line.iter().any(named) {
                        later.push(piece);
                    } else {
                        line.push(piece);
                    }
                }
                lines.push(self.line(at, dimensions, &line));
                pieces = later;
            }
        }
        lines
    }

    fn line(&self, at: i64, dimensions: &[(&str, String)], pieces: &[Piece<'_>]) -> Value {
        let names: Vec<_> = dimensions.iter().map(|(name, _)| *name).collect();
        let metrics: Vec<_> = pieces
            .iter()
            .map(|piece| json!({"Name": piece.datum.name, "Unit": piece.datum.unit.word()}))
            .collect();
        let mut line = Map::new();
        let head = json!({
            "Timestamp": at,
            "CloudWatchMetrics": [
                {"Namespace": &*self.namespace, "Dimensions": [names], "Metrics": metrics},
            ],
        });
        line.insert("_aws".to_owned(), head);
        for (name, value) in dimensions {
            line.insert((*name).to_owned(), value.as_str().into());
        }
        for piece in pieces {
            line.insert(piece.datum.name.to_owned(), piece.told());
        }
        Value::Object(line)
    }
}

/// As many values of a datum as a line takes.
struct Piece<'a> {
    datum: &'a Datum,
    values: Vec<(f64, u64)>,
}

impl Piece<'_> {
    fn told(&self) -> Value {
        if let [(value, 1)] = self.values[..] {
            return json!(value);
        }
        let (values, counts): (Vec<f64>, Vec<u64>) = self.values.iter().copied().unzip();
        json!({
            "Values": values,
            "Counts": counts,
            "Min": values.first(),
            "Max": values.last(),
            "Count": counts.iter().sum::<u64>(),
            "Sum": sum(&self.values),
        })
    }
}

#[expect(clippy::cast_precision_loss, reason = "exact below 2^53")]
fn sum(values: &[(f64, u64)]) -> f64 {
    values.iter().map(|(value, n)| value * *n as f64).sum()
}

impl Sink for Emf {
    fn requests(&self, data: Vec<Datum>) -> Vec<Arc<[Datum]>> {
        if data.is_empty() {
            return Vec::new();
        }
        vec![data.into()]
    }

    fn push(&self, request: Arc<[Datum]>) -> BoxFuture<'static, Fate> {
        let mut text = String::new();
        for line in self.lines(&request) {
            text.push_str(&line.to_string());
            text.push('\n');
        }
        let written = std::io::stdout().lock().write_all(text.as_bytes());
        // A part of it may have been written.
        let fate = written.map_or(Fate::Unknown, |()| Fate::Taken);
        std::future::ready(fate).boxed()
    }
}
