use super::*;
use crate::practice::choices::AnswerText;
use crate::practice::performance::{HintsUsed, TimeTaken};

const NOW: &str = "2026-11-22T08:00:00Z";

fn text(text: &str) -> AnswerText {
    AnswerText::parse(text).unwrap()
}

fn item() -> PracticeItem {
    let id = "5eed0001-0000-4000-8000-000000000001";
    PracticeItem {
        id: id.parse().unwrap(),
        assignment_id: id.parse().unwrap(),
        student_id: id.parse().unwrap(),
        subject_id: id.parse().unwrap(),
        source: Source::MadeUp,
        question: QuestionText::parse("Solve 3x - 7 = 11. What is x?").unwrap(),
        choices: Choices::shuffled(text("6"), [text("4/3"), text("18"), text("12")], 1).unwrap(),
        explanation: ExplanationText::parse("Add 7 to both sides, then divide by 3.").unwrap(),
        difficulty: Difficulty::parse(4).unwrap(),
        goal_tags: GoalTags::default(),
        review: Review::Pending,
        assigned_at: NOW.parse().unwrap(),
        first_answer: None,
        completed_at: None,
        version: 1,
    }
}

fn answer(item: &PracticeItem, marked: Marked, rating: Rating) -> Option<Moved> {
    let performance = Performance::of(
        marked,
        TimeTaken::parse(30).unwrap(),
        HintsUsed::parse(0).unwrap(),
    );
    let now = NOW.parse().unwrap();
    item.answered(marked, performance, rating, now).unwrap()
}

#[test]
fn a_right_first_answer_moves_the_rating_and_completes_the_item() {
    let moved = answer(&item(), Marked::Right, Rating::DEFAULT).unwrap();
    assert!(moved.completes && moved.item.is_completed());
    let after = moved.rating.unwrap();
    assert!(after > Rating::DEFAULT);
    let first = moved.item.first_answer.unwrap();
    assert_eq!(
        (first.rating_before, first.rating_after),
        (Rating::DEFAULT, after)
    );
}

#[test]
fn a_wrong_answer_may_be_corrected_which_completes_and_leaves_the_rating() {
    let wrong = answer(&item(), Marked::Wrong, Rating::DEFAULT).unwrap();
    assert!(!wrong.completes && wrong.rating.unwrap() < Rating::DEFAULT);
    let corrected = answer(&wrong.item, Marked::Right, wrong.rating.unwrap()).unwrap();
    assert!(corrected.completes);
    assert_eq!(corrected.rating, None);
    assert_eq!(corrected.item.first_answer, wrong.item.first_answer);
}

#[test]
fn an_answer_that_comes_again_does_nothing() {
    let wrong = answer(&item(), Marked::Wrong, Rating::DEFAULT)
        .unwrap()
        .item;
    assert_eq!(answer(&wrong, Marked::Wrong, Rating::DEFAULT), None);
    let right = answer(&wrong, Marked::Right, Rating::DEFAULT).unwrap().item;
    for marked in [Marked::Right, Marked::Wrong] {
        assert_eq!(answer(&right, marked, Rating::DEFAULT), None);
    }
}

#[test]
fn an_item_that_was_rejected_is_answered_only_if_it_was_before() {
    let mut item = item();
    item.review = Review::Rejected;
    let perfect = Performance::from_score(1.0);
    let now = NOW.parse().unwrap();
    let refused = item.answered(Marked::Right, perfect, Rating::DEFAULT, now);
    assert!(matches!(
        refused,
        Err(Error::Refused {
            code: "ITEM_WITHDRAWN",
            ..
        })
    ));
    item.review = Review::Pending;
    let mut answered = answer(&item, Marked::Wrong, Rating::DEFAULT).unwrap().item;
    answered.review = Review::Rejected;
    assert!(answer(&answered, Marked::Right, Rating::DEFAULT).is_some());
}

#[test]
fn questions_that_read_the_same_share_a_key() {
    let key = |text: &str| QuestionKey::of(&QuestionText::parse(text).unwrap());
    assert_eq!(
        key("What is  the capital of X?"),
        key(" what is the\ncapital of x? ")
    );
    assert_ne!(
        key("What is the capital of X?"),
        key("What is the capital of Y?")
    );
    assert_eq!(
        key("What is the capital of X?").to_string(),
        "2721daf2-60ec-5fe3-b62d-694b89a0211c"
    );
}
