//! A student with all that a student has, made over the API.

use domain::job::Job;
use domain::link::LinkKind;
use domain::practice::order::{ItemCount, PracticeOrder};
use domain::practice::tags::GoalTags;
use domain::subject::SubjectName;
use domain::{JobId, UserId};
use serde_json::{Value, json};
use testkit::ManualClock;
use testkit::builders::an_id;
use tests::{Api, Person};

/// A student with all that a student has, and everybody who might want to see it.
pub(crate) struct World {
    pub(crate) student: Person,
    pub(crate) other: Person,
    pub(crate) tutor: Person,
    pub(crate) other_tutor: Person,
    pub(crate) parent: Person,
    pub(crate) other_parent: Person,
    pub(crate) admin: Person,
    pub(crate) service: Person,
    pub(crate) monitoring: Person,
    pub(crate) subject: String,
    pub(crate) session: String,
    pub(crate) goal: String,
    pub(crate) assignment: String,
    /// Made up, because the bank is empty when it is assigned: it can be answered and reviewed.
    pub(crate) item: String,
    pub(crate) bank_item: String,
    pub(crate) job: JobId,
}

impl World {
    pub(crate) async fn new(api: &Api) -> Self {
        let (student, other) = (api.student("ana").await, api.student("ben").await);
        let (tutor, other_tutor) = (api.tutor("tom").await, api.tutor("uwe").await);
        let (parent, other_parent) = (api.parent("pia").await, api.parent("quo").await);
        let admin = api.admin().await;
        api.link(&student, &tutor, LinkKind::Tutor).await;
        api.link(&student, &parent, LinkKind::Parent).await;
        let id = |reply: &tests::Reply, field: &str| {
            reply.json["data"][field]
                .as_str()
                .unwrap_or_else(|| panic!("{}", reply.json))
                .to_owned()
        };
        let subject = admin
            .post("/api/v1/subjects", json!({"name": "Algebra"}))
            .await;
        let subject_id = id(&subject, "id");
        let session = json!({
            "student_id": student.id(), "tutor_id": tutor.id(), "subject_id": subject_id,
            "duration_minutes": 30, "transcript": "Tutor: Solve for x.",
        });
        let session = admin.post("/api/v1/sessions", session).await;
        let goal = json!({"student_id": student.id(), "title": "Pass", "subject_id": subject_id});
        let goal = student.post("/api/v1/goals", goal).await;
        let assign = format!(
            "/api/v1/practice/assign?student_id={}&subject=Algebra&num_items=1",
            student.id()
        );
        let practice = student.post(&assign, Value::Null).await;
        let item = practice.json["data"]["items"][0]["item_id"].as_str();
        let bank_item = tutor
            .post("/api/v1/practice/bank", new_bank_item(&subject_id))
            .await;
        let job = a_job(student.id());
        api.store()
            .create_job(&job)
            .await
            .expect("a job can be written");
        Self {
            assignment: id(&practice, "assignment_id"),
            item: item.expect("an item is made up").to_owned(),
            bank_item: id(&bank_item, "id"),
            job: job.id,
            subject: subject_id,
            session: id(&session, "id"),
            goal: id(&goal, "id"),
            service: api.service(),
            monitoring: api.monitoring(),
            student,
            other,
            tutor,
            other_tutor,
            parent,
            other_parent,
            admin,
        }
    }

    pub(crate) fn caller(&self, letter: char) -> &Person {
        match letter {
            'O' => &self.student,
            's' => &self.other,
            'T' => &self.tutor,
            't' => &self.other_tutor,
            'P' => &self.parent,
            'p' => &self.other_parent,
            'A' => &self.admin,
            'S' => &self.service,
            'M' => &self.monitoring,
            _ => panic!("no caller {letter}"),
        }
    }

    pub(crate) fn new_session(&self) -> Value {
        json!({
            "student_id": self.student.id(), "tutor_id": self.tutor.id(), "subject_id": self.subject,
            "duration_minutes": 30, "transcript": "Tutor: Solve for x.",
        })
    }

    pub(crate) fn new_summary(&self) -> Value {
        json!({
            "session_id": uuid::Uuid::new_v4(), "student_id": self.student.id(), "tutor_id": self.tutor.id(),
            "session_duration_minutes": 30, "subject": "Algebra", "transcript": "Tutor: Solve for x.",
        })
    }

    pub(crate) fn new_bank_item(&self) -> Value {
        new_bank_item(&self.subject)
    }

    pub(crate) fn new_goal(&self) -> Value {
        json!({"student_id": self.student.id(), "title": "Another", "subject_name": "Botany II"})
    }
}

fn new_bank_item(subject: &str) -> Value {
    json!({
        "subject_id": subject, "difficulty": 3, "question": "Solve 5x + 4 = 2x + 19. What is x?", "answer": "5",
        "wrong": ["3", "23/7", "15"], "explanation": "Subtract 2x and 4 from both sides: 3x = 15, so x = 5.",
    })
}

fn a_job(student_id: UserId) -> Job {
    let order = PracticeOrder {
        student_id,
        subject: SubjectName::parse("Algebra").expect("a subject's name"),
        topic: None,
        num_items: ItemCount::DEFAULT,
        goal_tags: GoalTags::default(),
    };
    Job::new(an_id(), order, ManualClock::start())
}
