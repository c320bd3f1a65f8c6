//! `GET /api/v1/subjects/{subject_id}`.

use serde_json::json;
use testkit::Fault;
use testkit::builders::an_id;
use tests::Api;

use super::{PATH, created, path_of};

#[tokio::test]
async fn any_user_reads_a_subject_for_one_request() {
    let api = Api::start_cold().await;
    let subject = created(&api.tutor("tom").await, "Algebra", Some("Math")).await;
    for reader in [
        api.student("ana").await,
        api.parent("pia").await,
        api.admin().await,
    ] {
        let (reply, sent) = api
            .count(async { reader.get(&path_of(&subject)).await })
            .await;
        assert_eq!(
            reply.expect(200),
            &json!({"success": true, "data": subject})
        );
        assert_eq!(sent.total, 1);
    }
}

#[tokio::test]
async fn a_subject_is_read_as_it_was_sent_whatever_the_script() {
    let api = Api::start().await;
    let tutor = api.tutor("tom").await;
    let name = "  Математика 数学 🧮 \u{200d}e\u{301} ";
    let subject = created(&tutor, name, None).await;
    let read = tutor.get(&path_of(&subject)).await;
    assert_eq!(read.expect(200)["data"]["name"], name);
    assert_eq!(read.json["data"]["category"], json!(null));
    assert_eq!(read.json["data"]["description"], json!(null));
}

#[tokio::test]
async fn an_unknown_id_is_a_404_and_a_malformed_one_a_422_that_names_it() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    let unknown = an_id::<domain::ids::of::Subject>();
    assert_eq!(
        ana.get(&format!("{PATH}/{unknown}")).await.refused(404),
        "NOT_FOUND"
    );
    for malformed in [
        "1",
        "algebra",
        "%F0%9F%A7%AE",
        "00000000-0000-0000-0000-00000000000g",
    ] {
        let reply = ana.get(&format!("{PATH}/{malformed}")).await;
        assert_eq!(reply.fields(), ["path.subject_id"], "{malformed}");
    }
}

#[tokio::test]
async fn an_id_in_capitals_is_the_same_id() {
    let api = Api::start().await;
    let tutor = api.tutor("tom").await;
    let subject = created(&tutor, "Algebra", None).await;
    let id = subject["id"].as_str().unwrap().to_uppercase();
    assert_eq!(
        tutor.get(&format!("{PATH}/{id}")).await.expect(200)["data"],
        subject
    );
}

#[tokio::test]
async fn a_table_that_cannot_be_read_is_a_503_that_says_nothing_of_the_inside() {
    let api = Api::start().await;
    let tutor = api.tutor("tom").await;
    let subject = created(&tutor, "Algebra", None).await;
    for (fault, code) in [
        (Fault::Status500, "SERVICE_UNAVAILABLE"),
        (Fault::Throttled, "BUSY"),
    ] {
        api.wire().fail_all("GetItem", fault);
        let reply = tutor.get(&path_of(&subject)).await;
        assert_eq!(reply.refused(503), code);
        assert!(!reply.json.to_string().contains("Dynamo"), "{}", reply.json);
        api.wire().heal();
    }
}
