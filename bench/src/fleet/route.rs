//! What routes look up and write: the mix of the traffic.
//!
//! Reads are those of the handlers in `functions/`, as far as they are look-ups that are cached. How often a route is called is an
//! assumption; `--share` and `--writes` change it.

use std::fmt;
use std::str::FromStr;

use crate::fleet::{Kind, Options};

/// A route group: one Lambda function, whose environments share no memory with another's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Group {
    /// `functions/accounts`.
    Accounts,
    /// `functions/goals`.
    Goals,
    /// `functions/practice`.
    Practice,
    /// `functions/progress`.
    Progress,
    /// `functions/qa`.
    Qa,
    /// `functions/sessions`.
    Sessions,
    /// `functions/subjects`.
    Subjects,
}

impl Group {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Accounts,
        Self::Goals,
        Self::Practice,
        Self::Progress,
        Self::Qa,
        Self::Sessions,
        Self::Subjects,
    ];

    /// The function's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Accounts => "accounts",
            Self::Goals => "goals",
            Self::Practice => "practice",
            Self::Progress => "progress",
            Self::Qa => "qa",
            Self::Sessions => "sessions",
            Self::Subjects => "subjects",
        }
    }
}

impl fmt::Display for Group {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Group {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let found = Self::ALL.into_iter().find(|group| group.name() == text);
        found.ok_or_else(|| {
            format!(
                "there is no group {text}: {}",
                Self::ALL.map(Self::name).join(", ")
            )
        })
    }
}

/// What a route looks up or writes, of the student that it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// The student's profile.
    Student,
    /// The student's goals.
    Goals,
    /// All subjects of the student.
    Subjects,
    /// One subject of the student.
    Subject,
    /// The student's ratings in all its subjects.
    Ratings,
    /// The student's rating in one subject.
    Rating,
    /// The bank's items of one subject: easier than the student's level by one, at it, or harder by one.
    Bank(i8),
    /// The caller's link to the student.
    Link,
}

impl Look {
    /// The kind of its look-ups.
    #[must_use]
    pub const fn kind(self) -> Kind {
        match self {
            Self::Student => Kind::User,
            Self::Goals => Kind::Goals,
            Self::Subjects | Self::Subject => Kind::Subject,
            Self::Ratings | Self::Rating => Kind::Rating,
            Self::Bank(_) => Kind::Bank,
            Self::Link => Kind::Link,
        }
    }
}

/// A route, or several that do the same.
#[derive(Debug)]
pub struct Route {
    /// Its method and path.
    pub name: &'static str,
    /// The function that it belongs to.
    pub group: Group,
    /// How often it is called, in parts of 100.
    pub parts: f64,
    /// What it looks up, beside what decides access. What stands together is one request to DynamoDB.
    pub reads: &'static [&'static [Look]],
    /// What it writes, once it has read.
    pub writes: &'static [Look],
    /// Whether a tutor or parent calls it too.
    pub adults: bool,
}

const fn route(
    group: Group,
    name: &'static str,
    parts: f64,
    reads: &'static [&'static [Look]],
) -> Route {
    Route {
        name,
        group,
        parts,
        reads,
        writes: &[],
        adults: true,
    }
}

impl Route {
    const fn writing(mut self, writes: &'static [Look]) -> Self {
        self.writes = writes;
        self
    }

    const fn by_students(mut self) -> Self {
        self.adults = false;
        self
    }
}

