//! One answer of a question that may take several.

use std::collections::BTreeMap;

use super::query::Query;
use super::{Answer, Found};
use crate::cloudwatch::Fault;
use crate::cloudwatch::protocol::Timestamp;

/// An answer that has room for so many data points.
pub(super) struct Page {
    found: Vec<Found>,
    room: usize,
    newest_first: bool,
    /// The query to begin with, and its last point that was answered, if one was.
    begin: (usize, Option<i64>),
    next: Option<String>,
}

impl Page {
    /// The answer after the one that gave this token, or the first.
    ///
    /// # Errors
    /// No answer gave this token.
    pub(super) fn after(
        token: Option<&str>,
        room: usize,
        newest_first: bool,
    ) -> Result<Self, Fault> {
        let read = |token: &str| {
            let (query, last) = token.split_once('.')?;
            let last = match last {
                "" => None,
                second => Some(second.parse().ok()?),
            };
            Some((query.parse().ok()?, last))
        };
        let begin = match token {
            None => (0, None),
            Some(token) => read(token).ok_or(Fault::InvalidNextToken)?,
        };
        Ok(Self {
            found: Vec::new(),
            room,
            newest_first,
            begin,
            next: None,
        })
    }

    /// Puts in what there is room for.
    pub(super) fn put(
        &mut self,
        number: usize,
        query: &Query,
        points: impl FnOnce() -> BTreeMap<i64, f64>,
    ) {
        if self.next.is_some() || number < self.begin.0 || !query.is_wanted {
            return;
        }
        if self.room == 0 {
            self.next = Some(format!("{number}."));
            return;
        }
        let mut points: Vec<_> = points().into_iter().collect();
        if self.newest_first {
            points.reverse();
        }
        if let (begin, Some(last)) = self.begin
            && begin == number
        {
            points.retain(|(at, _)| {
                if self.newest_first {
                    *at < last
                } else {
                    *at > last
                }
            });
        }
        let is_whole = points.len() <= self.room;
        points.truncate(self.room);
        self.room -= points.len();
        if let (false, Some((last, _))) = (is_whole, points.last()) {
            self.next = Some(format!("{number}.{last}"));
        }
        self.found.push(Found {
            id: query.id.clone(),
            label: query.label.clone(),
            timestamps: points
                .iter()
                .map(|(at, _)| Timestamp::at_second(*at))
                .collect(),
            values: points.into_iter().map(|(_, value)| value).collect(),
            status_code: if is_whole { "Complete" } else { "PartialData" },
        });
    }

    pub(super) fn answer(self) -> Answer {
        Answer {
            metric_data_results: self.found,
            next_token: self.next,
        }
    }
}
