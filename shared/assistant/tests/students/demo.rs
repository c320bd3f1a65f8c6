//! What a student of `cargo local` has: what was said in its sessions, the summaries that the embedded assistant writes of them,
//! and the practice bank of a subject.

use assistant::{Assistant, Extractive, Private, SessionNotes, Source, SourceKind, bank_text};
use domain::practice::bank::BankItem;
use futures_util::FutureExt;

const BANK: &str = include_str!("../../../../data/practice_bank.json");

pub(crate) const SUBJECTS: [&str; 10] = [
    "Algebra",
    "Geometry",
    "Calculus",
    "AP Calculus",
    "SAT Math",
    "SAT English",
    "Chemistry",
    "AP Chemistry",
    "Physics",
    "Biology",
];

/// Subject, minutes, topics and transcript, as in `local/src/seed/lessons.rs`.
const LESSONS: [(&str, u16, &[&str], &str); 6] = [
    (
        "Calculus",
        60,
        &["Chain rule", "Product rule"],
        include_str!("../../../../local/src/seed/transcripts/calculus.txt"),
    ),
    (
        "Algebra",
        45,
        &["Factoring", "Quadratic equations"],
        include_str!("../../../../local/src/seed/transcripts/factoring.txt"),
    ),
    (
        "SAT Math",
        50,
        &["Linear systems", "Word problems"],
        include_str!("../../../../local/src/seed/transcripts/sat-math.txt"),
    ),
    (
        "AP Chemistry",
        60,
        &["Stoichiometry", "Limiting reactants"],
        include_str!("../../../../local/src/seed/transcripts/stoichiometry.txt"),
    ),
    (
        "AP Chemistry",
        8,
        &["Molar mass"],
        include_str!("../../../../local/src/seed/transcripts/molar-mass.txt"),
    ),
    (
        "Algebra",
        55,
        &["Completing the square", "Vertex form"],
        include_str!("../../../../local/src/seed/transcripts/completing-the-square.txt"),
    ),
];

struct Piece {
    /// Of a bank item; sessions are looked at whatever is asked.
    subject: Option<String>,
    kind: SourceKind,
    label: String,
    text: String,
}

pub(crate) struct Demo(Vec<Piece>);

impl Demo {
    pub(crate) fn new() -> Self {
        let summaries = LESSONS.iter().enumerate().map(|(day, lesson)| Piece {
            subject: None,
            kind: SourceKind::Summary,
            label: label(day, lesson.0),
            text: summary(lesson),
        });
        let transcripts = LESSONS.iter().enumerate().map(|(day, lesson)| Piece {
            subject: None,
            kind: SourceKind::Transcript,
            label: label(day, lesson.0),
            text: lesson.3.to_owned(),
        });
        let bank: Vec<BankItem> = serde_json::from_str(BANK).expect("the bank is JSON");
        let items = bank.iter().map(|item| {
            let question = item.question.as_str();
            Piece {
                subject: Some(item.subject.as_str().to_owned()),
                kind: SourceKind::BankItem,
                label: format!(
                    "practice item: {}",
                    &question[..question.floor_char_boundary(119)]
                ),
                text: bank_text(question, item.answer.as_str(), item.explanation.as_str()),
            }
        });
        Self(summaries.chain(transcripts).chain(items).collect())
    }

    /// All sessions, and the bank of a subject.
    pub(crate) fn sources(&self, subject: &str) -> Vec<Source<'_>> {
        let has = |piece: &&Piece| piece.subject.as_deref().is_none_or(|of| of == subject);
        let pieces = self.0.iter().filter(has);
        pieces
            .map(|piece| Source {
                kind: piece.kind,
                label: &piece.label,
                text: &piece.text,
            })
            .collect()
    }
}

fn label(day: usize, subject: &str) -> String {
    format!("your session of {} November 2026 on {subject}", day + 1)
}

/// The narrative and the next steps, as they are kept.
fn summary((subject, minutes, topics, transcript): &(&str, u16, &[&str], &str)) -> String {
    let topics: Vec<String> = topics.iter().map(ToString::to_string).collect();
    let notes = SessionNotes {
        subject,
        topics: &topics,
        duration_minutes: *minutes,
        transcript: Some(transcript),
        private: Private::NOBODY,
    };
    let written = Extractive
        .summarise(notes)
        .now_or_never()
        .expect("the embedded assistant waits for nothing")
        .expect("the embedded assistant does not fail");
    let mut lines = vec![written.narrative];
    lines.extend(written.next_steps);
    lines.join("\n")
}
