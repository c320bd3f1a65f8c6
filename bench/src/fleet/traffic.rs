//! Who asks what, and when: visits of some minutes with a request every few seconds, then away.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashSet};
use std::time::Duration;

use crate::fleet::{Kind, Look, Mix, Options, Place, Route};

/// How many students a tutor or parent is linked to.
const STUDENTS_OF_ADULT: u32 = 10;
/// How many subjects a student learns.
const SUBJECTS_OF_STUDENT: u32 = 3;
/// How often an adult turns to another student, in requests.
const TURN: u32 = 4;

/// A request to the API.
#[derive(Debug, Clone, Copy)]
pub struct Request {
    /// When it arrives, from the start.
    pub at: Duration,
    /// The student or adult who asks.
    pub caller: u32,
    /// The student it is about.
    pub student: u32,
    /// Which of the student's subjects, and how many there are.
    pub subject: (u32, u32),
    /// The route.
    pub route: &'static Route,
}

impl Request {
    /// Whether a tutor or parent asks, whose access depends on row and link.
    #[must_use]
    pub const fn is_adults(&self) -> bool {
        self.caller != self.student
    }

    /// What decides access: nothing for a student's own.
    #[must_use]
    pub fn facts(&self) -> Vec<(Kind, Place)> {
        if !self.is_adults() {
            return Vec::new();
        }
        let row = Kind::Access.at((self.caller, 0));
        let link = Kind::Link.at((self.student, self.caller));
        vec![row, link]
    }

    /// Where what is looked up stands.
    #[must_use]
    pub fn places(&self, look: Look) -> Vec<(Kind, Place)> {
        let kind = look.kind();
        let subjects = || (0..SUBJECTS_OF_STUDENT).map(|one| self.nth_subject(one));
        let one = self.nth_subject(self.subject.0);
        match look {
            Look::Student | Look::Goals => vec![kind.at((self.student, 0))],
            Look::Subjects => subjects().map(|subject| kind.at((subject, 0))).collect(),
            Look::Subject => vec![kind.at((one, 0))],
            Look::Ratings => subjects()
                .map(|subject| kind.at((self.student, subject)))
                .collect(),
            Look::Rating => vec![kind.at((self.student, one))],
            Look::Bank(step) => {
                let level = (self.student.wrapping_mul(7) % 10).saturating_add_signed(step.into());
                vec![kind.at((one, level.min(9)))]
            }
            Look::Link => vec![kind.at((self.student, self.caller))],
        }
    }

    /// Some subjects have more learners than others: a third of all learn the first few.
    const fn nth_subject(&self, nth: u32) -> u32 {
        let of = self.subject.1;
        if nth == 0 {
            self.student % of.div_ceil(8)
        } else {
            (self.student * 13 + nth * 5) % of
        }
    }
}

impl Kind {
    fn at(self, key: (u32, u32)) -> (Self, Place) {
        (
            self,
            Place {
                room: self.room(),
                key,
            },
        )
    }
}

/// A visitor's place: as many as are there at once.
#[derive(Debug, Clone, Copy)]
struct Visit {
    caller: u32,
    student: u32,
    ends: f64,
}

/// Requests in the order in which they arrive, without end.
#[derive(Debug)]
pub struct Traffic {
    chance: fastrand::Rng,
    mix: Mix,
    students: u32,
    adults: f64,
    length: f64,
    gap: f64,
    subjects: u32,
    visits: Vec<Visit>,
    present: HashSet<u32>,
    next: BinaryHeap<Reverse<(Duration, usize)>>,
}

impl Traffic {
    /// The traffic of these options.
    ///
    /// # Errors
    /// Such a rate needs more visitors at once than there are students, or there is no route to call.
    pub fn new(options: &Options) -> Result<Self, String> {
        // So many are there at once that their requests come to the rate; the gap gives what rounding took.
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a small whole number"
        )]
        let count = (options.rate * options.gap_seconds).round().max(1.0) as u32;
        if count > options.students {
            let (rate, students) = (options.rate, options.students);
            return Err(format!(
                "{rate} requests a second need {count} visitors at once, and there are {students} students"
            ));
        }
        let mut traffic = Self {
            chance: fastrand::Rng::with_seed(options.seed),
            mix: Mix::of(options)?,
            students: options.students,
            adults: options.adults,
            length: options.visit_minutes * 60.0,
            gap: f64::from(count) / options.rate,
            subjects: options.subjects,
            visits: Vec::new(),
            present: HashSet::new(),
            next: BinaryHeap::new(),
        };
        for slot in 0..count as usize {
            let mut visit = traffic.visit(0.0);
            // They came at different times.
            visit.ends *= traffic.chance.f64();
            traffic.visits.push(visit);
            let first = traffic.gap * traffic.chance.f64();
            traffic.next.push(Reverse((micros(first), slot)));
        }
        Ok(traffic)
    }

    fn visit(&mut self, now: f64) -> Visit {
        // Half of all places at most are taken when it matters, so this ends soon; a full house takes anybody.
        let mut student = self.chance.u32(0..self.students);
        for _ in 0..64 {
            if !self.present.contains(&student) {
                break;
            }
            student = self.chance.u32(0..self.students);
        }
        self.present.insert(student);
        let adult = self.chance.f64() < self.adults;
        let caller = if adult {
            self.students + student / STUDENTS_OF_ADULT
        } else {
            student
        };
        let ends = now + self.length * (0.5 + self.chance.f64());
        Visit {
            caller,
            student,
            ends,
        }
    }
}

impl Iterator for Traffic {
    type Item = Request;

    fn next(&mut self) -> Option<Request> {
        let Reverse((at, slot)) = self.next.pop()?;
        let now = at.as_secs_f64();
        if self.visits[slot].ends < now {
            let gone = self.visits[slot];
            self.present.remove(&gone.student);
            self.visits[slot] = self.visit(now);
        }
        let Visit {
            caller,
            mut student,
            ..
        } = self.visits[slot];
        let adult = caller != student;
        if adult && self.chance.u32(0..TURN) == 0 {
            let first = student - student % STUDENTS_OF_ADULT;
            let other = (first + self.chance.u32(0..STUDENTS_OF_ADULT)).min(self.students - 1);
            self.present.remove(&student);
            self.present.insert(other);
            student = other;
            self.visits[slot].student = other;
        }
        let route = self.mix.draw(adult, &mut self.chance);
        let subject = (self.chance.u32(0..SUBJECTS_OF_STUDENT), self.subjects);
        let gap = self.gap * (0.5 + self.chance.f64());
        self.next.push(Reverse((at + micros(gap), slot)));
        Some(Request {
            at,
            caller,
            student,
            subject,
            route,
        })
    }
}

/// As fine as the wall clock tells the time.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a few seconds"
)]
fn micros(seconds: f64) -> Duration {
    Duration::from_micros((seconds * 1e6) as u64)
}
