//! One item by its key.

use domain::Error;
use serde::de::DeserializeOwned;

use crate::Store;
use crate::item::{Item, decode};
use crate::names::Table;

impl Store {
    /// The row with this key, read consistently; `None` when there is none.
    pub(crate) async fn get<T: DeserializeOwned>(
        &self,
        table: Table,
        key: Item,
    ) -> Result<Option<T>, Error> {
        let read = self
            .client
            .get_item()
            .table_name(self.name(table))
            .set_key(Some(key))
            .consistent_read(true);
        let answer = read.send().await.map_err(crate::failure::of)?;
        answer.item.map(|item| decode(table, item)).transpose()
    }
}
