//! Text with bounds: a value that is too short, too long or blank where it must not be cannot exist.

/// Defines a text type whose length in Unicode characters lies within bounds. The text is kept exactly as it was sent.
///
/// Further checks may follow: with `not_blank`, a text of white space alone is refused as well.
macro_rules! bounded_text {
    ($(#[$doc:meta])* $name:ident, $min:literal..=$max:literal $(, $check:ident)*) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// The fewest characters.
            pub const MIN: usize = $min;
            /// The most characters.
            pub const MAX: usize = $max;

            /// Takes a text that keeps the bounds.
            ///
            /// # Errors
            /// What is wrong with the text.
            pub fn parse(text: impl Into<String>) -> Result<Self, $crate::Breach> {
                let text = text.into();
                $crate::text::within(&text, Self::MIN, Self::MAX)?;
                $( $crate::text::$check(&text)?; )*
                Ok(Self(text))
            }

            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The text itself.
            #[must_use]
            pub fn into_inner(self) -> String {
                self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = $crate::Breach;

            fn try_from(text: String) -> Result<Self, $crate::Breach> {
                Self::parse(text)
            }
        }

        // Student text must not reach a log by `{:?}`.
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!(stringify!($name), "({} characters)"), self.0.chars().count())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <String as serde::Deserialize>::deserialize(deserializer)?;
                Self::parse(text).map_err(|breach| serde::de::Error::custom(breach.encode()))
            }
        }

        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                utoipa::openapi::schema::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::schema::Type::String)
                    .min_length(Some(Self::MIN))
                    .max_length(Some(Self::MAX))
                    .into()
            }
        }

        impl utoipa::ToSchema for $name {}
    };
}
pub(crate) use bounded_text;

use crate::{Breach, BreachKind};

pub(crate) fn within(text: &str, min: usize, max: usize) -> Result<(), Breach> {
    let length = text.chars().count();
    if length < min {
        let message = format!("should have at least {min} character{}", plural(min));
        return Err(Breach::new(BreachKind::TooShort, message));
    }
    if length > max {
        let message = format!("should have at most {max} character{}", plural(max));
        return Err(Breach::new(BreachKind::TooLong, message));
    }
    Ok(())
}

pub(crate) fn not_blank(text: &str) -> Result<(), Breach> {
    if text.trim().is_empty() {
        return Err(Breach::new(BreachKind::Unacceptable, "should not be blank"));
    }
    Ok(())
}

/// A sort key's bound: with it a cursor keeps its 512 characters.
pub(crate) fn at_most_300_bytes(text: &str) -> Result<(), Breach> {
    if text.len() > 300 {
        return Err(Breach::new(
            BreachKind::TooLong,
            "should have at most 300 bytes in UTF-8",
        ));
    }
    Ok(())
}

const fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

#[cfg(test)]
#[expect(
    unreachable_pub,
    dead_code,
    reason = "the macro makes public types, and these are for the tests alone"
)]
mod tests {
    use crate::BreachKind;

    bounded_text! {
        /// For the tests.
        Word, 2..=4, not_blank
    }

    #[test]
    fn bounds_count_characters_and_not_bytes() {
        assert!(Word::parse("日本語字").is_ok());
        assert_eq!(
            Word::parse("日本語文字").unwrap_err().kind,
            BreachKind::TooLong
        );
        assert_eq!(Word::parse("é").unwrap_err().kind, BreachKind::TooShort);
    }

    #[test]
    fn text_is_kept_exactly_and_blank_text_is_refused() {
        assert_eq!(Word::parse(" a ").unwrap().as_str(), " a ");
        assert_eq!(
            Word::parse("  \t").unwrap_err().kind,
            BreachKind::Unacceptable
        );
    }

    #[test]
    fn debug_never_shows_the_text() {
        assert_eq!(
            format!("{:?}", Word::parse("abc").unwrap()),
            "Word(3 characters)"
        );
    }
}
