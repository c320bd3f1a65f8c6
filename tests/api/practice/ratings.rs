use serde_json::json;
use tests::Api;

use super::{answer, assigned, right, subject_with};

#[tokio::test]
async fn a_students_ratings_are_listed_by_subject_with_the_level_that_suits_them() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    let path = format!("/api/v1/ratings/{}", ana.id());
    let none = ana.get(&path).await;
    assert_eq!(
        none.expect(200)["data"],
        json!({"student_id": ana.id(), "ratings": []})
    );
    for subject in ["Geometry", "Algebra"] {
        subject_with(&api, subject, [4], 1).await;
        let data = assigned(&ana, subject, 1).await;
        let item = &data["items"][0];
        answer(&ana, &data, item, right(item)).await.expect(200);
    }
    let some = ana.get(&path).await;
    let ratings = some.expect(200)["data"]["ratings"]
        .as_array()
        .unwrap()
        .clone();
    let names: Vec<_> = ratings
        .iter()
        .map(|rating| rating["subject"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["Algebra", "Geometry"]);
    for rating in ratings {
        assert!(rating["rating"].as_u64() > Some(1000));
        assert_eq!(rating["difficulty_range"], "3-5");
    }
}
