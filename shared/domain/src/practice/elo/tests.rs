use proptest::prelude::*;

use super::*;
use crate::practice::difficulty::DifficultyRange;

const FLAWLESS: f64 = 1.0;
const WRONG_BUT_QUICK: f64 = 0.3;

fn rating(points: i64) -> Rating {
    Rating::parse(points).unwrap()
}

fn performance(score: f64) -> Performance {
    Performance::from_score(score)
}

/// Answers items of the difficulty suggested for the rating, as practice hands them out.
fn practise(from: Rating, scores: impl IntoIterator<Item = f64>) -> Vec<Rating> {
    let next = |rating: &mut Rating, score| {
        let difficulty = DifficultyRange::for_rating(*rating).suggestion();
        *rating = after(*rating, difficulty, performance(score));
        Some(*rating)
    };
    scores.into_iter().scan(from, next).collect()
}

/// Right or wrong by the toss of a seeded coin.
fn tosses(seed: u64, right: f64, wrong: f64) -> impl Iterator<Item = f64> {
    let mut rng = fastrand::Rng::with_seed(seed);
    std::iter::repeat_with(move || if rng.bool() { right } else { wrong })
}

fn mean(ratings: &[Rating]) -> f64 {
    let sum: u32 = ratings.iter().map(|rating| u32::from(rating.get())).sum();
    f64::from(sum) / f64::from(u32::try_from(ratings.len()).unwrap())
}

/// Where a rating rests that meets items worth `question`: what is expected equals the mean performance, less the half point
/// that cutting off takes on average.
fn rest(question: f64, mean_performance: f64) -> f64 {
    let expected = mean_performance - 0.5 / K;
    question + SCALE * (expected / (1.0 - expected)).log10()
}

#[test]
fn the_formula_gives_what_the_old_service_gave_for_the_same_question() {
    // Items of the middle difficulty, on the old scale of 100 points a step.
    let old = |points, score| moved(rating(points), 400.0, performance(score)).get();
    assert_eq!(old(1000, WRONG_BUT_QUICK), 978);
    assert_eq!(old(1000, FLAWLESS), 1000);
    assert_eq!(old(978, FLAWLESS), 979);
    assert_eq!(old(979, FLAWLESS), 980);
    assert_eq!(old(980, FLAWLESS), 981);
}

#[test]
fn equals_share_the_points() {
    let even = Difficulty::parse(1).unwrap();
    assert!((expected(rating(400), even.question_rating()) - 0.5).abs() < f64::EPSILON);
    assert_eq!(after(rating(400), even, performance(FLAWLESS)).get(), 416);
    assert_eq!(after(rating(400), even, performance(0.5)).get(), 400);
}

#[test]
fn a_flawless_student_passes_1500_at_the_33rd_item_and_reaches_the_top() {
    let ratings = practise(Rating::DEFAULT, std::iter::repeat_n(FLAWLESS, 500));
    let items = ratings.iter().position(|r| r.get() > 1500).unwrap() + 1;
    assert_eq!(items, 33);
    assert!(ratings.is_sorted());
    assert_eq!(ratings[499].get(), Rating::MAX);
}

#[test]
fn on_items_of_one_difficulty_a_rating_settles_where_the_formula_says() {
    for (right, wrong) in [(1.0, 0.3), (1.0, 0.0), (0.8, 0.1), (0.8, 0.3)] {
        for number in [4, 5, 6] {
            let difficulty = Difficulty::parse(number).unwrap();
            let scores = tosses(7, right, wrong).take(20_000);
            let next = |rating: &mut Rating, score| {
                *rating = after(*rating, difficulty, performance(score));
                Some(*rating)
            };
            let ratings: Vec<_> = scores.scan(Rating::DEFAULT, next).collect();
            let rest = rest(difficulty.question_rating(), f64::midpoint(right, wrong));
            let settled = mean(&ratings[500..]);
            assert!((settled - rest).abs() < 10.0, "{settled} is not {rest}");
        }
    }
}

/// A wrong answer given quickly still scores 0.3, so half right means 0.65 on average. Items that follow the rating stay
/// within 89 points of it, where at most 0.63 is expected: the rating climbs until the items can follow no further, which is
/// difficulty 9, and rests there.
#[test]
fn a_quick_student_who_is_right_half_the_time_settles_where_the_hardest_suggestion_holds() {
    let rest = rest(Difficulty::parse(9).unwrap().question_rating(), 0.65);
    for seed in 0..20 {
        let ratings = practise(
            Rating::DEFAULT,
            tosses(seed, FLAWLESS, WRONG_BUT_QUICK).take(20_000),
        );
        let settled = mean(&ratings[2000..]);
        assert!((settled - rest).abs() < 15.0, "{settled} is not {rest}");
    }
}

/// Without the points for time the mean is below one half, and the rating sinks to its floor.
#[test]
fn a_slow_student_who_is_right_half_the_time_settles_at_the_bottom() {
    for seed in 0..20 {
        let ratings = practise(Rating::DEFAULT, tosses(seed, 0.8, 0.1).take(20_000));
        let settled = mean(&ratings[2000..]);
        assert!(settled < 430.0, "{settled}");
    }
}

proptest! {
    #[test]
    fn a_better_performance_never_leads_to_a_lower_rating(
        points in 400_i64..=2000, number in 1_i64..=10, scores in (0.0_f64..=1.0, 0.0_f64..=1.0)
    ) {
        let difficulty = Difficulty::parse(number).unwrap();
        let (worse, better) = (scores.0.min(scores.1), scores.0.max(scores.1));
        let after = |score| after(rating(points), difficulty, performance(score));
        prop_assert!(after(worse) <= after(better));
    }

    #[test]
    fn a_rating_never_leaves_its_bounds_and_never_moves_more_than_k(
        points in 400_i64..=2000, number in 1_i64..=10, score in 0.0_f64..=1.0
    ) {
        let difficulty = Difficulty::parse(number).unwrap();
        let after = after(rating(points), difficulty, performance(score)).get();
        prop_assert!((Rating::MIN..=Rating::MAX).contains(&after));
        prop_assert!((i64::from(after) - points).abs() <= 32);
    }

    #[test]
    fn a_harder_item_never_moves_the_rating_less_far_up(
        points in 400_i64..=2000, number in 1_i64..10, score in 0.0_f64..=1.0
    ) {
        let after = |n| after(rating(points), Difficulty::parse(n).unwrap(), performance(score));
        prop_assert!(after(number) <= after(number + 1));
    }
}
