//! One piece of what a student has, with its label.

use std::collections::HashMap;
use std::fmt;

use assistant::{Source, SourceKind, bank_text};
use domain::SubjectId;
use domain::account::Zone;
use domain::session::{Session, Topic, Transcript};
use domain::subject::{Subject, SubjectName};
use domain::summary::Summary;
use store::BankText;

use crate::labels;

/// A piece.
///
/// Its `Debug` shows its kind only.
pub(super) struct Piece {
    kind: SourceKind,
    label: String,
    text: String,
}

impl Piece {
    pub(super) fn source(&self) -> Source<'_> {
        Source {
            kind: self.kind,
            label: &self.label,
            text: &self.text,
        }
    }
}

impl fmt::Debug for Piece {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Piece")
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}

/// By which sessions are called.
pub(super) struct Names<'a> {
    subjects: HashMap<SubjectId, &'a SubjectName>,
    zone: &'a Zone,
}

impl<'a> Names<'a> {
    pub(super) fn new(subjects: &'a [Subject], zone: &'a Zone) -> Self {
        let subjects = subjects.iter().map(|subject| (subject.id, &subject.name));
        Self {
            subjects: subjects.collect(),
            zone,
        }
    }

    /// A summary, called as its session is if that is among `sessions`.
    pub(super) fn summary(&self, summary: &Summary, sessions: &[Session]) -> Piece {
        let session = sessions
            .iter()
            .find(|session| session.id == summary.session_id);
        let label = match session {
            Some(session) => self.session(session),
            None => {
                let about = summary.subjects_covered.join(", ");
                labels::session(summary.created_at, self.zone, &about)
            }
        };
        let mut lines = vec![summary.narrative.as_str()];
        lines.extend(summary.next_steps.iter().map(String::as_str));
        Piece {
            kind: SourceKind::Summary,
            label,
            text: lines.join("\n"),
        }
    }

    pub(super) fn transcript(&self, session: &Session, said: &Transcript) -> Piece {
        Piece {
            kind: SourceKind::Transcript,
            label: self.session(session),
            text: said.as_str().to_owned(),
        }
    }

    /// By the subject's name, or else by the topics.
    fn session(&self, session: &Session) -> String {
        let subject = session.subject_id.and_then(|id| self.subjects.get(&id));
        let about = match subject {
            Some(name) => name.as_str().to_owned(),
            None => {
                let topics = session.topics_covered.as_slice().iter();
                topics.map(Topic::as_str).collect::<Vec<_>>().join(", ")
            }
        };
        labels::session(session.session_date, self.zone, &about)
    }
}

/// A bank item: question, answer and explanation, a line each.
pub(super) fn bank_item(item: &BankText) -> Piece {
    Piece {
        kind: SourceKind::BankItem,
        label: labels::bank_item(&item.question),
        text: bank_text(&item.question, &item.answer, &item.explanation),
    }
}

#[cfg(test)]
mod tests {
    use testkit::builders::{a_session, a_subject, a_summary, an_id};

    use super::*;

    #[test]
    fn summary_and_transcript_of_a_session_have_one_name() {
        let algebra = a_subject("Algebra");
        let session = Session {
            subject_id: Some(algebra.id),
            ..a_session(an_id(), an_id())
        };
        let (subjects, zone) = ([algebra], Zone::default());
        let names = Names::new(&subjects, &zone);
        let said = Transcript::parse("Tutor: Halve it.").unwrap();
        let piece = names.transcript(&session, &said);
        assert_eq!(piece.label, "your session of 22 November 2026 on Algebra");
        let summary = names.summary(&a_summary(&session), std::slice::from_ref(&session));
        assert_eq!(summary.label, piece.label);
        assert_eq!(
            summary.text,
            "We completed the square.\nSolve three quadratic equations."
        );
        assert!(!format!("{piece:?}").contains("Halve"));
    }

    #[test]
    fn a_session_without_subject_is_called_by_its_topics_and_a_lone_summary_by_its_own() {
        let session = a_session(an_id(), an_id());
        let (subjects, zone) = ([], Zone::default());
        let names = Names::new(&subjects, &zone);
        let said = Transcript::parse("x").unwrap();
        assert_eq!(
            names.transcript(&session, &said).label,
            "your session of 22 November 2026 on Quadratic equations"
        );
        assert_eq!(
            names.summary(&a_summary(&session), &[]).label,
            "your session of 22 November 2026 on Algebra"
        );
    }
}
