//! serde's errors as breaches: where they are, of what kind, and in words that never repeat the value.

use domain::{Breach, BreachKind, Error};

/// What is wrong, given where the value stood (`body`, `query`, `path`) and serde's path and message.
pub(super) fn of(place: &str, path: &str, message: &str) -> Error {
    let at = |path: &str| match path {
        "" | "." => place.to_owned(),
        // An entry of a body that is a list.
        path if path.starts_with('[') => format!("{place}{path}"),
        path => format!("{place}.{path}"),
    };
    if let Some(field) = between(message, "missing field `", "`") {
        let parent = at(path.trim_end_matches(field).trim_end_matches('.'));
        return Error::invalid(
            format!("{parent}.{field}"),
            Breach::new(BreachKind::Missing, "is required"),
        );
    }
    Error::invalid(at(path), breach(message))
}

fn breach(message: &str) -> Breach {
    if let Some(breach) = Breach::decode(message) {
        return breach;
    }
    if message.contains("unknown variant") {
        let listed = message
            .split_once("expected ")
            .map_or("another value", |(_, listed)| listed);
        let listed = listed
            .split(" at line")
            .next()
            .unwrap_or(listed)
            .replace('`', "");
        return Breach::new(BreachKind::NotListed, format!("should be {listed}"));
    }
    if message.contains("duplicate field") {
        return Breach::new(BreachKind::Unacceptable, "is given more than once");
    }
    if let Some((_, expected)) = message.split_once("expected ") {
        let expected = expected.split(" at line").next().unwrap_or(expected);
        // What a struct is called here is nobody's business.
        let expected = if expected.starts_with("struct ") {
            "an object"
        } else {
            expected
        };
        return Breach::new(BreachKind::WrongType, format!("should be {expected}"));
    }
    if message.contains("invalid digit")
        || message.contains("integer from")
        || message.contains("number too")
    {
        return Breach::new(BreachKind::WrongType, "should be a whole number");
    }
    Breach::new(BreachKind::WrongType, "is of the wrong type")
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(before)?;
    Some(rest.split_once(after)?.0)
}
