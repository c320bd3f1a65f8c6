//! What a question is answered from: the newest summaries of the student, what was said in its last sessions, and practice
//! items with their explanations. Two rounds of requests, whose number depends on the subjects that are looked at and on
//! nothing else.
//!
//! Looked at are [`SUMMARIES`] summaries, the transcripts of [`TRANSCRIPTS`] among the last [`SESSIONS`] sessions, and at most
//! a hundred active items of each of these subjects: the goal's, if the question is about a goal that has one; else those
//! that the question names, then those of the student's goals (the active ones first, the newest first), [`SUBJECTS`] at most.
//! A subject is found by name among the first hundred of the listing.

mod pieces;
mod subjects;

use std::fmt;

use assistant::Source;
use domain::account::User;
use domain::goal::Goal;
use domain::page::PageSize;
use domain::question::{Query, can_tutor, tutors_in_order};
use domain::session::Session;
use domain::{Error, UserId};
use futures_util::future::try_join_all;
use store::{LinkSide, Store};

use self::pieces::Piece;

/// How many summaries are looked at.
const SUMMARIES: i64 = 5;
/// How many sessions are looked at.
const SESSIONS: i64 = 5;
/// How many of their transcripts are read.
const TRANSCRIPTS: usize = 3;
/// How many subjects' items are looked at.
const SUBJECTS: usize = 3;
/// How many linked tutors are considered as the one to send the student to.
const TUTORS: usize = 20;

/// What a question is answered from, and whom it concerns.
///
/// Its `Debug` shows numbers only.
pub(crate) struct Material {
    pieces: Vec<Piece>,
    /// Name and email address of the student.
    student: [String; 2],
    /// Names and email addresses of its tutors.
    tutors: Vec<String>,
    /// The student's own tutor.
    pub(crate) tutor: Option<UserId>,
}

impl Material {
    /// The pieces: summaries, transcripts, bank items.
    pub(crate) fn sources(&self) -> Vec<Source<'_>> {
        self.pieces.iter().map(Piece::source).collect()
    }

    /// What must not leave this process: the student's name and address, and the tutors'.
    pub(crate) fn private(&self) -> (Vec<&str>, Vec<&str>) {
        (
            self.student.iter().map(String::as_str).collect(),
            self.tutors.iter().map(String::as_str).collect(),
        )
    }
}

impl fmt::Debug for Material {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Material")
            .field("pieces", &self.pieces.len())
            .field("tutors", &self.tutors.len())
            .finish_non_exhaustive()
    }
}

/// Reads it.
///
/// # Errors
/// The tables cannot be read: nobody is asked with half of what there is.
pub(crate) async fn gather(
    store: &Store,
    student: &User,
    goal: Option<&Goal>,
    query: &Query,
) -> Result<Material, Error> {
    let size = |entries| PageSize::parse(entries).expect("a page's size");
    let own_goals = async {
        match goal {
            Some(_) => Ok(Vec::new()),
            None => store.goals_of(student.id).await,
        }
    };
    let (summaries, sessions, links, listed, goals) = tokio::try_join!(
        store.summaries_of(student.id, None, size(SUMMARIES), None),
        store.sessions_of(student.id, size(SESSIONS), None),
        store.links(LinkSide::AdultsOf(student.id), PageSize::LARGEST, None),
        store.catalogue(),
        own_goals,
    )?;
    let (summaries, sessions) = (summaries.items, sessions.items);

    let mut tutors = tutors_in_order(&links.items, &sessions);
    tutors.truncate(TUTORS);
    let mut people = tutors.clone();
    people.extend(sessions.iter().map(|session| session.tutor_id));
    people.extend(summaries.iter().map(|summary| summary.tutor_id));
    let recorded = sessions
        .iter()
        .filter(|session| session.transcript_available);
    let recorded: Vec<&Session> = recorded.take(TRANSCRIPTS).collect();
    let ids: Vec<_> = recorded.iter().map(|session| session.id).collect();
    let subjects = subjects::looked_at(goal, &goals, query, &listed);
    let bank = subjects.iter().map(|id| store.bank_texts(*id));
    let (backing, bank) = tokio::try_join!(store.backing(&ids, &people), try_join_all(bank))?;

    let names = pieces::Names::new(&listed, &student.zone);
    let mut pieces: Vec<_> = summaries
        .iter()
        .map(|summary| names.summary(summary, &sessions))
        .collect();
    pieces.extend(recorded.iter().filter_map(|session| {
        let said = backing.transcripts.get(&session.id)?;
        Some(names.transcript(session, said))
    }));
    pieces.extend(
        bank.iter()
            .flat_map(|texts| texts.iter())
            .map(pieces::bank_item),
    );
    Ok(Material {
        pieces,
        student: names_of(student),
        tutors: backing.users.values().flat_map(names_of).collect(),
        tutor: tutors
            .into_iter()
            .find(|id| backing.users.get(id).is_some_and(can_tutor)),
    })
}

fn names_of(user: &User) -> [String; 2] {
    [
        user.name.as_str().to_owned(),
        user.email.as_str().to_owned(),
    ]
}
