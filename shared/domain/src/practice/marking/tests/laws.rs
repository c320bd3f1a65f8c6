//! What holds for every reply and every choice.

use proptest::prelude::*;

use super::*;

/// Numbers in several notations, with their value in hundredths.
fn notations(hundredths: i64) -> Vec<String> {
    let sign = if hundredths < 0 { "-" } else { "" };
    let size = hundredths.unsigned_abs();
    let (whole, rest) = (size / 100, size % 100);
    let mut notations = vec![
        format!("{sign}{whole}.{rest:02}"),
        format!("{sign}{whole}.{rest:02}000"),
        format!("{sign}{size}/100"),
        format!("{sign}{}/300", size * 3),
        format!("n = {sign}{whole}.{rest:02}"),
        format!(" {} {whole}.{rest:02} ", sign.replace('-', "\u{2212}")),
    ];
    if rest != 0 {
        notations.push(format!("{sign}{whole} {rest}/100"));
    }
    if rest == 0 {
        notations.push(format!("{sign}{whole}"));
    }
    notations
}

/// Texts that look like answers.
fn answerlike() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "x",
        "y",
        "2",
        "3",
        "10",
        "0",
        ".5",
        "1,000",
        " ",
        "+",
        "-",
        "\u{2212}",
        "*",
        "/",
        "^",
        "(",
        ")",
        "=",
        " or ",
        ", ",
        "%",
        " cm",
        "½",
        "²",
        "±",
        "$",
        "B)",
        "a",
        "or",
        ";",
        "[",
        "]",
        "percent",
        "°",
        "9999999999999999999",
        "é",
    ]);
    prop::collection::vec(pieces, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn marking_never_panics_and_is_stable(reply in any::<String>(), like in answerlike()) {
        for reply in [&reply, &like] {
            for choices in [numbers("1/2"), numbers("x = 1, y = 2"), numbers("50%"), numbers("on")] {
                prop_assert_eq!(mark(reply, &choices), mark(reply, &choices));
            }
        }
    }

    #[test]
    fn a_text_says_the_same_as_itself_and_in_either_direction(one in answerlike(), other in answerlike()) {
        prop_assert!(same(&one, &one));
        prop_assert_eq!(same(&one, &other), same(&other, &one));
    }

    #[test]
    fn any_four_choices_are_told_apart(texts in prop::array::uniform4(answerlike()), place in 0_usize..4) {
        prop_assume!(texts.iter().all(|t| !t.trim().is_empty()));
        let letter = Letter::ALL[place];
        let choices = Choices::restore(texts.map(|t| text(&t)), letter);
        prop_assume!(choices.is_ok());
        let choices = choices.unwrap();
        for other in Letter::ALL {
            let expected = if other == letter { Marked::Right } else { Marked::Wrong };
            prop_assert_eq!(mark(choices.text(other).as_str(), &choices), expected);
            prop_assert_eq!(mark(&choices.shown(other), &choices), expected);
            prop_assert_eq!(mark(&choices.shown(other).to_uppercase(), &choices), expected);
        }
    }

    #[test]
    fn equal_numbers_are_right_and_others_wrong(answer in -100_000_i64..100_000, other in -100_000_i64..100_000) {
        prop_assume!(answer != other);
        for written in notations(answer) {
            let choices = choices(&written, ["z", "z + 1", "z + 2"]);
            for reply in notations(answer) {
                prop_assert_eq!(mark(&reply, &choices), Marked::Right, "{} for {}", reply, written);
            }
            for reply in notations(other) {
                prop_assert_eq!(mark(&reply, &choices), Marked::Wrong, "{} for {}", reply, written);
            }
        }
    }

    #[test]
    fn a_product_is_the_sum_that_it_expands_to(a in -9_i64..=9, b in -9_i64..=9, c in 2_i64..=9) {
        prop_assume!(b != 0);
        let sum = |a: i64, b: i64| format!("{a}x + {b}").replace("+ -", "- ");
        let product = format!("{c}({})", sum(a, b));
        let (a, b) = (a * c, b * c);
        prop_assert!(same(&product, &sum(a, b)));
        prop_assert!(!same(&product, &sum(a, b + 1)));
        prop_assert!(!same(&product, &sum(a + 1, b)));
    }
}
