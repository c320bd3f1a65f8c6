//! What a client may ask about pages, and what it is told about them.

use domain::page::{Page, PageSize};
use domain::{Breach, Error};
use serde::{Deserialize, Serialize};

use crate::{Cursors, Seal};

/// What is told about a page. There is no `total`: counting would read the whole list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Pagination {
    /// How many entries the page could have held.
    pub limit: u16,
    /// Whether there is another page.
    pub has_more: bool,
    /// Where the next page begins; `null` when there is none.
    pub next_cursor: Option<String>,
}

impl Pagination {
    /// Of a page that was read.
    ///
    /// # Errors
    /// The next position cannot be sealed.
    pub fn of<T>(
        page: &Page<T>,
        size: PageSize,
        cursors: &Cursors,
        seal: &Seal,
    ) -> Result<Self, Error> {
        let next_cursor = page
            .next
            .as_ref()
            .map(|next| cursors.seal(seal, next))
            .transpose()?;
        Ok(Self {
            limit: size.get().into(),
            has_more: next_cursor.is_some(),
            next_cursor,
        })
    }
}

/// The old service's `offset`. Only 0 is taken, because that is what old clients send for the first page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, utoipa::ToSchema)]
pub struct Offset(i64);

impl Offset {
    /// Refuses any offset but 0.
    ///
    /// # Errors
    /// [`Error::Refused`], which names `cursor`.
    pub fn check(self) -> Result<(), Error> {
        if self.0 == 0 {
            return Ok(());
        }
        Err(Error::Refused {
            code: "OFFSET_NOT_SUPPORTED",
            message:
                "`offset` is not supported; pass `next_cursor` of the page before as `cursor`."
                    .to_owned(),
        })
    }
}

impl<'de> Deserialize<'de> for Offset {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let offset = i64::deserialize(deserializer)?;
        if offset < 0 {
            let message = "should be greater than or equal to 0";
            let breach = Breach::new(domain::BreachKind::TooSmall, message);
            return Err(serde::de::Error::custom(breach.encode()));
        }
        Ok(Self(offset))
    }
}
