//! A list shows what the same environment wrote at once, also where its index lags: as if it did not.

use domain::link::LinkKind;
use domain::{Clock, SubjectId};
use http::Method;
use jiff::SignedDuration;
use serde_json::{Value, json};
use tests::{Api, Person};

use crate::practice::{answer, assigned, right, subject_with};

/// A student, a tutor and an admin, and a subject with practice, in an environment whose indexes lag.
struct Behind {
    api: Api,
    ana: Person,
    tom: Person,
    admin: Person,
    algebra: SubjectId,
}

impl Behind {
    async fn new() -> Self {
        let api = Api::start_lagging().await;
        let (ana, tom) = (api.student("ana").await, api.tutor("tom").await);
        let admin = api.admin().await;
        let algebra = subject_with(&api, "Algebra", [4, 5, 6], 6).await;
        api.link(&ana, &tom, LinkKind::Tutor).await;
        Self {
            api,
            ana,
            tom,
            admin,
            algebra,
        }
    }

    /// Every list that comes from an index, in pages of three.
    async fn lists(&self, api: &Api) -> Vec<(String, Value)> {
        let (ana, tom, algebra) = (self.ana.id(), self.tom.id(), self.algebra);
        let of_ana = [
            format!("/api/v1/goals?student_id={ana}&limit=3"),
            format!("/api/v1/sessions?student_id={ana}&limit=3"),
            format!("/api/v1/summaries/{ana}?limit=3"),
            format!("/api/v1/practice/assignments?student_id={ana}&limit=3"),
            format!("/api/v1/practice/assignments?student_id={ana}&completed=true&limit=3"),
            format!("/api/v1/practice/assignments?student_id={ana}&completed=false&limit=3"),
            format!("/api/v1/enhancements/qa/conversation-history/{ana}?limit=3"),
            "/api/v1/subjects?limit=3".to_owned(),
            "/api/v1/subjects?limit=3&category=Art".to_owned(),
        ];
        let of_tom = [
            format!("/api/v1/sessions?tutor_id={tom}&limit=3"),
            format!("/api/v1/links?adult_id={tom}&limit=3"),
            format!("/api/v1/practice/bank?subject_id={algebra}&limit=3"),
            format!("/api/v1/practice/bank?subject_id={algebra}&active=false&limit=3"),
            format!("/api/v1/practice/flagged?student_id={ana}&limit=3"),
        ];
        let mut lists = Vec::new();
        for (person, paths) in [(&self.ana, &of_ana[..]), (&self.tom, &of_tom[..])] {
            let person = self.api.again(person).at(api);
            for path in paths {
                let mut entries = Vec::new();
                let mut next = Value::Null;
                loop {
                    let cursor = next.as_str().map(|next| format!("&cursor={next}"));
                    let page = format!("{path}{}", cursor.unwrap_or_default());
                    let reply = person.get(&page).await;
                    let reply = reply.expect(200);
                    let data = &reply["data"];
                    // Some lists stand in a field of their own, with their pagination beside it.
                    let inside = || data.as_object()?.values().find_map(Value::as_array);
                    let rows = data.as_array().or_else(inside);
                    entries.extend(rows.unwrap_or_else(|| panic!("{path}: {reply}")).clone());
                    let paginations = [&reply["pagination"], &data["pagination"]];
                    let pagination = paginations.into_iter().find(|found| found.is_object());
                    let pagination = pagination.unwrap_or_else(|| panic!("{path}: {reply}"));
                    next = pagination["next_cursor"].clone();
                    if next.is_null() {
                        break;
                    }
                }
                lists.push((path.clone(), Value::Array(entries)));
            }
        }
        lists
    }

    /// Holds every list against the one that an environment without caches gets of indexes that have caught up.
    async fn check(&self) {
        let shown = self.lists(&self.api).await;
        self.api.wire().catch_up().await;
        let expected = self.lists(&self.api.beside_cold()).await;
        for (shown, expected) in shown.iter().zip(&expected) {
            assert_eq!(shown, expected);
        }
        // And now that they show it themselves.
        assert_eq!(self.lists(&self.api).await, expected);
    }

    fn pass(&self) {
        self.api.clock().advance(SignedDuration::from_secs(1));
    }

    async fn send(&self, person: &Person, method: Method, path: &str, body: Value) -> Value {
        self.pass();
        let person = self.api.again(person);
        let reply = person.send(method, path, Some(body)).await;
        assert!(reply.status < 300, "{path}: {}", reply.json);
        reply.json["data"].clone()
    }

    async fn post(&self, person: &Person, path: &str, body: Value) -> Value {
        self.send(person, Method::POST, path, body).await
    }

    async fn goal(&self, title: &str) -> String {
        let body = json!({"student_id": self.ana.id(), "title": title, "subject_id": self.algebra});
        let goal = self.post(&self.ana, "/api/v1/goals", body).await;
        goal["id"].as_str().unwrap().to_owned()
    }

    async fn session(&self) -> String {
        let body = json!({
            "student_id": self.ana.id(), "tutor_id": self.tom.id(), "subject_id": self.algebra,
            "session_date": self.api.clock().now(), "duration_minutes": 30,
        });
        let session = self.post(&self.tom, "/api/v1/sessions", body).await;
        session["id"].as_str().unwrap().to_owned()
    }

    async fn summary(&self, session: &str) {
        let body = json!({
            "session_id": session, "student_id": self.ana.id(), "tutor_id": self.tom.id(),
            "session_duration_minutes": 30, "subject": "Algebra", "transcript": "Tutor: Solve for x.",
        });
        self.post(&self.tom, "/api/v1/summaries", body).await;
    }

