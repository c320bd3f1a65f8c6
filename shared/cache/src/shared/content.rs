//! What stands in an entry's place on the server, byte for byte. Nothing here asks or sends.

use domain::Moment;

/// The longest value that is filled in: 1 MiB.
pub(super) const LONGEST: usize = 1 << 20;

const LEASE: u8 = b'L';
const SETTLING: u8 = b'S';
const VALUE: u8 = b'V';
/// A value's token, its read time and its check stand before it.
const BEFORE: usize = 17 + 8 + 4;

/// What was seen in the place of an entry that is missing. Whoever shows it may fill the place, unless it was forgotten since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token([u8; 17]);

impl Token {
    /// A lease of one's own.
    pub(super) fn lease() -> Self {
        Self::random(LEASE)
    }

    fn random(kind: u8) -> Self {
        let mut token = [kind; 17];
        token[1..].copy_from_slice(&fastrand::u128(..).to_be_bytes());
        Self(token)
    }

    /// As it begins the content.
    pub(super) const fn as_bytes(&self) -> &[u8; 17] {
        &self.0
    }
}

/// What stands in a place, as read.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// Somebody loads it, and whoever shows the token may fill it.
    Lease(Token),
    /// It was forgotten a moment ago, and what would be loaded now may be older.
    Settling,
    /// A value.
    Value {
        /// Its version.
        token: Token,
        /// When it was read at its source.
        read: Moment,
        /// The value.
        bytes: Vec<u8>,
    },
}

impl Content {
    /// Reads what stands in the place of this name; `None` for what nobody who keeps to this form has put there.
    pub(super) fn read(place: &str, mut content: Vec<u8>) -> Option<Self> {
        let token = Token(*content.first_chunk()?);
        match token.0[0] {
            LEASE if content.len() == 17 => Some(Self::Lease(token)),
            SETTLING if content.len() == 17 => Some(Self::Settling),
            VALUE => {
                let micros = i64::from_be_bytes(content.get(17..25)?.try_into().ok()?);
                let said = u32::from_be_bytes(content.get(25..BEFORE)?.try_into().ok()?);
                if said != check(place, &content[..25], &content[BEFORE..]) {
                    return None;
                }
                let read = Moment::from_microsecond(micros).ok()?;
                content.drain(..BEFORE);
                let bytes = content;
                Some(Self::Value { token, read, bytes })
            }
            _ => None,
        }
    }
}

/// What is put in a place where nobody may fill in anything for a while.
pub(super) fn settling() -> Token {
    Token::random(SETTLING)
}

/// A value as it is filled in: its version, when it was read at its source, a check that it belongs to this name and is whole, and
/// itself.
pub(super) fn value(place: &str, read: Moment, bytes: &[u8]) -> Vec<u8> {
    let mut content = Vec::with_capacity(BEFORE + bytes.len());
    content.extend_from_slice(Token::random(VALUE).as_bytes());
    content.extend_from_slice(&read.timestamp().as_microsecond().to_be_bytes());
    let check = check(place, &content, bytes);
    content.extend_from_slice(&check.to_be_bytes());
    content.extend_from_slice(bytes);
    content
}

fn check(place: &str, head: &[u8], bytes: &[u8]) -> u32 {
    let mut crc = crc32fast::Hasher::new();
    crc.update(place.as_bytes());
    crc.update(head);
    crc.update(bytes);
    crc.finalize()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn moment() -> Moment {
        "2026-11-22T08:00:00.123456Z".parse().unwrap()
    }

    #[test]
    fn a_value_is_read_as_it_was_written() {
        let written = value("p:users:a", moment(), b"payload");
        let Some(Content::Value { read, bytes, token }) =
            Content::read("p:users:a", written.clone())
        else {
            panic!("it is a value");
        };
        assert_eq!((read, bytes.as_slice()), (moment(), b"payload".as_slice()));
        assert_eq!(token.as_bytes().as_slice(), &written[..17]);
    }

    #[test]
    fn leases_and_settling_places_are_told_apart() {
        let lease = Token::lease();
        let read = Content::read("p:users:a", lease.as_bytes().to_vec());
        assert_eq!(read, Some(Content::Lease(lease)));
        let read = Content::read("p:users:a", settling().as_bytes().to_vec());
        assert_eq!(read, Some(Content::Settling));
    }

    #[test]
    fn the_value_of_another_name_is_nonsense() {
        let written = value("p:users:a", moment(), b"payload");
        assert_eq!(Content::read("p:users:b", written), None);
    }

    proptest! {
        #[test]
        fn a_value_of_which_any_bit_is_flipped_is_never_read_as_a_value(at in 0..36_usize, bit in 0..8_u8) {
            let mut written = value("p:users:a", moment(), b"payload");
            written[at] ^= 1 << bit;
            prop_assert_eq!(Content::read("p:users:a", written), None);
        }

        #[test]
        fn nonsense_of_any_length_is_not_read_as_a_value(bytes: Vec<u8>) {
            let read = Content::read("p:users:a", bytes);
            let is_value = matches!(read, Some(Content::Value { .. }));
            prop_assert!(!is_value);
        }
    }
}
