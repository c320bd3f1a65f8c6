//! What a client tells of the moment in which a question is asked.

use std::fmt;

use serde::de::{IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{RefOr, schema};

use crate::text::bounded_text;
use crate::{Bounded, blank_is_absent};

bounded_text! {
    /// What a recent session was about, as the client calls it.
    RecentSession, 1..=200, not_blank
}

bounded_text! {
    /// What the student is practising, as the client calls it: a subject, or the item itself.
    CurrentPractice, 1..=2000, not_blank
}

/// A context names at most this many sessions.
pub const MAX_RECENT_SESSIONS: usize = 20;

/// What a client tells beside the question. All of it may be absent, and anything else may stand beside it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Context {
    /// What the last sessions were about, in the client's order.
    pub recent_sessions: Bounded<RecentSession, MAX_RECENT_SESSIONS>,
    /// What the student is practising.
    pub current_practice: Option<CurrentPractice>,
    /// Whether the client sent more than these two. It is not kept.
    pub other: bool,
}

impl Context {
    /// Whether nothing was told. An empty list of sessions tells nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.recent_sessions.as_slice().is_empty() && self.current_practice.is_none() && !self.other
    }
}

/// A practice text of which old clients send `""` when there is none.
#[derive(Deserialize)]
#[serde(transparent)]
struct Practice(#[serde(deserialize_with = "blank_is_absent")] Option<CurrentPractice>);

// By hand, because `flatten`, the other way to notice unknown keys, would lose which field breaks its bounds.
impl<'de> Deserialize<'de> for Context {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Keys;

        impl<'de> Visitor<'de> for Keys {
            type Value = Context;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Context, A::Error> {
                let mut context = Context::default();
                while let Some(key) = map.next_key::<String>()? {
                    match key.as_str() {
                        "recent_sessions" => {
                            context.recent_sessions =
                                map.next_value::<Option<_>>()?.unwrap_or_default();
                        }
                        "current_practice" => {
                            context.current_practice = map.next_value::<Practice>()?.0;
                        }
                        _ => {
                            map.next_value::<IgnoredAny>()?;
                            context.other = true;
                        }
                    }
                }
                Ok(context)
            }
        }

        deserializer.deserialize_map(Keys)
    }
}

impl utoipa::PartialSchema for Context {
    fn schema() -> RefOr<schema::Schema> {
        ObjectBuilder::new()
            .schema_type(Type::Object)
            .property(
                "recent_sessions",
                Bounded::<RecentSession, MAX_RECENT_SESSIONS>::schema(),
            )
            .property("current_practice", CurrentPractice::schema())
            .into()
    }
}

impl utoipa::ToSchema for Context {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Breach;

    fn read(json: &str) -> Context {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn a_context_is_empty_unless_it_tells_something() {
        for nothing in [
            "{}",
            r#"{"recent_sessions": []}"#,
            r#"{"recent_sessions": null, "current_practice": null}"#,
            r#"{"current_practice": ""}"#,
        ] {
            assert!(read(nothing).is_empty(), "{nothing}");
        }
        for something in [
            r#"{"recent_sessions": ["Algebra"]}"#,
            r#"{"current_practice": "2x = 4"}"#,
            r#"{"mood": {"any": [1, 2]}}"#,
        ] {
            assert!(!read(something).is_empty(), "{something}");
        }
    }

    #[test]
    fn what_the_client_tells_is_kept_in_its_order() {
        let context =
            read(r#"{"recent_sessions": ["B", "A"], "current_practice": "x", "more": 1}"#);
        let sessions: Vec<_> = context
            .recent_sessions
            .as_slice()
            .iter()
            .map(RecentSession::as_str)
            .collect();
        assert_eq!(sessions, ["B", "A"]);
        assert_eq!(context.current_practice.unwrap().as_str(), "x");
        assert!(context.other);
    }

    #[test]
    fn more_than_the_bounds_allow_is_a_breach_and_not_cut() {
        let many = format!(
            r#"{{"recent_sessions": [{}"A"]}}"#,
            r#""A","#.repeat(MAX_RECENT_SESSIONS)
        );
        let long = format!(r#"{{"recent_sessions": ["{}"]}}"#, "a".repeat(201));
        for json in [
            many.as_str(),
            long.as_str(),
            r#"{"recent_sessions": [" "]}"#,
        ] {
            let error = serde_json::from_str::<Context>(json).unwrap_err();
            assert!(Breach::decode(&error.to_string()).is_some(), "{error}");
        }
    }
}
