//! Notation: the many ways to write one thing become one way.

/// The text in lower case, with the ASCII form of mathematical signs, and a single space for every white space.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut raised = false;
    for character in text.trim().chars().flat_map(char::to_lowercase) {
        if let Some(sign) = superscript(character) {
            // Only the first of several raised signs opens a power.
            if !raised {
                plain.push('^');
            }
            raised = true;
            plain.push(sign);
            continue;
        }
        raised = false;
        if let Some(fraction) = fraction(character) {
            // `1½` is one and a half, not eleven halves.
            if plain.ends_with(|last: char| last.is_ascii_digit()) {
                plain.push(' ');
            }
            plain.push_str(fraction);
        } else if !character.is_whitespace() {
            plain.push(ascii(character));
        } else if !plain.ends_with(' ') {
            plain.push(' ');
        }
    }
    plain.replace("per cent", "%").replace("percent", "%")
}

/// The text for comparing words: [`plain`], without the full stop at its end and without white space where it does not separate
/// two letters or two digits (`12 cm` and `12cm`, but not `1 1/2` and `11/2`).
pub(super) fn folded(text: &str) -> String {
    let plain = plain(text);
    let plain = plain.strip_suffix('.').unwrap_or(&plain).trim();
    let mut folded = String::with_capacity(plain.len());
    let mut characters = plain.chars().peekable();
    while let Some(character) = characters.next() {
        if character == ' ' {
            let before = folded.chars().next_back();
            let after = characters.peek().copied();
            let both = |kind: fn(char) -> bool| before.is_some_and(kind) && after.is_some_and(kind);
            if !both(char::is_alphabetic) && !both(char::is_numeric) {
                continue;
            }
        }
        folded.push(character);
    }
    folded
}

const fn ascii(character: char) -> char {
    match character {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}' => '-',
        '×' | '·' | '∙' | '⋅' | '∗' => '*',
        '÷' | '⁄' | '∕' => '/',
        '‘' | '’' => '\'',
        '“' | '”' => '"',
        'º' | '˚' => '°',
        // The sign for a millionth, and the letter it looks like.
        'µ' => 'μ',
        other => other,
    }
}

const fn superscript(character: char) -> Option<char> {
    Some(match character {
        '⁰' => '0',
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁴' => '4',
        '⁵' => '5',
        '⁶' => '6',
        '⁷' => '7',
        '⁸' => '8',
        '⁹' => '9',
        '⁻' => '-',
        _ => return None,
    })
}

const fn fraction(character: char) -> Option<&'static str> {
    Some(match character {
        '½' => "1/2",
        '⅓' => "1/3",
        '⅔' => "2/3",
        '¼' => "1/4",
        '¾' => "3/4",
        '⅕' => "1/5",
        '⅛' => "1/8",
        _ => return None,
    })
}
