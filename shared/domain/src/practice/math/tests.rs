//! Every item is worked out again from what the student reads, by other means than those that made it.

mod calculator;
mod check;

use std::collections::HashSet;

use super::*;
use crate::practice::choices::{AnswerText, Choices};
use crate::practice::marking::{Marked, mark};

const ITEMS: u64 = 100_000;

fn difficulty(level: u64) -> Difficulty {
    Difficulty::parse(i64::try_from(level).unwrap()).unwrap()
}

/// Kinds and difficulties in turn, with seeds from all over.
fn item(n: u64) -> (Kind, MathItem) {
    let kind = Kind::ALL[usize::try_from(n % 8).unwrap()];
    let seed = n.wrapping_mul(0x2545_f491_4f6c_dd1d);
    (kind, generate(kind, difficulty(n / 8 % 10 + 1), seed))
}

#[test]
fn a_hundred_thousand_items_have_four_different_choices_of_which_one_is_right() {
    for n in 0..ITEMS {
        let (kind, item) = item(n);
        let [one, two, three] = &item.wrong;
        let choices = [&item.answer, one, two, three];
        let right = choices.map(|choice| check::is_right(kind, &item.question, choice));
        assert_eq!(right, [true, false, false, false], "{n}: {item:?}");
        let meanings = choices.map(|choice| check::meaning(kind, choice));
        for (i, meaning) in meanings.iter().enumerate() {
            assert!(!meanings[..i].contains(meaning), "{n}: {item:?}");
            assert!(!choices[..i].contains(&choices[i]), "{n}: {item:?}");
        }
        assert!(check::is_finished(kind, &item.answer), "{n}: {item:?}");
    }
}

#[test]
fn every_item_reads_well_and_keeps_its_bounds() {
    for n in 0..ITEMS / 4 {
        let (kind, item) = item(n);
        let asks = item.question.ends_with('?');
        let tells = ["Solve ", "Simplify ", "Expand ", "Factor "]
            .iter()
            .any(|verb| item.question.starts_with(verb))
            && item.question.ends_with('.');
        assert!(asks || tells, "{n}: {item:?}");
        assert!(
            (20..=500).contains(&item.question.chars().count()),
            "{n}: {item:?}"
        );
        assert!(
            (30..=500).contains(&item.explanation.chars().count()),
            "{n}: {item:?}"
        );
        assert!(check::names_the_answer(&item), "{n}: {item:?}");
        for text in item
            .wrong
            .iter()
            .chain([&item.question, &item.answer, &item.explanation])
        {
            assert!(check::is_written_well(text), "{n}: {text}");
        }
        assert_eq!(item.topic, kind.topic());
        assert_eq!(item.difficulty, difficulty(n / 8 % 10 + 1));
    }
}

#[test]
fn what_was_made_up_can_be_shown_as_choices_and_marked() {
    for n in 0..ITEMS / 20 {
        let (_, item) = item(n);
        let text = |text: &String| AnswerText::parse(text.as_str()).unwrap();
        let choices = Choices::shuffled(text(&item.answer), item.wrong.each_ref().map(text), n)
            .unwrap_or_else(|breach| panic!("{breach:?}: {item:?}"));
        assert_eq!(mark(&item.answer, &choices), Marked::Right, "{item:?}");
        for wrong in &item.wrong {
            assert_eq!(mark(wrong, &choices), Marked::Wrong, "{wrong}: {item:?}");
        }
    }
}

#[test]
fn the_same_seed_gives_the_same_item_and_other_seeds_give_others() {
    for kind in Kind::ALL {
        for level in 1..=10 {
            let items = |seeds: std::ops::Range<u64>| -> Vec<_> {
                seeds
                    .map(|seed| generate(kind, difficulty(level), seed))
                    .collect()
            };
            assert_eq!(items(0..20), items(0..20));
            let questions: HashSet<_> = items(0..400).into_iter().map(|i| i.question).collect();
            assert!(
                questions.len() >= 30,
                "{kind:?} {level}: {}",
                questions.len()
            );
        }
    }
}

#[test]
fn an_item_is_the_one_its_seed_has_always_given() {
    let item = generate(Kind::Linear, difficulty(9), 7);
    assert_eq!(item.question, "Solve the equation 7x - 10 = 5x - 11 for x.");
    assert_eq!(item.answer, "x = -1/2");
}

#[test]
fn harder_equations_have_larger_numbers_and_more_steps() {
    for n in 0..2_000 {
        let linear = |level| check::numbers(&generate(Kind::Linear, difficulty(level), n).question);
        assert!(linear(1).iter().all(|number| *number <= 20));
        assert!(linear(6).iter().all(|number| *number <= 20));
        assert!(linear(8).iter().all(|number| *number <= 30));
        let easy = generate(Kind::Linear, difficulty(3), n);
        assert!(
            !easy.answer.contains('/'),
            "a beginner's answer is whole: {easy:?}"
        );
        let hard = generate(Kind::Linear, difficulty(10), n);
        assert_eq!(
            hard.question.matches('x').count(),
            3,
            "x on both sides: {hard:?}"
        );
        let monic = generate(Kind::Quadratic, difficulty(4), n);
        assert!(monic.question.contains("of x²"), "{monic:?}");
    }
}
