//! What holds for every batch: 1 to 10 entries, each with an id of its own.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::queues::Fault;

const MOST: usize = 10;

/// Checks the ids of a batch's entries.
pub(super) fn check<'a>(ids: impl ExactSizeIterator<Item = &'a str>) -> Result<(), Fault> {
    match ids.len() {
        0 => return Err(Fault::EmptyBatchRequest),
        1..=MOST => {}
        more => return Err(Fault::TooManyEntriesInBatchRequest(more)),
    }
    let mut seen = BTreeSet::new();
    for id in ids {
        let allowed = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        if id.is_empty() || id.len() > 80 || !id.chars().all(allowed) {
            return Err(Fault::InvalidBatchEntryId);
        }
        if !seen.insert(id) {
            return Err(Fault::BatchEntryIdsNotDistinct(id.to_owned()));
        }
    }
    Ok(())
}

/// The answer to a batch, from what became of each entry. A change that cannot be kept fails the whole.
pub(super) fn answer(
    outcomes: impl IntoIterator<Item = (String, Result<Value, Fault>)>,
) -> Result<Value, Fault> {
    let (mut successful, mut failed) = (Vec::new(), Vec::new());
    for (id, outcome) in outcomes {
        match outcome {
            Ok(mut entry) => {
                entry["Id"] = id.into();
                successful.push(entry);
            }
            Err(fault) if fault.is_senders() => failed.push(json!({
                "Id": id,
                "Code": fault.code(),
                "Message": fault.to_string(),
                "SenderFault": true,
            })),
            Err(fault) => return Err(fault),
        }
    }
    Ok(json!({"Successful": successful, "Failed": failed}))
}
