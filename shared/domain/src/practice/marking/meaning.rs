//! Meaning: what an answer says as mathematics.

use super::expression::Expression;
use super::notation::plain;
use super::polynomial::Polynomial;
use super::unit::{self, Unit};
use crate::practice::ratio::Ratio;

/// What a text says, if it is a number, a polynomial, or a list of them, each with a unit or a name or neither.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Meaning {
    parts: Vec<Part>,
    is_tuple: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Part {
    name: Option<char>,
    written: Expression,
    value: Polynomial,
    unit: Option<Unit>,
}

/// How far a reply agrees with an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Agreement {
    /// The number is the answer's, and its unit is left out.
    WithoutUnit,
    /// They say the same.
    Whole,
}

/// A longer text is no mathematical answer.
const LONGEST: usize = 200;

impl Meaning {
    /// Reads a text; `None` if it is not mathematics, or more than can be worked out exactly.
    pub(crate) fn read(text: &str) -> Option<Self> {
        if text.len() > LONGEST {
            return None;
        }
        let plain = plain(text);
        let plain = plain.strip_suffix('.').unwrap_or(&plain).trim();
        let inside = plain
            .strip_prefix('(')
            .and_then(|rest| rest.strip_suffix(')'));
        if let Some(items) = inside.and_then(items)
            && items.len() > 1
        {
            return Self::of(&items, true);
        }
        Self::of(&items(plain)?, false)
    }

    fn of(items: &[String], is_tuple: bool) -> Option<Self> {
        let parts: Option<Vec<Vec<Part>>> = items.iter().map(|item| Part::read(item)).collect();
        let parts = parts?.concat();
        (!parts.is_empty()).then_some(Self { parts, is_tuple })
    }

    /// Whether it is a single number, with or without a unit.
    pub(crate) fn is_number(&self) -> bool {
        matches!(self.parts.as_slice(), [only] if only.name.is_none() && only.written.is_number())
    }

    /// Whether anything in it has a unit.
    pub(crate) fn has_unit(&self) -> bool {
        self.parts.iter().any(|part| part.unit.is_some())
    }

    /// Whether it is a letter and nothing else, which may as well be a word.
    pub(crate) fn is_letter(&self) -> bool {
        matches!(self.parts.as_slice(), [only] if matches!(only.written, Expression::Letter(_)))
    }

    /// Whether a list without order says the same twice.
    pub(crate) fn repeats(&self) -> bool {
        let earlier = |(index, part): (usize, &Part)| self.parts[..index].contains(part);
        !self.has_order() && self.parts.iter().enumerate().any(earlier)
    }

    /// How far a reply agrees with this answer; `None` if it does not, or is not worked out as far.
    pub(crate) fn accepts(&self, reply: &Self) -> Option<Agreement> {
        self.agrees(reply, |answer, reply| {
            let agreement = answer.agrees(reply)?;
            let worked_out = reply.written.is_as_worked_out_as(&answer.written);
            worked_out.then_some(agreement)
        })
    }

    /// Whether both have the same value, however they are written, with or without the unit.
    pub(crate) fn equals(&self, other: &Self) -> bool {
        self.agrees(other, Part::agrees).is_some()
    }

    fn agrees(
        &self,
        reply: &Self,
        agree: impl Fn(&Part, &Part) -> Option<Agreement>,
    ) -> Option<Agreement> {
        if self.parts.len() != reply.parts.len() {
            return None;
        }
        if self.has_order() || reply.has_order() {
            let reply = if self.has_order() && reply.names() == self.names() {
                self.in_order_of_names(reply)
            } else {
                reply.parts.iter().collect()
            };
            let pairs = self.parts.iter().zip(reply);
            return pairs.map(|(mine, theirs)| agree(mine, theirs)).min()?;
        }
        let mut left: Vec<_> = reply.parts.iter().collect();
        let mut least = Agreement::Whole;
        for part in &self.parts {
            let best = left
                .iter()
                .enumerate()
                .filter_map(|(i, other)| Some((agree(part, other)?, i)));
            let (agreement, index) = best.max()?;
            left.swap_remove(index);
            least = least.min(agreement);
        }
        Some(least)
    }

