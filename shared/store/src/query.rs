//! Pages of an index: newest first or by name, never a page that is short while there is more.

use std::cmp::Ordering;

use aws_sdk_dynamodb::types::AttributeValue;
use domain::Error;
use domain::page::{Page, PageSize, Position};
use serde::de::DeserializeOwned;

use crate::Store;
use crate::item::{Item, decode, n, s};
use crate::names::{Index, Table};
use crate::recent::compare;

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

    /// Whether a row of the table is in this list.
    fn wants(&self, row: &Item) -> bool {
        let equal = self.keys.iter().chain(&self.filter);
        let sort = self.index.map_or(&[][..], Index::sort);
        equal
            .into_iter()
            .all(|(name, value)| row.get(*name) == Some(value))
            && sort.iter().all(|name| row.contains_key(*name))
            && self.span.as_ref().is_none_or(|(name, span)| {
                let is_from = |least| compare(row.get(*name), Some(least)).is_ge();
                match span {
                    Span::From(least) => is_from(least),
                    Span::Within(least, most) => {
                        is_from(least) && compare(row.get(*name), Some(most)).is_le()
                    }
                }
            })
    }

    /// Which of two rows comes first.
    fn order(&self, a: &Item, b: &Item) -> Ordering {
        let sort = self.index.map_or(&[][..], Index::sort);
        let by = |name: &&str| compare(a.get(*name), b.get(*name));
        let order = sort.iter().map(by).find(|order| order.is_ne());
        let order = order.unwrap_or(Ordering::Equal);
        if self.newest_first {
            order.reverse()
        } else {
            order
        }
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
        let start = after.map(start_key);
        let mut items: Vec<T> = self.up_to(&listing, size + 1, start).await?;
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
        self.up_to(&listing, most, None).await
    }

    /// The first rows behind `start`, not more than `most`, with what this environment wrote lately laid over them.
    async fn up_to<T: DeserializeOwned>(
        &self,
        listing: &Listing,
        most: usize,
        start: Option<Item>,
    ) -> Result<Vec<T>, Error> {
        let mut overlay = self.recent.over(listing.index);
        let is_behind = {
            let start = start.clone();
            move |row: &Item| {
                start
                    .as_ref()
                    .is_none_or(|start| listing.order(start, row).is_lt())
            }
        };
        let mut rows: Vec<Item> = Vec::new();
        let mut next = start;
        loop {
            let (read, last) = self.rows(listing, most - rows.len(), next).await?;
            rows.extend(overlay.still(read));
            next = last;
            if rows.len() >= most || next.is_none() {
                break;
            }
        }
        let own = overlay.own(|row| listing.wants(row) && is_behind(row));
        if !own.is_empty() {
            rows.extend(own);
            // Whatever lies behind the last row that was read is cut off: there are `most` before it, or there is no more to read.
            rows.sort_by(|a, b| listing.order(a, b));
        }
        rows.truncate(most);
        rows.into_iter()
            .map(|row| decode(listing.table, row))
            .collect()
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
