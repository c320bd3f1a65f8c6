//! What is wrong with a request is told field by field, and changes nothing.

use http::Method;
use serde_json::{Value, json};
use tests::{Api, Person, Reply};

use super::{PATH, created, list_of, path_of};

/// A valid body with one field replaced.
fn with(student: &Person, field: &str, value: &Value) -> Value {
    let mut body =
        json!({"student_id": student.id(), "title": "Pass", "subject_name": "Never made"});
    body[field] = value.clone();
    body
}

#[tokio::test]
async fn a_breach_names_the_field_and_changes_nothing() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    let cases = [
        ("student_id", json!("not-a-uuid"), "uuid_parsing"),
        ("student_id", json!(7), "type_error"),
        ("student_id", json!(null), "type_error"),
        ("title", json!(""), "string_too_short"),
        ("title", json!("   "), "value_error"),
        ("title", json!("x".repeat(256)), "string_too_long"),
        ("title", json!(null), "type_error"),
        ("title", json!(["a"]), "type_error"),
        ("description", json!("x".repeat(2001)), "string_too_long"),
        ("description", json!({}), "type_error"),
        ("goal_type", json!("x".repeat(51)), "string_too_long"),
        ("subject_id", json!("nope"), "uuid_parsing"),
        ("subject_name", json!("x".repeat(101)), "string_too_long"),
        ("target_completion_date", json!("tomorrow"), "value_error"),
        ("target_completion_date", json!("2027-02-30"), "value_error"),
        ("target_completion_date", json!(20270501), "type_error"),
    ];
    for (field, value, kind) in cases {
        let reply = ana.post(PATH, with(&ana, field, &value)).await;
        assert_eq!(reply.refused(422), "VALIDATION_ERROR", "{field}: {value}");
        assert_eq!(reply.fields(), [format!("body.{field}")], "{value}");
        assert_eq!(
            reply.json["error"]["details"][0]["type"], kind,
            "{field}: {value}"
        );
        assert!(reply.json["detail"].as_str().unwrap().contains(field));
    }
    assert!(api.store().goals_of(ana.id()).await.unwrap().is_empty());
    let named = domain::subject::SubjectName::parse("Never made").unwrap();
    assert_eq!(api.store().subject_named(&named).await.unwrap(), None);
}

#[tokio::test]
async fn bounds_count_characters() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    let body = json!({
        "student_id": ana.id(), "title": "😀".repeat(255), "description": "語".repeat(2000),
        "goal_type": "é".repeat(50),
    });
    ana.post(PATH, body).await.expect(200);
}

#[tokio::test]
async fn what_is_missing_is_named() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    let reply = ana.post(PATH, json!({"student_id": ana.id()})).await;
    assert_eq!(reply.fields(), ["body.title"]);
    assert_eq!(reply.json["error"]["details"][0]["type"], "missing");
    assert_eq!(
        ana.post(PATH, json!({"title": "Pass"})).await.fields(),
        ["body.student_id"]
    );
    assert_eq!(ana.get(PATH).await.fields(), ["query.student_id"]);
}

#[tokio::test]
async fn a_change_that_breaks_a_bound_changes_nothing() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    let goal = created(&ana, "Pass").await;
    let path = path_of(goal["id"].as_str().unwrap());
    let before = ana.get(&path).await;
    for (field, value) in [
        ("title", json!("")),
        ("title", json!(null)),
        ("title", json!("x".repeat(256))),
        ("description", json!("x".repeat(2001))),
        ("target_completion_date", json!("2027-13-01")),
        ("status", json!("completed")),
        ("status", json!("cancelled")),
        ("status", json!("Active")),
        ("status", json!(null)),
        ("status", json!(1)),
    ] {
        let reply = ana
            .patch(&path, json!({"title": "Other", field: value}))
            .await;
        assert_eq!(reply.fields(), [format!("body.{field}")], "{value}");
    }
    assert_eq!(
        ana.get(&path).await.expect(200)["data"],
        before.expect(200)["data"]
    );
}

