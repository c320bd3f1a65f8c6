//! Whether a choice answers a question, from the texts alone.

use super::calculator::{Residue, number, value};
use crate::practice::math::{Kind, MathItem};

/// Where expressions are compared: two of degree 3 that agree at more than 3 points are the same. None is so small
/// that a denominator is 0 there.
const POINTS: [u64; 4] = [17, 1_009, 65_537, 1_000_003];

/// Whether the choice is right.
pub(super) fn is_right(kind: Kind, question: &str, choice: &str) -> bool {
    match kind {
        Kind::Linear => {
            let (left, right) = cut(question, "Solve the equation ", " for x.")
                .split_once(" = ")
                .unwrap();
            let x = number(choice.strip_prefix("x = ").unwrap());
            value(left, x, x) == value(right, x, x)
        }
        Kind::Quadratic => solves_quadratic(
            cut(question, "What are all the solutions of ", " = 0?"),
            choice,
        ),
        Kind::Simplify => {
            let expression = cut(question, "Simplify the expression ", ".");
            same(expression.split(", where ").next().unwrap(), choice)
        }
        Kind::Expand => same(
            cut(question, "Expand ", " and put like terms together."),
            choice,
        ),
        Kind::Factor => same(cut(question, "Factor ", " completely."), choice),
        Kind::Fractions => {
            number(cut(question, "What is ", ", in lowest terms?")) == number(choice)
        }
        Kind::Percentages => percentage(question, choice),
        Kind::Systems => {
            let system = cut(question, "Solve the system of equations ", " for x and y.");
            let (first, second) = system.split_once(" and ").unwrap();
            assert!(determinant(first, second) != Residue::of(0), "{question}");
            let (x, y) = pair(choice);
            [first, second].iter().all(|equation| {
                let (left, right) = equation.split_once(" = ").unwrap();
                value(left, x, y) == number(right)
            })
        }
    }
}

/// What the choice says, so that two choices that say the same can be told.
pub(super) fn meaning(kind: Kind, choice: &str) -> Vec<Residue> {
    match kind {
        Kind::Linear => vec![number(choice.strip_prefix("x = ").unwrap())],
        Kind::Quadratic => match roots(choice) {
            Roots::Rational(mut roots) => {
                roots.sort();
                roots
            }
            // A sum and a product with a mark, to be no pair of rational roots.
            Roots::Surds { sum, product } => vec![sum, product, Residue::of(0)],
        },
        Kind::Simplify | Kind::Expand | Kind::Factor => POINTS.map(|x| at(choice, x)).to_vec(),
        Kind::Fractions => vec![number(choice)],
        Kind::Percentages => vec![amount(choice)],
        Kind::Systems => {
            let (x, y) = pair(choice);
            vec![x, y]
        }
    }
}

/// Whether the answer is as far worked out as the question asks.
pub(super) fn is_finished(kind: Kind, answer: &str) -> bool {
    match kind {
        Kind::Simplify | Kind::Expand => {
            let powers = ["x³", "x²", "x"].map(|power| answer.matches(power).count());
            // Each power once: "x" is also found within the higher ones.
            !answer.contains(['(', '/'])
                && powers[0] <= 1
                && powers[1] <= 1
                && powers[2] <= powers[0] + powers[1] + 1
        }
        Kind::Factor => {
            let brackets: Vec<_> = answer
                .split('(')
                .skip(1)
                .map(|rest| rest.split(')').next().unwrap())
                .collect();
            !brackets.is_empty()
                && brackets.iter().all(|bracket| {
                    let lead = if bracket.starts_with('x') {
                        vec![1]
                    } else {
                        vec![]
                    };
                    lead.into_iter().chain(numbers(bracket)).fold(0, gcd) == 1
                })
        }
        Kind::Quadratic if answer.contains('√') => {
            let (before, after) = answer.split_once('√').unwrap();
            let inside = numbers(after)[0];
            let square_free = (2..=inside).all(|k| !inside.is_multiple_of(k * k));
            let lone = !before.ends_with(|c: char| c.is_ascii_digit());
            let outside = numbers(before)
                .into_iter()
                .chain(numbers(after).into_iter().skip(1));
            // A number before the root, the one beside it and the one below have nothing in common.
            square_free && (lone || !after.contains('/') || outside.fold(0, gcd) == 1)
        }
        _ => answer
            .split([' ', '-'])
            .filter_map(|word| word.trim_end_matches(',').split_once('/'))
            .all(|(n, d)| gcd(n.parse().unwrap(), d.parse().unwrap()) == 1 && d != "1"),
    }
}

/// Whether the steps arrive at the answer.
pub(super) fn names_the_answer(item: &MathItem) -> bool {
    item.answer
        .split(", ")
        .map(|part| part.trim_start_matches('$').trim_end_matches('%'))
        .all(|part| item.explanation.contains(part))
}

