//! Pages of an index: newest first or by name, never a page that is short while there is more.

use aws_sdk_dynamodb::types::AttributeValue;
use domain::Error;
use domain::page::{Page, PageSize, Position};
use serde::de::DeserializeOwned;

use crate::Store;
use crate::item::{Item, decode, n, s};
use crate::names::{Index, Table};

/// How many rows one query looks at when only some of them are wanted: DynamoDB counts them before it filters. A page is then one
/// query for as many rows, or for 1 MB of them, however few are wanted.
const LOOKED_AT: usize = 1000;

/// The key attribute by which rows that are equal in all before it are sorted; behind it they are sorted by the table's `id`.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Sort {
    /// A text: a moment or a name.
    Text(&'static str),
    /// A number.
    Number(&'static str),
}

/// From what on, or between what, the last of the key attributes lies.
#[derive(Debug)]
enum Span {
    From(AttributeValue),
    Within(AttributeValue, AttributeValue),
}

/// A list: where it is, in what order, and which of its rows are wanted.
#[derive(Debug)]
pub(crate) struct Listing {
    table: Table,
    index: Option<Index>,
    /// Key attributes that are equal to something, in the key's order: the whole partition key, and as much of the sort key as
    /// is wanted.
    keys: Vec<(&'static str, AttributeValue)>,
    /// The key attribute behind them, if only a part of its values is wanted.
    span: Option<(&'static str, Span)>,
    newest_first: bool,
    filter: Option<(&'static str, AttributeValue)>,
}

impl Listing {
    /// The rows of an index whose partition key is this value, in ascending order.
    pub(crate) fn of_index(index: Index, attribute: &'static str, value: AttributeValue) -> Self {
        Self {
            table: index.table(),
            index: Some(index),
            keys: vec![(attribute, value)],
            span: None,
            newest_first: false,
            filter: None,
        }
    }

    /// The rows of a table whose partition key is this value, in ascending order, read consistently.
    pub(crate) fn of_table(table: Table, attribute: &'static str, value: AttributeValue) -> Self {
        Self {
            table,
            index: None,
            keys: vec![(attribute, value)],
            span: None,
            newest_first: false,
            filter: None,
        }
    }

    /// Of those, the rows whose next key attribute is this value.
    pub(crate) fn and(mut self, attribute: &'static str, value: AttributeValue) -> Self {
        self.keys.push((attribute, value));
        self
    }

    /// Of those, the rows whose next key attribute is this value or more.
    pub(crate) fn from(mut self, attribute: &'static str, least: AttributeValue) -> Self {
        self.span = Some((attribute, Span::From(least)));
        self
    }

    /// Of those, the rows whose next key attribute lies between these values, both included.
    pub(crate) fn within(
        mut self,
        attribute: &'static str,
        least: AttributeValue,
        most: AttributeValue,
    ) -> Self {
        self.span = Some((attribute, Span::Within(least, most)));
        self
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

    /// [`Self::page`] of an index whose rows are sorted by `sort` and then by `id`: the row that a position stands for has the
    /// listing's own keys, and those two.
    pub(crate) async fn page_by<T: DeserializeOwned>(
        &self,
        listing: Listing,
        sort: Sort,
        size: PageSize,
        after: Option<&Position>,
        position: impl Fn(&T) -> Position,
    ) -> Result<Page<T>, Error> {
        let equal = listing.keys.clone();
        let start = |at: &Position| {
            let (attribute, value) = match sort {
                Sort::Text(attribute) => (attribute, s(&at.sort)),
                Sort::Number(attribute) => (attribute, n(&at.sort)),
            };
            let own = [("id", s(&at.id)), (attribute, value)];
            let all = equal.iter().cloned().chain(own);
            all.map(|(name, value)| (name.to_owned(), value)).collect()
        };
        self.page(listing, size, after, start, position).await
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
            .scan_index_forward(!listing.newest_first)
            .limit(i32::try_from(limit).unwrap_or(i32::MAX))
            .set_exclusive_start_key(start);
        let mut conditions = Vec::new();
        for (place, (attribute, value)) in listing.keys.iter().enumerate() {
            conditions.push(format!("#key{place} = :key{place}"));
            query = query
                .expression_attribute_names(format!("#key{place}"), *attribute)
                .expression_attribute_values(format!(":key{place}"), value.clone());
        }
        if let Some((attribute, span)) = &listing.span {
            query = query.expression_attribute_names("#span", *attribute);
            query = match span {
                Span::From(least) => {
                    conditions.push("#span >= :least".to_owned());
                    query.expression_attribute_values(":least", least.clone())
                }
                Span::Within(least, most) => {
                    conditions.push("#span BETWEEN :least AND :most".to_owned());
                    query
                        .expression_attribute_values(":least", least.clone())
                        .expression_attribute_values(":most", most.clone())
                }
            };
        }
        query = query.key_condition_expression(conditions.join(" AND "));
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
