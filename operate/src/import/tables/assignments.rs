//! `practice_assignments`: items that students were asked, answered or not. Their choices were never kept, and are made anew.

use domain::practice::bank::{ExplanationText, QuestionText};
use domain::practice::choices::{AnswerText, Choices};
use domain::practice::difficulty::Difficulty;
use domain::practice::item::{FirstAnswer, PracticeItem, Review, Source};
use domain::practice::marking::Marked;
use domain::practice::performance::{HintsUsed, Performance, TimeTaken};
use domain::practice::tags::{GoalTag, GoalTags};
use domain::rating::Rating;
use domain::{AssignmentId, BankItemId, Error, ItemId, Moment, OldSubjectId, OldUserId, SubjectId};
use store::names::Table;
use uuid::Uuid;

use super::answers::explanation;
use super::bank::tags;
use crate::import::moving::patiently;
use crate::import::row::{Flaw, Must, Row};
use crate::import::table::{Done, Found, OldTable, Refs, Target, Trouble};

/// The old service's own for an item without.
const MEDIUM: i64 = 5;

/// An item that was assigned in the old service.
pub(in crate::import) struct OldAssignment {
    id: ItemId,
    student: OldUserId,
    subject: Option<OldSubjectId>,
    text: Text,
    difficulty: Option<Difficulty>,
    is_flagged: bool,
    goal_tags: GoalTags,
    first_answer: Option<OldAnswer>,
    completed_at: Option<Moment>,
    assigned_at: Moment,
}

/// Where question and answer stand.
enum Text {
    Bank(BankItemId),
    Own {
        question: QuestionText,
        answer: AnswerText,
        explanation: ExplanationText,
    },
}

struct OldAnswer {
    performance: Performance,
    rating_before: Rating,
    rating_after: Rating,
}

/// What an item is made of, wherever it stood.
struct Parts {
    subject: SubjectId,
    source: Source,
    question: QuestionText,
    answer: AnswerText,
    wrong: [AnswerText; 3],
    explanation: ExplanationText,
    difficulty: Difficulty,
}

impl OldTable for OldAssignment {
    const NAME: &'static str = "practice_assignments";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "student_id",
        "source",
        "bank_item_id",
        "completed",
        "assigned_at",
    ];
    const HERE: Option<Table> = Some(Table::PracticeAssignments);
    type Ready = PracticeItem;

    fn read(row: &Row) -> Result<Option<Self>, Flaw> {
        let assigned_at = row.moment("assigned_at").must("assigned_at")?;
        let completed_at = match row.flag("completed")? {
            true => Some(row.moment("completed_at")?.unwrap_or(assigned_at)),
            false => None,
        };
        Ok(Some(Self {
            id: row.read("id").must("id")?,
            student: row.read("student_id").must("student_id")?,
            subject: row.read("subject_id")?,
            text: text(row)?,
            difficulty: row.bounded("difficulty_level", Difficulty::parse)?,
            is_flagged: row.flag("flagged")?,
            goal_tags: tags(row, "goal_tags", GoalTag::parse, GoalTags::parse)?,
            first_answer: first_answer(row, completed_at.is_some())?,
            completed_at,
            assigned_at,
        }))
    }

    fn id(&self) -> Option<Uuid> {
        Some(self.id.uuid())
    }

    fn refer(&self, to: &mut Refs) {
        to.users.insert(self.student);
        to.subjects.extend(self.subject);
    }

    fn lane(&self) -> Uuid {
        self.student.uuid()
    }

    async fn look_up(rows: &[&Self], target: &Target, found: &mut Found) -> Result<(), Error> {
        let ids: Vec<_> = rows.iter().filter_map(|row| row.bank_item()).collect();
        let entries = patiently(async || target.store.bank_entries(ids.iter().copied()).await);
        found.bank = entries.await?;
        Ok(())
    }

    fn ready(self, found: &Found, target: &Target) -> Result<PracticeItem, Flaw> {
        let student_id = found.user("student_id", self.student)?.id;
        let id = self.id.uuid();
        let first_answer = self.first_answer.as_ref().map(|answer| FirstAnswer {
            performance: answer.performance,
            rating_before: answer.rating_before,
            rating_after: answer.rating_after,
            at: self.completed_at.unwrap_or(self.assigned_at),
        });
        let (goal_tags, completed_at) = (self.goal_tags.clone(), self.completed_at);
        let (assigned_at, is_flagged) = (self.assigned_at, self.is_flagged);
        let item_id = self.id;
        let parts = self.parts(found, target)?;
        let (_, seed) = id.as_u64_pair();
        let choices = Choices::shuffled(parts.answer, parts.wrong, seed);
        Ok(PracticeItem {
            id: item_id,
            // The old service forgot which items it had assigned together.
            assignment_id: AssignmentId::from_uuid(Uuid::new_v5(&id, b"assignment")),
            student_id,
            subject_id: parts.subject,
            source: parts.source,
            question: parts.question,
            choices: choices.map_err(|breach| Flaw::whole(breach.message))?,
            explanation: parts.explanation,
            difficulty: parts.difficulty,
            goal_tags,
            review: if is_flagged {
                Review::Pending
            } else {
                Review::Unneeded
            },
            assigned_at,
            first_answer,
            completed_at,
            version: 1,
        })
    }

    async fn write(ready: &PracticeItem, target: &Target) -> Result<Done, Trouble> {
        Ok(target.store.import_item(ready, target.now).await?.into())
    }
}

