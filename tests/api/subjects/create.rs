//! `POST /api/v1/subjects`.

use domain::Clock;
use futures_util::future::join_all;
use http::Method;
use serde_json::{Value, json};
use testkit::Fault;
use tests::{Api, Person};

use super::{PATH, created, names, path_of};

/// How many subjects there are.
async fn how_many(by: &Person) -> usize {
    names(by.get(&format!("{PATH}?limit=100")).await.expect(200)).len()
}

#[tokio::test]
async fn a_tutor_and_an_admin_add_subjects() {
    let api = Api::start().await;
    for (place, adder) in [api.tutor("tom").await, api.admin().await]
        .iter()
        .enumerate()
    {
        let body = json!({
            "name": format!("Subject {place}"),
            "category": "Math",
            "description": "What it is about.",
        });
        let reply = adder.post(PATH, body.clone()).await;
        let data = &reply.expect(201)["data"];
        for field in ["name", "category", "description"] {
            assert_eq!(data[field], body[field]);
        }
        let now = api.clock().now().to_string();
        assert_eq!(
            (&data["created_at"], &data["updated_at"]),
            (&json!(now), &json!(now))
        );
        assert_eq!(adder.get(&path_of(data)).await.expect(200)["data"], *data);
    }
}

#[tokio::test]
async fn category_and_description_may_be_absent_or_null() {
    let api = Api::start().await;
    let tutor = api.tutor("tom").await;
    let absent = json!({"name": "Algebra"});
    let null = json!({"name": "Geometry", "category": null, "description": null});
    for body in [absent, null] {
        let reply = tutor.post(PATH, body).await;
        let data = &reply.expect(201)["data"];
        assert_eq!(
            (&data["category"], &data["description"]),
            (&Value::Null, &Value::Null)
        );
    }
}

#[tokio::test]
async fn students_parents_and_services_add_none() {
    let api = Api::start().await;
    for other in [
        api.student("ana").await,
        api.parent("pia").await,
        api.service(),
    ] {
        let reply = other.post(PATH, json!({"name": "Algebra"})).await;
        assert_eq!(reply.status, 403, "{}", reply.json);
    }
    assert_eq!(
        api.nobody()
            .post(PATH, json!({"name": "Algebra"}))
            .await
            .status,
        401
    );
    assert_eq!(how_many(&api.admin().await).await, 0);
}

#[tokio::test]
async fn a_name_is_taken_in_every_case_and_with_any_white_space_around_it() {
    let api = Api::start().await;
    let tutor = api.tutor("tom").await;
    created(&tutor, "Übung Algebra", None).await;
    for same in [
        "Übung Algebra",
        "übung algebra",
        "ÜBUNG ALGEBRA",
        "  Übung Algebra\t",
    ] {
        let reply = tutor.post(PATH, json!({"name": same})).await;
        assert_eq!(reply.refused(409), "ALREADY_EXISTS", "{same}");
    }
    created(&tutor, "Übung  Algebra", None).await;
    assert_eq!(how_many(&tutor).await, 2);
}

#[tokio::test]
async fn of_ten_racing_creations_of_one_name_one_wins_and_the_others_are_a_409() {
    let api = Api::start().await;
    let tutor = api.tutor("tom").await;
    let racing = (0..10).map(|place| {
        // Every one in a spelling of its own.
        let name: String = "algebra"
            .char_indices()
            .map(|(at, c)| {
                if at == place % 7 {
                    c.to_ascii_uppercase()
                } else {
                    c
                }
            })
            .collect();
        let tutor = tutor.clone();
        async move { tutor.post(PATH, json!({"name": name})).await.status }
    });
    let mut statuses = join_all(racing).await;
    statuses.sort_unstable();
    assert_eq!(statuses, [[201].as_slice(), &[409; 9]].concat());
    assert_eq!(how_many(&tutor).await, 1);
}

