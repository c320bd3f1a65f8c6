use super::*;

fn range(rating: i64) -> DifficultyRange {
    DifficultyRange::for_rating(Rating::parse(rating).unwrap())
}

#[test]
fn ratings_meet_the_difficulties_that_old_clients_know() {
    for (rating, shown) in [
        (400, "1-2"),
        (600, "1-3"),
        (800, "2-4"),
        (1000, "3-5"),
        (1100, "4-6"),
        (1200, "5-7"),
        (1400, "6-8"),
        (1600, "7-9"),
        (1800, "8-10"),
        (2000, "9-10"),
    ] {
        assert_eq!(range(rating).to_string(), shown, "{rating}");
    }
}

#[test]
fn an_item_is_worth_the_rating_that_it_suits_best() {
    for number in 1..=10 {
        let difficulty = Difficulty::parse(number).unwrap();
        let worth = difficulty.question_rating();
        #[expect(clippy::cast_possible_truncation, reason = "400 to 2000")]
        let nearest = range(worth.round() as i64);
        let around = ((number - 1).max(1), (number + 1).min(10));
        assert_eq!(nearest.to_string(), format!("{}-{}", around.0, around.1));
    }
    let worth = |number| Difficulty::parse(number).unwrap().question_rating();
    assert!((worth(1) - 400.0).abs() < f64::EPSILON);
    assert!((worth(10) - 2000.0).abs() < f64::EPSILON);
    assert!((worth(4) - 2800.0 / 3.0).abs() < 1e-9);
}

#[test]
fn a_higher_rating_never_gets_easier_items() {
    for rating in 400..2000 {
        let (lower, higher) = (range(rating), range(rating + 1));
        assert!(lower.min() <= higher.min() && lower.max() <= higher.max());
    }
}

#[test]
fn the_suggestion_is_the_lower_middle() {
    for (rating, suggestion) in [(400, 1), (600, 2), (1000, 4), (1200, 6), (2000, 9)] {
        assert_eq!(range(rating).suggestion().get(), suggestion, "{rating}");
    }
}

#[test]
fn a_range_widens_on_both_sides_as_far_as_there_are_difficulties() {
    assert_eq!(range(1000).widened(2).to_string(), "1-7");
    assert_eq!(range(2000).widened(2).to_string(), "7-10");
    let five = Difficulty::parse(5).unwrap();
    assert!(range(1000).contains(five) && !range(400).contains(five));
}
