//! A row of an old table, and how its columns are read. CSV knows only text; JSON lines have types; both are read by the same rules.

use std::str::FromStr;

use domain::{Breach, Moment};
use serde_json::{Map, Value};

use super::array;

/// Why a row cannot be moved in. Never repeats what stands in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Flaw {
    /// Where; `None` for the row as a whole.
    pub(super) column: Option<&'static str>,
    /// What is wrong there, to be read behind the column's name.
    pub(super) why: String,
}

impl Flaw {
    /// Something that is wrong with a column.
    pub(super) fn of(column: &'static str, why: impl Into<String>) -> Self {
        Self {
            column: Some(column),
            why: why.into(),
        }
    }

    /// Something that is wrong with the row as a whole.
    pub(super) fn whole(why: impl Into<String>) -> Self {
        Self {
            column: None,
            why: why.into(),
        }
    }
}

/// A row: its columns by name.
#[derive(Clone)]
pub(super) struct Row(Map<String, Value>);

impl Row {
    pub(super) const fn new(columns: Map<String, Value>) -> Self {
        Self(columns)
    }

    /// The row's own id, to be told apart by; `None` when it has none that is a UUID.
    pub(super) fn id(&self) -> Option<uuid::Uuid> {
        self.0.get("id")?.as_str()?.parse().ok()
    }

    /// What stands in a column. An empty text is none: in CSV that is how PostgreSQL writes NULL.
    fn value(&self, column: &str) -> Option<&Value> {
        let value = self.0.get(column)?;
        (!value.is_null() && value.as_str() != Some("")).then_some(value)
    }

    /// A text.
    pub(super) fn text(&self, column: &'static str) -> Result<Option<&str>, Flaw> {
        match self.value(column) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(Flaw::of(column, "should be a text")),
        }
    }

    /// What a text means.
    pub(super) fn parsed<T>(
        &self,
        column: &'static str,
        parse: impl FnOnce(String) -> Result<T, Breach>,
    ) -> Result<Option<T>, Flaw> {
        let text = self.text(column)?.map(str::to_owned);
        let parsed = text.map(parse).transpose();
        parsed.map_err(|breach| Flaw::of(column, breach.message))
    }

    /// What a text means that knows how to be read: ids, dates.
    pub(super) fn read<T: FromStr<Err = Breach>>(
        &self,
        column: &'static str,
    ) -> Result<Option<T>, Flaw> {
        self.parsed(column, |text| text.parse())
    }

    /// A whole number.
    pub(super) fn whole(&self, column: &'static str) -> Result<Option<i64>, Flaw> {
        let number = match self.value(column) {
            None => return Ok(None),
            Some(Value::Number(number)) => number.as_i64(),
            Some(Value::String(text)) => text.trim().parse().ok(),
            Some(_) => None,
        };
        number
            .map(Some)
            .ok_or_else(|| Flaw::of(column, "should be a whole number"))
    }

    /// A whole number within bounds.
    pub(super) fn bounded<T>(
        &self,
        column: &'static str,
        parse: impl FnOnce(i64) -> Result<T, Breach>,
    ) -> Result<Option<T>, Flaw> {
        let parsed = self.whole(column)?.map(parse).transpose();
        parsed.map_err(|breach| Flaw::of(column, breach.message))
    }

    /// A decimal number from `least` to `most`.
    pub(super) fn decimal(
        &self,
        column: &'static str,
        (least, most): (f64, f64),
    ) -> Result<Option<f64>, Flaw> {
        let number = match self.value(column) {
            None => return Ok(None),
            Some(Value::Number(number)) => number.as_f64(),
            Some(Value::String(text)) => text.trim().parse().ok(),
            Some(_) => None,
        };
        let within = number.filter(|number| (least..=most).contains(number));
        within
            .map(Some)
            .ok_or_else(|| Flaw::of(column, format!("should be a number from {least} to {most}")))
    }

    /// Yes or no: PostgreSQL's `t` and `f` in CSV. What is not said is no.
    pub(super) fn flag(&self, column: &'static str) -> Result<bool, Flaw> {
        match self.value(column) {
            None => Ok(false),
            Some(Value::Bool(is)) => Ok(*is),
            Some(Value::String(text)) if text == "t" || text == "true" => Ok(true),
            Some(Value::String(text)) if text == "f" || text == "false" => Ok(false),
            Some(_) => Err(Flaw::of(column, "should be true or false")),
        }
    }

    /// A moment, of any offset, or of none, which means UTC.
    pub(super) fn moment(&self, column: &'static str) -> Result<Option<Moment>, Flaw> {
        self.read(column)
    }

    /// A list of texts: PostgreSQL's array in CSV, JSON's in either. What is not said is an empty one.
    pub(super) fn list(&self, column: &'static str) -> Result<Vec<String>, Flaw> {
        let bad = || Flaw::of(column, "should be a list of texts");
        let parsed: Value;
        let list = match self.value(column) {
            None => return Ok(Vec::new()),
            Some(Value::String(text)) if text.starts_with('{') => {
                return array::texts(text).ok_or_else(bad);
            }
            Some(Value::String(text)) => {
                parsed = serde_json::from_str(text).map_err(|_| bad())?;
                &parsed
            }
            Some(list) => list,
        };
        let texts = list.as_array().ok_or_else(bad)?.iter().map(|text| {
            let text = text.as_str();
            text.map(str::to_owned).ok_or_else(bad)
        });
        texts.collect()
    }

    /// An object: JSON, as a text or as it is. What is not said is an empty one.
    pub(super) fn object(&self, column: &'static str) -> Result<Self, Flaw> {
        let object = match self.value(column) {
            None => return Ok(Self(Map::new())),
            Some(Value::Object(object)) => Some(object.clone()),
            Some(Value::String(text)) => serde_json::from_str(text).ok(),
            Some(_) => None,
        };
        object
            .map(Self)
            .ok_or_else(|| Flaw::of(column, "should be a JSON object"))
    }
}

