//! Transcripts: what was said in a session, apart from it, so that a page of sessions does not read megabytes.

use aws_sdk_dynamodb::types::{Put, TransactWriteItem};
use domain::session::Transcript;
use domain::{Error, SessionId};
use serde::{Deserialize, Serialize};

use crate::Store;
use crate::item::{encode, key, s};
use crate::names::Table;
use crate::transact::{Action, incomplete};

#[derive(Serialize, Deserialize)]
struct Row {
    session_id: SessionId,
    text: Transcript,
}

impl Store {
    /// What was said in a session, read consistently; `None` when nothing is stored.
    ///
    /// # Errors
    /// The table cannot be read.
    pub async fn transcript(&self, session: SessionId) -> Result<Option<Transcript>, Error> {
        let key = key([("session_id", s(session))]);
        let row: Option<Row> = self.get(Table::Transcripts, key).await?;
        Ok(row.map(|row| row.text))
    }

    /// The write of a session's transcript, for the transaction that says in the session's row that there is one.
    pub(crate) fn transcript_write(
        &self,
        session_id: SessionId,
        text: &Transcript,
    ) -> Result<TransactWriteItem, Error> {
        let row = Row {
            session_id,
            text: text.clone(),
        };
        let put = Put::builder()
            .table_name(self.name(Table::Transcripts))
            .set_item(Some(encode(Table::Transcripts, &row)?));
        Ok(put.build().map_err(incomplete)?.action())
    }
}
