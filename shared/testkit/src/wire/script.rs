//! Which requests are broken, and how.

use std::collections::{HashMap, VecDeque};

use super::Fault;

/// What a test has asked for. One-time faults come before lasting ones.
#[derive(Debug, Default)]
pub(super) struct Script {
    next: HashMap<String, VecDeque<Fault>>,
    always: HashMap<String, Fault>,
    everything: Option<Fault>,
}

impl Script {
    pub(super) fn next(&mut self, operation: String, fault: Fault) {
        self.next.entry(operation).or_default().push_back(fault);
    }

    pub(super) fn always(&mut self, operation: String, fault: Fault) {
        self.always.insert(operation, fault);
    }

    pub(super) fn everything(&mut self, fault: Fault) {
        self.everything = Some(fault);
    }

    /// What happens to the request that is sent now.
    pub(super) fn take(&mut self, operation: &str) -> Option<Fault> {
        let next = self.next.get_mut(operation).and_then(VecDeque::pop_front);
        next.or_else(|| self.always.get(operation).copied())
            .or(self.everything)
    }
}
