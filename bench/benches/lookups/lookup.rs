//! The look-ups that are measured.

use std::hint::black_box;

use domain::access::ReadFacts;
use store::Store;

use crate::scene::Scene;

/// A look-up, as operations make it.
#[derive(Debug, Clone, Copy)]
pub(crate) enum LookUp {
    User,
    Subject,
    Goals,
    Ratings,
    Facts,
}

impl LookUp {
    pub(crate) const ALL: [Self; 5] = [
        Self::User,
        Self::Subject,
        Self::Goals,
        Self::Ratings,
        Self::Facts,
    ];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::User => "a user",
            Self::Subject => "a subject",
            Self::Goals => "a student's 20 goals",
            Self::Ratings => "a student's 5 ratings",
            Self::Facts => "what access is decided from (row and link)",
        }
    }

    /// What the guide of the original system asks for, as the part of the time that is saved.
    pub(crate) const fn target(self) -> Option<f64> {
        match self {
            Self::User => Some(0.90),
            Self::Subject => Some(0.95),
            Self::Goals => Some(0.80),
            Self::Ratings | Self::Facts => None,
        }
    }

    /// Looks up one of many, so that no processor cache knows it better than it would a function's.
    pub(crate) async fn run(self, store: &Store, scene: &Scene, nth: usize) {
        let student = scene.students[nth % scene.students.len()];
        match self {
            Self::User => {
                black_box(store.user(student).await.expect("it is there"));
            }
            Self::Subject => {
                let subject = scene.subjects[nth % scene.subjects.len()];
                black_box(store.subject(subject).await.expect("it is there"));
            }
            Self::Goals => {
                let goals = store.goals_of(student).await.expect("they are there");
                assert_eq!(black_box(goals).len(), 20);
            }
            Self::Ratings => {
                let ratings = store.ratings_of(student).await.expect("they are there");
                assert_eq!(black_box(ratings).len(), 5);
            }
            Self::Facts => {
                let facts = store
                    .facts(scene.tutor, Some(student))
                    .await
                    .expect("they are there");
                assert!(black_box(facts).link.is_some());
            }
        }
    }
}
