//! The formula that a question is about, and whether a text is about the same one.

/// A shorter one, such as `x^2`, stands in too many exercises.
const SHORTEST: usize = 5;
const SIGNS: [char; 16] = [
    '=', '<', '>', '≤', '≥', '+', '-', '−', '*', '·', '/', '^', '√', '%', '|', '⇌',
];

/// The longest formula of a text, without its spaces; `None` when it has none of at least [`SHORTEST`] characters.
pub(super) fn formula(text: &str) -> Option<String> {
    let mut longest = String::new();
    let mut open = String::new();
    for token in text.split_whitespace() {
        let bare = token.trim_end_matches(['?', '.', ',', ';', ':', '!', '？']);
        // "20% of 150" is one.
        let joins = bare == "of" && open.ends_with('%');
        if joins || is_of_formula(bare) {
            open.push_str(bare);
        }
        if !(joins || is_of_formula(bare)) || bare.len() < token.len() {
            longest = longer(longest, std::mem::take(&mut open));
        }
    }
    let longest = longer(longest, open);
    let is_one = longest.contains(SIGNS) && longest.chars().nth(SHORTEST - 1).is_some();
    is_one.then_some(longest)
}

/// Whether the text holds the formula, whatever its spaces.
pub(super) fn holds(text: &str, formula: &str) -> bool {
    let bare: String = text.split_whitespace().collect();
    let is_open = |c: Option<char>| !c.is_some_and(|c| c.is_ascii_digit());
    bare.match_indices(formula).any(|(at, _)| {
        let behind = bare[at + formula.len()..].chars().next();
        is_open(bare[..at].chars().next_back()) && is_open(behind)
    })
}

/// A number, a sign, a variable, or what is put together from them. `a` and `I` are words.
fn is_of_formula(token: &str) -> bool {
    let mut chars = token.chars();
    match (chars.next(), chars.next()) {
        (None, _) | (Some('a' | 'A' | 'I'), None) => false,
        (Some(_), None) => true,
        _ => token.contains(|c: char| c.is_ascii_digit()) || token.contains(['=', '^', '√']),
    }
}

fn longer(one: String, other: String) -> String {
    if other.chars().count() > one.chars().count() {
        other
    } else {
        one
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_formula_of_a_question_is_found() {
        for (text, found) in [
            ("how do I solve 3x - 7 = 11?", Some("3x-7=11")),
            ("2x+3=7", Some("2x+3=7")),
            ("whats 20% of 150", Some("20%of150")),
            ("What is the derivative of x^2?", None),
            ("I am stuck on number 4 of page 112", None),
            ("a well-known rule", None),
        ] {
            assert_eq!(formula(text).as_deref(), found, "{text}");
        }
    }

    #[test]
    fn a_formula_inside_another_is_another() {
        assert!(holds("Solve 3x -7 = 11. What is x?", "3x-7=11"));
        assert!(!holds("Solve 13x - 7 = 11.", "3x-7=11"));
        assert!(!holds("Solve 3x - 7 = 118.", "3x-7=11"));
    }
}
