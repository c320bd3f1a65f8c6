//! What calls consume: asked for with every request, read from every answer.

use aws_sdk_dynamodb::operation::batch_get_item::{BatchGetItemInput, BatchGetItemOutput};
use aws_sdk_dynamodb::operation::batch_write_item::{BatchWriteItemInput, BatchWriteItemOutput};
use aws_sdk_dynamodb::operation::delete_item::{DeleteItemInput, DeleteItemOutput};
use aws_sdk_dynamodb::operation::get_item::{GetItemInput, GetItemOutput};
use aws_sdk_dynamodb::operation::put_item::{PutItemInput, PutItemOutput};
use aws_sdk_dynamodb::operation::query::{QueryInput, QueryOutput};
use aws_sdk_dynamodb::operation::transact_write_items::{
    TransactWriteItemsInput, TransactWriteItemsOutput,
};
use aws_sdk_dynamodb::operation::update_item::{UpdateItemInput, UpdateItemOutput};
use aws_sdk_dynamodb::types::{ConsumedCapacity, ReturnConsumedCapacity};
use aws_smithy_runtime_api::client::interceptors::context::{Input, Output};

/// Has the answer say what the call consumes, in all. An operation that the store does not use is left alone.
pub(super) fn ask(input: &mut Input) {
    macro_rules! ask {
        ($($operation:ty),+) => {
            $(if let Some(input) = input.downcast_mut::<$operation>() {
                input.return_consumed_capacity = Some(ReturnConsumedCapacity::Total);
                return;
            })+
        };
    }
    ask!(
        QueryInput,
        GetItemInput,
        BatchGetItemInput,
        TransactWriteItemsInput,
        PutItemInput,
        UpdateItemInput,
        DeleteItemInput,
        BatchWriteItemInput
    );
}

/// The read or write units that a call consumed, of all its tables together; `None` when the answer does not say.
pub(super) fn consumed(output: &Output) -> Option<f64> {
    macro_rules! one {
        ($($operation:ty),+) => {
            $(if let Some(output) = output.downcast_ref::<$operation>() {
                return output.consumed_capacity()?.capacity_units();
            })+
        };
    }
    macro_rules! several {
        ($($operation:ty),+) => {
            $(if let Some(output) = output.downcast_ref::<$operation>() {
                return sum(output.consumed_capacity());
            })+
        };
    }
    one!(
        QueryOutput,
        GetItemOutput,
        PutItemOutput,
        UpdateItemOutput,
        DeleteItemOutput
    );
    several!(
        BatchGetItemOutput,
        TransactWriteItemsOutput,
        BatchWriteItemOutput
    );
    None
}

fn sum(tables: &[ConsumedCapacity]) -> Option<f64> {
    let units = tables.iter().map(ConsumedCapacity::capacity_units);
    let units: Option<Vec<f64>> = units.collect();
    units
        .filter(|units| !units.is_empty())
        .map(|units| units.iter().sum())
}
