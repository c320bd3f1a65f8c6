//! How the things that a question is answered from are called when an answer names them. Never longer than a label may be.

use domain::Moment;
use domain::account::Zone;

/// The most characters of a topic or of a question that a label repeats.
const SHOWN: usize = 120;

/// `your session of 20 November 2026 on Algebra`: the day is that of the student's calendar.
pub(crate) fn session(date: Moment, zone: &Zone, about: &str) -> String {
    let day = zone.day_of(date).strftime("%-d %B %Y").to_string();
    match one_line(about).as_str() {
        "" => format!("your session of {day}"),
        about => format!("your session of {day} on {about}"),
    }
}

/// `practice item: What is the slope of y = 3x?`
pub(crate) fn bank_item(question: &str) -> String {
    format!("practice item: {}", one_line(question))
}

/// On one line with single spaces, cut at [`SHOWN`] characters.
fn one_line(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(SHOWN) {
        None => line,
        Some(_) => line
            .chars()
            .take(SHOWN - 1)
            .chain(std::iter::once('…'))
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use domain::question::Label;
    use proptest::prelude::*;

    use super::*;

    fn at(text: &str) -> Moment {
        text.parse().unwrap()
    }

    #[test]
    fn a_session_is_called_by_its_day_and_what_it_was_about() {
        let late = at("2026-11-20T23:30:00Z");
        assert_eq!(
            session(late, &Zone::default(), "Algebra"),
            "your session of 20 November 2026 on Algebra"
        );
        let berlin = Zone::parse("Europe/Berlin").unwrap();
        assert_eq!(
            session(late, &berlin, " \n"),
            "your session of 21 November 2026"
        );
    }

    #[test]
    fn a_long_question_is_cut() {
        assert_eq!(bank_item("What\n is  x?"), "practice item: What is x?");
        let label = bank_item(&"é".repeat(500));
        assert!(label.ends_with("é…"), "{label}");
        assert_eq!(label.chars().count(), "practice item: ".len() + SHOWN);
    }

    proptest! {
        #[test]
        fn every_name_fits_a_label(text in ".{0,400}", micros in -4_000_000_000_000_000_i64..4_000_000_000_000_000) {
            let date = Moment::from_microsecond(micros).unwrap();
            prop_assert!(Label::parse(session(date, &Zone::default(), &text)).is_ok());
            prop_assert!(Label::parse(bank_item(&text)).is_ok());
        }
    }
}