impl OldAssignment {
    const fn bank_item(&self) -> Option<BankItemId> {
        match self.text {
            Text::Bank(id) => Some(id),
            Text::Own { .. } => None,
        }
    }

    fn parts(self, found: &Found, target: &Target) -> Result<Parts, Flaw> {
        let own = self
            .subject
            .map(|subject| found.subject("subject_id", subject));
        let own = own.transpose()?;
        match self.text {
            Text::Bank(id) => {
                let entry = found.bank.get(&id).cloned().ok_or_else(|| {
                    Flaw::of(
                        "bank_item_id",
                        "is the id of a bank item that was not moved in",
                    )
                })?;
                Ok(Parts {
                    subject: own.unwrap_or(entry.subject_id),
                    source: Source::Bank(id),
                    question: entry.text.question,
                    answer: entry.text.answer,
                    wrong: entry.text.wrong,
                    explanation: entry.text.explanation,
                    difficulty: self.difficulty.unwrap_or(entry.text.difficulty),
                })
            }
            Text::Own {
                question,
                answer,
                explanation,
            } => {
                let (column, id) = ("ai_answer_text", self.id.uuid());
                Ok(Parts {
                    subject: Ok(own).must("subject_id")?,
                    source: Source::MadeUp,
                    wrong: target.answers.wrong(column, self.subject, &answer, id)?,
                    question,
                    answer,
                    explanation,
                    difficulty: medium(self.difficulty),
                })
            }
        }
    }
}

fn medium(difficulty: Option<Difficulty>) -> Difficulty {
    difficulty.unwrap_or_else(|| Difficulty::parse(MEDIUM).expect("it is a difficulty"))
}

fn text(row: &Row) -> Result<Text, Flaw> {
    match row.text("source")? {
        Some("bank") => row
            .read("bank_item_id")
            .must("bank_item_id")
            .map(Text::Bank),
        Some("ai_generated") => {
            let answer = row
                .parsed("ai_answer_text", AnswerText::parse)
                .must("ai_answer_text")?;
            let written = row.text("ai_explanation")?;
            Ok(Text::Own {
                question: row
                    .parsed("ai_question_text", QuestionText::parse)
                    .must("ai_question_text")?,
                explanation: explanation("ai_explanation", written, &answer)?,
                answer,
            })
        }
        _ => Err(Flaw::of("source", "should be bank or ai_generated")),
    }
}

/// The answer that moved the rating. Of a completed item of which nothing more is known, it is a right one that was slow and helped.
fn first_answer(row: &Row, is_completed: bool) -> Result<Option<OldAnswer>, Flaw> {
    let score = row.decimal("performance_score", (0.0, 1.0))?;
    let performance = match score {
        Some(score) => Performance::from_score(score),
        None if is_completed => least_right(),
        None => return Ok(None),
    };
    let rating_before = row
        .bounded("student_rating_before", Rating::parse)?
        .unwrap_or(Rating::DEFAULT);
    let rating_after = row.bounded("student_rating_after", Rating::parse)?;
    Ok(Some(OldAnswer {
        performance,
        rating_before,
        rating_after: rating_after.unwrap_or(rating_before),
    }))
}

fn least_right() -> Performance {
    let time = TimeTaken::parse(TimeTaken::MAX.into()).expect("it is the bound");
    let hints = HintsUsed::parse(HintsUsed::MAX.into()).expect("it is the bound");
    Performance::of(Marked::Right, time, hints)
}
