//! Who is looked up: fifty students with twenty goals each in five subjects, their ratings, and their tutor.

use std::sync::Arc;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::{BehaviorVersion, Config, Credentials, Region};
use domain::account::Role;
use domain::goal::{Goal, GoalDescription, GoalStatus, Title};
use domain::link::{Link, LinkKind};
use domain::{SubjectId, UserId};
use runtime::SystemClock;
use store::{Settings, Store, Warmth};
use testkit::builders::{a_goal, a_subject, a_user};
use testkit::{ManualClock, Wire};

/// The prefix of the engine's tables.
const STACK: &str = "local";
const STUDENTS: usize = 50;
const GOALS: usize = 20;
const SUBJECTS: usize = 5;

/// Tables that are filled, and two ways to them.
pub(crate) struct Scene {
    pub(crate) students: Vec<UserId>,
    pub(crate) tutor: UserId,
    pub(crate) subjects: Vec<SubjectId>,
    /// Every look-up goes to the tables.
    pub(crate) tables: Store,
    /// Every look-up is answered from memory, once it was made.
    pub(crate) warm: Store,
    /// Counts what the warm one asks the tables after all.
    pub(crate) wire: Wire,
}

impl Scene {
    pub(crate) async fn set(endpoint: &str) -> Self {
        let tables = Store::new(client(endpoint), STACK);
        let wire = Wire::new();
        let warmth = Warmth::of_memory(Arc::new(SystemClock));
        let warm = Store::warm(wire.client(endpoint), STACK, &warmth);
        let tutor = a_user(Role::Tutor);
        tables.create_user(&tutor).await.expect("the tutor is new");
        let mut scene = Self {
            students: Vec::new(),
            tutor: tutor.id,
            subjects: Vec::new(),
            tables,
            warm,
            wire,
        };
        for number in 0..SUBJECTS {
            let subject = a_subject(&format!("Subject {number}"));
            scene
                .tables
                .create_subject(&subject)
                .await
                .expect("the subject is new");
            scene.subjects.push(subject.id);
        }
        for _ in 0..STUDENTS {
            scene.add_student().await;
        }
        scene
    }

    async fn add_student(&mut self) {
        let student = a_user(Role::Student);
        self.tables
            .create_user(&student)
            .await
            .expect("the student is new");
        let link = Link {
            student_id: student.id,
            adult_id: self.tutor,
            kind: LinkKind::Tutor,
            created_at: ManualClock::start(),
        };
        self.tables
            .add_link(&link)
            .await
            .expect("they are not linked yet");
        for number in 0..GOALS {
            let mut goal = self.goal(student.id, number);
            if number < SUBJECTS {
                // Starting a completed goal again gives the student a rating in its subject.
                goal.status = GoalStatus::Completed;
            }
            let goals = &self.tables;
            goals
                .create_goal(&goal)
                .await
                .expect("there is room for the goal");
            if number < SUBJECTS {
                let reset = goals.reset_goal(goal, ManualClock::start()).await;
                reset.expect("nobody else changes the goal");
            }
        }
        self.students.push(student.id);
    }

    fn goal(&self, student: UserId, number: usize) -> Goal {
        let description =
            "Solve quadratic equations by completing the square, and say why it works.";
        Goal {
            title: Title::parse(format!("Pass the test of chapter {number}"))
                .expect("within bounds"),
            description: Some(GoalDescription::parse(description).expect("within bounds")),
            subject_id: Some(self.subjects[number % SUBJECTS]),
            ..a_goal(student)
        }
    }
}

/// The client of functions, as `store::connect` makes it, but for where it goes.
fn client(endpoint: &str) -> Client {
    let settings = Settings::default();
    let config = Config::builder()
        .behavior_version(BehaviorVersion::v2026_01_12())
        .region(Region::from_static("us-east-1"))
        .credentials_provider(Credentials::new("bench", "bench", None, None, "bench"))
        .endpoint_url(endpoint)
        .retry_config(settings.retries())
        .timeout_config(settings.timeouts())
        .build();
    Client::from_conf(config)
}