/// What must be there.
pub(super) trait Must<T> {
    /// It, or that the column is missing.
    fn must(self, column: &'static str) -> Result<T, Flaw>;
}

impl<T> Must<T> for Result<Option<T>, Flaw> {
    fn must(self, column: &'static str) -> Result<T, Flaw> {
        self?.ok_or_else(|| Flaw::of(column, "is missing"))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn row(value: Value) -> Row {
        match json!({"it": value}) {
            Value::Object(columns) => Row::new(columns),
            _ => unreachable!("it is an object"),
        }
    }

    #[test]
    fn moments_are_read_as_postgresql_writes_them() {
        for (text, told) in [
            (
                "2026-11-22 08:38:02.593436+00",
                "2026-11-22T08:38:02.593436+00:00",
            ),
            ("2026-11-22 08:38:02+00", "2026-11-22T08:38:02.000000+00:00"),
            ("2026-11-22 08:38:02.5", "2026-11-22T08:38:02.500000+00:00"),
            (
                "2026-11-22T08:38:02.593436",
                "2026-11-22T08:38:02.593436+00:00",
            ),
            (
                "2026-11-22 10:38:02-05:30",
                "2026-11-22T16:08:02.000000+00:00",
            ),
        ] {
            let moment = row(json!(text)).moment("it").unwrap().unwrap();
            assert_eq!(moment.to_string(), told, "{text}");
        }
        for text in ["infinity", "yesterday", "2026-13-01 00:00:00+00"] {
            assert!(row(json!(text)).moment("it").is_err(), "{text}");
        }
    }

    #[test]
    fn a_text_says_what_a_type_would() {
        assert_eq!(row(json!("7")).whole("it"), row(json!(7)).whole("it"));
        assert_eq!(row(json!("t")).flag("it"), row(json!(true)).flag("it"));
        assert_eq!(row(json!("f")).flag("it"), Ok(false));
        let bounds = (0.0, 1.0);
        assert_eq!(row(json!("0.85")).decimal("it", bounds), Ok(Some(0.85)));
        assert_eq!(row(json!(0.85)).decimal("it", bounds), Ok(Some(0.85)));
        for list in [json!("{a,b}"), json!(["a", "b"]), json!(r#"["a","b"]"#)] {
            assert_eq!(row(list.clone()).list("it").unwrap(), ["a", "b"], "{list}");
        }
        for object in [json!({"a": "b"}), json!(r#"{"a": "b"}"#)] {
            let object = row(object).object("it").unwrap();
            assert_eq!(object.text("a"), Ok(Some("b")));
        }
    }

    #[test]
    fn what_is_not_said_is_none_and_what_must_be_said_is_missing() {
        for nothing in [json!(null), json!("")] {
            let row = row(nothing);
            assert_eq!(row.text("it"), Ok(None));
            assert_eq!(row.list("it"), Ok(vec![]));
            assert_eq!(row.flag("it"), Ok(false));
            let missing = row.whole("it").must("it").unwrap_err();
            assert_eq!(missing, Flaw::of("it", "is missing"));
        }
    }

    #[test]
    fn what_is_something_else_is_a_flaw_that_does_not_repeat_it() {
        let odd = || row(json!("secret"));
        let flaws = [
            odd().whole("it").map(drop),
            odd().decimal("it", (0.0, 1.0)).map(drop),
            odd().flag("it").map(drop),
            odd().moment("it").map(drop),
            odd().list("it").map(drop),
            odd().object("it").map(drop),
            odd().read::<domain::UserId>("it").map(drop),
            row(json!(1)).text("it").map(drop),
            row(json!("NaN")).decimal("it", (0.0, 1.0)).map(drop),
            row(json!(2)).decimal("it", (0.0, 1.0)).map(drop),
            row(json!([1])).list("it").map(drop),
            row(json!("{a,{b}}")).list("it").map(drop),
        ];
        for flaw in flaws {
            let flaw = flaw.unwrap_err();
            assert!(!flaw.why.contains("secret"), "{flaw:?}");
        }
    }
}
