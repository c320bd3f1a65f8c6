//! Which of the two formats a client prefers.

use http::HeaderMap;
use http::header::ACCEPT;

/// What a client says of a type: how exactly it names it, and how much it wants it.
type Wish = (u8, f32);

/// Whether text is preferred to JSON. Who wants both alike, or neither, gets JSON.
pub(super) fn prefers_text(headers: &HeaderMap) -> bool {
    let lines = headers.get_all(ACCEPT).iter();
    let accepted: Vec<_> = lines
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(','))
        .collect();
    let quality = |kind: &str, whole: &str| {
        let wishes = accepted.iter().filter_map(|range| wish(range, kind, whole));
        // The most exact one counts.
        let exact = wishes.max_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        exact.map_or(0.0, |(_, quality)| quality)
    };
    quality("text/*", "text/plain") > quality("application/*", "application/json")
}

/// `None` when the range has nothing to do with the type.
fn wish(range: &str, kind: &str, whole: &str) -> Option<Wish> {
    let mut parts = range.split(';').map(str::trim);
    let name = parts.next()?;
    let exactness = match name {
        "*/*" => 0,
        name if name.eq_ignore_ascii_case(kind) => 1,
        name if name.eq_ignore_ascii_case(whole) => 2,
        _ => return None,
    };
    let quality = parts.find_map(|part| part.strip_prefix("q="));
    Some((
        exactness,
        quality.map_or(Ok(1.0), str::parse).unwrap_or(0.0),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(accept: &str) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, accept.parse().unwrap());
        prefers_text(&headers)
    }

    #[test]
    fn who_asks_for_text_gets_text() {
        assert!(text("text/plain"));
        assert!(text("Text/Plain; version=0.0.4"));
        assert!(text("text/*"));
        assert!(text("application/json;q=0.5, text/plain"));
        assert!(text("*/*;q=0.1, text/plain;q=0.2"));
    }

    #[test]
    fn prometheus_gets_text() {
        // As its version 3 sends it.
        assert!(text(
            "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,\
             application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,\
             text/plain;version=0.0.4;q=0.2,*/*;q=0.1"
        ));
    }

    #[test]
    fn everybody_else_gets_json() {
        assert!(!prefers_text(&HeaderMap::new()));
        for accept in [
            "*/*",
            "application/json",
            "application/json, text/plain, */*",
            "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "image/png",
            "text/plain;q=0",
            "text/plain;q=nonsense",
        ] {
            assert!(!text(accept), "{accept}");
        }
    }
}
