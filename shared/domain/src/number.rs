//! Whole numbers with bounds.

/// Defines a whole number that lies within bounds. In a query it is read from its decimal form.
macro_rules! bounded_number {
    ($(#[$doc:meta])* $name:ident($inner:ty), $min:literal..=$max:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
        pub struct $name($inner);

        impl $name {
            /// The smallest value.
            pub const MIN: $inner = $min;
            /// The largest value.
            pub const MAX: $inner = $max;

            /// Takes a number that keeps the bounds.
            ///
            /// # Errors
            /// Which bound it breaks.
            pub fn parse(number: i64) -> Result<Self, $crate::Breach> {
                use $crate::{Breach, BreachKind};
                if number < i64::from(Self::MIN) {
                    let message = format!("should be greater than or equal to {}", Self::MIN);
                    return Err(Breach::new(BreachKind::TooSmall, message));
                }
                if number > i64::from(Self::MAX) {
                    let message = format!("should be less than or equal to {}", Self::MAX);
                    return Err(Breach::new(BreachKind::TooLarge, message));
                }
                // Cannot fail: both bounds are of the inner type.
                <$inner>::try_from(number)
                    .map(Self)
                    .map_err(|e| Breach::new(BreachKind::Unacceptable, e.to_string()))
            }

            /// The number.
            #[must_use]
            pub const fn get(self) -> $inner {
                self.0
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let number = <i64 as serde::Deserialize>::deserialize(deserializer)?;
                Self::parse(number).map_err(|breach| serde::de::Error::custom(breach.encode()))
            }
        }

        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                utoipa::openapi::schema::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::schema::Type::Integer)
                    .minimum(Some(i64::from(Self::MIN)))
                    .maximum(Some(i64::from(Self::MAX)))
                    .into()
            }
        }

        impl utoipa::ToSchema for $name {}
    };
}
pub(crate) use bounded_number;
