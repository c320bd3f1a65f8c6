//! The template's tables in a DynamoDB that runs elsewhere: what is missing is created, what is there stays as it is.

use anyhow::{Context, anyhow};
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_dynamodb::error::DisplayErrorContext;
use aws_sdk_dynamodb::operation::create_table::CreateTableError;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, GlobalSecondaryIndex, KeySchemaElement, KeyType, Projection,
    ProjectionType, ScalarAttributeType,
};
use template::{AttributeType, Index, KeyPart, KeyRole, Table, Template};

/// Creates every table of the template that `endpoint` has not, and returns how many those were.
pub(super) async fn create_missing(
    endpoint: &str,
    region: &str,
    prefix: &str,
) -> anyhow::Result<usize> {
    let client = client(endpoint, region);
    let mut created = 0;
    for table in Template::ours().tables() {
        created += usize::from(create(&client, table, prefix).await.map_err(|error| {
            anyhow!(
                "the table {} cannot be made at {endpoint}: {error:#}",
                table.name(prefix)
            )
        })?);
    }
    Ok(created)
}

/// `false` when the table was there already.
async fn create(client: &Client, table: &Table, prefix: &str) -> anyhow::Result<bool> {
    let attributes = table
        .attributes
        .iter()
        .map(|(name, kind)| {
            let kind = match kind {
                AttributeType::S => ScalarAttributeType::S,
                AttributeType::N => ScalarAttributeType::N,
                AttributeType::B => ScalarAttributeType::B,
            };
            Ok(AttributeDefinition::builder()
                .attribute_name(name)
                .attribute_type(kind)
                .build()?)
        })
        .collect::<anyhow::Result<Vec<_>>>()?;
    let indexes = table
        .indexes
        .iter()
        .map(index)
        .collect::<anyhow::Result<Vec<_>>>()?;
    let outcome = client
        .create_table()
        .table_name(table.name(prefix))
        .billing_mode(BillingMode::PayPerRequest)
        .set_attribute_definitions(Some(attributes))
        .set_key_schema(Some(keys(&table.key)?))
        .set_global_secondary_indexes((!indexes.is_empty()).then_some(indexes))
        .send()
        .await;
    match outcome {
        Ok(_) => Ok(true),
        Err(error)
            if error
                .as_service_error()
                .is_some_and(CreateTableError::is_resource_in_use_exception) =>
        {
            Ok(false)
        }
        Err(error) => Err(anyhow!("{}", DisplayErrorContext(error))),
    }
}

fn index(index: &Index) -> anyhow::Result<GlobalSecondaryIndex> {
    let projection = match &index.projection {
        template::Projection::All => Projection::builder().projection_type(ProjectionType::All),
        template::Projection::KeysOnly => {
            Projection::builder().projection_type(ProjectionType::KeysOnly)
        }
        template::Projection::Include { attributes } => Projection::builder()
            .projection_type(ProjectionType::Include)
            .set_non_key_attributes(Some(attributes.clone())),
    };
    GlobalSecondaryIndex::builder()
        .index_name(&index.name)
        .set_key_schema(Some(keys(&index.key)?))
        .projection(projection.build())
        .build()
        .context("an index of the template is incomplete")
}

fn keys(parts: &[KeyPart]) -> anyhow::Result<Vec<KeySchemaElement>> {
    parts
        .iter()
        .map(|part| {
            let role = match part.role {
                KeyRole::Hash => KeyType::Hash,
                KeyRole::Range => KeyType::Range,
            };
            let element = KeySchemaElement::builder()
                .attribute_name(&part.attribute)
                .key_type(role);
            Ok(element.build()?)
        })
        .collect()
}

/// A stand-in takes any credentials, and these are what the functions have too.
pub(crate) fn client(endpoint: &str, region: &str) -> Client {
    let config = aws_sdk_dynamodb::Config::builder()
        .behavior_version(BehaviorVersion::v2026_01_12())
        .region(Region::new(region.to_owned()))
        .credentials_provider(Credentials::new(
            "local",
            "local",
            None,
            None,
            "cargo local",
        ))
        // Nobody waits through retries to hear that nothing listens there.
        .retry_config(RetryConfig::disabled())
        .endpoint_url(endpoint)
        .build();
    Client::from_conf(config)
}