#[tokio::test]
async fn malformed_ids_in_path_and_query_are_a_422() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    for id in [
        "1",
        "not-a-uuid",
        "%00",
        "a987fbc94bed40788f079141ba07c9f3",
        "%F0%9F%98%80",
    ] {
        let path = path_of(id);
        let replies = [
            ana.get(&path).await,
            ana.delete(&path).await,
            ana.patch(&path, json!({"title": "Other"})).await,
            ana.post(&format!("{path}/reset"), json!({})).await,
        ];
        for reply in replies {
            assert_eq!(reply.fields(), ["path.goal_id"], "{id}");
        }
        let list = ana.get(&format!("{PATH}?student_id={id}")).await;
        assert_eq!(list.fields(), ["query.student_id"], "{id}");
    }
    assert_eq!(
        ana.get(&format!("{PATH}?student_id=")).await.fields(),
        ["query.student_id"]
    );
}

#[tokio::test]
async fn limits_out_of_bounds_are_a_422_and_offsets_a_400() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    for limit in ["0", "-1", "101", "ten", "1.5", "99999999999999999999"] {
        let list = ana.get(&format!("{}&limit={limit}", list_of(&ana))).await;
        assert_eq!(list.fields(), ["query.limit"], "{limit}");
    }
    ana.get(&format!("{}&limit=100&offset=0", list_of(&ana)))
        .await
        .expect(200);
    let offset = ana.get(&format!("{}&offset=20", list_of(&ana))).await;
    assert_eq!(offset.refused(400), "OFFSET_NOT_SUPPORTED");
    assert!(offset.json["detail"].as_str().unwrap().contains("cursor"));
}

/// Sends a body as it is.
async fn send(
    api: &Api,
    who: &Person,
    method: Method,
    path: &str,
    kind: &str,
    body: String,
) -> Reply {
    let bearer = format!("Bearer {}", who.token().expect("a user has a token"));
    let mut headers = vec![("authorization", bearer.as_str())];
    if !kind.is_empty() {
        headers.push(("content-type", kind));
    }
    api.send(method, path, &headers, body).await
}

#[tokio::test]
async fn a_body_that_is_no_json_of_ours_has_its_own_answer() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    let valid = json!({"student_id": ana.id(), "title": "Pass"}).to_string();
    let goal = path_of(created(&ana, "Before").await["id"].as_str().unwrap());
    for (method, path) in [(Method::POST, PATH), (Method::PATCH, goal.as_str())] {
        let send =
            |kind: &'static str, body: String| send(&api, &ana, method.clone(), path, kind, body);
        let trailing = format!("{valid} {{}}");
        for body in [
            "{",
            "{\"title\": }",
            "nonsense",
            "{} {}",
            "\u{0}",
            &trailing,
        ] {
            let reply = send("application/json", body.to_owned()).await;
            assert_eq!(reply.refused(422), "VALIDATION_ERROR", "{body}");
            assert_eq!(
                reply.json["error"]["details"][0]["type"], "json_invalid",
                "{body}"
            );
        }
        for body in ["[]", "\"text\"", "1", "null"] {
            let reply = send("application/json", body.to_owned()).await;
            assert_eq!(reply.refused(422), "VALIDATION_ERROR", "{body}");
        }
        assert_eq!(
            send("application/json", String::new()).await.fields(),
            ["body"]
        );
        for kind in ["text/plain", "application/x-www-form-urlencoded", ""] {
            let reply = send(kind, valid.clone()).await;
            assert_eq!(reply.refused(415), "UNSUPPORTED_MEDIA_TYPE", "{kind}");
        }
        let large =
            json!({"student_id": ana.id(), "title": "Pass", "description": "x".repeat(256 * 1024)});
        let reply = send("application/json", large.to_string()).await;
        assert_eq!(reply.refused(413), "BODY_TOO_LARGE");
    }
    let goals = api.store().goals_of(ana.id()).await.unwrap();
    assert_eq!(goals.len(), 1);
    assert_eq!(goals[0].title.as_str(), "Before");
    let reply = send(
        &api,
        &ana,
        Method::POST,
        PATH,
        "application/json; charset=utf-8",
        valid,
    )
    .await;
    reply.expect(200);
}