#[tokio::test]
async fn a_breach_is_a_422_that_names_the_field_and_adds_nothing() {
    let api = Api::start().await;
    let tutor = api.tutor("tom").await;
    let long = |length: usize| "x".repeat(length);
    for (body, field) in [
        (json!({}), "body.name"),
        (json!({"name": null}), "body.name"),
        (json!({"name": ""}), "body.name"),
        (json!({"name": " \t\n"}), "body.name"),
        (json!({"name": 7}), "body.name"),
        (json!({"name": long(101)}), "body.name"),
        (json!({"name": "字".repeat(101)}), "body.name"),
        (json!({"name": "🧮".repeat(76)}), "body.name"),
        (json!({"name": "Algebra", "category": ""}), "body.category"),
        (
            json!({"name": "Algebra", "category": long(51)}),
            "body.category",
        ),
        (
            json!({"name": "Algebra", "category": ["Math"]}),
            "body.category",
        ),
        (
            json!({"name": "Algebra", "description": long(2001)}),
            "body.description",
        ),
        (json!([]), "body"),
        (json!("Algebra"), "body"),
    ] {
        assert_eq!(
            tutor.post(PATH, body.clone()).await.fields(),
            [field],
            "{body}"
        );
    }
    assert_eq!(how_many(&tutor).await, 0);
}

#[tokio::test]
async fn what_lies_just_within_the_bounds_is_taken() {
    let api = Api::start().await;
    let tutor = api.tutor("tom").await;
    let body = json!({
        "name": "字".repeat(100),
        "category": "字".repeat(50),
        "description": "字".repeat(2000),
        "colour": "unknown fields are ignored",
    });
    tutor.post(PATH, body).await.expect(201);
    tutor
        .post(PATH, json!({"name": "x", "description": ""}))
        .await
        .expect(201);
}

#[tokio::test]
async fn a_body_that_is_no_json_or_none_at_all_has_its_own_answer() {
    let api = Api::start().await;
    let tutor = api.tutor("tom").await;
    let bearer = format!("Bearer {}", tutor.token().unwrap());
    let json = [
        ("authorization", bearer.as_str()),
        ("content-type", "application/json"),
    ];
    let form = [
        ("authorization", bearer.as_str()),
        ("content-type", "text/plain"),
    ];

    let broken = api
        .send(Method::POST, PATH, &json, r#"{"name": "Alg"#)
        .await;
    assert_eq!(
        broken.expect(422)["error"]["details"][0]["type"],
        "json_invalid"
    );
    let none = api.send(Method::POST, PATH, &json, "").await;
    assert_eq!(none.fields(), ["body"]);
    let text = api
        .send(Method::POST, PATH, &form, r#"{"name": "Algebra"}"#)
        .await;
    assert_eq!(text.refused(415), "UNSUPPORTED_MEDIA_TYPE");
    let large = format!(
        r#"{{"name": "Algebra", "description": "{}"}}"#,
        "x".repeat(256 * 1024)
    );
    let large = api.send(Method::POST, PATH, &json, large).await;
    assert_eq!(large.refused(413), "BODY_TOO_LARGE");
    assert_eq!(how_many(&tutor).await, 0);
}

#[tokio::test]
async fn conflicts_are_tried_again_and_an_answer_that_was_lost_adds_the_subject_once() {
    let api = Api::start().await;
    let tutor = api.tutor("tom").await;
    api.wire()
        .fail_next("TransactWriteItems", Fault::TransactionConflict);
    api.wire()
        .fail_next("TransactWriteItems", Fault::TransactionConflict);
    api.wire().fail_next("TransactWriteItems", Fault::LostAck);
    created(&tutor, "Algebra", None).await;
    assert_eq!(how_many(&tutor).await, 1);
}

#[tokio::test]
async fn conflicts_without_end_are_a_503_and_add_nothing() {
    let api = Api::start().await;
    let tutor = api.tutor("tom").await;
    api.wire()
        .fail_all("TransactWriteItems", Fault::TransactionConflict);
    let reply = tutor.post(PATH, json!({"name": "Algebra"})).await;
    assert_eq!(reply.refused(503), "BUSY");
    api.wire().heal();
    assert_eq!(how_many(&tutor).await, 0);
    created(&tutor, "Algebra", None).await;
}
