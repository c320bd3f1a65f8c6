//! `practice_bank_items`: items of the bank, with wrong answers found for them.

use domain::practice::bank::{QuestionText, TopicTag};
use domain::practice::choices::AnswerText;
use domain::practice::difficulty::Difficulty;
use domain::practice::entry::{BankEntry, EntryText, TopicTags};
use domain::practice::tags::{GoalTag, GoalTags};
use domain::{BankItemId, Breach, Error, Moment, OldSubjectId, OldUserId, Thing};
use store::names::Table;
use uuid::Uuid;

use super::answers::explanation;
use crate::import::row::{Flaw, Must, Row};
use crate::import::table::{Done, Found, OldTable, Refs, Target, Trouble};

/// An item of the old bank.
pub(in crate::import) struct OldBankItem {
    id: BankItemId,
    pub(in crate::import) subject: OldSubjectId,
    pub(in crate::import) answer: AnswerText,
    question: QuestionText,
    explanation: domain::practice::bank::ExplanationText,
    difficulty: Difficulty,
    topic_tags: TopicTags,
    goal_tags: GoalTags,
    is_active: bool,
    created_by: Option<OldUserId>,
    created_at: Option<Moment>,
}

impl OldTable for OldBankItem {
    const NAME: &'static str = "practice_bank_items";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "question_text",
        "answer_text",
        "subject_id",
        "difficulty_level",
        "is_active",
    ];
    const HERE: Option<Table> = Some(Table::PracticeBankItems);
    type Ready = BankEntry;

    fn read(row: &Row) -> Result<Option<Self>, Flaw> {
        let answer = row
            .parsed("answer_text", AnswerText::parse)
            .must("answer_text")?;
        Ok(Some(Self {
            id: row.read("id").must("id")?,
            subject: row.read("subject_id").must("subject_id")?,
            question: row
                .parsed("question_text", QuestionText::parse)
                .must("question_text")?,
            explanation: explanation("explanation", row.text("explanation")?, &answer)?,
            answer,
            difficulty: row
                .bounded("difficulty_level", Difficulty::parse)
                .must("difficulty_level")?,
            topic_tags: tags(row, "topic_tags", TopicTag::parse, TopicTags::parse)?,
            goal_tags: tags(row, "goal_tags", GoalTag::parse, GoalTags::parse)?,
            is_active: row.flag("is_active")?,
            created_by: row.read("created_by")?,
            created_at: row.moment("created_at")?,
        }))
    }

    fn id(&self) -> Option<Uuid> {
        Some(self.id.uuid())
    }

    fn refer(&self, to: &mut Refs) {
        to.subjects.insert(self.subject);
        to.users.extend(self.created_by);
    }

    fn lane(&self) -> Uuid {
        self.id.uuid()
    }

    fn ready(self, found: &Found, target: &Target) -> Result<BankEntry, Flaw> {
        let (subject, id) = (Some(self.subject), self.id.uuid());
        let text = EntryText {
            wrong: target
                .answers
                .wrong("answer_text", subject, &self.answer, id)?,
            difficulty: self.difficulty,
            question: self.question,
            answer: self.answer,
            explanation: self.explanation,
            topic_tags: self.topic_tags,
            goal_tags: self.goal_tags,
        };
        match text.check() {
            Err(Error::Invalid(breaches)) => {
                let breach = breaches.into_iter().next();
                let why = breach.map(|at| at.breach.message).unwrap_or_default();
                return Err(Flaw::of("goal_tags", why));
            }
            checked => checked.map_err(|error| Flaw::whole(error.to_string()))?,
        }
        let subject = found.subject("subject_id", self.subject)?;
        let created_by = self.created_by.map(|user| found.user("created_by", user));
        let created_by = created_by.transpose()?.map(|user| user.id);
        let created_at = self.created_at.unwrap_or(target.now);
        Ok(BankEntry {
            is_active: self.is_active,
            ..BankEntry::new(self.id, subject, text, created_by, created_at)
        })
    }

    async fn write(ready: &BankEntry, target: &Target) -> Result<Done, Trouble> {
        match target.store.create_bank_entry(ready).await {
            Ok(()) => Ok(Done::New),
            Err(Error::Exists(Thing::BankItem)) => Ok(Done::There),
            Err(error) => Err(error.into()),
        }
    }
}

/// A list of tags within its bounds.
pub(super) fn tags<T, L>(
    row: &Row,
    column: &'static str,
    tag: impl Fn(String) -> Result<T, Breach>,
    list: impl Fn(Vec<T>) -> Result<L, Breach>,
) -> Result<L, Flaw> {
    let tags: Result<Vec<_>, _> = row.list(column)?.into_iter().map(tag).collect();
    tags.and_then(list)
        .map_err(|breach| Flaw::of(column, breach.message))
}
