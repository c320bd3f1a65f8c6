mod laws;

use super::*;
use crate::practice::choices::AnswerText;

fn text(text: &str) -> AnswerText {
    AnswerText::parse(text).unwrap()
}

/// Choices of which B is right.
fn choices(answer: &str, wrong: [&str; 3]) -> Choices {
    let [a, c, d] = wrong;
    Choices::restore([a, answer, c, d].map(text), Letter::B).unwrap()
}

fn numbers(answer: &str) -> Choices {
    choices(answer, ["-97", "1973/7", "97 + z"])
}

#[track_caller]
fn right(choices: &Choices, replies: &[&str]) {
    for reply in replies {
        assert_eq!(mark(reply, choices), Marked::Right, "{reply}");
    }
}

#[track_caller]
fn wrong(choices: &Choices, replies: &[&str]) {
    for reply in replies {
        assert_eq!(mark(reply, choices), Marked::Wrong, "{reply}");
    }
}

#[test]
fn the_letter_counts_in_any_case_and_dress() {
    let organs = choices("The heart", ["The liver", "The lungs", "The brain"]);
    right(
        &organs,
        &["b", "B", " b ", "b)", "(B)", "B.", "b:", "[b]", "( b )"],
    );
    wrong(
        &organs,
        &["a", "C)", "(d)", "e", "bb", "(b", "", " ", "b c", "AB"],
    );
}

#[test]
fn the_text_counts_whatever_its_case_and_white_space() {
    let organs = choices("The heart", ["The liver", "The lungs", "The brain"]);
    right(
        &organs,
        &["The heart", "the  HEART ", "The heart.", "\tthe heart\n"],
    );
    wrong(
        &organs,
        &["heart", "The liver", "The heart or the liver", "theheart"],
    );
}

#[test]
fn a_letter_with_a_text_must_mean_one_choice() {
    let organs = choices("The heart", ["The liver", "The lungs", "The brain"]);
    right(
        &organs,
        &[
            "B) The heart",
            "b. the heart",
            "(b) The Heart",
            "B: the heart",
        ],
    );
    wrong(
        &organs,
        &["A) The heart", "B) The liver", "B) something else"],
    );
    right(&numbers("0.5"), &["B) 0.5", "b) 1/2"]);
    wrong(&numbers("0.5"), &["a) 1/2", "b) -97"]);
}

#[test]
fn where_a_text_is_a_letter_only_the_exact_text_goes_before_the_letter() {
    let elements = Choices::restore(["C", "N", "B", "O"].map(text), Letter::A).unwrap();
    right(&elements, &["C", "a", "A", "A) C", "a) c"]);
    wrong(&elements, &["c", "B", "C)", "b", "N"]);
}

#[test]
fn equal_numbers_are_right_however_they_are_written() {
    right(
        &numbers("0.5"),
        &[
            "0.5", ".5", ".50", "1/2", "2/4", "½", "+0.5", "x = 1/2", "1 / 2", "0.5.", "1⁄2",
        ],
    );
    right(&numbers("3/4"), &["0.75", "¾", "6/8", "-3/-4"]);
    right(
        &numbers("-2"),
        &[
            "-2",
            "\u{2212}2",
            "–2",
            "-2.0",
            "- 2",
            "(-2)",
            "x = -2",
            "-4/2",
        ],
    );
    right(&numbers("1000"), &["1,000", "1000.0", "1000.", "10^3"]);
    right(&numbers("1,000,000"), &["1000000", "1 * 10^6", "10⁶"]);
    right(&numbers("3/2"), &["1 1/2", "1½", "1.5"]);
    right(&numbers("-3/2"), &["-1 1/2"]);
    right(
        &numbers("x = 2"),
        &["2", "x=2", "X = 2", "2 = x", "x = 4/2"],
    );
    wrong(
        &numbers("0.5"),
        &[
            "5",
            "0.05",
            "-0.5",
            "0.5000000000000000000000001",
            "0,5",
            "1/0",
        ],
    );
    wrong(
        &numbers("x = 2"),
        &["y = 2", "-2", "x", "=", "x = ", "2 = 2", "x = x"],
    );
    wrong(&numbers("1000"), &["1,00", "10,00", "1,0000"]);
    wrong(&numbers("3/2"), &["1 1 / 2 2", "11/2", "1 2"]);
}

#[test]
fn a_percent_sign_counts_only_where_a_percentage_is_the_answer() {
    right(
        &numbers("50%"),
        &[
            "50%",
            "50 %",
            "50 percent",
            "50 per cent",
            "0.5",
            "1/2",
            "50",
        ],
    );
    wrong(&numbers("50%"), &["5%", "0.5%", "500"]);
    wrong(&numbers("0.5"), &["50%", "50"]);
    wrong(&numbers("50"), &["50%", "0.5"]);
    // The reply fits the value of one choice, and the bare number of another: the value decides.
    let close = choices("50%", ["0.5%", "5%", "500%"]);
    right(&close, &["0.5", "50"]);
}

