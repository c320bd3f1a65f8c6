//! Practice of the student: what it answered yesterday, what it was asked just now, one item that awaits review, and two jobs.
//!
//! Nothing is counted here: completed items and ratings are what `goals.rs` writes, of which these are the last ones.

use anyhow::anyhow;
use domain::job::{Job, JobStatus, Step};
use domain::practice::bank::{ExplanationText, QuestionText};
use domain::practice::choices::{AnswerText, Choices, Letter};
use domain::practice::difficulty::Difficulty;
use domain::practice::elo;
use domain::practice::entry::{BankEntry, EntryText, TopicTags};
use domain::practice::item::{FirstAnswer, PracticeItem, Review, Source};
use domain::practice::marking::Marked;
use domain::practice::order::{Assigned, ItemCount, PracticeOrder};
use domain::practice::performance::{HintsUsed, Performance, TimeTaken};
use domain::practice::tags::GoalTags;
use domain::rating::Rating;
use domain::subject::SubjectName;
use domain::{Breach, Error, Moment};
use jiff::SignedDuration;
use runtime::Failure;
use store::Store;

use super::subjects::Subjects;
use super::{bank, days_before, ids};

/// Where an item comes from.
#[derive(Clone, Copy)]
enum Origin {
    /// From the bank: of this difficulty, the one of this number, from 0.
    Bank(u8, usize),
    /// Nobody wrote it.
    MadeUp,
}

/// The first answer: right or wrong, after so many seconds, so many minutes before this time yesterday.
type Answered = (Marked, i64, i64);

struct Plan {
    subject: &'static str,
    minutes_ago: i64,
    /// The student's rating in the subject then.
    rating: i64,
    items: &'static [(Origin, Option<Answered>)],
}

const DAY: i64 = 24 * 60;

const ALL: [Plan; 3] = [
    Plan {
        subject: "Algebra",
        minutes_ago: DAY + 30,
        rating: 1176,
        items: &[
            (Origin::Bank(5, 0), Some((Marked::Right, 40, 20))),
            (Origin::Bank(6, 1), Some((Marked::Right, 150, 10))),
            (Origin::Bank(6, 0), Some((Marked::Wrong, 72, 0))),
            (Origin::MadeUp, None),
        ],
    },
    Plan {
        subject: "AP Chemistry",
        minutes_ago: DAY + 5,
        rating: 1143,
        items: &[(Origin::Bank(4, 0), Some((Marked::Right, 55, 0)))],
    },
    // What the completed job has put together.
    Plan {
        subject: "AP Chemistry",
        minutes_ago: 20,
        rating: 1150,
        items: &[(Origin::Bank(5, 0), None), (Origin::Bank(4, 1), None)],
    },
];

/// Writes those that are not there.
pub(super) async fn write(
    store: &Store,
    subjects: &Subjects,
    entries: &[BankEntry],
    now: Moment,
) -> anyhow::Result<()> {
    let mut first = 1;
    let mut done = None;
    for (number, plan) in (1..).zip(ALL) {
        let items = plan.items(number, first, subjects, entries, now)?;
        first += u32::try_from(items.len())?;
        let assigned = plan.assigned(number, &items)?;
        // One transaction that fails where any of it is: it is all there then.
        let at = minutes_before(now, plan.minutes_ago);
        store.assign_practice(&assigned, &items, None, at).await?;
        done = Some(assigned);
    }
    let done = done.ok_or_else(|| anyhow!("nothing was assigned"))?;
    for job in [completed(done, now)?, failed(now)?] {
        if store.job(job.id, now).await?.is_none() {
            store.create_job(&job).await?;
        }
    }
    Ok(())
}

impl Plan {
    fn items(
        &self,
        assignment: u32,
        first: u32,
        subjects: &Subjects,
        entries: &[BankEntry],
        now: Moment,
    ) -> anyhow::Result<Vec<PracticeItem>> {
        let subject_id = subjects.id(self.subject)?;
        let mut rating = Rating::parse(self.rating).map_err(bad)?;
        let mut items = Vec::new();
        for (number, (origin, answered)) in (first..).zip(self.items) {
            let (source, text) = match *origin {
                Origin::Bank(difficulty, number) => {
                    let entry = bank::entry(entries, subjects, self.subject, difficulty, number)?;
                    (Source::Bank(entry.id), entry.text.clone())
                }
                Origin::MadeUp => (Source::MadeUp, made_up().map_err(bad)?),
            };
            let first_answer = answered
                .map(|answered| first_answer(text.difficulty, rating, answered, now))
                .transpose()
                .map_err(bad)?;
            rating = first_answer.map_or(rating, |first| first.rating_after);
            let is_right = matches!(answered, Some((Marked::Right, ..)));
            items.push(PracticeItem {
                id: ids::item(number),
                assignment_id: ids::assignment(assignment),
                student_id: ids::STUDENT,
                subject_id,
                source,
                choices: choices(&text, number).map_err(bad)?,
                question: text.question,
                explanation: text.explanation,
                difficulty: text.difficulty,
                goal_tags: GoalTags::default(),
                review: match source {
                    Source::Bank(_) => Review::Unneeded,
                    Source::MadeUp => Review::Pending,
                },
                assigned_at: minutes_before(now, self.minutes_ago),
                completed_at: first_answer.filter(|_| is_right).map(|first| first.at),
                first_answer,
                version: 1,
            });
        }
        Ok(items)
    }

