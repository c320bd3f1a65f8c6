//! The wire between the real SDK and the real engine: what it counts, and what each fault does to a call.

#![expect(
    clippy::disallowed_methods,
    reason = "what the SDK sends is what is tested"
)]

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::{AttributeValue, KeysAndAttributes, Put, TransactWriteItem};
use engine::Engine;
use testkit::{Fault, Wire};

const TABLE: &str = "local-subjects";

/// The attempts of one call: see `store::Settings`.
const ATTEMPTS: usize = 4;

async fn wired() -> (Engine, Wire, Client) {
    let engine = Engine::in_memory().await.expect("a port is free");
    let wire = Wire::new();
    let client = wire.client(&engine.endpoint());
    (engine, wire, client)
}

fn id(id: &str) -> AttributeValue {
    AttributeValue::S(id.to_owned())
}

async fn put(client: &Client, key: &str) {
    let put = client.put_item().table_name(TABLE).item("id", id(key));
    put.send().await.expect("the table is there");
}

async fn is_there(client: &Client, key: &str) -> bool {
    let get = client.get_item().table_name(TABLE).key("id", id(key));
    let answer = get.send().await.expect("the table is there");
    answer.item.is_some()
}

/// Puts items that must not be there yet, all or none.
fn transaction(
    client: &Client,
    keys: &[&str],
) -> aws_sdk_dynamodb::operation::transact_write_items::builders::TransactWriteItemsFluentBuilder {
    keys.iter()
        .fold(client.transact_write_items(), |write, key| {
            let put = Put::builder()
                .table_name(TABLE)
                .item("id", id(key))
                .condition_expression("attribute_not_exists(id)");
            write.transact_items(
                TransactWriteItem::builder()
                    .put(put.build().expect("all parts are there"))
                    .build(),
            )
        })
}

fn keys(of: &[&str]) -> KeysAndAttributes {
    of.iter()
        .fold(KeysAndAttributes::builder(), |keys, key| {
            keys.keys([("id".to_owned(), id(key))].into())
        })
        .build()
        .expect("all parts are there")
}

#[tokio::test]
async fn requests_are_counted_by_operation_until_the_count_is_reset() {
    let (_engine, wire, client) = wired().await;
    put(&client, "a").await;
    assert!(is_there(&client, "a").await);
    assert!(!is_there(&client, "b").await);

    let counts = wire.counts();
    assert_eq!(
        (counts.total, counts.of("PutItem"), counts.of("GetItem")),
        (3, 1, 2)
    );
    assert_eq!(counts.of("Query"), 0);
    wire.reset();
    assert_eq!(wire.counts().total, 0);
}

#[tokio::test]
async fn the_sdk_retries_what_may_be_retried_and_every_attempt_counts() {
    for fault in [Fault::Status500, Fault::Throttled, Fault::Dropped] {
        let (_engine, wire, client) = wired().await;
        wire.fail_next("PutItem", fault);
        put(&client, "a").await;
        assert_eq!(wire.counts().of("PutItem"), 2, "{fault:?}");
        assert!(is_there(&client, "a").await, "{fault:?}");
    }
}

#[tokio::test]
async fn a_lasting_fault_defeats_the_retries_until_it_is_healed() {
    for fault in [Fault::Status500, Fault::Throttled, Fault::Dropped] {
        let (_engine, wire, client) = wired().await;
        wire.fail_all("PutItem", fault);
        let refused = client.put_item().table_name(TABLE).item("id", id("a"));
        refused.clone().send().await.unwrap_err();
        assert_eq!(wire.counts().of("PutItem"), ATTEMPTS, "{fault:?}");
        assert!(!is_there(&client, "a").await, "nothing was done: {fault:?}");

        wire.heal();
        refused.send().await.unwrap();
        assert!(is_there(&client, "a").await);
    }
}

