//! One student's month, with what its tutor, its parent and the platform do for it. Assumed, not observed: nobody has used this yet.

use std::sync::atomic::{AtomicU64, Ordering};

use domain::link::LinkKind;
use serde_json::{Value, json};
use testkit::builders::a_subject;
use tests::{Api, PASSWORD, Person, Reply, logs};

/// Days on which the student comes.
pub(crate) const DAYS: u32 = 12;
/// Items on each of them.
pub(crate) const ITEMS: usize = 5;
/// Sessions, each recorded and summed up by the platform.
pub(crate) const SESSIONS: u32 = 4;
/// Visits of the tutor, one before each session, and of the parent.
pub(crate) const VISITS: u32 = 4;

/// Who is in it.
pub(crate) struct People {
    api: Api,
    student: Person,
    tutor: Person,
    parent: Person,
    subject: domain::SubjectId,
    logged: AtomicU64,
}

impl People {
    /// Before the month begins: registered, linked, with two goals.
    pub(crate) async fn gather(api: Api) -> Self {
        let (student, tutor) = (api.student("ana").await, api.tutor("tess").await);
        let parent = api.parent("paul").await;
        api.link(&student, &tutor, LinkKind::Tutor).await;
        api.link(&student, &parent, LinkKind::Parent).await;
        let subject = a_subject("Algebra");
        let made = api.store().create_subject(&subject).await;
        made.expect("the subject is new");
        for title in ["Pass the algebra test", "Understand fractions"] {
            let goal =
                json!({"student_id": student.id(), "title": title, "subject_id": subject.id});
            student.post("/api/v1/goals", goal).await.expect(200);
        }
        Self {
            api,
            student,
            tutor,
            parent,
            subject: subject.id,
            logged: AtomicU64::new(0),
        }
    }

    /// The month. Gives back how many bytes were answered.
    pub(crate) async fn live(&self) -> u64 {
        let mut answered = 0;
        for day in 0..DAYS {
            answered += self.day(day).await;
        }
        for session in 0..SESSIONS {
            answered += self.session(session).await;
        }
        for _ in 0..VISITS {
            answered += self
                .visit(&self.tutor, "tess", &["practice/flagged", "sessions"])
                .await;
            answered += self.visit(&self.parent, "paul", &["goals"]).await;
        }
        answered
    }

    async fn day(&self, day: u32) -> u64 {
        let id = self.student.id();
        let mut answered = self.log_in("ana").await;
        for path in [
            "/api/v1/auth/me".to_owned(),
            format!("/api/v1/goals?student_id={id}"),
            format!("/api/v1/progress/{id}"),
            format!("/api/v1/summaries/{id}"),
        ] {
            answered += self.bytes(&self.student.get(&path).await);
        }
        let order =
            format!("/api/v1/practice/assign?student_id={id}&subject=Algebra&num_items={ITEMS}");
        let assigned = self.student.post(&order, Value::Null).await;
        answered += self.bytes(&assigned);
        let data = &assigned.json["data"];
        for item in data["items"].as_array().expect("items were assigned") {
            answered += self.answer(data, item).await;
        }
        let query = format!("Why do we move the number to the other side in exercise {day}?");
        let question = json!({"student_id": id, "query": query});
        answered + self.bytes(&self.student.post("/api/v1/qa/query", question).await)
    }

    async fn answer(&self, assignment: &Value, item: &Value) -> u64 {
        let text = |value: &Value| value.as_str().expect("an id").to_owned();
        let path = format!(
            "/api/v1/practice/complete?assignment_id={}&item_id={}",
            text(&assignment["assignment_id"]),
            text(&item["item_id"])
        );
        let answer = json!({"student_answer": item["correct_answer"], "time_taken_seconds": 40});
        self.bytes(&self.student.post(&path, answer).await)
    }

    async fn session(&self, number: u32) -> u64 {
        let said = include_str!("../../local/src/seed/transcripts/calculus.txt");
        let body = json!({
            "student_id": self.student.id(),
            "tutor_id": self.tutor.id(),
            "subject_id": self.subject,
            "session_date": format!("2026-11-{:02}T16:00:00Z", number + 1),
            "duration_minutes": 45,
            "topics_covered": ["Linear equations"],
            "transcript": said,
        });
        let service = self.api.service();
        let recorded = service.post("/api/v1/sessions", body).await;
        let mut answered = self.bytes(&recorded);
        let summary = json!({
            "session_id": recorded.json["data"]["id"],
            "student_id": self.student.id(),
            "tutor_id": self.tutor.id(),
            "session_duration_minutes": 45,
            "subject": "Algebra",
        });
        answered += self.bytes(&service.post("/api/v1/summaries", summary).await);
        answered
    }

    async fn visit(&self, adult: &Person, name: &str, lists: &[&str]) -> u64 {
        let id = self.student.id();
        let mut answered = self.log_in(name).await;
        answered += self.bytes(&adult.get(&format!("/api/v1/progress/{id}")).await);
        for list in lists {
            answered += self.bytes(&adult.get(&format!("/api/v1/{list}?student_id={id}")).await);
        }
        answered
    }

    async fn log_in(&self, name: &str) -> u64 {
        let body = json!({"email": format!("{name}@example.com"), "password": PASSWORD});
        self.bytes(&self.api.nobody().post("/api/v1/auth/login", body).await)
    }

    /// The bytes of an answer, which must be a good one. Those of the lines that were logged for it are added up.
    fn bytes(&self, reply: &Reply) -> u64 {
        assert!(reply.status < 300, "{}: {}", reply.status, reply.json);
        let id = reply.headers["x-request-id"]
            .to_str()
            .expect("ids are ASCII");
        let lines = logs::of(id).into_iter();
        let kept = lines.filter(|line| line["level"] != "DEBUG");
        let bytes = kept.map(|line| line.to_string().len() as u64 + 1).sum();
        self.logged.fetch_add(bytes, Ordering::Relaxed);
        reply.body.len() as u64
    }

    /// The bytes of log lines so far.
    pub(crate) fn logged(&self) -> u64 {
        self.logged.load(Ordering::Relaxed)
    }
}
