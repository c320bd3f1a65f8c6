//! What opens a door or names a person, by its looks.

/// What of that is in a text.
pub(super) fn in_text(text: &str) -> Option<&'static str> {
    let lower = text.to_ascii_lowercase();
    if lower.contains("bearer ") {
        return Some("a bearer token");
    }
    if text.match_indices('@').any(|(at, _)| is_email(text, at)) {
        return Some("an email address");
    }
    if text.split(|c: char| !is_of_token(c)).any(looks_random) {
        return Some("what looks like a token, a cursor or a key");
    }
    None
}

fn is_of_token(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '+' | '/' | '=')
}

/// Base64 of something: long, and letters of both kinds mixed with digits.
fn looks_random(run: &str) -> bool {
    let has = |kind: fn(&char) -> bool| run.chars().any(|c| kind(&c));
    let mixed =
        has(char::is_ascii_lowercase) && has(char::is_ascii_uppercase) && has(char::is_ascii_digit);
    (run.starts_with("eyJ") && run.len() >= 12) || (run.len() >= 40 && mixed)
}

fn is_email(text: &str, at: usize) -> bool {
    let (before, after) = (&text[..at], &text[at + 1..]);
    let named = before.ends_with(|c: char| c.is_alphanumeric() || "._%+-".contains(c));
    let domain = after.split(|c: char| !c.is_ascii_alphanumeric() && !".-".contains(c));
    named
        && domain
            .take(1)
            .any(|domain| domain.trim_matches('.').contains('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_cursors_and_addresses_are_seen() {
        for text in [
            "authorization: Bearer abc",
            "refused eyJhbGciOiJSUzI1NiJ9",
            "no user nina+1@mail.example.com, it says",
            "<Ana.B@example.org>",
            "at AQJrMQALQVAgQ2FsY3VsdXMk9fQkVa1LpXoY0e2Qz3R",
        ] {
            assert!(in_text(text).is_some(), "{text}");
        }
    }

    #[test]
    fn ids_routes_and_places_are_not_taken_for_them() {
        for text in [
            "8476a536-e9f4-11e8-9739-2dfe598c3fcd",
            "1-67891233-abcdef012345678912345678",
            "/api/v1/users/{user_id}/progress",
            "shared/store/src/practice_items/row.rs:65",
            "aws_smithy_runtime::client::orchestrator::operation",
            "idx_goals_student_status",
            "git@",
            "a @ b.c",
        ] {
            assert_eq!(in_text(text), None, "{text}");
        }
    }
}