    /// The names, sorted.
    fn names(&self) -> Vec<Option<char>> {
        let mut names: Vec<_> = self.parts.iter().map(|part| part.name).collect();
        names.sort_unstable();
        names
    }

    fn has_order(&self) -> bool {
        let mut names = self.names();
        names.dedup();
        self.is_tuple || names.iter().flatten().count() > 1
    }

    fn in_order_of_names<'a>(&self, reply: &'a Self) -> Vec<&'a Part> {
        let named = |part: &Part| reply.parts.iter().find(|other| other.name == part.name);
        if self.parts.iter().any(|part| part.name.is_none()) {
            return reply.parts.iter().collect();
        }
        self.parts.iter().filter_map(named).collect()
    }
}

impl Part {
    /// Reads one item of a list: two parts if it is written with `±`.
    fn read(item: &str) -> Option<Vec<Self>> {
        let (name, rest) = match item.split_once('=') {
            Some((left, right)) => match (letter(left), letter(right)) {
                (Some(name), _) => (Some(name), right),
                (None, Some(name)) => (Some(name), left),
                (None, None) => return None,
            },
            None => (None, item),
        };
        let (number, unit) = unit::cut(rest.trim());
        let part = |text: &str| {
            let written = Expression::read(text)?;
            let mut value = written.value()?;
            if unit.is_some() && !written.is_number() {
                return None;
            }
            if unit == Some(Unit::Percent) {
                value = value.over(HUNDRED)?;
            }
            Some(Self {
                name,
                written,
                value,
                unit,
            })
        };
        match number.strip_prefix('±') {
            Some(both) => Some(vec![part(both)?, part(&format!("-({both})"))?]),
            None => Some(vec![part(number)?]),
        }
    }

    fn agrees(&self, reply: &Self) -> Option<Agreement> {
        if let (Some(mine), Some(theirs)) = (self.name, reply.name)
            && mine != theirs
        {
            return None;
        }
        if self.value == reply.value {
            return match (self.unit, reply.unit) {
                (mine, theirs) if mine == theirs => Some(Agreement::Whole),
                (Some(Unit::Percent), None) => Some(Agreement::Whole),
                (Some(_), None) => Some(Agreement::WithoutUnit),
                _ => None,
            };
        }
        let is_bare_percentage = self.unit == Some(Unit::Percent)
            && reply.unit.is_none()
            && reply.value.over(HUNDRED).as_ref() == Some(&self.value);
        is_bare_percentage.then_some(Agreement::WithoutUnit)
    }
}

const HUNDRED: Ratio = Ratio::whole(100);

fn letter(text: &str) -> Option<char> {
    let mut characters = text.trim().chars();
    let only = characters.next().filter(|c| c.is_alphabetic())?;
    characters.next().is_none().then_some(only)
}

/// The items of a list; `None` if its brackets do not close.
fn items(text: &str) -> Option<Vec<String>> {
    let text = text.replace(" or ", ";").replace(" and ", ";");
    let mut items = vec![String::new()];
    let mut depth = 0_u8;
    for (index, character) in text.char_indices() {
        match character {
            '(' | '[' => depth = depth.checked_add(1)?,
            ')' | ']' => depth = depth.checked_sub(1)?,
            _ => {}
        }
        let separates = character == ';' || character == ',' && !groups_digits(&text, index);
        if separates && depth == 0 {
            items.push(String::new());
        } else {
            items.last_mut()?.push(character);
        }
    }
    let items: Vec<_> = items.iter().map(|item| item.trim().to_owned()).collect();
    // `2, or 3` has one separator, written twice.
    let items: Vec<_> = items.into_iter().filter(|item| !item.is_empty()).collect();
    (depth == 0).then_some(items)
}

/// Whether the comma at `index` stands between groups of three digits, as in `1,000`.
fn groups_digits(text: &str, index: usize) -> bool {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let before = text[..index]
        .bytes()
        .rev()
        .take_while(u8::is_ascii_digit)
        .count();
    (1..=3).contains(&before) && digits(&text[index + 1..]) == 3
}
