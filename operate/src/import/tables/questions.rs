//! `qa_interactions`: questions and their answers.

use domain::question::{Answer, Assessment, Cited, Confidence, Interaction, Query, Score, Signals};
use domain::{Error, GoalId, InteractionId, Moment, OldUserId};
use store::names::Table;
use uuid::Uuid;

use crate::import::moving::patiently;
use crate::import::row::{Flaw, Must, Row};
use crate::import::table::{Done, Found, OldTable, Refs, Target, Trouble};

/// A question of the old service with its answer.
pub(in crate::import) struct OldQuestion {
    id: InteractionId,
    student: OldUserId,
    goal: Option<GoalId>,
    query: Query,
    answer: Answer,
    assessment: Assessment,
    signals: Signals,
    disclaimer_shown: bool,
    created_at: Moment,
}

impl OldTable for OldQuestion {
    const NAME: &'static str = "qa_interactions";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "student_id",
        "query",
        "answer",
        "confidence",
        "created_at",
    ];
    const HERE: Option<Table> = Some(Table::QaInteractions);
    type Ready = Interaction;

    fn read(row: &Row) -> Result<Option<Self>, Flaw> {
        Ok(Some(Self {
            id: row.read("id").must("id")?,
            student: row.read("student_id").must("student_id")?,
            goal: row.read("goal_id")?,
            query: row.parsed("query", Query::parse).must("query")?,
            answer: row.parsed("answer", Answer::parse).must("answer")?,
            assessment: assessment(row)?,
            signals: Signals {
                clarification_requested: row.flag("clarification_requested")?,
                out_of_scope: row.flag("out_of_scope")?,
            },
            disclaimer_shown: row.flag("disclaimer_shown")?,
            created_at: row.moment("created_at").must("created_at")?,
        }))
    }

    fn id(&self) -> Option<Uuid> {
        Some(self.id.uuid())
    }

    fn refer(&self, to: &mut Refs) {
        to.users.insert(self.student);
    }

    fn lane(&self) -> Uuid {
        self.id.uuid()
    }

    async fn look_up(rows: &[&Self], target: &Target, found: &mut Found) -> Result<(), Error> {
        let goals: Vec<_> = rows.iter().filter_map(|row| row.goal).collect();
        let ids = || goals.iter().map(domain::Id::uuid);
        let there = patiently(async || target.store.which_exist(Table::Goals, ids()).await);
        found.goals = there.await?;
        Ok(())
    }

    fn ready(self, found: &Found, _: &Target) -> Result<Interaction, Flaw> {
        if self
            .goal
            .is_some_and(|goal| !found.goals.contains(&goal.uuid()))
        {
            return Err(Flaw::of(
                "goal_id",
                "is the id of a goal that was not moved in",
            ));
        }
        Ok(Interaction {
            id: self.id,
            student_id: found.user("student_id", self.student)?.id,
            goal_id: self.goal,
            query: self.query,
            answer: self.answer,
            assessment: self.assessment,
            signals: self.signals,
            // The old service never sent anybody to a tutor.
            escalated_to: None,
            disclaimer_shown: self.disclaimer_shown,
            cited: Cited::default(),
            created_at: self.created_at,
        })
    }

    async fn write(ready: &Interaction, target: &Target) -> Result<Done, Trouble> {
        target.store.add_interaction(ready).await?;
        Ok(Done::New)
    }
}

/// How sure the answer was. A score that was not kept is the least that its word stands for.
fn assessment(row: &Row) -> Result<Assessment, Flaw> {
    let (confidence, least) = match row.text("confidence").must("confidence")? {
        "High" => (Confidence::High, 0.75),
        "Medium" => (Confidence::Medium, 0.5),
        "Low" => (Confidence::Low, 0.0),
        _ => return Err(Flaw::of("confidence", "should be High, Medium or Low")),
    };
    let score = row.decimal("confidence_score", (0.0, 1.0))?;
    Ok(Assessment {
        confidence,
        score: Score::nearest(score.unwrap_or(least)),
    })
}
