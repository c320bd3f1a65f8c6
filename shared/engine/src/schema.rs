//! Gives a database the tables of the template, or finds that it has them.

use crate::EngineError;
use dynoxide::actions::create_table::CreateTableRequest;
use dynoxide::actions::describe_table::DescribeTableRequest;
use dynoxide::actions::describe_time_to_live::DescribeTimeToLiveRequest;
use dynoxide::actions::update_time_to_live::{TimeToLiveSpecification, UpdateTimeToLiveRequest};
use dynoxide::{Database, DynoxideError};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use template::{Table, Template};

/// Creates what is missing; what is there must be what the template says.
pub(crate) fn apply(
    database: &Database,
    template: &Template,
    prefix: &str,
) -> Result<(), EngineError> {
    for table in template.tables() {
        let name = table.name(prefix);
        match describe(database, &name)? {
            Some(found) => compare(&name, &found, &table.create_request(prefix))?,
            None => create(database, table, prefix)?,
        }
        expire(database, table, &name)?;
    }
    Ok(())
}

fn describe(database: &Database, name: &str) -> Result<Option<Value>, EngineError> {
    match database.describe_table(DescribeTableRequest {
        table_name: name.to_owned(),
    }) {
        Ok(response) => serde_json::to_value(response.table)
            .map(Some)
            .map_err(refused(name)),
        Err(DynoxideError::ResourceNotFoundException(_)) => Ok(None),
        Err(error) => Err(refused(name)(error)),
    }
}

fn create(database: &Database, table: &Table, prefix: &str) -> Result<(), EngineError> {
    let name = table.name(prefix);
    let request: CreateTableRequest =
        serde_json::from_value(table.create_request(prefix)).map_err(refused(&name))?;
    database.create_table(request).map_err(refused(&name))?;
    Ok(())
}

/// A table without expiry can gain it; one cannot exchange the attribute, as in AWS.
fn expire(database: &Database, table: &Table, name: &str) -> Result<(), EngineError> {
    let found = database
        .describe_time_to_live(DescribeTimeToLiveRequest {
            table_name: name.to_owned(),
        })
        .map_err(refused(name))?;
    let found = serde_json::to_value(found).map_err(refused(name))?;
    let found = found["TimeToLiveDescription"]["AttributeName"].as_str();
    match (found, table.ttl_attribute.as_deref()) {
        (found, wanted) if found == wanted => Ok(()),
        (None, Some(wanted)) => {
            database
                .update_time_to_live(UpdateTimeToLiveRequest {
                    table_name: name.to_owned(),
                    time_to_live_specification: TimeToLiveSpecification {
                        attribute_name: wanted.to_owned(),
                        enabled: true,
                    },
                })
                .map_err(refused(name))?;
            Ok(())
        }
        (found, wanted) => Err(EngineError::TableDiffers {
            table: name.to_owned(),
            what: "expiry attribute",
            found: found.unwrap_or("none").to_owned(),
            wanted: wanted.unwrap_or("none").to_owned(),
        }),
    }
}

fn compare(table: &str, found: &Value, wanted: &Value) -> Result<(), EngineError> {
    same(table, "key", &keys(found), &keys(wanted))?;
    same(table, "indexes", &indexes(found), &indexes(wanted))
}

fn same(table: &str, what: &'static str, found: &Value, wanted: &Value) -> Result<(), EngineError> {
    if found == wanted {
        return Ok(());
    }
    Err(EngineError::TableDiffers {
        table: table.to_owned(),
        what,
        found: found.to_string(),
        wanted: wanted.to_string(),
    })
}

fn keys(table: &Value) -> Value {
    key_text(table, &table["KeySchema"])
}

/// Without their order, which neither AWS nor the engine promises.
fn indexes(table: &Value) -> Value {
    let indexes: BTreeMap<&str, Value> = table["GlobalSecondaryIndexes"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|index| {
            let name = index["IndexName"].as_str().unwrap_or_default();
            let kind = &index["Projection"]["ProjectionType"];
            (name, json!([key_text(table, &index["KeySchema"]), kind]))
        })
        .collect();
    json!(indexes)
}

/// `student_id HASH S, status RANGE S`: what an error can show.
fn key_text(table: &Value, schema: &Value) -> Value {
    let definitions = table["AttributeDefinitions"].as_array();
    let parts: Vec<String> = schema
        .as_array()
        .into_iter()
        .flatten()
        .map(|part| {
            let kind = definitions
                .into_iter()
                .flatten()
                .find(|definition| definition["AttributeName"] == part["AttributeName"])
                .map_or("?", |definition| {
                    definition["AttributeType"].as_str().unwrap_or("?")
                });
            let word = |value: &Value| value.as_str().unwrap_or("?").to_owned();
            format!(
                "{} {} {kind}",
                word(&part["AttributeName"]),
                word(&part["KeyType"])
            )
        })
        .collect();
    json!(parts.join(", "))
}

fn refused<E: std::fmt::Display>(table: &str) -> impl FnOnce(E) -> EngineError {
    move |error| EngineError::Table {
        table: table.to_owned(),
        problem: error.to_string(),
    }
}
