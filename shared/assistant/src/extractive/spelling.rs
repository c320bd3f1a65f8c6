//! Slips of the keyboard: a word that stands nowhere in the sources is read as one that does and that it is one slip away from.

/// Shorter words are one slip away from too many others.
const SHORTEST: usize = 6;

/// Whether a word is long enough to be read as another.
pub(super) fn may_slip(word: &str) -> bool {
    word.len() >= SHORTEST
}

/// Whether `one` is `other` with one letter lost, doubled, wrong, or two turned around. Both have at least [`SHORTEST`] letters and
/// begin alike: slips in a first letter are seldom.
pub(super) fn is_slip(one: &str, other: &str) -> bool {
    if !may_slip(one) || !may_slip(other) {
        return false;
    }
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len().abs_diff(other.len()) > 1 || one[0] != other[0] || one == other {
        return false;
    }
    let alike = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[alike..], &other[alike..]);
    let ends = one
        .iter()
        .rev()
        .zip(other.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    match (&one[..one.len() - ends], &other[..other.len() - ends]) {
        ([] | [_], [] | [_]) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_is_seen_and_two_are_not() {
        for (one, other) in [
            ("triangel", "triangle"),
            ("photosinthesis", "photosynthesis"),
            ("diffrence", "difference"),
            ("momenttum", "momentum"),
        ] {
            assert!(is_slip(one, other) && is_slip(other, one), "{one}");
        }
        for (one, other) in [
            ("slope", "slopes"),
            ("photosintesis", "photosynthesis"),
            ("ionic bond", "xonic bond"),
            ("osmosis", "osmosis"),
        ] {
            assert!(!is_slip(one, other), "{one}");
        }
    }
}
