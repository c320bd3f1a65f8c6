//! What a function says of a batch: which messages failed. By the rules of Lambda's "partial batch response".

use serde_json::Value;

use crate::queues::Received;

/// The ids of the messages that failed. All of them when the answer cannot be made sense of.
pub(super) fn failed<'a>(payload: &[u8], batch: &'a [Received]) -> Vec<&'a str> {
    let all = || batch.iter().map(|message| &*message.message_id).collect();
    match serde_json::from_slice(payload) {
        Ok(answer) => named(&answer, batch).unwrap_or_else(all),
        Err(_) => all(),
    }
}

/// `None` for an answer that makes no sense. Nothing said, or nothing in the list, is a success.
fn named<'a>(answer: &Value, batch: &'a [Received]) -> Option<Vec<&'a str>> {
    let failures = match answer {
        Value::Null => return Some(Vec::new()),
        Value::Object(fields) => fields.get("batchItemFailures"),
        _ => return None,
    };
    match failures {
        None | Some(Value::Null) => Some(Vec::new()),
        Some(Value::Array(failures)) => {
            let mut named: Vec<&str> = failures
                .iter()
                .map(|failure| {
                    let id = failure["itemIdentifier"].as_str()?;
                    let found = batch.iter().find(|message| message.message_id == id)?;
                    Some(&*found.message_id)
                })
                .collect::<Option<_>>()?;
            named.sort_unstable();
            named.dedup();
            Some(named)
        }
        Some(_) => None,
    }
}
