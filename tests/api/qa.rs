//! Questions and answers, with assistants of the tests' own: a sure one, an unsure one, one that fails, one behind a gate.

mod answers;
mod cap;
mod context;
mod faults;
mod history;
mod input;
mod mind;
mod parked;
mod requests;
mod sources;
mod stored;
mod tutors;

use std::collections::HashMap;
use std::sync::Arc;

use aws_sdk_dynamodb::types::AttributeValue;
use domain::goal::Goal;
use domain::link::LinkKind;
use domain::{GoalId, SubjectId};
use jiff::SignedDuration;
use serde_json::{Value, json};
use testkit::builders::{a_goal, a_subject, an_id};
use tests::{Api, Person};

use crate::goals::put;
use crate::sessions::with;
use mind::Mind;

const ASK: &str = "/api/v1/qa/query";

/// A question that is clear, of school, and not of any conversation.
const CLEAR: &str = "How do I solve a linear equation?";

/// A student, its tutor, a subject, and an assistant.
pub(crate) struct Study {
    api: Api,
    ana: Person,
    tess: Person,
    algebra: SubjectId,
    mind: Arc<Mind>,
}

impl Study {
    async fn with(mind: Mind) -> Self {
        let mind = Arc::new(mind);
        Self::at(Api::start_with(mind.clone()).await, mind).await
    }

    /// Without caches, for who counts what the tables are asked.
    async fn cold(mind: Mind) -> Self {
        let mind = Arc::new(mind);
        Self::at(Api::start_cold_with(mind.clone()).await, mind).await
    }

    async fn at(api: Api, mind: Arc<Mind>) -> Self {
        let (ana, tess) = (api.student("ana").await, api.tutor("tess").await);
        api.link(&ana, &tess, LinkKind::Tutor).await;
        let subject = a_subject("Algebra");
        api.store().create_subject(&subject).await.unwrap();
        Self {
            api,
            ana,
            tess,
            algebra: subject.id,
            mind,
        }
    }

    /// Lets time pass. A token lasts a day, so the student logs in again.
    fn later(&mut self, by: SignedDuration) {
        self.api.clock().advance(by);
        self.ana = self.api.again(&self.ana);
    }

    /// What the student sends to ask this, with these fields more; those that are `null` are taken away.
    fn asked(&self, query: &str, fields: Value) -> Value {
        with(json!({"student_id": self.ana.id(), "query": query}), fields)
    }

    async fn ask(&self, query: &str) -> Value {
        self.ask_with(query, json!({})).await
    }

    async fn ask_with(&self, query: &str, fields: Value) -> Value {
        let reply = self.ana.post(ASK, self.asked(query, fields)).await;
        reply.expect(200)["data"].clone()
    }

    /// An active goal of the student in algebra.
    async fn goal(&self) -> GoalId {
        self.goal_in(Some(self.algebra)).await
    }

    async fn goal_in(&self, subject_id: Option<SubjectId>) -> GoalId {
        let goal = Goal {
            subject_id,
            ..a_goal(self.ana.id())
        };
        self.api.store().create_goal(&goal).await.unwrap();
        goal.id
    }

    /// How many questions of today the goal's view shows.
    async fn counted(&self, goal: GoalId) -> u64 {
        let reply = self.ana.get(&format!("/api/v1/goals/{goal}")).await;
        let goal = &reply.expect(200)["data"];
        assert_eq!(goal["question_limit"], 20);
        goal["question_count"].as_u64().unwrap()
    }

    /// The row of a question.
    async fn row(&self, id: &Value) -> HashMap<String, AttributeValue> {
        let client = self.api.wire().client(&self.api.engine().endpoint());
        let read = client
            .get_item()
            .table_name(format!("{}-qa_interactions", self.api.stack().name()))
            .key("id", AttributeValue::S(id.as_str().unwrap().to_owned()));
        read.send().await.unwrap().item.unwrap()
    }

    /// How many questions are stored.
    async fn stored(&self) -> usize {
        let client = self.api.wire().client(&self.api.engine().endpoint());
        let read = client
            .scan()
            .table_name(format!("{}-qa_interactions", self.api.stack().name()));
        read.send().await.unwrap().count().try_into().unwrap()
    }

    /// Adds an item to the practice bank, which has no route here.
    async fn bank_item(&self, subject: SubjectId, active: u8, question: &str) {
        let id: domain::BankItemId = an_id();
        let row = [
            ("id", AttributeValue::S(id.to_string())),
            ("subject_id", AttributeValue::S(subject.to_string())),
            ("active", AttributeValue::N(active.to_string())),
            ("difficulty", AttributeValue::N("3".to_owned())),
            ("question", AttributeValue::S(question.to_owned())),
            ("answer", AttributeValue::S("7".to_owned())),
            (
                "explanation",
                AttributeValue::S("Divide both\nsides.".to_owned()),
            ),
        ];
        put(&self.api, "practice_bank_items", row).await;
    }
}
