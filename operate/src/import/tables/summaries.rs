//! `summaries`, of sessions that were moved in.

use domain::summary::{Summary, SummaryType};
use domain::{Error, Moment, OldUserId, SessionId, SummaryId, Thing};
use store::names::Table;
use uuid::Uuid;

use crate::import::row::{Flaw, Must, Row};
use crate::import::table::{Done, Found, OldTable, Refs, Target, Trouble};

/// So many bytes all texts of a summary have together: no assistant wrote a tenth of it.
const LONGEST: usize = 100_000;

/// A summary of the old service.
pub(in crate::import) struct OldSummary {
    id: SummaryId,
    session: SessionId,
    student: OldUserId,
    tutor: OldUserId,
    narrative: String,
    next_steps: Vec<String>,
    subjects_covered: Vec<String>,
    summary_type: SummaryType,
    created_at: Moment,
}

impl OldTable for OldSummary {
    const NAME: &'static str = "summaries";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "session_id",
        "student_id",
        "tutor_id",
        "narrative",
        "created_at",
    ];
    const HERE: Option<Table> = Some(Table::Summaries);
    type Ready = Summary;

    fn read(row: &Row) -> Result<Option<Self>, Flaw> {
        let summary = Self {
            id: row.read("id").must("id")?,
            session: row.read("session_id").must("session_id")?,
            student: row.read("student_id").must("student_id")?,
            tutor: row.read("tutor_id").must("tutor_id")?,
            narrative: row.text("narrative").must("narrative")?.to_owned(),
            next_steps: row.list("next_steps")?,
            subjects_covered: row.list("subjects_covered")?,
            summary_type: summary_type(row)?,
            created_at: row.moment("created_at").must("created_at")?,
        };
        let lists = summary.next_steps.iter().chain(&summary.subjects_covered);
        let bytes = summary.narrative.len() + lists.map(String::len).sum::<usize>();
        if bytes > LONGEST {
            let why = format!("should have at most {LONGEST} bytes, with the lists beside it");
            return Err(Flaw::of("narrative", why));
        }
        Ok(Some(summary))
    }

    fn id(&self) -> Option<Uuid> {
        Some(self.id.uuid())
    }

    fn refer(&self, to: &mut Refs) {
        to.users.extend([self.student, self.tutor]);
    }

    fn lane(&self) -> Uuid {
        self.session.uuid()
    }

    fn ready(self, found: &Found, _: &Target) -> Result<Summary, Flaw> {
        Ok(Summary {
            id: self.id,
            session_id: self.session,
            student_id: found.user("student_id", self.student)?.id,
            tutor_id: found.user("tutor_id", self.tutor)?.id,
            narrative: self.narrative,
            next_steps: self.next_steps,
            subjects_covered: self.subjects_covered,
            summary_type: self.summary_type,
            created_at: self.created_at,
        })
    }

    async fn write(ready: &Summary, target: &Target) -> Result<Done, Trouble> {
        match target.store.import_summary(ready).await {
            Err(Error::NotFound(Thing::Session)) => Err(Flaw::of(
                "session_id",
                "is the id of a session of others, or of one that was not moved in",
            )
            .into()),
            written => Ok(written?.into()),
        }
    }
}

fn summary_type(row: &Row) -> Result<SummaryType, Flaw> {
    match row.text("summary_type")? {
        None | Some("normal") => Ok(SummaryType::Normal),
        Some("brief") => Ok(SummaryType::Brief),
        Some("missing_transcript") => Ok(SummaryType::MissingTranscript),
        Some(_) => Err(Flaw::of(
            "summary_type",
            "should be normal, brief or missing_transcript",
        )),
    }
}
