//! What students do: sessions summed up, questions answered, items completed. Goals reached are counted in
//! `practice::simulation`, where a student reaches one.

use serde_json::json;
use tests::Api;

use super::{recorder, sum};
use crate::practice::{answer, assigned, right, subject_with, wrong};
use crate::sessions::Lesson;

#[tokio::test]
async fn a_summary_is_counted_when_it_is_written_and_not_when_it_is_refused() {
    let lesson = Lesson::start().await;
    let recorder = recorder();
    let _here = metrics::set_default_local_recorder(&recorder);
    let body = crate::summaries::asked(&lesson);
    lesson
        .tess
        .post("/api/v1/summaries", body.clone())
        .await
        .expect(200);
    lesson.ana.post("/api/v1/summaries", body).await.expect(403);
    assert_eq!(sum(&recorder.take(), "summaries.written", &[]), 1.0);
}

#[tokio::test]
async fn an_answer_is_counted_by_the_confidence_that_the_student_is_told() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    let recorder = recorder();
    let _here = metrics::set_default_local_recorder(&recorder);
    let body = json!({"student_id": ana.id(), "query": "How do I solve a linear equation?"});
    let told = ana.post("/api/v1/qa/query", body).await;
    let confidence = told.expect(200)["data"]["confidence"]
        .as_str()
        .unwrap()
        .to_owned();
    let data = recorder.take();
    let of = |word: &str| sum(&data, "qa.answers", &[("confidence", word)]);
    for word in ["High", "Medium", "Low"] {
        assert_eq!(of(word), f64::from(u8::from(word == confidence)), "{word}");
    }
}

#[tokio::test]
async fn an_item_is_counted_at_its_first_right_answer_alone() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    subject_with(&api, "Algebra", 3..=5, 1).await;
    let data = assigned(&ana, "Algebra", 1).await;
    let item = &data["items"][0];
    let recorder = recorder();
    let _here = metrics::set_default_local_recorder(&recorder);
    answer(&ana, &data, item, wrong(item)).await.expect(200);
    assert_eq!(sum(&recorder.take(), "practice.items_completed", &[]), 0.0);
    for _ in 0..2 {
        answer(&ana, &data, item, right(item)).await.expect(200);
    }
    assert_eq!(sum(&recorder.take(), "practice.items_completed", &[]), 1.0);
}
