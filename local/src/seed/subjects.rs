//! The ten subjects that the old service began with.

use std::collections::BTreeMap;

use anyhow::{Context, anyhow};
use domain::subject::{Category, Subject, SubjectDescription, SubjectName};
use domain::{Breach, Error, Moment, SubjectId};
use futures_util::future::try_join_all;
use store::Store;

use super::{days_before, ids};

/// Name, category, description.
const ALL: [(&str, &str, &str); 10] = [
    ("Algebra", "Math", "Equations, functions and polynomials."),
    (
        "Geometry",
        "Math",
        "Shapes, angles, proofs and coordinates.",
    ),
    ("Calculus", "Math", "Limits, derivatives and integrals."),
    (
        "Chemistry",
        "Science",
        "Atoms, bonds, reactions and stoichiometry.",
    ),
    ("Physics", "Science", "Motion, forces, energy and waves."),
    (
        "Biology",
        "Science",
        "Cells, genetics, evolution and ecology.",
    ),
    (
        "SAT Math",
        "Test Prep",
        "The mathematics sections of the SAT.",
    ),
    (
        "SAT English",
        "Test Prep",
        "Reading and writing for the SAT.",
    ),
    ("AP Calculus", "AP", "Calculus AB and BC at college level."),
    ("AP Chemistry", "AP", "Chemistry at college level."),
];

/// The ids of the subjects by name.
#[derive(Debug)]
pub(super) struct Subjects(BTreeMap<&'static str, SubjectId>);

impl Subjects {
    pub(super) fn id(&self, name: &str) -> anyhow::Result<SubjectId> {
        self.0
            .get(name)
            .copied()
            .with_context(|| format!("no subject is called {name}"))
    }
}

/// Writes those that are not there.
pub(super) async fn write(store: &Store, now: Moment) -> anyhow::Result<Subjects> {
    let now = days_before(now, 60);
    let one = async |(number, (name, category, description)): (u32, _)| {
        let subject = subject(number, name, category, description, now)
            .map_err(|breach| anyhow!("subject {name}: {}", breach.message))?;
        let id = match store.create_subject(&subject).await {
            Ok(()) => subject.id,
            // By an interrupted start, or by somebody who then has given it an id of its own.
            Err(Error::Exists(_)) => {
                let owner = store.subject_named(&subject.name).await?;
                owner.with_context(|| format!("{name} was renamed by someone"))?
            }
            Err(error) => return Err(error.into()),
        };
        anyhow::Ok((name, id))
    };
    let written = try_join_all((1..).zip(ALL).map(one)).await?;
    Ok(Subjects(written.into_iter().collect()))
}

fn subject(
    number: u32,
    name: &str,
    category: &str,
    description: &str,
    now: Moment,
) -> Result<Subject, Breach> {
    Ok(Subject {
        id: ids::subject(number),
        name: SubjectName::parse(name)?,
        category: Some(Category::parse(category)?),
        description: Some(SubjectDescription::parse(description)?),
        created_at: now,
        updated_at: now,
    })
}
