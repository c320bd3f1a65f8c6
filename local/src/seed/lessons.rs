//! Seven tutoring sessions with their summaries, which the embedded assistant writes from the transcripts.

use anyhow::anyhow;
use assistant::{Assistant, Extractive, Private, SessionNotes};
use domain::session::{DurationMinutes, Notes, Session, Topic, Topics, Transcript};
use domain::summary::Summary;
use domain::{Breach, Moment};
use jiff::SignedDuration;
use store::Store;

use super::subjects::Subjects;
use super::{days_before, ids};

struct Lesson {
    days_ago: i64,
    minutes: i64,
    subject: &'static str,
    topics: &'static [&'static str],
    notes: Option<&'static str>,
    /// A recording can be missing, as happens.
    transcript: Option<&'static str>,
}

const ALL: [Lesson; 7] = [
    Lesson {
        days_ago: 27,
        minutes: 60,
        subject: "Calculus",
        topics: &["Chain rule", "Product rule"],
        notes: Some("Ready for the final review."),
        transcript: Some(include_str!("transcripts/calculus.txt")),
    },
    Lesson {
        days_ago: 23,
        minutes: 45,
        subject: "Algebra",
        topics: &["Factoring", "Quadratic equations"],
        notes: None,
        transcript: Some(include_str!("transcripts/factoring.txt")),
    },
    Lesson {
        days_ago: 18,
        minutes: 50,
        subject: "SAT Math",
        topics: &["Linear systems", "Word problems"],
        notes: None,
        transcript: Some(include_str!("transcripts/sat-math.txt")),
    },
    Lesson {
        days_ago: 13,
        minutes: 60,
        subject: "AP Chemistry",
        topics: &["Stoichiometry", "Limiting reactants"],
        notes: Some("Units were the stumbling block."),
        transcript: Some(include_str!("transcripts/stoichiometry.txt")),
    },
    Lesson {
        days_ago: 9,
        minutes: 30,
        subject: "Physics",
        topics: &["Newton's second law"],
        notes: Some("The recording failed."),
        transcript: None,
    },
    Lesson {
        days_ago: 5,
        minutes: 8,
        subject: "AP Chemistry",
        topics: &["Molar mass"],
        notes: None,
        transcript: Some(include_str!("transcripts/molar-mass.txt")),
    },
    Lesson {
        days_ago: 2,
        minutes: 55,
        subject: "Algebra",
        topics: &["Completing the square", "Vertex form"],
        notes: None,
        transcript: Some(include_str!("transcripts/completing-the-square.txt")),
    },
];

/// Writes those that are not there.
pub(super) async fn write(store: &Store, subjects: &Subjects, now: Moment) -> anyhow::Result<()> {
    for (number, lesson) in (1..).zip(ALL) {
        let bad = |breach: Breach| anyhow!("session {number}: {}", breach.message);
        let session = lesson.session(number, subjects, now)?;
        let transcript = lesson
            .transcript
            .map(Transcript::parse)
            .transpose()
            .map_err(bad)?;
        let summary = lesson.summary(number, &session).await?;
        // Session, transcript, count and summary are one transaction: all of them are there, or none.
        store
            .write_summary(&summary, &session, transcript.as_ref(), None)
            .await?;
    }
    Ok(())
}

impl Lesson {
    fn session(&self, number: u32, subjects: &Subjects, now: Moment) -> anyhow::Result<Session> {
        let bad = |breach: Breach| anyhow!("session {number}: {}", breach.message);
        let topics: Result<Vec<_>, _> = self.topics.iter().copied().map(Topic::parse).collect();
        let session_date = days_before(now, self.days_ago);
        Ok(Session {
            id: ids::session(number),
            student_id: ids::STUDENT,
            tutor_id: ids::TUTOR,
            subject_id: Some(subjects.id(self.subject)?),
            session_date,
            duration_minutes: DurationMinutes::parse(self.minutes).map_err(bad)?,
            topics_covered: Topics::parse(topics.map_err(bad)?).map_err(bad)?,
            notes: self.notes.map(Notes::parse).transpose().map_err(bad)?,
            transcript_available: self.transcript.is_some(),
            created_at: session_date.plus(SignedDuration::from_mins(self.minutes)),
        })
    }

    async fn summary(&self, number: u32, session: &Session) -> anyhow::Result<Summary> {
        let topics: Vec<_> = self.topics.iter().copied().map(str::to_owned).collect();
        let notes = SessionNotes {
            subject: self.subject,
            topics: &topics,
            duration_minutes: session.duration_minutes.get(),
            transcript: self.transcript,
            private: Private::NOBODY,
        };
        let written = Extractive.summarise(notes).await?;
        Ok(Summary {
            id: ids::summary(number),
            session_id: session.id,
            student_id: session.student_id,
            tutor_id: session.tutor_id,
            narrative: written.narrative,
            next_steps: written.next_steps,
            subjects_covered: topics,
            summary_type: written.summary_type,
            created_at: session.created_at.plus(SignedDuration::from_mins(5)),
        })
    }
}
