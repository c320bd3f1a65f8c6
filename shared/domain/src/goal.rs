//! Goals: what a student works towards.

use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::text::bounded_text;
use crate::{Breach, BreachKind, GoalId, Moment, SubjectId, UserId};

bounded_text! {
    /// A goal's title.
    Title, 1..=255, not_blank
}

bounded_text! {
    /// What a goal is about.
    GoalDescription, 0..=2000
}

bounded_text! {
    /// What kind of goal it is: free text, of which `SAT` and `AP` have their own targets.
    GoalType, 1..=50, not_blank
}

impl GoalType {
    /// What a goal is of which nothing is said.
    #[must_use]
    pub fn standard() -> Self {
        Self("Standard".to_owned())
    }

    /// How many completed items fill the practice part of the goal: 100 for SAT, 75 for AP, 50 for all others.
    #[must_use]
    pub fn target_items(&self) -> u32 {
        match self.0.to_ascii_lowercase().as_str() {
            "sat" => 100,
            "ap" => 75,
            _ => 50,
        }
    }
}

/// A student has at most this many goals, so that one query reads all of them.
pub const MAX_GOALS: usize = 100;

/// Where a goal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum GoalStatus {
    /// Being worked on.
    Active,
    /// Reached.
    Completed,
    /// Set aside for a while.
    Paused,
    /// Given up.
    Cancelled,
}

impl GoalStatus {
    /// The word that is stored and sent.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Completed => "completed",
            Self::Paused => "paused",
            Self::Cancelled => "cancelled",
        }
    }
}

/// The day by which a goal should be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TargetDate(Date);

impl TargetDate {
    /// The day.
    #[must_use]
    pub const fn date(self) -> Date {
        self.0
    }
}

impl FromStr for TargetDate {
    type Err = Breach;

    /// Takes `2027-05-01`, or a date and time of RFC 3339 of which the day is kept.
    fn from_str(text: &str) -> Result<Self, Breach> {
        let breach = || {
            Breach::new(
                BreachKind::Unacceptable,
                "should be a date such as 2027-05-01",
            )
        };
        // The first ten characters are the day as it was written, in whatever offset.
        let day = text.get(..10).ok_or_else(breach)?;
        if text.len() > 10 {
            text.parse::<Moment>().map_err(|_| breach())?;
        }
        Date::strptime("%Y-%m-%d", day)
            .map(Self)
            .map_err(|_| breach())
    }
}

impl TryFrom<String> for TargetDate {
    type Error = Breach;

    fn try_from(text: String) -> Result<Self, Breach> {
        text.parse()
    }
}

impl Serialize for TargetDate {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0.strftime("%Y-%m-%d"))
    }
}

impl<'de> Deserialize<'de> for TargetDate {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse()
            .map_err(|breach: Breach| serde::de::Error::custom(breach.encode()))
    }
}

impl utoipa::PartialSchema for TargetDate {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, SchemaFormat, Type};
        let format = SchemaFormat::KnownFormat(KnownFormat::Date);
        ObjectBuilder::new()
            .schema_type(Type::String)
            .format(Some(format))
            .into()
    }
}

impl utoipa::ToSchema for TargetDate {}

/// A goal as stored.
#[derive(Debug, Clone, PartialEq)]
pub struct Goal {
    /// Its id.
    pub id: GoalId,
    /// Whose it is.
    pub student_id: UserId,
    /// What it is called.
    pub title: Title,
    /// What it is about.
    pub description: Option<GoalDescription>,
    /// What kind it is.
    pub goal_type: GoalType,
    /// The subject it belongs to.
    pub subject_id: Option<SubjectId>,
    /// Where it stands.
    pub status: GoalStatus,
    /// How far it is: 0 to 100, with two decimals.
    pub completion: crate::progress::Completion,
    /// The day by which it should be reached.
    pub target_date: Option<TargetDate>,
    /// When it was reached.
    pub completed_at: Option<Moment>,
    /// Days in a row on which the student worked on it.
    pub current_streak: u32,
    /// Experience points earned on it.
    pub xp_earned: u32,
    /// When it was made.
    pub created_at: Moment,
    /// When it changed last.
    pub updated_at: Moment,
    /// Counts the changes; a write that has read another version is refused.
    pub version: u64,
}

impl Goal {
    /// The goal, started again: active, at nothing, not reached. Streak and points stay.
    ///
    /// # Errors
    /// The goal is not completed.
    pub fn reset(mut self, now: Moment) -> Result<Self, crate::Error> {
        if self.status != GoalStatus::Completed {
            return Err(crate::Error::Refused {
                code: "GOAL_NOT_COMPLETED",
                message: "Only a completed goal can be reset.".to_owned(),
            });
        }
        self.status = GoalStatus::Active;
        self.completion = crate::progress::Completion::NOTHING;
        self.completed_at = None;
        self.updated_at = now;
        Ok(self)
    }

    /// The goal with its completion as the `parts` say. An active goal at 100 becomes completed; any other status is left
    /// alone, and so is its completion.
    #[must_use]
    pub fn advance(mut self, parts: crate::progress::Parts, now: Moment) -> Self {
        if self.status == GoalStatus::Active {
            self.completion = parts.completion(&self.goal_type);
            self.updated_at = now;
            if self.completion.is_whole() {
                self.status = GoalStatus::Completed;
                self.completed_at = Some(now);
            }
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_date_is_a_day_or_a_moment_on_it() {
        for text in [
            "2027-05-01",
            "2027-05-01T10:00:00Z",
            "2027-05-01T23:30:00-08:00",
            "2027-05-01T10:00:00",
        ] {
            let date: TargetDate = text.parse().unwrap();
            assert_eq!(serde_json::to_string(&date).unwrap(), "\"2027-05-01\"");
        }
        for text in [
            "",
            "soon",
            "2027-02-30",
            "2027-5-1",
            "01.05.2027",
            "2027-05-01x",
        ] {
            assert!(text.parse::<TargetDate>().is_err(), "{text}");
        }
    }

    #[test]
    fn sat_and_ap_goals_have_their_own_targets() {
        for (kind, items) in [
            ("SAT", 100),
            ("sat", 100),
            ("Ap", 75),
            ("Standard", 50),
            ("Apt", 50),
        ] {
            assert_eq!(GoalType::parse(kind).unwrap().target_items(), items);
        }
    }
}