/// No decimal, no sign beside a sign, no coefficient of 1, no term of 0.
pub(super) fn is_written_well(text: &str) -> bool {
    let bytes = text.as_bytes();
    let decimal = bytes
        .windows(3)
        .any(|w| w[0].is_ascii_digit() && w[1] == b'.' && w[2].is_ascii_digit());
    let lone_one = |unknown: &str| {
        text.match_indices(unknown).any(|(at, _)| {
            let before = &text[..at];
            before.ends_with('1') && !before[..at - 1].ends_with(|c: char| c.is_ascii_digit())
        })
    };
    let odd = ["--", "+ -", "- -", "+ 0x", " 0x", "  ", "/1 ", "NaN"];
    !decimal
        && !lone_one("x")
        && !lone_one("y")
        && !odd.iter().any(|odd| text.contains(odd))
        && !text.ends_with("/1")
}

/// All whole numbers in a text, without their signs.
pub(super) fn numbers(text: &str) -> Vec<u64> {
    text.split(|c: char| !c.is_ascii_digit())
        .filter_map(|digits| digits.parse().ok())
        .collect()
}

fn cut<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    text.strip_prefix(before)
        .and_then(|rest| rest.strip_suffix(after))
        .unwrap_or_else(|| panic!("{text}"))
}

fn at(expression: &str, x: u64) -> Residue {
    value(expression, Residue::of(x), Residue::of(0))
}

fn same(one: &str, other: &str) -> bool {
    POINTS.iter().all(|x| at(one, *x) == at(other, *x))
}

fn gcd(one: u64, other: u64) -> u64 {
    if other == 0 {
        one
    } else {
        gcd(other, one % other)
    }
}

enum Roots {
    Rational(Vec<Residue>),
    Surds { sum: Residue, product: Residue },
}

fn roots(choice: &str) -> Roots {
    let said = choice.replace("x = ", "");
    let Some((p, root)) = said.split_once('±') else {
        return Roots::Rational(said.split(" or ").map(number).collect());
    };
    let p = p.trim_start_matches('(').trim();
    let p = number(if p.is_empty() { "0" } else { p });
    let (root, q) = root.trim().split_once('/').unwrap_or((root.trim(), "1"));
    let (k, inside) = root.trim_end_matches(')').split_once('√').unwrap();
    let k = number(if k.is_empty() { "1" } else { k });
    let q = number(q);
    let square = k.times(k).times(number(inside));
    Roots::Surds {
        sum: p.plus(p).over(q),
        product: p.times(p).minus(square).over(q.times(q)),
    }
}

/// A quadratic has at most two roots: two different ones are all there are.
fn solves_quadratic(left: &str, choice: &str) -> bool {
    let zero = Residue::of(0);
    match roots(choice) {
        Roots::Rational(roots) => {
            roots.len() == 2
                && roots[0] != roots[1]
                && roots.iter().all(|x| value(left, *x, zero) == zero)
        }
        Roots::Surds { sum, product } => {
            // f(x) = a(x² - sum·x + product), so f(0) = a·product and f(1) - f(-1) = -2a·sum.
            let minus_one = zero.minus(Residue::of(1));
            let (c, up, down) = (at(left, 0), at(left, 1), value(left, minus_one, zero));
            let a = up.plus(down).over(Residue::of(2)).minus(c);
            let b = up.minus(down).over(Residue::of(2));
            a.times(product) == c && zero.minus(a.times(sum)) == b
        }
    }
}

fn pair(choice: &str) -> (Residue, Residue) {
    let (x, y) = choice
        .strip_prefix("x = ")
        .unwrap()
        .split_once(", y = ")
        .unwrap();
    (number(x), number(y))
}

/// Cramer's: not 0 exactly if the system has one solution.
fn determinant(first: &str, second: &str) -> Residue {
    let coefficient = |equation: &str, x: u64, y: u64| {
        let left = equation.split(" = ").next().unwrap();
        value(left, Residue::of(x), Residue::of(y))
    };
    let across = coefficient(first, 1, 0).times(coefficient(second, 0, 1));
    across.minus(coefficient(first, 0, 1).times(coefficient(second, 1, 0)))
}

/// What a choice in dollars, in percent or without a unit comes to.
fn amount(choice: &str) -> Residue {
    number(&choice.replace(['$', '%'], ""))
}

fn percentage(question: &str, choice: &str) -> bool {
    let said = amount(choice);
    let numbers: Vec<_> = numbers(question).into_iter().map(Residue::of).collect();
    let hundred = Residue::of(100);
    // A price after a change, times 100.
    let after = |price: Residue, percent: Residue, rises: bool| {
        let rate = if rises {
            hundred.plus(percent)
        } else {
            hundred.minus(percent)
        };
        price.times(rate)
    };
    let rises = question.contains("rises");
    match numbers[..] {
        [percent, base] if question.contains("of the number") => {
            hundred.times(said) == percent.times(base)
        }
        [base, percent] if question.contains("new price?") => {
            hundred.times(said) == after(base, percent, rises)
        }
        [base, now] if question.contains("By what percentage") => {
            hundred.times(now) == after(base, said, rises)
        }
        [percent, now] if question.contains("before?") => {
            hundred.times(now) == after(said, percent, rises)
        }
        [base, up, down] => {
            hundred.times(hundred).times(said) == after(after(base, up, true), down, false)
        }
        _ => panic!("{question}"),
    }
}
