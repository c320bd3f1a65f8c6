//! `sessions`, with their transcripts. Each counts for its student once.

use domain::account::Role;
use domain::session::{DurationMinutes, Notes, Session, Topic, Topics, Transcript};
use domain::{Moment, OldSubjectId, OldUserId, SessionId};
use store::Recorded;
use store::names::Table;
use uuid::Uuid;

use super::bank::tags;
use crate::import::row::{Flaw, Must, Row};
use crate::import::table::{Done, Found, OldTable, Refs, Target, Trouble};

/// An item of DynamoDB has 400 KB at most.
const LONGEST_TRANSCRIPT: usize = 390_000;

/// A session of the old service.
pub(in crate::import) struct OldSession {
    id: SessionId,
    student: OldUserId,
    tutor: OldUserId,
    subject: Option<OldSubjectId>,
    session_date: Moment,
    duration_minutes: DurationMinutes,
    topics_covered: Topics,
    notes: Option<Notes>,
    transcript: Option<Transcript>,
    created_at: Option<Moment>,
}

/// A session to be recorded.
pub(in crate::import) struct Ready {
    session: Session,
    transcript: Option<Transcript>,
}

impl OldTable for OldSession {
    const NAME: &'static str = "sessions";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "student_id",
        "tutor_id",
        "session_date",
        "duration_minutes",
        "subject_id",
    ];
    const HERE: Option<Table> = Some(Table::Sessions);
    type Ready = Ready;

    fn read(row: &Row) -> Result<Option<Self>, Flaw> {
        Ok(Some(Self {
            id: row.read("id").must("id")?,
            student: row.read("student_id").must("student_id")?,
            tutor: row.read("tutor_id").must("tutor_id")?,
            subject: row.read("subject_id")?,
            session_date: row.moment("session_date").must("session_date")?,
            duration_minutes: row
                .bounded("duration_minutes", DurationMinutes::parse)
                .must("duration_minutes")?,
            topics_covered: tags(row, "topics_covered", Topic::parse, Topics::parse)?,
            notes: row.parsed("notes", Notes::parse)?,
            transcript: transcript(row)?,
            created_at: row.moment("created_at")?,
        }))
    }

    fn id(&self) -> Option<Uuid> {
        Some(self.id.uuid())
    }

    fn refer(&self, to: &mut Refs) {
        to.users.extend([self.student, self.tutor]);
        to.subjects.extend(self.subject);
    }

    fn lane(&self) -> Uuid {
        self.student.uuid()
    }

    fn ready(self, found: &Found, _: &Target) -> Result<Ready, Flaw> {
        let (student, tutor) = (
            found.user("student_id", self.student)?,
            found.user("tutor_id", self.tutor)?,
        );
        if student.role != Role::Student {
            return Err(Flaw::of(
                "student_id",
                "is the id of a user who is no student",
            ));
        }
        if tutor.role != Role::Tutor {
            return Err(Flaw::of("tutor_id", "is the id of a user who is no tutor"));
        }
        let subject = self
            .subject
            .map(|subject| found.subject("subject_id", subject));
        Ok(Ready {
            session: Session {
                id: self.id,
                student_id: student.id,
                tutor_id: tutor.id,
                subject_id: subject.transpose()?,
                session_date: self.session_date,
                duration_minutes: self.duration_minutes,
                topics_covered: self.topics_covered,
                notes: self.notes,
                transcript_available: self.transcript.is_some(),
                created_at: self.created_at.unwrap_or(self.session_date),
            },
            transcript: self.transcript,
        })
    }

    async fn write(ready: &Ready, target: &Target) -> Result<Done, Trouble> {
        let Ready {
            session,
            transcript,
        } = ready;
        let store = &target.store;
        let recorded = store.record_session(session, transcript.as_ref(), target.now);
        Ok(match recorded.await? {
            Recorded::Now => Done::New,
            Recorded::Before(_) => Done::There,
        })
    }
}

fn transcript(row: &Row) -> Result<Option<Transcript>, Flaw> {
    let column = "transcript_text";
    let transcript = row.parsed(column, Transcript::parse)?;
    let transcript = transcript.filter(|text| !text.is_blank());
    if transcript
        .as_ref()
        .is_some_and(|text| text.as_str().len() > LONGEST_TRANSCRIPT)
    {
        let why = format!("should have at most {LONGEST_TRANSCRIPT} bytes in UTF-8");
        return Err(Flaw::of(column, why));
    }
    Ok(transcript)
}
