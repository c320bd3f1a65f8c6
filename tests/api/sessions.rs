//! Sessions: recorded once, counted exactly, listed completely.

mod faults;
mod get;
mod goals;
mod list;
mod pages;
mod record;

use domain::goal::Goal;
use domain::link::LinkKind;
use domain::subject::Subject;
use domain::{GoalId, SubjectId};
use serde_json::{Value, json};
use testkit::builders::{a_goal, a_subject};
use tests::{Api, Person};

/// A student, a tutor linked to it, and a subject.
pub(crate) struct Lesson {
    pub(crate) api: Api,
    pub(crate) ana: Person,
    pub(crate) tess: Person,
    pub(crate) algebra: SubjectId,
}

impl Lesson {
    pub(crate) async fn start() -> Self {
        Self::at(Api::start().await).await
    }

    /// Without caches, for who counts what the tables are asked.
    pub(crate) async fn cold() -> Self {
        Self::at(Api::start_cold().await).await
    }

    async fn at(api: Api) -> Self {
        let (ana, tess) = (api.student("ana").await, api.tutor("tess").await);
        api.link(&ana, &tess, LinkKind::Tutor).await;
        let subject: Subject = a_subject("Algebra");
        api.store().create_subject(&subject).await.unwrap();
        Self {
            api,
            ana,
            tess,
            algebra: subject.id,
        }
    }

    /// A session of three quarters of an hour on algebra, as a client records it.
    pub(crate) fn session(&self) -> Value {
        json!({
            "student_id": self.ana.id(),
            "tutor_id": self.tess.id(),
            "subject_id": self.algebra,
            "session_date": "2026-11-20T16:00:00Z",
            "duration_minutes": 45,
            "topics_covered": ["Completing the square"],
            "notes": "Went well.",
        })
    }

    /// The same with other fields: those that are `null` here are taken away.
    pub(crate) fn session_with(&self, fields: Value) -> Value {
        with(self.session(), fields)
    }

    /// An active goal of the student in algebra.
    pub(crate) async fn goal(&self) -> GoalId {
        self.goal_like(Goal {
            subject_id: Some(self.algebra),
            ..a_goal(self.ana.id())
        })
        .await
    }

    pub(crate) async fn goal_like(&self, goal: Goal) -> GoalId {
        self.api.store().create_goal(&goal).await.unwrap();
        goal.id
    }

    /// How far a goal is, in percent.
    pub(crate) async fn completion(&self, goal: GoalId) -> f64 {
        let goal = self.api.store().goal(goal).await.unwrap();
        goal.completion.percent()
    }

    /// How many sessions of the student in algebra are counted.
    pub(crate) async fn counted(&self) -> u32 {
        use aws_sdk_dynamodb::types::AttributeValue::S;
        let client = self.api.wire().client(&self.api.engine().endpoint());
        let read = client
            .get_item()
            .table_name(format!("{}-progress_counters", self.api.stack().name()))
            .key("student_id", S(self.ana.id().to_string()))
            .key("scope", S(format!("sessions#{}", self.algebra)));
        let item = read.send().await.unwrap().item;
        item.map_or(0, |item| item["count"].as_n().unwrap().parse().unwrap())
    }
}

/// A body with other fields: those that are `null` are taken away.
pub(crate) fn with(mut body: Value, fields: Value) -> Value {
    let whole = body.as_object_mut().unwrap();
    for (name, value) in fields.as_object().unwrap() {
        match value {
            Value::Null => whole.remove(name),
            value => whole.insert(name.clone(), value.clone()),
        };
    }
    body
}