    async fn bank_item(&self, number: usize) -> String {
        let body = json!({
            "subject_id": self.algebra, "difficulty": 4 + number % 3, "question": format!("What is {number}x for x = 0?"),
            "answer": "0", "wrong": ["1", "2", "3"], "explanation": "Anything times nothing is nothing.",
        });
        let item = self.post(&self.admin, "/api/v1/practice/bank", body).await;
        item["id"].as_str().unwrap().to_owned()
    }
}

#[tokio::test]
async fn what_was_added_shows_in_every_list_and_page() {
    let behind = Behind::new().await;
    behind.check().await;
    for number in 0..5 {
        behind.goal(&format!("Goal {number}")).await;
        let session = behind.session().await;
        behind.summary(&session).await;
        behind.bank_item(number).await;
        let name = json!({"name": format!("Subject {}", 9 - number), "category": "Art"});
        behind.post(&behind.admin, "/api/v1/subjects", name).await;
        let ben = behind.api.student(&format!("ben{number}")).await;
        behind.api.link(&ben, &behind.tom, LinkKind::Tutor).await;
        behind.pass();
        assigned(&behind.api.again(&behind.ana), "Algebra", 1).await;
        let asked = json!({"student_id": behind.ana.id(), "query": "How do I solve x + 1 = 3?"});
        behind.post(&behind.ana, "/api/v1/qa/query", asked).await;
    }
    behind.check().await;
}

#[tokio::test]
async fn what_was_changed_shows_as_it_is_now_where_it_belongs_now() {
    let behind = Behind::new().await;
    let (mut goals, mut items) = (Vec::new(), Vec::new());
    for number in 0..5 {
        goals.push(behind.goal(&format!("Goal {number}")).await);
        items.push(behind.bank_item(number).await);
    }
    let session = behind.session().await;
    let practice = assigned(&behind.api.again(&behind.ana), "Algebra", 5).await;
    behind.check().await;

    let patch = async |person: &Person, path: String, body: Value| {
        behind.send(person, Method::PATCH, &path, body).await;
    };
    let (ana, admin) = (&behind.ana, &behind.admin);
    let goal = |at: usize| format!("/api/v1/goals/{}", goals[at]);
    patch(ana, goal(0), json!({"title": "Goal nought"})).await;
    patch(ana, goal(1), json!({"status": "paused"})).await;
    patch(ana, goal(1), json!({"title": "Goal one, paused"})).await;
    let item = |at: usize| format!("/api/v1/practice/bank/{}", items[at]);
    patch(admin, item(0), json!({"difficulty": 9})).await;
    patch(admin, item(1), json!({"active": false})).await;
    let subject = format!("/api/v1/subjects/{}", behind.algebra);
    patch(admin, subject, json!({"category": "Art"})).await;
    behind.summary(&session).await;
    for item in practice["items"].as_array().unwrap().iter().take(3) {
        behind.pass();
        let ana = behind.api.again(ana);
        answer(&ana, &practice, item, right(item)).await.expect(200);
    }
    behind.check().await;
}

#[tokio::test]
async fn what_was_taken_away_is_gone() {
    let behind = Behind::new().await;
    let mut goals = Vec::new();
    for number in 0..7 {
        goals.push(behind.goal(&format!("Goal {number}")).await);
    }
    behind.check().await;
    for goal in [&goals[0], &goals[4], &goals[5], &goals[6]] {
        let path = format!("/api/v1/goals/{goal}");
        behind
            .send(&behind.ana, Method::DELETE, &path, Value::Null)
            .await;
    }
    let tom = behind.tom.id();
    let ben = behind.api.student("ben").await;
    behind.api.link(&ben, &behind.tom, LinkKind::Tutor).await;
    behind.api.store().delete_link(ben.id(), tom).await.unwrap();
    let shown = behind.api.student("cid").await;
    behind.api.link(&shown, &behind.tom, LinkKind::Tutor).await;
    behind.check().await;
}

#[tokio::test]
async fn what_was_written_again_before_it_showed_shows_as_it_is_now() {
    let behind = Behind::new().await;
    let goal = behind.goal("First").await;
    behind.check().await;
    let path = format!("/api/v1/goals/{goal}");
    for title in ["Second", "Third"] {
        let body = json!({"title": title});
        behind.send(&behind.ana, Method::PATCH, &path, body).await;
        behind.lists(&behind.api).await;
    }
    behind.check().await;
}

#[tokio::test]
async fn a_write_is_laid_over_lists_for_a_minute_and_then_they_show_what_their_index_does() {
    let behind = Behind::new().await;
    behind.session().await;
    let list = format!("/api/v1/sessions?student_id={}", behind.ana.id());
    let count = async || {
        let list = behind.ana.get(&list).await;
        list.expect(200)["data"].as_array().unwrap().len()
    };
    behind.api.clock().advance(SignedDuration::from_secs(60));
    assert_eq!(count().await, 1);
    behind.pass();
    assert_eq!(count().await, 0);
}

#[tokio::test]
async fn what_another_environment_changed_since_is_not_covered_by_an_older_own_write() {
    let behind = Behind::new().await;
    let goal = behind.goal("Own").await;
    let path = format!("/api/v1/goals/{goal}");
    let elsewhere = behind.ana.at(&behind.api.beside());
    elsewhere
        .patch(&path, json!({"title": "Theirs"}))
        .await
        .expect(200);
    behind.api.wire().catch_up().await;
    let list = format!("/api/v1/goals?student_id={}", behind.ana.id());
    let list = behind.ana.get(&list).await;
    assert_eq!(list.expect(200)["data"][0]["title"], "Theirs");
}
