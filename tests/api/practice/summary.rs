use jiff::SignedDuration;
use serde_json::{Value, json};
use tests::{Api, Person, Reply};

use super::{answer, assigned, right, subject_with, wrong};

async fn summary(student: &Person) -> Reply {
    let path = format!(
        "/api/v1/practice/summary?assignment_id=&student_id={}",
        student.id()
    );
    student.post(&path, Value::Null).await
}

#[tokio::test]
async fn the_practice_of_the_last_hour_is_summed_up() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    subject_with(&api, "Algebra", 3..=5, 5).await;
    assert_eq!(
        summary(&ana).await.refused(404),
        "NOT_FOUND",
        "nothing was assigned"
    );
    assigned(&ana, "Algebra", 3).await;
    api.clock().advance(SignedDuration::from_mins(61));
    let data = assigned(&ana, "Algebra", 4).await;
    let items = data["items"].as_array().unwrap();
    for item in &items[..2] {
        answer(&ana, &data, item, right(item)).await.expect(200);
    }
    answer(&ana, &data, &items[2], wrong(&items[2]))
        .await
        .expect(200);
    assert_eq!(
        summary(&ana).await.expect(200)["data"],
        json!({
            "total_questions": 4, "correct_count": 2, "incorrect_count": 1, "completed_count": 2, "accuracy": 50.0,
            "average_attempts": 1.0, "needs_tutor_help": false, "tutor_notified": false
        })
    );
    api.clock().advance(SignedDuration::from_mins(61));
    assert_eq!(summary(&ana).await.refused(404), "NOT_FOUND");
}
