//! Cursors open where they were sealed for, and nowhere else.

use super::*;

fn cursors(sealing: &str, other: &str) -> Cursors {
    Cursors::from_env(&Env::of([
        ("CURSOR_KEY", sealing),
        ("CURSOR_KEY_OTHER", other),
    ]))
    .unwrap()
}

const OLD: &str = "old:0123456789abcdef0123456789abcdef";
const NEW: &str = "new:fedcba9876543210fedcba9876543210";

fn user(n: u128) -> UserId {
    UserId::from_uuid(uuid::Uuid::from_u128(n))
}

fn seal(filters: &[(&str, &str)]) -> Seal {
    Seal::new(
        "GET /api/v1/x",
        &Caller::User(user(1)),
        Some(user(2)),
        filters,
    )
}

fn position() -> Position {
    Position {
        sort: "2026-11-22T08:38:02.593436+00:00".into(),
        id: user(3).to_string(),
    }
}

#[test]
fn a_cursor_opens_for_the_list_it_was_sealed_for() {
    let cursors = cursors(NEW, "");
    let cursor = cursors.seal(&seal(&[("a", "b")]), &position()).unwrap();
    assert!(cursor.len() <= MAX_CURSOR);
    assert_eq!(cursors.open(&seal(&[("a", "b")]), &cursor), Ok(position()));
}

#[test]
fn a_cursor_opens_for_no_other_list_caller_or_filter() {
    let cursors = cursors(NEW, "");
    let cursor = cursors.seal(&seal(&[("ab", "c")]), &position()).unwrap();
    let service = Caller::Service(std::collections::BTreeSet::new());
    let others = [
        seal(&[]),
        seal(&[("a", "bc")]),
        Seal::new(
            "GET /api/v1/y",
            &Caller::User(user(1)),
            Some(user(2)),
            &[("ab", "c")],
        ),
        Seal::new(
            "GET /api/v1/x",
            &Caller::User(user(9)),
            Some(user(2)),
            &[("ab", "c")],
        ),
        Seal::new("GET /api/v1/x", &service, Some(user(2)), &[("ab", "c")]),
        Seal::new(
            "GET /api/v1/x",
            &Caller::User(user(1)),
            Some(user(9)),
            &[("ab", "c")],
        ),
        Seal::new(
            "GET /api/v1/x",
            &Caller::User(user(1)),
            None,
            &[("ab", "c")],
        ),
    ];
    for other in others {
        assert_eq!(cursors.open(&other, &cursor), Err(Error::BadCursor));
    }
}

#[test]
fn any_changed_or_missing_byte_is_refused() {
    let cursors = cursors(NEW, "");
    let cursor = cursors.seal(&seal(&[]), &position()).unwrap();
    let bytes = URL_SAFE_NO_PAD.decode(&cursor).unwrap();
    for place in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[place] ^= 1;
        assert_eq!(
            cursors.open(&seal(&[]), &URL_SAFE_NO_PAD.encode(changed)),
            Err(Error::BadCursor)
        );
        let truncated = URL_SAFE_NO_PAD.encode(&bytes[..place]);
        assert_eq!(cursors.open(&seal(&[]), &truncated), Err(Error::BadCursor));
    }
    for nonsense in ["", "x", "====", "ünïcode", &"A".repeat(MAX_CURSOR + 1)] {
        assert_eq!(cursors.open(&seal(&[]), nonsense), Err(Error::BadCursor));
    }
}

#[test]
fn the_previous_key_still_opens_and_an_older_one_does_not() {
    let cursor = cursors(OLD, "").seal(&seal(&[]), &position()).unwrap();
    assert_eq!(cursors(NEW, OLD).open(&seal(&[]), &cursor), Ok(position()));
    assert_eq!(
        cursors(NEW, "").open(&seal(&[]), &cursor),
        Err(Error::BadCursor)
    );
}

#[test]
fn the_longest_name_a_list_is_sorted_by_fits() {
    let position = Position {
        sort: "x".repeat(300),
        id: user(3).to_string(),
    };
    assert!(cursors(NEW, "").seal(&seal(&[]), &position).is_ok());
}

#[test]
fn a_malformed_key_is_refused_without_being_repeated() {
    for key in [
        "",
        "short:abc",
        "no-colon-0123456789abcdef0123456789",
        ":0123456789abcdef0123456789abcdef",
    ] {
        let error = Cursors::from_env(&Env::of([("CURSOR_KEY", key)]))
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("CURSOR_KEY") && !error.contains("0123"),
            "{error}"
        );
    }
}

#[test]
fn when_a_key_is_changed_in_two_steps_every_cursor_opens_in_every_environment_of_the_moment() {
    let steps = [cursors(OLD, ""), cursors(OLD, NEW), cursors(NEW, OLD)];
    for pair in steps.windows(2) {
        for sealing in pair {
            for opening in pair {
                let cursor = sealing.seal(&seal(&[]), &position()).unwrap();
                assert_eq!(opening.open(&seal(&[]), &cursor), Ok(position()));
            }
        }
    }
}