    fn assigned(&self, number: u32, items: &[PracticeItem]) -> anyhow::Result<Assigned> {
        let made_up = items.iter().filter(|item| item.source == Source::MadeUp);
        let made_up = made_up.count();
        Ok(Assigned {
            assignment_id: ids::assignment(number),
            item_ids: items.iter().map(|item| item.id).collect(),
            rating: Rating::parse(self.rating).map_err(bad)?,
            from_bank: u8::try_from(items.len() - made_up)?,
            made_up: u8::try_from(made_up)?,
        })
    }
}

fn first_answer(
    difficulty: Difficulty,
    rating: Rating,
    (marked, seconds, minutes): Answered,
    now: Moment,
) -> Result<FirstAnswer, Breach> {
    let time = TimeTaken::parse(seconds)?;
    let performance = Performance::of(marked, time, HintsUsed::parse(0)?);
    Ok(FirstAnswer {
        performance,
        rating_before: rating,
        rating_after: elo::after(rating, difficulty, performance),
        at: minutes_before(days_before(now, 1), minutes),
    })
}

/// The right one moves on by a letter from item to item, so that the order is the same everywhere.
fn choices(text: &EntryText, number: u32) -> Result<Choices, Breach> {
    let place = number as usize % Letter::ALL.len();
    let mut texts = Vec::from(text.wrong.clone());
    texts.insert(place, text.answer.clone());
    let texts = texts.try_into().expect("three and one are four");
    Choices::restore(texts, Letter::ALL[place])
}

fn made_up() -> Result<EntryText, Breach> {
    let wrong = |text: &str| AnswerText::parse(text);
    Ok(EntryText {
        difficulty: Difficulty::parse(6)?,
        question: QuestionText::parse("Solve the equation 4(x - 3) = 2x + 10. What is x?")?,
        answer: AnswerText::parse("11")?,
        wrong: [wrong("13/2")?, wrong("-1")?, wrong("11/3")?],
        explanation: ExplanationText::parse(
            "Expand the left side to 4x - 12, subtract 2x and add 12: 2x = 22, so x = 11.",
        )?,
        topic_tags: TopicTags::default(),
        goal_tags: GoalTags::default(),
    })
}

fn order(subject: &str, items: i64) -> Result<PracticeOrder, Breach> {
    Ok(PracticeOrder {
        student_id: ids::STUDENT,
        subject: SubjectName::parse(subject)?,
        topic: None,
        num_items: ItemCount::parse(items)?,
        goal_tags: GoalTags::default(),
    })
}

fn completed(assigned: Assigned, now: Moment) -> anyhow::Result<Job> {
    let order = order("AP Chemistry", 2).map_err(bad)?;
    let job = Job::new(ids::job(1), order, minutes_before(now, 21));
    Ok(Job {
        status: JobStatus::Completed,
        progress_percent: Step::Done.percent(),
        progress_message: Some(Step::Done.message().to_owned()),
        result: Some(assigned),
        attempts: 1,
        updated_at: minutes_before(now, 20),
        ..job
    })
}

fn failed(now: Moment) -> anyhow::Result<Job> {
    let then = days_before(now, 1);
    let mut job = Job::new(ids::job(2), order("Astrology", 5).map_err(bad)?, then);
    job.attempts = 1;
    let unknown = Error::UnknownSubject { similar: vec![] };
    Ok(job.failed(Failure::from(unknown).message().to_owned(), then))
}

fn minutes_before(now: Moment, minutes: i64) -> Moment {
    now.plus(SignedDuration::from_mins(-minutes))
}

fn bad(breach: Breach) -> anyhow::Error {
    anyhow!("practice: {}", breach.message)
}
