//! The kinds of look-up, and where what they find is kept.

use std::time::Duration;

use crate::fleet::Options;

/// A cache: what is kept together, under one TTL.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Room {
    /// Users' rows.
    Users,
    /// Links between a student and an adult.
    Links,
    /// Subjects.
    Subjects,
    /// A student's goals.
    Goals,
    /// A student's rating in a subject.
    Ratings,
    /// The bank's items of a subject and a difficulty.
    Bank,
}

impl Room {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Users,
        Self::Links,
        Self::Subjects,
        Self::Goals,
        Self::Ratings,
        Self::Bank,
    ];

    /// The cache's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Users => "users",
            Self::Links => "links",
            Self::Subjects => "subjects",
            Self::Goals => "goals",
            Self::Ratings => "ratings",
            Self::Bank => "bank",
        }
    }

    /// About how many bytes a value takes: 20 goals of 600 bytes, 25 items of 800 bytes.
    #[must_use]
    pub const fn bytes(self) -> usize {
        match self {
            Self::Users => 400,
            Self::Links => 120,
            Self::Subjects => 300,
            Self::Goals => 12_000,
            Self::Ratings => 150,
            Self::Bank => 20_000,
        }
    }

    /// How many read units of DynamoDB it takes to load one: 1 for up to 4 KB read consistently, half of that for what an index
    /// answers.
    #[must_use]
    pub const fn read_units(self) -> f64 {
        match self {
            Self::Users | Self::Links | Self::Subjects | Self::Ratings => 1.0,
            Self::Goals => 1.5,
            Self::Bank => 2.5,
        }
    }

    /// Which part of an environment's memory for caches is its, as `store` divides it. What is left is that of lists which are not
    /// simulated.
    pub(crate) const fn part_of_memory(self) -> f64 {
        match self {
            Self::Users => 0.15,
            Self::Links | Self::Subjects | Self::Ratings => 0.05,
            Self::Goals => 0.30,
            Self::Bank => 0.20,
        }
    }

    /// For how long after a write nobody may fill the shared tier, because the index may lag that it would be read from.
    pub(crate) const fn settle(self) -> Duration {
        match self {
            Self::Goals | Self::Bank => Duration::from_secs(2),
            Self::Users | Self::Links | Self::Subjects | Self::Ratings => Duration::ZERO,
        }
    }
}

/// A kind of look-up. Two kinds can look in the same cache and allow different ages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The caller's row, to decide access.
    Access,
    /// The caller's link to a student, to decide access.
    Link,
    /// A user's profile.
    User,
    /// A subject.
    Subject,
    /// A student's goals.
    Goals,
    /// A student's rating in a subject.
    Rating,
    /// The bank's items of a subject and a difficulty.
    Bank,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Access,
        Self::Link,
        Self::User,
        Self::Subject,
        Self::Goals,
        Self::Rating,
        Self::Bank,
    ];

    /// What it is called in a table.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Access => "access: caller's row",
            Self::Link => "access: link",
            Self::User => "user profile",
            Self::Subject => "subject",
            Self::Goals => "student's goals",
            Self::Rating => "rating",
            Self::Bank => "bank items",
        }
    }

    /// The cache it looks in.
    #[must_use]
    pub const fn room(self) -> Room {
        match self {
            Self::Access | Self::User => Room::Users,
            Self::Link => Room::Links,
            Self::Subject => Room::Subjects,
            Self::Goals => Room::Goals,
            Self::Rating => Room::Ratings,
            Self::Bank => Room::Bank,
        }
    }

    /// The oldest value that it takes.
    #[must_use]
    pub fn max_age(self, options: &Options) -> Duration {
        let ttls = &options.ttls;
        Duration::from_secs(match self {
            Self::Access => ttls.access,
            Self::Link => ttls.links,
            Self::User => ttls.users,
            Self::Subject => ttls.subjects,
            Self::Goals => ttls.goals,
            Self::Rating => ttls.ratings,
            Self::Bank => ttls.bank,
        })
    }
}

/// Where an entry stands: its cache, and the key in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Place {
    /// The cache.
    pub room: Room,
    /// The key: one number or two.
    pub key: (u32, u32),
}
