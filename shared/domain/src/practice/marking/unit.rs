//! Units: what a number counts.

/// The unit of a number. Equal units are equal values, however they are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Percent,
    Named(&'static str),
}

/// Every unit that is understood, and the other ways to write it, in plain notation.
const UNITS: [(&str, &[&str]); 61] = [
    (
        "mm",
        &["millimeter", "millimeters", "millimetre", "millimetres"],
    ),
    (
        "cm",
        &["centimeter", "centimeters", "centimetre", "centimetres"],
    ),
    ("m", &["meter", "meters", "metre", "metres"]),
    (
        "km",
        &["kilometer", "kilometers", "kilometre", "kilometres"],
    ),
    ("nm", &["nanometers"]),
    ("in", &["inch", "inches"]),
    ("ft", &["foot", "feet"]),
    ("yd", &["yard", "yards"]),
    ("mi", &["mile", "miles"]),
    ("mm^2", &[]),
    ("cm^2", &["sq cm", "square centimeters"]),
    ("m^2", &["sq m", "square meters"]),
    ("km^2", &["sq km", "square kilometers"]),
    ("in^2", &["square inches"]),
    ("ft^2", &["square feet"]),
    ("cm^3", &["cubic centimeters"]),
    ("m^3", &["cubic meters"]),
    ("units", &["unit"]),
    ("square units", &["sq units", "units^2"]),
    ("cubic units", &["units^3"]),
    ("mg", &["milligrams"]),
    ("g", &["gram", "grams"]),
    ("kg", &["kilogram", "kilograms"]),
    ("ms", &["milliseconds"]),
    ("s", &["sec", "second", "seconds"]),
    ("min", &["minute", "minutes"]),
    ("h", &["hr", "hour", "hours"]),
    ("days", &["day"]),
    ("years", &["year"]),
    ("ml", &["milliliters"]),
    ("l", &["liter", "liters", "litre", "litres"]),
    ("m/s", &["meters per second"]),
    ("km/h", &["kilometers per hour"]),
    ("mph", &["miles per hour"]),
    ("m/s^2", &[]),
    ("n", &["newton", "newtons"]),
    ("j", &["joule", "joules"]),
    ("kj", &["kilojoules"]),
    ("w", &["watt", "watts"]),
    ("kw", &["kilowatts"]),
    ("v", &["volt", "volts"]),
    ("amps", &["amp", "ampere", "amperes"]),
    ("ω", &["ohm", "ohms"]),
    ("pa", &["pascals"]),
    ("kpa", &[]),
    ("atm", &[]),
    ("hz", &["hertz"]),
    ("khz", &[]),
    ("mol", &["mole", "moles"]),
    ("g/mol", &[]),
    ("mol/l", &[]),
    ("kj/mol", &[]),
    ("k", &["kelvin"]),
    ("°c", &["degrees celsius"]),
    ("°f", &["degrees fahrenheit"]),
    ("°", &["degree", "degrees"]),
    ("rad", &["radians"]),
    ("$", &["dollar", "dollars", "usd"]),
    ("€", &["euro", "euros", "eur"]),
    ("£", &["pounds", "gbp"]),
    ("cents", &["cent"]),
];

const CURRENCIES: [&str; 3] = ["$", "€", "£"];

/// Cuts the unit off a plain text. Before a unit of one letter there must be a space: `2m` is twice `m`, and `2 m` two meters.
pub(super) fn cut(text: &str) -> (&str, Option<Unit>) {
    if let Some(rest) = text.strip_suffix('%') {
        return (rest.trim_end(), Some(Unit::Percent));
    }
    for currency in CURRENCIES {
        if let Some(rest) = text.strip_prefix(currency) {
            return (rest.trim_start(), Some(Unit::Named(currency)));
        }
    }
    // The unit begins after the number, so the longest that fits is the whole of it.
    let ways = |(name, others): &(&'static str, &'static [&'static str])| {
        let name = *name;
        std::iter::once(name)
            .chain(others.iter().copied())
            .map(move |way| (name, way))
    };
    UNITS
        .iter()
        .flat_map(ways)
        .find_map(|(name, way)| Some((without(text, way)?, Some(Unit::Named(name)))))
        .unwrap_or((text, None))
}

fn without<'a>(text: &'a str, unit: &str) -> Option<&'a str> {
    let rest = text.strip_suffix(unit)?;
    let number = rest.trim_end();
    let is_apart = number.len() < rest.len() || unit.len() > 1;
    let is_number = number.ends_with(|last: char| last.is_ascii_digit() || last == '.');
    (is_apart && is_number).then_some(number)
}
