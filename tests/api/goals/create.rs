use serde_json::{Value, json};
use testkit::builders::{a_goal, a_subject, an_id};
use tests::Api;

use super::{PATH, created, form, list_of};

#[tokio::test]
async fn the_old_clients_form_makes_a_goal_and_its_subject() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    let goal = created(&ana, "Pass the test").await;
    assert_eq!(
        goal,
        json!({
            "id": goal["id"],
            "title": "Pass the test",
            "description": null,
            "goal_type": "Standard",
            "subject_id": goal["subject_id"],
            "subject": "Algebra",
            "status": "active",
            "completion_percentage": 0.0,
            "target_completion_date": null,
            "created_at": "2026-11-22T08:00:00.000000+00:00",
        })
    );
    let subject = goal["subject_id"].as_str().unwrap().parse().unwrap();
    assert_eq!(
        api.store().subject(subject).await.unwrap().name.as_str(),
        "Algebra"
    );
}

#[tokio::test]
async fn a_title_is_enough_and_unknown_fields_are_ignored() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    let body = json!({
        "student_id": ana.id(), "title": "Read more", "difficulty_level": 5, "status": "completed",
        "completion_percentage": 99,
    });
    let reply = ana.post(&format!("{PATH}/"), body).await;
    let goal = &reply.expect(200)["data"];
    assert_eq!(goal["goal_type"], "Standard");
    assert_eq!(goal["status"], "active");
    assert_eq!(goal["completion_percentage"], 0.0);
    assert_eq!(goal["subject"], Value::Null);
    assert_eq!(goal["subject_id"], Value::Null);
}

#[tokio::test]
async fn blank_and_null_optional_fields_are_absent() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    for blank in [json!(""), json!("  "), json!(null)] {
        let body = json!({
            "student_id": ana.id(), "title": "Read", "description": blank, "goal_type": blank,
            "subject_id": blank, "subject_name": blank, "target_completion_date": blank,
        });
        let reply = ana.post(PATH, body).await;
        let goal = &reply.expect(200)["data"];
        assert_eq!(goal["description"], Value::Null);
        assert_eq!(goal["goal_type"], "Standard");
        assert_eq!(goal["subject"], Value::Null);
        assert_eq!(goal["target_completion_date"], Value::Null);
    }
}

#[tokio::test]
async fn text_of_any_language_is_kept_exactly() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    let title = " Ünïcödé 日本語 🎓👩‍🏫 e\u{301} \u{202e}אבג ";
    let body = json!({
        "student_id": ana.id(), "title": title, "description": "line\nline\ttab \u{1F600}",
        "goal_type": "プロジェクト", "subject_name": "Français",
    });
    let goal = ana.post(PATH, body).await.expect(200)["data"].clone();
    let list = ana.get(&list_of(&ana)).await;
    for goal in [&goal, &list.expect(200)["data"][0]] {
        assert_eq!(goal["title"], title);
        assert_eq!(goal["description"], "line\nline\ttab \u{1F600}");
        assert_eq!(goal["goal_type"], "プロジェクト");
        assert_eq!(goal["subject"], "Français");
    }
}

#[tokio::test]
async fn a_subject_is_found_by_its_name_in_any_case() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    let subject = a_subject("Linear Algebra");
    api.store().create_subject(&subject).await.unwrap();
    let body = json!({"student_id": ana.id(), "title": "Pass", "subject_name": "LINEAR algebra"});
    let reply = ana.post(PATH, body).await;
    assert_eq!(reply.expect(200)["data"]["subject_id"], json!(subject.id));
    assert_eq!(reply.json["data"]["subject"], "Linear Algebra");
}

#[tokio::test]
async fn a_subjects_id_wins_over_a_name() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    let subject = a_subject("Physics");
    api.store().create_subject(&subject).await.unwrap();
    let body = json!({
        "student_id": ana.id(), "title": "Pass", "subject_id": subject.id, "subject_name": "Chemistry",
    });
    let reply = ana.post(PATH, body).await;
    assert_eq!(reply.expect(200)["data"]["subject"], "Physics");
    let named = domain::subject::SubjectName::parse("Chemistry").unwrap();
    assert_eq!(api.store().subject_named(&named).await.unwrap(), None);
}

#[tokio::test]
async fn an_unknown_subject_is_a_404_and_makes_no_goal() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    let unknown = an_id::<domain::ids::of::Subject>();
    let body = json!({"student_id": ana.id(), "title": "Pass", "subject_id": unknown});
    assert_eq!(ana.post(PATH, body).await.refused(404), "NOT_FOUND");
    assert!(api.store().goals_of(ana.id()).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_date_is_a_day_or_a_moment_of_which_the_day_is_kept() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    for text in [
        "2027-05-01",
        "2027-05-01T10:00:00Z",
        "2027-05-01T23:30:00-08:00",
    ] {
        let mut body = form(&ana, "Pass");
        body["target_completion_date"] = json!(text);
        let reply = ana.post(PATH, body).await;
        assert_eq!(
            reply.expect(200)["data"]["target_completion_date"],
            "2027-05-01"
        );
    }
}

#[tokio::test]
async fn nobody_makes_goals_for_somebody_else() {
    let api = Api::start().await;
    let (ana, ben) = (api.student("ana").await, api.student("ben").await);
    for caller in [&ben, &api.admin().await] {
        assert_eq!(
            caller.post(PATH, form(&ana, "Mine")).await.refused(403),
            "FORBIDDEN"
        );
    }
    assert!(api.store().goals_of(ana.id()).await.unwrap().is_empty());
    let named = domain::subject::SubjectName::parse("Algebra").unwrap();
    assert_eq!(api.store().subject_named(&named).await.unwrap(), None);
}

#[tokio::test]
async fn whoever_is_no_student_may_have_goals_too() {
    let api = Api::start().await;
    let tutor = api.tutor("tom").await;
    assert_eq!(
        created(&tutor, "Teach better").await["title"],
        "Teach better"
    );
}

#[tokio::test]
async fn the_101st_goal_is_refused_until_one_is_deleted() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    for _ in 0..100 {
        api.store().create_goal(&a_goal(ana.id())).await.unwrap();
    }
    let mut body = form(&ana, "One more");
    body["subject_name"] = json!("Never heard of");
    assert_eq!(
        ana.post(PATH, body.clone()).await.refused(400),
        "TOO_MANY_GOALS"
    );
    let named = domain::subject::SubjectName::parse("Never heard of").unwrap();
    assert_eq!(
        api.store().subject_named(&named).await.unwrap(),
        None,
        "it changes nothing"
    );

    let list = ana.get(&list_of(&ana)).await;
    let goals = list.expect(200)["data"].as_array().unwrap();
    assert_eq!(goals.len(), 100);
    let path = super::path_of(goals[0]["id"].as_str().unwrap());
    ana.delete(&path).await.expect(200);
    ana.post(PATH, body).await.expect(200);
}