#[tokio::test]
async fn a_fault_of_everything_leaves_no_operation_out() {
    let (_engine, wire, client) = wired().await;
    wire.fail_everything(Fault::Dropped);
    let get = client.get_item().table_name(TABLE).key("id", id("a"));
    get.send().await.unwrap_err();
    transaction(&client, &["a"]).send().await.unwrap_err();
    wire.heal();
    assert!(!is_there(&client, "a").await);
}

#[tokio::test]
async fn a_request_whose_answer_is_lost_was_done() {
    let (_engine, wire, client) = wired().await;
    wire.fail_all("PutItem", Fault::LostAck);
    let lost = client.put_item().table_name(TABLE).item("id", id("a"));
    lost.send().await.unwrap_err();
    assert!(is_there(&client, "a").await);
}

#[tokio::test]
async fn a_transaction_whose_answer_is_lost_is_not_done_twice_by_the_sdks_retry() {
    let (_engine, wire, client) = wired().await;
    wire.fail_next("TransactWriteItems", Fault::LostAck);
    // Done twice, the second would fail its condition.
    transaction(&client, &["a", "b"]).send().await.unwrap();
    assert_eq!(wire.counts().of("TransactWriteItems"), 2);
    assert!(is_there(&client, "b").await);
}

#[tokio::test]
async fn a_conflict_cancels_a_transaction_and_the_sdk_does_not_retry_it() {
    let (_engine, wire, client) = wired().await;
    wire.fail_next("TransactWriteItems", Fault::TransactionConflict);
    let error = transaction(&client, &["a", "b"]).send().await.unwrap_err();
    let Some(TransactWriteItemsError::TransactionCanceledException(cancelled)) =
        error.as_service_error()
    else {
        panic!("not cancelled: {error:?}");
    };
    let codes: Vec<_> = cancelled
        .cancellation_reasons()
        .iter()
        .map(|reason| reason.code().unwrap())
        .collect();
    assert_eq!(codes, ["TransactionConflict", "None"]);
    assert_eq!(wire.counts().total, 1);
    assert!(!is_there(&client, "a").await);
}

#[tokio::test]
async fn a_single_write_meets_a_conflict_as_an_exception_of_its_own() {
    let (_engine, wire, client) = wired().await;
    wire.fail_all("PutItem", Fault::TransactionConflict);
    let refused = client.put_item().table_name(TABLE).item("id", id("a"));
    let error = refused.send().await.unwrap_err();
    assert!(
        error
            .as_service_error()
            .unwrap()
            .is_transaction_conflict_exception()
    );
}

#[tokio::test]
async fn a_batch_leaves_half_of_its_keys_unprocessed_across_its_tables() {
    let (_engine, wire, client) = wired().await;
    for key in ["a", "b", "c"] {
        put(&client, key).await;
    }
    let batch = || {
        client
            .batch_get_item()
            .request_items(TABLE, keys(&["a", "b", "c"]))
            .request_items("local-goals", keys(&["x"]))
    };
    wire.fail_next("BatchGetItem", Fault::Unprocessed);
    let answer = batch().send().await.unwrap();
    let read = answer.responses().unwrap().values().map(Vec::len).sum();
    let left: usize = answer
        .unprocessed_keys()
        .unwrap()
        .values()
        .map(|table| table.keys().len())
        .sum();
    // Of the four keys two were asked for; which of them exist depends on the order of the tables.
    assert!((1..=2).contains::<usize>(&read), "{read}");
    assert_eq!(left, 2);

    let whole = batch().send().await.unwrap();
    assert_eq!(whole.responses().unwrap()[TABLE].len(), 3);
    assert!(whole.unprocessed_keys().unwrap().is_empty());
}

#[tokio::test]
async fn a_batch_of_one_key_may_come_back_with_nothing_but_that_key() {
    let (_engine, wire, client) = wired().await;
    put(&client, "a").await;
    wire.fail_next("BatchGetItem", Fault::Unprocessed);
    let batch = client.batch_get_item().request_items(TABLE, keys(&["a"]));
    let answer = batch.send().await.unwrap();
    assert!(answer.responses().unwrap().is_empty());
    assert_eq!(answer.unprocessed_keys().unwrap()[TABLE], keys(&["a"]));
}
