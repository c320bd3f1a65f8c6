//! Which requests are broken, and how.

use std::collections::{HashMap, VecDeque};

use super::Fault;

/// What a test has asked for. One-time faults come before lasting ones.
#[derive(Debug, Default)]
pub(super) struct Script {
    next: HashMap<String, VecDeque<Fault>>,
    always: HashMap<String, Fault>,
    everything: Option<Fault>,
    after: Option<(usize, Fault)>,
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

    pub(super) fn after(&mut self, requests: usize, fault: Fault) {
        self.after = Some((requests, fault));
    }

    /// What happens to the request that is sent now.
    pub(super) fn take(&mut self, operation: &str) -> Option<Fault> {
        match &mut self.after {
            Some((0, fault)) => return Some(*fault),
            Some((left, _)) => *left -= 1,
            None => {}
        }
        let next = self.next.get_mut(operation).and_then(VecDeque::pop_front);
        next.or_else(|| self.always.get(operation).copied())
            .or(self.everything)
    }
}
