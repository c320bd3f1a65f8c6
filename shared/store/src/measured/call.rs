//! What is called, by the names that metrics may have.

use std::collections::HashMap;

use aws_sdk_dynamodb::operation::batch_get_item::BatchGetItemInput;
use aws_sdk_dynamodb::operation::batch_write_item::BatchWriteItemInput;
use aws_sdk_dynamodb::operation::delete_item::DeleteItemInput;
use aws_sdk_dynamodb::operation::get_item::GetItemInput;
use aws_sdk_dynamodb::operation::put_item::PutItemInput;
use aws_sdk_dynamodb::operation::query::QueryInput;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsInput;
use aws_sdk_dynamodb::operation::update_item::UpdateItemInput;
use aws_smithy_runtime_api::client::interceptors::context::Input;
use metrics::Label;

use crate::names::{Index, Table};

/// An operation, and where it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Call {
    operation: &'static str,
    table: &'static str,
    index: &'static str,
}

/// No index, and no table that we know.
const NONE: &str = "none";

/// Several tables.
const MANY: &str = "many";

impl Call {
    /// What this input calls, and how many items it names; `None` for an operation that the store does not use.
    pub(super) fn of(input: &Input, prefix: &str) -> Option<(Self, usize)> {
        let one = |operation, table: &Option<String>| {
            let call = Self {
                operation,
                table: known(table.as_deref(), prefix),
                index: NONE,
            };
            Some((call, 1))
        };
        let several = |operation, tables: Vec<&str>, items| {
            let table = match tables[..] {
                [table] => known(Some(table), prefix),
                _ => MANY,
            };
            let call = Self {
                operation,
                table,
                index: NONE,
            };
            Some((call, items))
        };
        if let Some(input) = input.downcast_ref::<QueryInput>() {
            let (mut call, _) = one("Query", &input.table_name)?;
            call.index = input.index_name.as_deref().map_or(NONE, index);
            let limit = input.limit.and_then(|limit| usize::try_from(limit).ok());
            Some((call, limit.unwrap_or(0)))
        } else if let Some(input) = input.downcast_ref::<GetItemInput>() {
            one("GetItem", &input.table_name)
        } else if let Some(input) = input.downcast_ref::<BatchGetItemInput>() {
            let asked = input.request_items.as_ref()?;
            let items = asked.values().map(|asked| asked.keys.len()).sum();
            several("BatchGetItem", names(asked), items)
        } else if let Some(input) = input.downcast_ref::<TransactWriteItemsInput>() {
            several("TransactWriteItems", vec![], input.transact_items().len())
        } else if let Some(input) = input.downcast_ref::<PutItemInput>() {
            one("PutItem", &input.table_name)
        } else if let Some(input) = input.downcast_ref::<UpdateItemInput>() {
            one("UpdateItem", &input.table_name)
        } else if let Some(input) = input.downcast_ref::<DeleteItemInput>() {
            one("DeleteItem", &input.table_name)
        } else {
            let input = input.downcast_ref::<BatchWriteItemInput>()?;
            let written = input.request_items.as_ref()?;
            let items = written.values().map(Vec::len).sum();
            several("BatchWriteItem", names(written), items)
        }
    }

    pub(super) fn operation(self) -> &'static str {
        self.operation
    }

    pub(super) fn table(self) -> &'static str {
        self.table
    }

    pub(super) fn index(self) -> &'static str {
        self.index
    }

    pub(super) fn operation_label(self) -> Label {
        Label::from_static_parts("operation", self.operation)
    }

    pub(super) fn labels(self) -> [Label; 3] {
        [
            Label::from_static_parts("table", self.table),
            Label::from_static_parts("index", self.index),
            self.operation_label(),
        ]
    }
}

fn names<T>(tables: &HashMap<String, T>) -> Vec<&str> {
    tables.keys().map(String::as_str).collect()
}

fn known(name: Option<&str>, prefix: &str) -> &'static str {
    let suffix = name.and_then(|name| name.strip_prefix(prefix));
    let table = Table::ALL
        .into_iter()
        .find(|table| Some(table.suffix()) == suffix);
    table.map_or(NONE, Table::suffix)
}

fn index(name: &str) -> &'static str {
    let index = Index::ALL.into_iter().find(|index| index.name() == name);
    index.map_or(NONE, Index::name)
}
