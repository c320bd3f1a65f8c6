//! `POST /api/v1/auth/register`.

use futures_util::future::join_all;
use http::Method;
use serde_json::{Value, json};
use tests::Api;

use super::{LOG_IN, ME, PASSWORD, REGISTER, log_in, register};

#[tokio::test]
async fn a_new_user_is_answered_bare_and_can_log_in_at_once() {
    let api = Api::start().await;
    let body = json!({
        "email": "Ana@Example.com", "password": PASSWORD, "name": "Ana", "role": "tutor",
        "unknown": [1, 2],
    });
    let reply = api.nobody().post(REGISTER, body).await;
    let told = reply.expect(201).clone();
    let id = told["user_id"].as_str().expect("an id");
    let expected = json!({"user_id": id, "email": "Ana@Example.com", "role": "tutor"});
    assert_eq!(told, expected);
    assert_eq!(reply.headers["cache-control"], "no-store");

    let entered = log_in(&api, "ana@example.com", PASSWORD).await;
    assert_eq!(entered.expect(200)["user_id"], told["user_id"]);
}

#[tokio::test]
async fn a_user_who_says_nothing_else_is_a_student_called_by_its_email() {
    let api = Api::start().await;
    for (email, name) in [
        ("ana@example.com", Value::Null),
        ("ben@example.com", json!("  ")),
    ] {
        let body = json!({"email": email, "password": PASSWORD, "name": name});
        let told = api.nobody().post(REGISTER, body).await.expect(201).clone();
        assert_eq!(told["role"], "student");
        let token = log_in(&api, email, PASSWORD).await.expect(200)["access_token"].clone();
        let me = api.bearer(token.as_str().expect("a token")).get(ME).await;
        let local_part = email.split('@').next().expect("a local part");
        let profile = json!({
            "name": local_part, "time_zone": "UTC",
            "preferences": {"nudge_frequency_cap": 2, "learning_style": "mixed"},
        });
        assert_eq!(me.expect(200)["data"]["profile"], profile);
        assert_eq!(me.json["data"]["disclaimer_shown"], false);
    }
}

#[tokio::test]
async fn names_are_kept_exactly_in_any_script() {
    let api = Api::start().await;
    for (n, name) in ["Ἀθηνᾶ", "李 小龍", "👩‍🎓 O'Neil", " padded ", "e\u{301}"]
        .iter()
        .enumerate()
    {
        let email = format!("user{n}@example.com");
        let body = json!({"email": email, "password": PASSWORD, "name": name});
        api.nobody().post(REGISTER, body).await.expect(201);
        let token = log_in(&api, &email, PASSWORD).await.expect(200)["access_token"].clone();
        let me = api.bearer(token.as_str().expect("a token")).get(ME).await;
        assert_eq!(me.expect(200)["data"]["profile"]["name"], *name);
    }
}

#[tokio::test]
async fn an_email_in_another_case_is_the_same_email() {
    let api = Api::start().await;
    register(&api, "ana@example.com", PASSWORD)
        .await
        .expect(201);
    for email in ["ana@example.com", "ANA@EXAMPLE.COM", "Ana@Example.Com"] {
        let reply = register(&api, email, "another password").await;
        assert_eq!(reply.refused(409), "EMAIL_EXISTS");
    }
    log_in(&api, "ana@example.com", PASSWORD).await.expect(200);
    log_in(&api, "ana@example.com", "another password")
        .await
        .expect(401);
}