/// The routes, with about 100 parts in all.
pub static ROUTES: [Route; 16] = {
    use Group::{Accounts, Goals, Practice, Progress, Qa, Sessions, Subjects};
    use Look::{Bank, Rating, Ratings, Student, Subject};
    [
        route(
            Progress,
            "GET /progress/{id}",
            24.0,
            &[&[Student], &[Look::Goals], &[Look::Subjects, Ratings]],
        ),
        route(
            Goals,
            "GET /goals",
            16.0,
            &[&[Look::Goals], &[Look::Subjects, Ratings]],
        ),
        route(Goals, "PATCH /goals/{id}", 3.0, &[&[Subject, Rating]]).writing(&[Look::Goals]),
        route(
            Practice,
            "POST /practice/assign",
            8.0,
            &[
                &[Subject],
                &[Student, Rating],
                &[Bank(-1)],
                &[Bank(0)],
                &[Bank(1)],
            ],
        ),
        route(Practice, "POST /practice/complete", 24.0, &[])
            .writing(&[Look::Goals, Rating])
            .by_students(),
        route(Practice, "GET /practice/assignments", 8.0, &[]),
        route(
            Practice,
            "GET /ratings/{id}",
            2.5,
            &[&[Ratings], &[Look::Subjects]],
        ),
        route(Practice, "PATCH /practice/bank/{id}", 0.01, &[]).writing(&[Bank(0)]),
        route(
            Qa,
            "POST /qa/query",
            6.0,
            &[&[Student], &[Subject], &[Bank(0)]],
        )
        .by_students(),
        route(Sessions, "GET /sessions", 4.0, &[&[Look::Subjects]]),
        route(Accounts, "GET /auth/me", 2.0, &[&[Student]]).by_students(),
        route(Accounts, "POST /users/me/disclaimer", 0.02, &[])
            .writing(&[Student])
            .by_students(),
        route(Accounts, "GET /users/{id}", 1.0, &[&[Student]]),
        route(Accounts, "POST, DELETE /links", 0.01, &[]).writing(&[Look::Link]),
        route(Subjects, "GET /subjects/{id}", 1.0, &[&[Subject]]),
        route(Subjects, "PATCH /subjects/{id}", 0.0005, &[]).writing(&[Subject]),
    ]
};

/// How often each route is called, as the options have it.
#[derive(Debug)]
pub struct Mix {
    /// For students, by route.
    students: Vec<f64>,
    /// For adults, by route.
    adults: Vec<f64>,
}

impl Mix {
    /// The mix of these options.
    ///
    /// # Errors
    /// No request would be left.
    pub fn of(options: &Options) -> Result<Self, String> {
        let mut parts: Vec<f64> = ROUTES.iter().map(|route| route.parts).collect();
        for (group, share) in &options.shares {
            let own = |of: &Route| of.group == *group;
            let before: f64 = ROUTES.iter().filter(|of| own(of)).map(|of| of.parts).sum();
            for (part, of) in parts.iter_mut().zip(&ROUTES) {
                if own(of) {
                    *part = of.parts * share / before;
                }
            }
        }
        let mut students = parts.clone();
        let mut adults: Vec<f64> = parts
            .iter()
            .zip(&ROUTES)
            .map(|(part, of)| if of.adults { *part } else { 0.0 })
            .collect();
        if let Some(writes) = options.writes {
            split(&mut students, writes);
            split(&mut adults, writes);
        }
        let empty = |parts: &[f64]| parts.iter().sum::<f64>() <= 0.0;
        if empty(&students) || options.adults > 0.0 && empty(&adults) {
            return Err("these shares leave no route to call".to_owned());
        }
        Ok(Self { students, adults })
    }

    /// A route, drawn.
    pub(crate) fn draw(&self, adult: bool, chance: &mut fastrand::Rng) -> &'static Route {
        let parts = if adult { &self.adults } else { &self.students };
        let mut left = chance.f64() * parts.iter().sum::<f64>();
        let drawn = parts.iter().position(|part| {
            left -= part;
            left < 0.0
        });
        // Rounding can leave a little at the end: then it is the last that is called at all.
        let last = || parts.iter().rposition(|part| *part > 0.0);
        &ROUTES[drawn.or_else(last).unwrap_or(0)]
    }
}

/// Gives what writes this part of the whole, and what does not the rest.
fn split(parts: &mut [f64], writes: f64) {
    let is_write = |at: usize| !ROUTES[at].writes.is_empty();
    let sum = |writing: bool, parts: &[f64]| -> f64 {
        (0..parts.len())
            .filter(|at| is_write(*at) == writing)
            .map(|at| parts[at])
            .sum()
    };
    let (writing, reading) = (sum(true, parts), sum(false, parts));
    for (at, part) in parts.iter_mut().enumerate() {
        let (share, of) = if is_write(at) {
            (writes, writing)
        } else {
            (1.0 - writes, reading)
        };
        *part = if of > 0.0 { *part / of * share } else { 0.0 };
    }
}
