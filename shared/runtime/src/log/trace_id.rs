//! The trace that a request belongs to.

use std::fmt;

/// X-Ray's id of a trace: `1-`, eight hexadecimal digits, `-`, and 24 more. A client may send the header from which it comes, so
/// nothing else is taken.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct TraceId<'h>(&'h str);

impl<'h> TraceId<'h> {
    /// The `Root` of a trace header, `Root=1-…;Parent=…;Sampled=0`.
    pub(super) fn of_header(header: &'h str) -> Option<Self> {
        let mut parts = header.split(';').map(str::trim);
        let root = parts.find_map(|part| part.strip_prefix("Root="))?;
        let (second, random) = root.strip_prefix("1-")?.split_once('-')?;
        let is_hex = |text: &str, digits: usize| {
            text.len() == digits && text.bytes().all(|byte| byte.is_ascii_hexdigit())
        };
        (is_hex(second, 8) && is_hex(random, 24)).then_some(Self(root))
    }
}

impl fmt::Display for TraceId<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOT: &str = "1-67891233-abcdef012345678912345678";

    fn of(header: &str) -> Option<String> {
        TraceId::of_header(header).map(|id| id.to_string())
    }

    #[test]
    fn the_root_of_a_trace_header_is_its_id_wherever_it_stands() {
        assert_eq!(of(&format!("Root={ROOT}")).as_deref(), Some(ROOT));
        let header = format!("Self=1-6; Root={ROOT};Parent=53995c3f42cd8ad8;Sampled=1;Lineage=1:0");
        assert_eq!(of(&header).as_deref(), Some(ROOT));
    }

    #[test]
    fn what_has_another_shape_is_none_however_it_was_smuggled_in() {
        for header in [
            "",
            "Root=",
            ROOT,
            "Root=nina@example.com",
            "Root=1-67891233-abcdef01234567891234567",
            "Root=1-67891233-abcdef0123456789123456789",
            "Root=2-67891233-abcdef012345678912345678",
            "Root=1-6789123g-abcdef012345678912345678",
            "Root=1-67891233-abcdef012345678912345678,nina@example.com",
            "Root=1-67891233-abcdef01234567891234567\u{e9}",
        ] {
            assert_eq!(of(header), None, "{header}");
        }
    }
}
