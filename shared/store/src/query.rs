//! Pages of an index: newest first or by name, never a page that is short while there is more.

use aws_sdk_dynamodb::types::AttributeValue;
use domain::Error;
use domain::page::{Page, PageSize, Position};
use serde::de::DeserializeOwned;

use crate::Store;
use crate::item::{Item, decode};
use crate::names::{Index, Table};

/// How many rows one query looks at when only some of them are wanted: DynamoDB counts them before it filters. A page is then one
/// query for as many rows, or for 1 MB of them, however few are wanted.
const LOOKED_AT: usize = 1000;

/// A list: where it is, in what order, and which of its rows are wanted.
#[derive(Debug)]
pub(crate) struct Listing {
    table: Table,
    index: Option<Index>,
    partition: (&'static str, AttributeValue),
    newest_first: bool,
    filter: Option<(&'static str, AttributeValue)>,
}

impl Listing {
    /// The rows of an index whose partition key is this value, in ascending order.
    pub(crate) fn of_index(index: Index, attribute: &'static str, value: AttributeValue) -> Self {
        let partition = (attribute, value);
        let table = index.table();
        Self {
            table,
            index: Some(index),
            partition,
            newest_first: false,
            filter: None,
        }
    }

    /// The rows of a table whose partition key is this value, in ascending order, read consistently.
    pub(crate) fn of_table(table: Table, attribute: &'static str, value: AttributeValue) -> Self {
        let partition = (attribute, value);
        Self {
            table,
            index: None,
            partition,
            newest_first: false,
            filter: None,
        }
    }

    /// In descending order.
    pub(crate) fn newest_first(mut self) -> Self {
        self.newest_first = true;
        self
    }

    /// Only rows whose attribute is this value.
    pub(crate) fn only(mut self, attribute: &'static str, value: AttributeValue) -> Self {
        self.filter = Some((attribute, value));
        self
    }
}

impl Store {
    /// One page. `start_key` turns a position into the keys of the row it stands for (index keys and table keys), and
    /// `position` makes the position of a row.
    ///
    /// Asks for one row more than the page holds: only so is it known whether there is another page.
    pub(crate) async fn page<T: DeserializeOwned>(
        &self,
        listing: Listing,
        size: PageSize,
        after: Option<&Position>,
        start_key: impl Fn(&Position) -> Item,
        position: impl Fn(&T) -> Position,
    ) -> Result<Page<T>, Error> {
        let size = usize::from(size.get());
        let mut items: Vec<T> = Vec::with_capacity(size + 1);
        let mut start = after.map(start_key);
        loop {
            let (rows, last) = self.rows(&listing, size + 1 - items.len(), start).await?;
            for row in rows {
                items.push(decode(listing.table, row)?);
            }
            start = last;
            if items.len() > size || start.is_none() {
                break;
            }
        }
        let more = items.len() > size;
        items.truncate(size);
        let next = if more {
            items.last().map(position)
        } else {
            None
        };
        Ok(Page { items, next })
    }

    /// All rows of a list that is bounded by how it is written, not more than `most`.
    pub(crate) async fn all<T: DeserializeOwned>(
        &self,
        listing: Listing,
        most: usize,
    ) -> Result<Vec<T>, Error> {
        let mut items = Vec::new();
        let mut start = None;
        loop {
            let (rows, last) = self.rows(&listing, most - items.len(), start).await?;
            for row in rows {
                items.push(decode(listing.table, row)?);
            }
            start = last;
            if items.len() >= most || start.is_none() {
                return Ok(items);
            }
        }
    }

    async fn rows(
        &self,
        listing: &Listing,
        limit: usize,
        start: Option<Item>,
    ) -> Result<(Vec<Item>, Option<Item>), Error> {
        let (attribute, value) = &listing.partition;
        let limit = match listing.filter {
            Some(_) => LOOKED_AT,
            None => limit,
        };
        let mut query = self
            .client
            .query()
            .table_name(self.name(listing.table))
            .set_index_name(listing.index.map(|index| index.name().to_owned()))
            .consistent_read(listing.index.is_none())
            .key_condition_expression("#partition = :partition")
            .expression_attribute_names("#partition", *attribute)
            .expression_attribute_values(":partition", value.clone())
            .scan_index_forward(!listing.newest_first)
            .limit(i32::try_from(limit).unwrap_or(i32::MAX))
            .set_exclusive_start_key(start);
        if let Some((attribute, value)) = &listing.filter {
            query = query
                .filter_expression("#filter = :filter")
                .expression_attribute_names("#filter", *attribute)
                .expression_attribute_values(":filter", value.clone());
        }
        let answer = query.send().await.map_err(crate::failure::of)?;
        Ok((answer.items.unwrap_or_default(), answer.last_evaluated_key))
    }
}