#[test]
fn a_unit_may_be_left_out_unless_it_decides() {
    let lengths = choices("12 cm", ["13 cm", "11 cm", "21 cm"]);
    right(
        &lengths,
        &["12 cm", "12cm", "12 CM", "12", "12 centimeters", "24/2 cm"],
    );
    wrong(&lengths, &["12 m", "12 kg", "13", "12 cm^2", "cm"]);
    let units = choices("12 cm", ["12 m", "12 mm", "21 cm"]);
    right(&units, &["12 cm"]);
    wrong(&units, &["12", "12 m"]);
    right(&numbers("$5"), &["$5", "$5.00", "5 dollars", "5"]);
    right(&numbers("9.8 m/s²"), &["9.8 m/s^2", "9.8", "9.80 m/s²"]);
    right(
        &numbers("40 \u{b5}mol"),
        &["40 \u{3bc}mol", "40 \u{39c}MOL"],
    );
    // Twice `m` is no length.
    wrong(&numbers("2m"), &["2"]);
}

#[test]
fn equal_polynomials_are_right_however_they_are_ordered() {
    right(
        &numbers("2x + 2"),
        &[
            "2x+2",
            "2 + 2x",
            "2(x+1)",
            "2·(x + 1)",
            "(x+1)*2",
            "2X + 2",
            "y = 2x + 2",
        ],
    );
    right(&numbers("2(x+1)"), &["2x + 2"]);
    right(&numbers("3xy^2"), &["3y²x", "3*x*y**2"]);
    right(&numbers("x/2"), &["1/2x", "0.5x", "x / 2"]);
    right(&numbers("(x + 2)(x - 3)"), &["(x-3)(x+2)", "(x−3) × (x+2)"]);
    wrong(
        &numbers("2x + 2"),
        &["2x - 2", "2x", "2(x+2)", "2x^2 + 2", "2y + 2"],
    );
}

#[test]
fn a_reply_must_be_worked_out_as_far_as_the_answer() {
    wrong(&numbers("17"), &["12 + 5", "34 - 17", "(17)(1)"]);
    wrong(
        &numbers("(x + 2)(x + 3)"),
        &["x^2 + 5x + 6", "x(x + 5) + 6"],
    );
    wrong(&numbers("x^2 + 5x + 6"), &["(x + 2)(x + 3)"]);
    wrong(&numbers("5x"), &["2x + 3x"]);
    wrong(&numbers("(x + 1)^2"), &["x^2 + 2x + 1"]);
    right(&numbers("(x + 1)^2"), &["(x+1)(x+1)"]);
}

#[test]
fn lists_of_solutions_have_no_order_unless_names_or_brackets_give_one() {
    right(
        &numbers("x = 2 or x = -3"),
        &[
            "x = -3 or x = 2",
            "2, -3",
            "-3 and 2",
            "x=2, x=-3",
            "x = 2, or x = -3",
            "2; −3",
        ],
    );
    wrong(
        &numbers("x = 2 or x = -3"),
        &["2", "2, 3", "2, -3, 4", "2, 2", "y = 2 or y = -3"],
    );
    right(
        &numbers("x = 1, y = 2"),
        &["y = 2, x = 1", "(1, 2)", "1, 2", "x=1 and y=2"],
    );
    wrong(
        &numbers("x = 1, y = 2"),
        &["x = 2, y = 1", "2, 1", "(2, 1)"],
    );
    right(&numbers("(1, 2)"), &["x = 1, y = 2", "(1,2)", "1, 2"]);
    wrong(&numbers("(1, 2)"), &["(2, 1)", "2, 1"]);
    right(&numbers("±2"), &["2 or -2", "-2, 2", "x = ±2"]);
    wrong(&numbers("±2"), &["2", "-2"]);
}

#[test]
fn a_reply_that_fits_two_choices_is_wrong() {
    let names = ["x = 2", "y = 2", "x = 3", "y = 3"].map(text);
    let names = Choices::restore(names, Letter::A).unwrap();
    right(&names, &["x = 2", "a"]);
    wrong(&names, &["2", "y = 2", "3"]);
}

#[test]
fn words_are_no_products_of_their_letters() {
    let words = choices("on", ["no", "CO2", "NaCl"]);
    right(&words, &["on", "ON"]);
    wrong(&words, &["no", "o*n", "n o"]);
    assert!(!same("art", "tar") && !same("2 art", "2 tar"));
    assert!(!same("H2O", "HO2") && !same("1s2 2s2", "1s2 2s1"));
}

#[test]
fn what_grows_beyond_all_bounds_is_wrong() {
    let choices = numbers("4");
    let nines = "9".repeat(60);
    let brackets = format!("{}4{}", "(".repeat(90), ")".repeat(90));
    let long = "1+".repeat(900);
    wrong(
        &choices,
        &[
            "(9^40)^40",
            "(a+b+c+d+e+f+g+h)^40",
            "((x^40)^40)^40",
            "2^99999999999999999999",
            "1/(x - x)",
            "0^-1",
            "1e400",
            &nines,
            &brackets,
            &long,
        ],
    );
}

#[test]
fn a_reply_is_bounded_and_never_shown_by_debug() {
    assert!(Reply::parse("").is_ok());
    assert!(Reply::parse("x".repeat(2001)).is_err());
    assert_eq!(
        format!("{:?}", Reply::parse("42").unwrap()),
        "Reply(2 characters)"
    );
}
