//! What a user is called and prefers, as every answer shows it.

use domain::account::{LearningStyle, Name, NudgeCap, User, Zone};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a user is called and prefers.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Profile {
    name: Name,
    preferences: Preferences,
    /// The IANA time zone in which the user's days begin and end.
    #[schema(example = "Europe/Berlin")]
    time_zone: Zone,
}

/// What a user prefers.
#[derive(Debug, Serialize, ToSchema)]
struct Preferences {
    /// How many nudges a day.
    nudge_frequency_cap: NudgeCap,
    /// How the user likes to learn.
    learning_style: LearningStyle,
}

impl Profile {
    pub(crate) fn of(user: &User) -> Self {
        Self {
            name: user.name.clone(),
            preferences: Preferences {
                nudge_frequency_cap: user.nudge_cap,
                learning_style: user.learning_style,
            },
            time_zone: user.zone.clone(),
        }
    }
}

/// The preferences that change. What is absent or `null` stays.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[schema(as = ChangePreferences)]
pub(crate) struct PreferencesAsk {
    /// How many nudges a day.
    pub(crate) nudge_frequency_cap: Option<NudgeCap>,
    /// How the user likes to learn.
    pub(crate) learning_style: Option<LearningStyle>,
}
