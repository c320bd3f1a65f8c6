//! Transcripts: what was said in a session, apart from it, so that a page of sessions does not read megabytes.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::{Put, TransactWriteItem};
use domain::session::Transcript;
use domain::{Error, SessionId};
use serde::{Deserialize, Serialize};

use crate::Store;
use crate::batch::{Batch, Found};
use crate::item::{Item, encode, key, s};
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
        let row: Option<Row> = self
            .get(Table::Transcripts, transcript_key(session))
            .await?;
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

fn transcript_key(session: SessionId) -> Item {
    key([("session_id", s(session))])
}

/// Asks for a session's transcript among other things.
pub(crate) fn add_transcript(batch: &mut Batch, session: SessionId) {
    batch.add(Table::Transcripts, transcript_key(session));
}

/// The transcripts among what was found.
pub(crate) fn take_transcripts(found: &mut Found) -> Result<HashMap<SessionId, Transcript>, Error> {
    let rows: Vec<Row> = found.take(Table::Transcripts)?;
    Ok(rows
        .into_iter()
        .map(|row| (row.session_id, row.text))
        .collect())
}
