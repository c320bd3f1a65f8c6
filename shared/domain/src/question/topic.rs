//! What a conversation is about, as coarsely as the old service told it.

use serde::Serialize;

use super::interaction::Interaction;
use super::vocabulary::lists;
use super::words::Words;
use crate::subject::SubjectName;

/// A part of school.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Area {
    /// Numbers, shapes and what is made of them.
    Math,
    /// Matter, life and forces.
    Science,
    /// Reading and writing.
    English,
}

impl Area {
    const ALL: [Self; 3] = [Self::Math, Self::Science, Self::English];

    /// The words that show it, sorted.
    const fn words(self) -> &'static [&'static str] {
        match self {
            Self::Math => &MATH,
            Self::Science => &SCIENCE,
            Self::English => &ENGLISH,
        }
    }
}

const MATH: [&str; 36] = [
    "algebra",
    "algebraic",
    "angle",
    "angles",
    "arithmetic",
    "calculus",
    "coefficient",
    "coefficients",
    "denominator",
    "derivative",
    "derivatives",
    "equation",
    "equations",
    "exponent",
    "exponents",
    "factoring",
    "fraction",
    "fractions",
    "geometry",
    "inequality",
    "integral",
    "integrals",
    "logarithm",
    "logarithms",
    "math",
    "mathematics",
    "maths",
    "parabola",
    "parabolas",
    "percentage",
    "percentages",
    "polynomial",
    "polynomials",
    "quadratic",
    "triangle",
    "triangles",
];

const SCIENCE: [&str; 33] = [
    "acceleration",
    "acid",
    "acids",
    "atom",
    "atoms",
    "biology",
    "cell",
    "cells",
    "chemical",
    "chemistry",
    "dna",
    "electron",
    "electrons",
    "energy",
    "enzyme",
    "enzymes",
    "gene",
    "genes",
    "gravity",
    "ion",
    "ionic",
    "ions",
    "molar",
    "mole",
    "molecule",
    "molecules",
    "moles",
    "momentum",
    "photosynthesis",
    "physics",
    "science",
    "sciences",
    "stoichiometry",
];

const ENGLISH: [&str; 20] = [
    "adjective",
    "adjectives",
    "english",
    "essay",
    "essays",
    "grammar",
    "literature",
    "metaphor",
    "metaphors",
    "noun",
    "nouns",
    "paragraph",
    "paragraphs",
    "poem",
    "poems",
    "reading",
    "verb",
    "verbs",
    "vocabulary",
    "writing",
];

/// The parts of school that the questions and answers of a conversation show, by whole words, in the order of [`Area`].
#[must_use]
pub fn discussed(conversation: &[Interaction]) -> Vec<Area> {
    let texts = conversation
        .iter()
        .flat_map(|one| [one.query.as_str(), one.answer.as_str()]);
    let words: Vec<_> = texts.map(Words::of).collect();
    let shows = |area: &Area| {
        let mut all = words.iter().flat_map(Words::iter);
        all.any(|word| lists(area.words(), word))
    };
    Area::ALL.into_iter().filter(shows).collect()
}

/// Whether a text says a subject's name, in whatever case: its words, whole and next to each other.
#[must_use]
pub fn names_subject(text: &str, name: &SubjectName) -> bool {
    let name: Vec<_> = Words::of(name.as_str()).iter().map(str::to_owned).collect();
    !name.is_empty() && Words::of(text).hold(&name.join(" "))
}

#[cfg(test)]
mod tests {
    use super::super::{Answer, Assessment, Cited, Query, Signals};
    use super::*;
    use crate::{Id, Moment};

    fn exchange(query: &str, answer: &str) -> Interaction {
        Interaction {
            id: Id::from_uuid(uuid::Uuid::nil()),
            student_id: Id::from_uuid(uuid::Uuid::nil()),
            goal_id: None,
            query: Query::parse(query).unwrap(),
            answer: Answer::parse(answer).unwrap(),
            assessment: Assessment::OUT_OF_SCOPE,
            signals: Signals {
                clarification_requested: false,
                out_of_scope: true,
            },
            escalated_to: None,
            disclaimer_shown: false,
            cited: Cited::default(),
            created_at: Moment::from_microsecond(0).unwrap(),
        }
    }

    #[test]
    fn every_list_is_sorted_so_that_it_can_be_searched() {
        for area in Area::ALL {
            assert!(area.words().is_sorted(), "{area:?}");
        }
    }

    #[test]
    fn a_conversation_is_about_what_its_questions_and_answers_say_in_whole_words() {
        let talk = [
            exchange("How do I write an essay?", "Begin with a plan."),
            exchange("And this one?", "It is a quadratic equation."),
        ];
        assert_eq!(discussed(&talk), [Area::Math, Area::English]);
        assert_eq!(
            discussed(&[exchange("Aftermath of a cellar", "Unionise")]),
            []
        );
        assert_eq!(discussed(&[]), []);
    }

    #[test]
    fn a_subject_is_named_by_all_of_its_words_and_in_any_case() {
        let name = |name: &str| SubjectName::parse(name).unwrap();
        assert!(names_subject(
            "Is this on the sat math test?",
            &name("SAT Math")
        ));
        assert!(!names_subject("The SAT and math", &name("SAT Math")));
        assert!(!names_subject("aftermath", &name("Math")));
        assert!(!names_subject("anything", &name("?!")));
    }
}
