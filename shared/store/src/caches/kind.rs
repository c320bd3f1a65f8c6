//! The kinds of look-ups that are cached, by the names that configuration knows them by.

use std::collections::HashSet;
use std::time::Duration;

/// A kind of look-up that is cached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CacheKind {
    /// Users by id.
    Users,
    /// Subjects by id, and the first hundred of them by name.
    Subjects,
    /// A student's goals.
    Goals,
    /// A student's ratings, one by one and all.
    Ratings,
    /// Items of the bank by subject and difficulty, and the easiest of a subject.
    Bank,
    /// Links by student and adult.
    Links,
}

/// There is no cache of this name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownCache;

impl CacheKind {
    /// All there are.
    pub const ALL: [Self; 6] = [
        Self::Users,
        Self::Subjects,
        Self::Goals,
        Self::Ratings,
        Self::Bank,
        Self::Links,
    ];

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Users => "users",
            Self::Subjects => "subjects",
            Self::Goals => "goals",
            Self::Ratings => "ratings",
            Self::Bank => "bank",
            Self::Links => "links",
        }
    }

    /// The most that the age of an entry may be.
    #[must_use]
    pub const fn ttl(self) -> Duration {
        Duration::from_secs(match self {
            Self::Users | Self::Bank => 300,
            Self::Subjects => 600,
            Self::Goals => 120,
            Self::Ratings | Self::Links => 60,
        })
    }

    /// Some of them by name, separated by commas; `all` is all.
    ///
    /// # Errors
    /// A name is none.
    pub fn parse_list(names: &str) -> Result<HashSet<Self>, UnknownCache> {
        let mut kinds = HashSet::new();
        for name in names.split(',').map(str::trim).filter(|n| !n.is_empty()) {
            match Self::ALL.into_iter().find(|kind| kind.name() == name) {
                Some(kind) => drop(kinds.insert(kind)),
                None if name == "all" => kinds.extend(Self::ALL),
                None => return Err(UnknownCache),
            }
        }
        Ok(kinds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn caches_are_named_one_by_one_or_all_at_once() {
        use CacheKind::{Goals, Links};
        let parsed = |names| CacheKind::parse_list(names);
        assert_eq!(parsed(""), Ok(HashSet::new()));
        assert_eq!(parsed("goals, links"), Ok([Goals, Links].into()));
        assert_eq!(parsed("all"), Ok(CacheKind::ALL.into()));
        assert_eq!(parsed("goals,gaols"), Err(UnknownCache));
    }
}
