use proptest::prelude::*;

use super::*;

const ANSWER: &str = "The discriminant tells how many real solutions a quadratic equation has.";

fn assess(rating: f64, grounding: Grounding, answer: &str, impact: Impact) -> (Confidence, f64) {
    let rating = SelfRating::new(rating).unwrap();
    let assessment = Assessment::of(rating, grounding, answer, impact);
    (assessment.confidence, assessment.score.get())
}

#[test]
fn what_the_old_service_gave_holds_for_an_assistant_that_is_sure() {
    for (grounding, impact, expected) in [
        (Grounding::Untold, Impact::Whole, (Confidence::High, 0.85)),
        (Grounding::Told, Impact::Whole, (Confidence::High, 0.88)),
        (Grounding::Told, Impact::Slightly, (Confidence::High, 0.79)),
        (Grounding::Untold, Impact::Half, (Confidence::Low, 0.43)),
    ] {
        assert_eq!(assess(0.85, grounding, ANSWER, impact), expected);
    }
}

#[test]
fn an_assistant_that_is_unsure_makes_an_answer_low() {
    // The old service gave 0.52 and Medium to the first, and 0.51 and Medium to the second.
    assert_eq!(
        assess(0.10, Grounding::Told, ANSWER, Impact::Slightly),
        (Confidence::Low, 0.23)
    );
    assert_eq!(
        assess(0.0, Grounding::Untold, ANSWER, Impact::Whole),
        (Confidence::Low, 0.15)
    );
    assert_eq!(
        assess(0.5, Grounding::Session, ANSWER, Impact::Whole),
        (Confidence::Medium, 0.65)
    );
}

#[test]
fn the_levels_begin_where_they_say() {
    let level = |rating| assess(rating, Grounding::Session, ANSWER, Impact::Whole).0;
    assert_eq!(level(0.349_999), Confidence::Low);
    assert_eq!(level(0.35), Confidence::Medium);
    assert_eq!(level(0.599_999), Confidence::Medium);
    assert_eq!(level(0.6), Confidence::High);
}

#[test]
fn the_level_is_that_of_the_score_before_rounding() {
    assert_eq!(
        assess(0.599_9, Grounding::Session, ANSWER, Impact::Whole),
        (Confidence::Medium, 0.75)
    );
    assert_eq!(
        assess(0.349_9, Grounding::Session, ANSWER, Impact::Whole),
        (Confidence::Low, 0.5)
    );
}

#[test]
fn short_and_long_answers_weigh_less() {
    let score = |characters: usize| {
        assess(
            0.85,
            Grounding::Untold,
            &"x".repeat(characters),
            Impact::Whole,
        )
        .1
    };
    assert_eq!(
        (score(49), score(50), score(2000), score(2001)),
        (0.81, 0.85, 0.85, 0.83)
    );
    let accented = "é".repeat(49);
    assert_eq!(
        assess(0.85, Grounding::Untold, &accented, Impact::Whole).1,
        0.81
    );
}

#[test]
fn hedges_count_once_each_and_as_whole_words() {
    let score = |words: &str| {
        assess(
            0.85,
            Grounding::Untold,
            &format!("{ANSWER} {words}"),
            Impact::Whole,
        )
        .1
    };
    for none in [
        "Maybe dismay.",
        "A mighty uncertainty.",
        "Impossibly so",
        "I am sure; not.",
    ] {
        assert_eq!(score(none), 0.85, "{none}");
    }
    for some in [
        "It may.",
        "MIGHT",
        "may may may may",
        "Not sure, possibly.",
        "It could be.",
    ] {
        assert_eq!(score(some), 0.79, "{some}");
    }
    assert_eq!(score("It may, might or could be so."), 0.75);
}

#[test]
fn what_is_no_rating_is_none() {
    for rating in [-0.01, 1.01, f64::NAN, f64::INFINITY] {
        assert_eq!(SelfRating::new(rating), None, "{rating}");
    }
    assert!(SelfRating::new(0.0) < Some(SelfRating::UNSTATED));
    assert_eq!(SelfRating::new(0.5), Some(SelfRating::UNSTATED));
}

#[test]
fn a_score_is_sent_with_two_decimals_and_read_back() {
    for hundredths in 0..=100 {
        let json = serde_json::to_string(&Score(hundredths)).unwrap();
        assert!(json.len() <= 4, "{json}");
        assert_eq!(
            serde_json::from_str::<Score>(&json).unwrap(),
            Score(hundredths)
        );
    }
    assert_eq!(
        serde_json::to_string(&Confidence::High).unwrap(),
        "\"High\""
    );
}

fn grounding() -> impl Strategy<Value = Grounding> {
    prop::sample::select(vec![Grounding::Untold, Grounding::Told, Grounding::Session])
}

fn impact() -> impl Strategy<Value = Impact> {
    prop::sample::select(vec![
        Impact::Nothing,
        Impact::Half,
        Impact::Slightly,
        Impact::Whole,
    ])
}

fn answer() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,120}",
        "( ?(may|might|possibly|not sure|uncertain|could be|noun)){0,12}",
        (1900_usize..2100).prop_map(|characters| "y".repeat(characters)),
    ]
}

proptest! {
    #[test]
    fn a_surer_assistant_never_makes_an_answer_less_sure(
        a in 0..=1_000_000_u32, b in 0..=1_000_000_u32, grounding in grounding(), impact in impact(), answer in answer(),
    ) {
        let of = |rating| Assessment::of(SelfRating(rating), grounding, &answer, impact);
        let (low, high) = (of(a.min(b)), of(a.max(b)));
        prop_assert!(low.score <= high.score && low.confidence <= high.confidence);
    }

    #[test]
    fn more_grounding_and_more_impact_never_make_an_answer_less_sure(
        rating in 0..=1_000_000_u32, g in (grounding(), grounding()), i in (impact(), impact()), answer in answer(),
    ) {
        let of = |g, i| Assessment::of(SelfRating(rating), g, &answer, i);
        let (low, high) = (of(g.0.min(g.1), i.0.min(i.1)), of(g.0.max(g.1), i.0.max(i.1)));
        prop_assert!(low.score <= high.score && low.confidence <= high.confidence);
    }

    #[test]
    fn an_answer_is_never_much_surer_than_its_author(
        rating in 0..=1_000_000_u32, grounding in grounding(), impact in impact(), answer in answer(),
    ) {
        let assessment = Assessment::of(SelfRating(rating), grounding, &answer, impact);
        prop_assert!((0.0..=1.0).contains(&assessment.score.get()));
        prop_assert!(assessment.score.get() <= f64::from(rating) / 1e6 + 0.155 + 1e-9);
        if rating < 350_000 {
            prop_assert_eq!(assessment.confidence, Confidence::Low);
        }
        if rating < 600_000 {
            prop_assert!(assessment.confidence < Confidence::High);
        }
        if impact == Impact::Nothing {
            prop_assert_eq!(assessment, Assessment::OUT_OF_SCOPE);
        }
    }
}