#[tokio::test]
async fn of_ten_registrations_at_once_one_succeeds_and_its_password_counts() {
    for same_password in [true, false] {
        let api = Api::start().await;
        let password = |n: usize| match same_password {
            true => PASSWORD.to_owned(),
            false => format!("password {n}"),
        };
        let attempts = (0..10).map(|n| {
            let email = if n % 2 == 0 {
                "ana@example.com"
            } else {
                "ANA@example.com"
            };
            let api = api.clone();
            async move { register(&api, email, &password(n)).await }
        });
        let replies = join_all(attempts).await;
        let winners: Vec<_> = (0..10).filter(|n| replies[*n].status == 201).collect();
        let [winner] = winners[..] else {
            panic!("{winners:?} have registered")
        };
        for (n, reply) in replies.iter().enumerate().filter(|(n, _)| *n != winner) {
            assert_eq!(reply.refused(409), "EMAIL_EXISTS", "{n}");
        }
        let entered = log_in(&api, "ana@example.com", &password(winner)).await;
        assert_eq!(
            entered.expect(200)["user_id"],
            replies[winner].json["user_id"]
        );
    }
}

#[tokio::test]
async fn what_is_wrong_with_a_registration_is_named_and_nothing_is_created() {
    let api = Api::start().await;
    let good = json!({"email": "ana@example.com", "password": PASSWORD});
    let long_email = format!("{}@example.com", "a".repeat(120));
    let cases = [
        ("email", Value::Null),
        ("email", json!(7)),
        ("email", json!("")),
        ("email", json!("ana")),
        ("email", json!("ana@example")),
        ("email", json!("an a@example.com")),
        ("email", json!("ana@ex@ample.com")),
        ("email", json!(long_email)),
        ("password", Value::Null),
        ("password", json!(12_345_678)),
        ("password", json!("1234567")),
        ("password", json!("        ")),
        ("password", json!(" padded password")),
        ("password", json!("two\nlines of it")),
        ("password", json!("x".repeat(257))),
        ("name", json!(["Ana"])),
        ("name", json!("x".repeat(101))),
        ("role", json!("admin")),
        ("role", json!("teacher")),
        ("role", json!("Student")),
    ];
    for (field, value) in cases {
        let mut body = good.clone();
        body[field] = value.clone();
        let reply = api.nobody().post(REGISTER, body).await;
        assert_eq!(
            reply.fields(),
            [format!("body.{field}")],
            "{field}: {value}"
        );
        let shown = reply.json.to_string();
        assert!(
            !shown.contains("padded password"),
            "the answer repeats the password"
        );
    }
    for field in ["email", "password"] {
        let mut body = good.clone();
        body.as_object_mut().expect("an object").remove(field);
        let reply = api.nobody().post(REGISTER, body).await;
        assert_eq!(reply.fields(), [format!("body.{field}")]);
        assert_eq!(reply.json["error"]["details"][0]["type"], "missing");
    }
    log_in(&api, "ana@example.com", PASSWORD).await.expect(401);
    register(&api, "ana@example.com", PASSWORD)
        .await
        .expect(201);
}

#[tokio::test]
async fn a_password_that_the_old_service_took_is_taken() {
    let api = Api::start().await;
    let passwords = [
        "aaaaaaaa",
        "12345678",
        "two words",
        "päßwörd…",
        &"é".repeat(256),
    ];
    for (n, password) in passwords.iter().enumerate() {
        let email = format!("user{n}@example.com");
        register(&api, &email, password).await.expect(201);
        log_in(&api, &email, password).await.expect(200);
    }
}

#[tokio::test]
async fn a_body_that_is_no_json_has_its_own_answer() {
    const JSON: &[(&str, &str)] = &[("content-type", "application/json")];
    const TEXT: &[(&str, &str)] = &[("content-type", "text/plain")];
    let api = Api::start().await;
    for path in [REGISTER, LOG_IN] {
        let post = |headers, body: &'static str| api.send(Method::POST, path, headers, body);
        assert_eq!(post(JSON, "").await.fields(), ["body"]);
        assert_eq!(
            post(JSON, "{\"email\"").await.json["error"]["details"][0]["type"],
            "json_invalid"
        );
        assert_eq!(post(JSON, "[]").await.status, 422);
        assert_eq!(
            post(TEXT, "{}").await.refused(415),
            "UNSUPPORTED_MEDIA_TYPE"
        );
    }
}
