//! Goal tags as they are asked for: repeated or separated by commas in a query; in a body an array, or an object that has one.

use std::fmt;

use domain::practice::tags::{GoalTag, GoalTags};
use serde::de::value::SeqAccessDeserializer;
use serde::de::{Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

/// The tags of a query.
///
/// # Errors
/// A tag breaks its bounds, or there are too many.
pub(crate) fn of_query<'de, D: Deserializer<'de>>(deserializer: D) -> Result<GoalTags, D::Error> {
    let texts = Vec::<String>::deserialize(deserializer)?;
    let each = texts.iter().flat_map(|text| text.split(','));
    let each = each.map(str::trim).filter(|text| !text.is_empty());
    let tags = each.map(GoalTag::parse).collect::<Result<_, _>>();
    tags.and_then(GoalTags::parse)
        .map_err(|breach| D::Error::custom(breach.encode()))
}

/// The tags of a body.
#[derive(Debug, Default)]
pub(crate) struct Tags(pub(crate) GoalTags);

impl<'de> Deserialize<'de> for Tags {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;

        impl<'de> Visitor<'de> for Either {
            type Value = Tags;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an array of tags")
            }

            fn visit_unit<E>(self) -> Result<Tags, E> {
                Ok(Tags::default())
            }

            fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Tags, A::Error> {
                GoalTags::deserialize(SeqAccessDeserializer::new(seq)).map(Tags)
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Tags, A::Error> {
                let mut tags = Tags::default();
                while let Some(key) = map.next_key::<String>()? {
                    if key == "goal_tags" {
                        tags.0 = map.next_value::<Option<GoalTags>>()?.unwrap_or_default();
                    } else {
                        map.next_value::<IgnoredAny>()?;
                    }
                }
                Ok(tags)
            }
        }

        deserializer.deserialize_any(Either)
    }
}
