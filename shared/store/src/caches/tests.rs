//! All caches together take no more memory than they may, whatever is asked for.

use std::sync::Arc;

use domain::account::Role;
use domain::link::LinkKind;
use domain::practice::bank::{ExplanationText, QuestionText};
use domain::practice::choices::AnswerText;
use domain::practice::difficulty::Difficulty;
use domain::practice::entry::{BankEntry, EntryText, TopicTags};
use domain::practice::tags::GoalTags;
use domain::rating::{Rating, StudentRating};
use domain::{Id, SubjectId};
use futures_util::FutureExt;
use testkit::ManualClock;
use testkit::builders::{a_goal, a_subject, a_user, an_id};

use super::stored::Value;
use super::{Caches, Kept, Listed, Warmth};
use crate::BankText;

/// Asks for a key, whose value is then kept if there is room.
fn ask<K, V>(kept: &Kept<K, V>, key: K, value: V)
where
    K: std::hash::Hash + Eq + Clone + Send,
    V: Value,
{
    let got = kept.get(&key, || async { Ok(Some(value)) });
    got.now_or_never().expect("nobody waits").expect("it loads");
}

fn list<T>(most: usize, each: impl Fn() -> T) -> Listed<T> {
    let mut list = Vec::new();
    list.resize_with(fastrand::usize(0..=most), each);
    Arc::new(list)
}

fn an_entry(subject: SubjectId) -> BankEntry {
    let long = |length| "x".repeat(fastrand::usize(30..length));
    let answer = |letter: &str| AnswerText::parse(format!("{letter}{}", long(100))).unwrap();
    let text = EntryText {
        difficulty: Difficulty::EASIEST,
        question: QuestionText::parse(format!("Is it {}?", long(400))).unwrap(),
        answer: answer("a"),
        wrong: [answer("b"), answer("c"), answer("d")],
        explanation: ExplanationText::parse(format!("It is {}.", long(800))).unwrap(),
        topic_tags: TopicTags::default(),
        goal_tags: GoalTags::default(),
    };
    BankEntry::new(an_id(), subject, text, None, ManualClock::start())
}

fn a_rating() -> StudentRating {
    StudentRating {
        student_id: an_id(),
        subject_id: an_id(),
        rating: Rating::DEFAULT,
        updated_at: ManualClock::start(),
    }
}

/// Asks every cache for far more than it can hold.
fn fill(caches: &Caches) {
    for _ in 0..3000 {
        let (user, subject) = (a_user(Role::Student), a_subject("Algebra"));
        ask(&caches.links, (user.id, an_id()), LinkKind::Tutor);
        ask(&caches.subjects, subject.id, subject);
        ask(&caches.ratings, (user.id, an_id()), a_rating());
        ask(&caches.users, user.id, user);
    }
    for _ in 0..60 {
        let student = an_id();
        ask(&caches.goals, student, list(100, || a_goal(student)));
        ask(&caches.ratings_of, student, list(100, a_rating));
        let subject: SubjectId = an_id();
        let entries = list(200, || an_entry(subject));
        ask(&caches.bank, (subject, Difficulty::EASIEST), entries);
        let text = || BankText {
            id: an_id(),
            question: "What is x?".repeat(fastrand::usize(1..40)),
            answer: "seven".to_owned(),
            explanation: "Because.".repeat(fastrand::usize(0..40)),
        };
        ask(&caches.texts, subject, list(100, text));
        ask(&caches.catalogue, (), list(100, || a_subject("Algebra")));
    }
}

#[test]
fn all_caches_together_take_no_more_than_they_may_whatever_is_asked_for() {
    for mib in [1, 4, 8] {
        let warmth = Warmth {
            bytes: mib << 20,
            ..Warmth::of_memory(Arc::new(ManualClock::new()))
        };
        let mut caches = None;
        let used = allocation_counter::measure(|| {
            let filled = Caches::new(&warmth);
            fill(&filled);
            caches = Some(filled);
        });
        let (bytes, most) = (used.bytes_current, i64::try_from(mib << 20).unwrap());
        assert!(bytes <= most, "{bytes} of {most}");
        assert!(bytes > most / 4, "a bound of {most} is of use: {bytes}");
        drop(caches);
    }
}

#[test]
fn what_crosses_to_other_environments_comes_back_as_it_was() {
    fn same<V: Value + PartialEq + std::fmt::Debug>(value: &V) {
        let text = value.text().expect("it can be written");
        assert_eq!(V::of_text(&text).as_ref(), Some(value));
        assert_eq!(V::of_text(b"nonsense").as_ref(), None);
    }
    let user = a_user(Role::Tutor);
    same(&a_subject("Algebra"));
    same(&list(9, || a_goal(user.id)));
    same(&list(9, a_rating));
    same(&list(9, || an_entry(Id::from_uuid(user.id.uuid()))));
    same(&LinkKind::Parent);
    same(&user);
}
