//! Five hundred items of one student, through the API. What answers are right is decided by a seed.

use domain::practice::difficulty::Difficulty;
use domain::practice::elo;
use domain::practice::performance::Performance;
use domain::rating::Rating;
use serde_json::json;
use testkit::builders::{a_session, an_id};
use tests::{Api, Person};

use crate::measured::{recorder, sum};

use super::{answer, assigned, right, subject_with, wrong};

const ITEMS: usize = 500;

/// Practises so many items, twenty at a time, and answers as `is_right` says. Gives back the ratings, one for each item, which must
/// be those that the formula gives.
async fn practise(student: &Person, mut is_right: impl FnMut() -> bool) -> Vec<u16> {
    let mut rating = Rating::DEFAULT;
    let mut ratings = Vec::new();
    while ratings.len() < ITEMS {
        let data = assigned(student, "Algebra", 20).await;
        for item in data["items"].as_array().unwrap() {
            let with = if is_right() { right(item) } else { wrong(item) };
            let told = answer(student, &data, item, with).await;
            let told = &told.expect(200)["data"];
            assert_eq!(told["student_rating_before"], rating.get());
            let difficulty = Difficulty::parse(item["difficulty"].as_i64().unwrap()).unwrap();
            let score = told["performance_score"].as_f64().unwrap();
            rating = elo::after(rating, difficulty, Performance::from_score(score));
            assert_eq!(told["student_rating_after"], rating.get());
            ratings.push(rating.get());
        }
    }
    ratings
}

#[tokio::test]
async fn a_flawless_student_with_ten_sessions_passes_1500_and_its_goal_completes_by_itself() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    let subject = subject_with(&api, "Algebra", 1..=10, 10).await;
    for _ in 0..10 {
        let mut session = a_session(ana.id(), an_id());
        session.subject_id = Some(subject);
        let now = session.created_at;
        api.store()
            .record_session(&session, None, now)
            .await
            .unwrap();
    }
    let goal = json!({"student_id": ana.id(), "title": "Pass", "subject_id": subject});
    let goal = ana.post("/api/v1/goals", goal).await.expect(200)["data"]["id"].clone();
    let recorder = recorder();
    let _here = metrics::set_default_local_recorder(&recorder);
    let ratings = practise(&ana, || true).await;
    assert!(ratings.is_sorted());
    assert!(ratings.last() >= Some(&1500), "{ratings:?}");
    let goal = ana
        .get(&format!("/api/v1/goals/{}", goal.as_str().unwrap()))
        .await;
    let goal = &goal.expect(200)["data"];
    assert_eq!(goal["status"], "completed");
    assert_eq!(goal["completion_percentage"], 100.0);
    assert!(goal["completed_at"].is_string());
    let data = recorder.take();
    assert_eq!(sum(&data, "goals.reached", &[]), 1.0);
    assert_eq!(sum(&data, "practice.items_completed", &[]), 500.0);
}

/// A quick wrong answer scores 0.3, so half right is 0.65 on average, which the formula holds at the rating where so much is expected:
/// 400 log10(0.65 / 0.35) points above the hardest items that are suggested, those of difficulty 9.
#[tokio::test]
async fn a_student_who_is_right_half_the_time_settles_where_the_formula_says() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    // Without a bank every item is made up at the level that is suggested: the coin alone decides what comes.
    subject_with(&api, "Algebra", [], 0).await;
    let mut coin = fastrand::Rng::with_seed(7);
    let ratings = practise(&ana, || coin.bool()).await;
    let settled = &ratings[ITEMS - 150..];
    let mean = settled.iter().map(|rating| f64::from(*rating)).sum::<f64>() / 150.0;
    let nine = Difficulty::parse(9).unwrap().question_rating();
    let rest = nine + 400.0 * (0.65_f64 / 0.35).log10();
    assert!((mean - rest).abs() < 60.0, "{mean} is not about {rest}");
}
