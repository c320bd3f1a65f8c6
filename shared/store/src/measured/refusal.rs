//! Why DynamoDB refused for now.

/// The word for the reason, if it was that a table, a key or the account was too busy.
///
/// The newer `ThrottlingReasons` of the answer say which (`TableReadKeyRangeThroughputExceeded`); an answer without them is
/// about a table. A transaction says it among the reasons for which it was cancelled.
pub(super) fn reason(body: &[u8]) -> Option<&'static str> {
    // The body is ASCII but for messages.
    let text = String::from_utf8_lossy(body);
    let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if says(&["RequestLimitExceeded", "AccountLimitExceeded"]) {
        Some("account")
    } else if says(&["KeyRangeThroughputExceeded"]) {
        Some("key")
    } else if says(&[
        "ThrottlingException",
        "ProvisionedThroughputExceeded",
        "\"ThrottlingError\"",
    ]) {
        Some("table")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::reason;

    #[test]
    fn a_throttle_says_what_was_too_busy_and_everything_else_is_none() {
        let exceeded = "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException";
        for (body, told) in [
            (format!(r#"{{"__type":"{exceeded}"}}"#), Some("table")),
            (
                r#"{"__type":"x#ThrottlingException","ThrottlingReasons":[{"reason":"TableReadKeyRangeThroughputExceeded"}]}"#
                    .to_owned(),
                Some("key"),
            ),
            (
                r#"{"__type":"x#RequestLimitExceeded"}"#.to_owned(),
                Some("account"),
            ),
            (
                r#"{"__type":"x#TransactionCanceledException","CancellationReasons":[{"Code":"ThrottlingError"}]}"#
                    .to_owned(),
                Some("table"),
            ),
            (
                r#"{"__type":"x#ConditionalCheckFailedException"}"#.to_owned(),
                None,
            ),
            ("Service Unavailable".to_owned(), None),
        ] {
            assert_eq!(reason(body.as_bytes()), told, "{body}");
        }
    }
}
