use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::practice::marking::{Marked, mark};

fn text(text: &str) -> AnswerText {
    AnswerText::parse(text).unwrap()
}

fn wrong(answer: &str, seed: u64) -> Vec<String> {
    let wrong = plausible(&text(answer), &[], seed);
    let wrong = wrong.unwrap_or_else(|| panic!("too few for {answer}"));
    wrong.map(AnswerText::into_inner).to_vec()
}

/// Everything that seeds can bring.
fn all_wrong(answer: &str) -> BTreeSet<String> {
    (0..200).flat_map(|seed| wrong(answer, seed)).collect()
}

#[track_caller]
fn includes(answer: &str, mistakes: &[&str]) {
    let all = all_wrong(answer);
    for mistake in mistakes {
        assert!(all.contains(*mistake), "{mistake} is not in {all:?}");
    }
}

#[test]
fn a_choice_is_shown_with_its_letter() {
    let choices = Choices::restore(["1", "2", "3", "4"].map(text), Letter::C).unwrap();
    assert_eq!(choices.all_shown(), ["A) 1", "B) 2", "C) 3", "D) 4"]);
    assert_eq!(choices.answer().as_str(), "3");
}

#[test]
fn a_seed_gives_one_order_and_seeds_give_every_place_to_the_answer() {
    let shuffled = |seed| Choices::shuffled(text("0"), ["1", "2", "3"].map(text), seed).unwrap();
    let mut places = [0; 4];
    for seed in 0..400 {
        let choices = shuffled(seed);
        assert_eq!(choices, shuffled(seed));
        assert_eq!(choices.answer().as_str(), "0");
        places[choices.right() as usize] += 1;
    }
    assert!(
        places.iter().all(|times| (70..130).contains(times)),
        "{places:?}"
    );
}

#[test]
fn two_choices_never_say_the_same() {
    for (one, other) in [
        ("Heart", "heart"),
        ("The heart", " the  heart."),
        ("1/2", "0.5"),
        ("50%", "0.5"),
        ("12 cm", "12"),
        ("12 cm", "12cm"),
        ("x = 2", "2"),
        ("2(x + 1)", "2x + 2"),
        ("(x + 2)(x + 3)", "x^2 + 5x + 6"),
        ("x = 2 or x = 3", "x = 3 or x = 2"),
        ("17", "12 + 5"),
        ("-2", "\u{2212}2"),
    ] {
        for texts in [[one, "97", "98", other], [other, one, "97", "98"]] {
            assert!(
                Choices::restore(texts.map(text), Letter::A).is_err(),
                "{one} and {other}"
            );
        }
    }
}

#[test]
fn numbers_are_missed_by_a_little_by_their_sign_or_by_their_digits() {
    includes("12", &["13", "11", "-12", "21"]);
    includes("-5", &["5", "-6", "-4"]);
    includes("0.75", &["0.76", "0.74", "0.57", "-0.75"]);
    includes("1,250", &["1,251", "1,249", "1,205"]);
}

#[test]
fn fractions_are_turned_over_and_stay_in_lowest_terms() {
    includes("3/4", &["4/3", "-3/4", "3/5"]);
    assert!(
        !all_wrong("3/4")
            .iter()
            .any(|wrong| wrong == "4/4" || wrong == "2/4")
    );
}

#[test]
fn units_and_percent_signs_are_kept_and_no_quantity_is_negative() {
    for answer in ["12 cm", "1 cm", "50%", "$5", "9.8 m/s^2", "3/4 kg"] {
        let mark = answer.trim_matches(|c: char| c.is_ascii_digit() || c == '.' || c == '/');
        let mark = mark.split("^").next().unwrap().trim();
        for wrong in all_wrong(answer) {
            assert!(
                wrong.contains(mark) && !wrong.contains('-'),
                "{wrong} for {answer}"
            );
        }
    }
    includes("12 cm", &["13 cm", "21 cm"]);
    includes("25%", &["26%", "52%", "24%"]);
}

