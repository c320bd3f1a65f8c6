//! The `practice_seen` table: which questions a student was asked already, by key, so that what must not be asked again is found
//! without the student's history.

use std::collections::HashSet;

use aws_sdk_dynamodb::types::builders::PutBuilder;
use aws_sdk_dynamodb::types::{Put, TransactWriteItem};
use domain::practice::item::QuestionKey;
use domain::{Error, Moment, UserId};
use serde::{Deserialize, Serialize};

use crate::Store;
use crate::batch::Batch;
use crate::item::{encode, key, s};
use crate::names::Table;
use crate::transact::{Action, incomplete};

#[derive(Serialize, Deserialize)]
struct Row {
    student_id: UserId,
    question_hash: QuestionKey,
    seen_at: Moment,
}

impl Store {
    /// Which of these questions the student was asked already, read consistently: one request for every hundred.
    ///
    /// # Errors
    /// The table cannot be read.
    pub async fn seen(
        &self,
        student: UserId,
        questions: impl IntoIterator<Item = QuestionKey>,
    ) -> Result<HashSet<QuestionKey>, Error> {
        let mut batch = Batch::consistent();
        for question in questions {
            let key = key([("student_id", s(student)), ("question_hash", s(question))]);
            batch.add(Table::PracticeSeen, key);
        }
        let rows: Vec<Row> = self.batch(batch).await?.take(Table::PracticeSeen)?;
        Ok(rows.into_iter().map(|row| row.question_hash).collect())
    }

    /// The write that a question was asked, for a transaction. It fails when it was asked before.
    pub(crate) fn seen_write(
        &self,
        student_id: UserId,
        question_hash: QuestionKey,
        now: Moment,
    ) -> Result<TransactWriteItem, Error> {
        let put = self.seen_put(student_id, question_hash, now)?;
        let put = put.condition_expression("attribute_not_exists(student_id)");
        Ok(put.build().map_err(incomplete)?.action())
    }

    /// The write that a question was asked in the old service, which may have asked it twice.
    pub(crate) fn seen_before_write(
        &self,
        student_id: UserId,
        question_hash: QuestionKey,
        seen_at: Moment,
    ) -> Result<TransactWriteItem, Error> {
        let put = self.seen_put(student_id, question_hash, seen_at)?;
        Ok(put.build().map_err(incomplete)?.action())
    }

    fn seen_put(
        &self,
        student_id: UserId,
        question_hash: QuestionKey,
        seen_at: Moment,
    ) -> Result<PutBuilder, Error> {
        let row = Row {
            student_id,
            question_hash,
            seen_at,
        };
        Ok(Put::builder()
            .table_name(self.name(Table::PracticeSeen))
            .set_item(Some(encode(Table::PracticeSeen, &row)?)))
    }
}
