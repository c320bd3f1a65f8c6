//! How many requests were sent, by operation.

use std::collections::BTreeMap;

use serde_json::Value;

/// Requests sent, retries included.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// Of all operations.
    pub total: usize,
    /// Of those, single reads that see every write before them.
    pub consistent: usize,
    by_operation: BTreeMap<String, usize>,
}

impl Counts {
    /// Of one operation, named as DynamoDB names it: `Query`.
    #[must_use]
    pub fn of(&self, operation: &str) -> usize {
        self.by_operation.get(operation).copied().unwrap_or(0)
    }

    pub(super) fn add(&mut self, operation: &str, body: &Value) {
        self.total += 1;
        if body["ConsistentRead"] == true {
            self.consistent += 1;
        }
        *self.by_operation.entry(operation.to_owned()).or_default() += 1;
    }
}