#[test]
fn expressions_get_a_sign_or_a_number_wrong() {
    includes("2x + 3", &["2x - 3", "-2x + 3", "3x + 3"]);
    includes("(x + 2)(x - 3)", &["(x - 2)(x - 3)", "(x + 2)(x + 3)"]);
    includes("x = 2 or x = -3", &["x = 2 or x = 3", "x = -2 or x = -3"]);
    includes("x^2 - 4", &["x^2 + 4"]);
    assert!(!all_wrong("x = 2 or x = 3").contains("x = 3 or x = 3"));
    for wrong in all_wrong("2x + 3") {
        assert!(
            !wrong.starts_with("1x") && !wrong.starts_with("0x"),
            "{wrong}"
        );
    }
}

#[test]
fn words_come_from_other_answers_of_about_their_length() {
    let others = [
        "Paris",
        "12",
        "Berlin",
        "MADRID",
        "Madrid",
        "rome",
        "Lisbon",
        "Vienna",
        "Athens",
        "Oslo",
        "The treaty that ended the war and that nobody liked",
    ]
    .map(text);
    for seed in 0..200 {
        let wrong = plausible(&text("Rome"), &others, seed).unwrap();
        let choices = Choices::shuffled(text("Rome"), wrong, seed).unwrap();
        assert_eq!(mark("Rome", &choices), Marked::Right);
        let shown = choices.all_shown().concat();
        assert!(
            !shown.contains("12") && !shown.contains("treaty"),
            "{shown}"
        );
    }
    assert_eq!(plausible(&text("Rome"), &others[..2], 1), None);
    assert_eq!(plausible(&text("C"), &[], 1), None);
}

#[test]
fn words_with_a_number_fall_back_to_other_numbers() {
    assert!(
        wrong("12 protons", 3)
            .iter()
            .all(|wrong| wrong.ends_with(" protons"))
    );
    let one = [text("14 neutrons")];
    assert!(plausible(&text("12 protons"), &one, 3).is_some());
}

/// Every kind of answer that can be varied without other answers.
fn answers() -> impl Strategy<Value = String> {
    let number = || -999_i64..1000;
    prop_oneof![
        number().prop_map(|n| n.to_string()),
        (number(), 0_u8..100).prop_map(|(n, d)| format!("{n}.{d:02}")),
        (number(), 2_i64..50).prop_map(|(n, d)| format!("{n}/{d}")),
        (1_i64..1000).prop_map(|n| format!("{n} cm")),
        (1_i64..1000).prop_map(|n| format!("{n}%")),
        (1_i64..1000).prop_map(|n| format!("${n}.50")),
        number().prop_map(|n| format!("x = {n}")),
        (number(), number()).prop_map(|(a, b)| format!("x = {a} or x = {b}")),
        (number(), number()).prop_map(|(a, b)| format!("x = {a}, y = {b}")),
        (number(), number()).prop_map(|(a, b)| format!("({a}, {b})")),
        (2_i64..20, 1_i64..20).prop_map(|(a, b)| format!("{a}x - {b}")),
        (1_i64..20, 1_i64..20).prop_map(|(a, b)| format!("(x + {a})(x \u{2212} {b})")),
        (2_i64..20, 1_i64..20, 1_i64..20).prop_map(|(a, b, c)| format!("{a}x^2 + {b}x + {c}")),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn wrong_answers_make_choices_of_which_one_is_right(answer in answers(), seed: u64) {
        let wrong = plausible(&text(&answer), &[], seed);
        prop_assert_eq!(&wrong, &plausible(&text(&answer), &[], seed));
        let Some(wrong) = wrong else {
            return Err(TestCaseError::fail(format!("too few for {answer}")));
        };
        let choices = Choices::shuffled(text(&answer), wrong.clone(), seed);
        prop_assert!(choices.is_ok(), "{} beside {:?}", answer, wrong.map(AnswerText::into_inner));
        let choices = choices.unwrap();
        prop_assert_eq!(mark(&answer, &choices), Marked::Right);
        for letter in Letter::ALL {
            let right = mark(choices.text(letter).as_str(), &choices).is_right();
            prop_assert_eq!(right, letter == choices.right());
        }
    }

    #[test]
    fn nothing_panics_whatever_the_answer(answer in "\\PC{1,40}", seed: u64) {
        if let Ok(answer) = AnswerText::parse(answer) && let Some(wrong) = plausible(&answer, &[], seed) {
            prop_assert!(Choices::shuffled(answer, wrong, seed).is_ok());
        }
    }
}
