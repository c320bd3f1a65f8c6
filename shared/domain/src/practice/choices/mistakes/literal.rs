//! A number as it stands in a text, and the numbers it could be mistaken for.

/// A number without sign, and where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Literal<'a> {
    whole: &'a str,
    start: usize,
    end: usize,
}

/// A longer number is not varied.
const MOST_DIGITS: usize = 30;

impl<'a> Literal<'a> {
    /// The numbers of a text: `12`, `0.5`, `1,000`.
    pub(super) fn all(whole: &'a str) -> Vec<Self> {
        let bytes = whole.as_bytes();
        let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        let mut literals = Vec::new();
        let mut start = 0;
        while start < bytes.len() {
            if !is_digit(start) {
                start += 1;
                continue;
            }
            let mut end = start;
            while is_digit(end) || matches!(bytes.get(end), Some(b'.' | b',')) && is_digit(end + 1)
            {
                end += 1;
            }
            literals.push(Self { whole, start, end });
            start = end;
        }
        literals
    }

    pub(super) const fn start(&self) -> usize {
        self.start
    }

    pub(super) fn text(&self) -> &'a str {
        &self.whole[self.start..self.end]
    }

    /// The text with this number replaced.
    pub(super) fn replaced(&self, text: &str, other: &str) -> String {
        format!("{}{other}{}", &text[..self.start], &text[self.end..])
    }

    /// Whether this is the upper, and `next` the lower part of a fraction.
    pub(super) fn is_over(&self, next: &Self) -> bool {
        self.whole[self.end..next.start].trim() == "/"
    }

    /// The numbers it could be mistaken for, the likeliest first, written like it.
    pub(super) fn mistaken(&self) -> Vec<String> {
        let text = self.text();
        let places = text.split_once('.').map_or(0, |(_, places)| places.len());
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        if digits.len() > MOST_DIGITS {
            return Vec::new();
        }
        let Ok(number) = digits.parse::<i128>() else {
            return Vec::new();
        };
        let mut others = vec![number + 1, number - 1];
        others.extend(swapped(&digits));
        others.extend([number + 2, number - 2, number * 10, number * 2]);
        if number > 20 {
            others.extend([number + 10, number - 10]);
        }
        others.extend([number + 3, number + 4]);
        if self.is_after('^') {
            others.truncate(2);
        }
        // `0x`, `1x`, `x + 0` and `3/1` are nothing that anyone would write.
        let least = if self.is_coefficient() || self.is_after('/') || self.is_after('^') {
            2
        } else {
            1
        };
        others.retain(|other| *other >= least);
        others
            .iter()
            .map(|other| self.written(*other, places))
            .collect()
    }

    fn is_coefficient(&self) -> bool {
        self.whole[self.end..].starts_with(|next: char| next.is_alphabetic() || next == '(')
    }

    fn is_after(&self, sign: char) -> bool {
        self.whole[..self.start].trim_end().ends_with(sign)
    }

    /// With as many decimals as this one, and with commas if this has some.
    fn written(&self, number: i128, places: usize) -> String {
        let digits = format!("{number:0width$}", width = places + 1);
        let (whole, decimals) = digits.split_at(digits.len() - places);
        let mut written = String::new();
        for (index, digit) in whole.char_indices() {
            if self.text().contains(',') && index > 0 && (whole.len() - index) % 3 == 0 {
                written.push(',');
            }
            written.push(digit);
        }
        if places > 0 {
            written.push('.');
            written.push_str(decimals);
        }
        written
    }
}

/// The number with its last two digits swapped.
fn swapped(digits: &str) -> Option<i128> {
    let (rest, last) = digits.split_at_checked(digits.len().checked_sub(2)?)?;
    let mut last: Vec<_> = last.chars().collect();
    last.reverse();
    let swapped = format!("{rest}{}", String::from_iter(last));
    // `10` is not written `01`.
    let is_shorter = swapped.starts_with('0') && !digits.starts_with('0');
    (!is_shorter).then(|| swapped.parse().ok())?
}
