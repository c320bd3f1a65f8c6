//! What a line looks like: one JSON object, with the ids of the invocation at its top level.

use std::fmt;

use tracing::{Event, Subscriber};
use tracing_subscriber::fmt::format::{FormatEvent, FormatFields, JsonFields, Writer};
use tracing_subscriber::fmt::time::{FormatTime, SystemTime};
use tracing_subscriber::fmt::{FmtContext, FormattedFields};
use tracing_subscriber::registry::LookupSpan;

use super::invocation;

/// `timestamp`, `level`, `target`, the fields of the invocation's span, and what is told. Lambda reads the first two.
///
/// The library's own format puts a span's fields into an object of their own, or into a list.
pub(super) struct Lines;

impl<S> FormatEvent<S, JsonFields> for Lines
where
    S: Subscriber + for<'l> LookupSpan<'l>,
{
    fn format_event(
        &self,
        context: &FmtContext<'_, S, JsonFields>,
        mut line: Writer<'_>,
        event: &Event<'_>,
    ) -> fmt::Result {
        line.write_str(r#"{"timestamp":""#)?;
        SystemTime.format_time(&mut line)?;
        // A level is a word and a target a path of Rust: nothing in them needs escaping.
        let metadata = event.metadata();
        let (level, target) = (metadata.level(), metadata.target());
        write!(line, r#"","level":"{level}","target":"{target}""#)?;
        let scope = context.event_scope().into_iter().flatten();
        for span in scope.filter(|span| invocation::is_one(span.metadata())) {
            if let Some(ids) = span.extensions().get::<FormattedFields<JsonFields>>() {
                members(&mut line, &ids.fields)?;
            }
        }
        let mut told = String::new();
        context.format_fields(Writer::new(&mut told), event)?;
        members(&mut line, &told)?;
        line.write_str("}\n")
    }
}

/// What is in an object, without its braces.
fn members(line: &mut Writer<'_>, object: &str) -> fmt::Result {
    let inside = object
        .strip_prefix('{')
        .and_then(|rest| rest.strip_suffix('}'))
        .unwrap_or_default();
    if inside.is_empty() {
        return Ok(());
    }
    write!(line, ",{inside}")
}
