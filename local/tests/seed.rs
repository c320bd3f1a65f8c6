//! The demo data: there once, complete, and quickly.

#![expect(
    clippy::unwrap_used,
    reason = "in a test, and in what helps it, that is an assertion"
)]

use std::collections::HashSet;
use std::sync::Arc;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::{BehaviorVersion, Config, Credentials, Region};
use aws_sdk_dynamodb::types::AttributeValue;
use clap::Parser;
use domain::goal::{Goal, GoalStatus};
use domain::job::JobStatus;
use domain::page::PageSize;
use domain::practice::difficulty::Difficulty;
use domain::practice::entry::EntryChange;
use domain::practice::item::{PracticeItem, Source};
use domain::practice::marking::Marked;
use domain::practice::performance::Performance;
use domain::{Clock, Moment};
use engine::Engine;
use local::cli::Options;
use local::machine::Stack;
use local::seed::{SeedReport, ids, seed};
use local::user_pool::UserPool;
use runtime::SystemClock;
use store::Store;

struct Scene {
    engine: Engine,
    client: Client,
    store: Store,
    pool: UserPool,
}

impl Scene {
    async fn new() -> Self {
        let engine = Engine::in_memory().await.unwrap();
        let config = Config::builder()
            .behavior_version(BehaviorVersion::v2026_01_12())
            .region(Region::from_static("us-east-1"))
            .credentials_provider(Credentials::new("local", "local", None, None, "test"))
            .endpoint_url(engine.endpoint())
            .build();
        let client = Client::from_conf(config);
        let store = Store::new(client.clone(), "local");
        Self {
            engine,
            client,
            store,
            pool: pool(),
        }
    }

    async fn seed(&self) -> SeedReport {
        seed(&self.store, &self.pool, SystemClock.now())
            .await
            .unwrap()
    }

    /// The number of rows of every table.
    async fn rows(&self) -> Vec<(String, i32)> {
        let mut rows = Vec::new();
        for table in template::Template::ours().tables() {
            let name = table.name("local");
            let counted = self.client.scan().table_name(&name).send().await.unwrap();
            rows.push((name, counted.count()));
        }
        rows
    }

    async fn goals(&self) -> Vec<Goal> {
        self.store.goals_of(ids::STUDENT).await.unwrap()
    }

    #[expect(clippy::disallowed_methods, reason = "what a crash left undone")]
    async fn delete(&self, table: &str, id: impl ToString) {
        let delete = self
            .client
            .delete_item()
            .table_name(format!("local-{table}"));
        delete
            .key("id", AttributeValue::S(id.to_string()))
            .send()
            .await
            .unwrap();
    }
}

fn pool() -> UserPool {
    let stack = Stack::new(&Options::parse_from(["local"]), "http://127.0.0.1:3000");
    UserPool::in_memory(stack.pool(), Arc::new(SystemClock))
}

#[tokio::test]
async fn there_is_an_account_of_every_role_and_all_of_them_can_log_in() {
    let scene = Scene::new().await;
    let report = scene.seed().await;
    let roles: Vec<_> = report
        .accounts
        .iter()
        .map(|account| account.role.as_str())
        .collect();
    assert_eq!(roles, ["student", "tutor", "parent", "admin", "tutor"]);
    assert_eq!(report.accounts[0].email, "demo@example.com");
    for id in [
        ids::STUDENT,
        ids::TUTOR,
        ids::PARENT,
        ids::ADMIN,
        ids::COLLEAGUE,
    ] {
        assert!(scene.pool.has_user(id.uuid()));
        assert!(scene.store.user(id).await.unwrap().is_some());
    }
    scene.engine.stop().await.unwrap();
}

#[tokio::test]
async fn there_are_ten_subjects_seven_sessions_seven_summaries_and_goals_in_every_state() {
    let scene = Scene::new().await;
    scene.seed().await;
    let subjects = scene
        .store
        .subjects_page(None, PageSize::LARGEST, None)
        .await
        .unwrap();
    assert_eq!(subjects.items.len(), 10);
    let sessions = scene
        .store
        .sessions_of(ids::STUDENT, PageSize::LARGEST, None)
        .await
        .unwrap();
    assert_eq!(sessions.items.len(), 7);
    let summaries = scene
        .store
        .summaries_of(ids::STUDENT, None, PageSize::LARGEST, None)
        .await
        .unwrap();
    assert_eq!(summaries.items.len(), 7);
    let goals = scene.goals().await;
    for status in [
        GoalStatus::Active,
        GoalStatus::Paused,
        GoalStatus::Completed,
        GoalStatus::Cancelled,
    ] {
        assert!(goals.iter().any(|goal| goal.status == status), "{status:?}");
    }
}

#[tokio::test]
async fn there_are_nine_questions_of_which_some_are_of_the_last_day_and_one_is_for_the_tutor() {
    let scene = Scene::new().await;
    let now: Moment = "2026-11-22T08:00:00Z".parse().unwrap();
    seed(&scene.store, &scene.pool, now).await.unwrap();
    let since = async |hours: i64| {
        let since = now.plus(jiff::SignedDuration::from_hours(-hours));
        let all = PageSize::LARGEST;
        let page = scene.store.interactions_of(ids::STUDENT, since, all, None);
        page.await.unwrap().items
    };
    assert_eq!(since(24 * 30).await.len(), 9);
    assert_eq!(since(24).await.len(), 4);
    let sent: Vec<_> = since(24 * 30)
        .await
        .iter()
        .filter_map(|one| one.escalated_to)
        .collect();
    assert_eq!(sent, [ids::TUTOR]);
}

#[tokio::test]
async fn the_bank_has_three_items_of_every_subject_and_difficulty_for_everybody() {
    let scene = Scene::new().await;
    scene.seed().await;
    let subjects = scene.store.subjects_page(None, PageSize::LARGEST, None);
    for subject in subjects.await.unwrap().items {
        for difficulty in 1..=10 {
            let difficulty = Difficulty::parse(difficulty).unwrap();
            let found = scene.store.bank_at(
                subject.id,
                difficulty,
                "5eed0000-0000-4000-8000-000000000000".parse().unwrap(),
            );
            let found = found.await.unwrap();
            assert_eq!(found.len(), 3, "{} {difficulty}", subject.name.as_str());
            assert!(found.iter().all(|entry| entry.created_by.is_none()));
        }
    }
}

async fn practice(scene: &Scene, completed: Option<bool>) -> Vec<PracticeItem> {
    let page = scene
        .store
        .practice_of(ids::STUDENT, completed, PageSize::LARGEST, None);
    page.await.unwrap().items
}

#[tokio::test]
async fn the_student_has_answered_items_right_and_wrong_and_has_open_ones_and_one_to_review() {
    let scene = Scene::new().await;
    scene.seed().await;
    let sorted = |items: &[PracticeItem]| {
        let mut ids: Vec<_> = items.iter().map(|item| item.id).collect();
        ids.sort();
        ids
    };
    let (done, open) = (
        practice(&scene, Some(true)).await,
        practice(&scene, Some(false)).await,
    );
    assert_eq!(sorted(&done), [1, 2, 5].map(ids::item));
    assert_eq!(sorted(&open), [3, 4, 6, 7].map(ids::item));
    let answered: Vec<_> = open
        .into_iter()
        .filter(|item| item.first_answer.is_some())
        .collect();
    assert_eq!(sorted(&answered), [ids::item(3)]);
    let to_review = scene
        .store
        .practice_to_review(ids::STUDENT, PageSize::LARGEST, None);
    assert_eq!(sorted(&to_review.await.unwrap().items), [ids::item(4)]);
}

#[tokio::test]
async fn every_answer_met_the_rating_that_the_one_before_left_and_the_last_left_the_students() {
    let scene = Scene::new().await;
    scene.seed().await;
    for rating in scene.store.ratings_of(ids::STUDENT).await.unwrap() {
        let of_subject = practice(&scene, None).await.into_iter();
        let of_subject = of_subject.filter(|item| item.subject_id == rating.subject_id);
        let mut answers: Vec<_> = of_subject.filter_map(|item| item.first_answer).collect();
        answers.sort_by_key(|answer| answer.at);
        for pair in answers.windows(2) {
            assert_eq!(pair[0].rating_after, pair[1].rating_before);
        }
        if let Some(last) = answers.last() {
            assert_eq!(
                (last.rating_after, last.at),
                (rating.rating, rating.updated_at)
            );
        }
    }
}

#[tokio::test]
async fn what_the_student_was_asked_is_not_asked_again() {
    let scene = Scene::new().await;
    scene.seed().await;
    let items = practice(&scene, None).await;
    let questions: HashSet<_> = items.iter().map(PracticeItem::question_key).collect();
    assert_eq!(questions.len(), 7);
    let seen = scene
        .store
        .seen(ids::STUDENT, questions.clone())
        .await
        .unwrap();
    assert_eq!(seen, questions);
}

#[tokio::test]
async fn one_job_is_completed_with_items_that_there_are_and_one_has_failed_and_says_why() {
    let scene = Scene::new().await;
    scene.seed().await;
    let job = async |number| {
        let job = scene.store.job(ids::job(number), SystemClock.now()).await;
        job.unwrap().unwrap()
    };
    let done = job(1).await;
    assert_eq!(done.status, JobStatus::Completed);
    let items = done.result.unwrap().item_ids;
    let found = scene.store.practice_items(&items).await.unwrap();
    assert_eq!(found.len(), usize::from(done.order.num_items.get()));
    let failed = job(2).await;
    assert_eq!(failed.status, JobStatus::Failed);
    assert_eq!(failed.error.unwrap(), "There is no subject of this name.");
}

#[tokio::test]
async fn what_was_done_to_an_item_before_an_interrupted_start_goes_on_stays_done() {
    let scene = Scene::new().await;
    scene.seed().await;
    let item = scene.store.practice_item(ids::item(6)).await.unwrap();
    let answered = scene
        .store
        .answer_item(
            item,
            Marked::Right,
            Performance::from_score(1.0),
            SystemClock.now(),
        )
        .await
        .unwrap();
    let entry = match answered.source {
        Source::Bank(id) => id,
        Source::MadeUp => panic!("it is from the bank"),
    };
    let retire = EntryChange {
        is_active: Some(false),
        ..EntryChange::default()
    };
    scene
        .store
        .change_bank_entry(entry, &retire, |_| Ok(()), SystemClock.now())
        .await
        .unwrap();
    scene.delete("users", ids::ADMIN).await;
    let before = (
        scene.rows().await,
        scene.store.ratings_of(ids::STUDENT).await,
    );
    assert!(scene.seed().await.is_new);
    let item = scene.store.practice_item(ids::item(6)).await.unwrap();
    assert_eq!(item, answered);
    assert!(!scene.store.bank_entry(entry).await.unwrap().is_active);
    assert_eq!(scene.store.ratings_of(ids::STUDENT).await, before.1);
}

#[tokio::test]
async fn seeding_again_changes_nothing() {
    let scene = Scene::new().await;
    assert!(scene.seed().await.is_new);
    let (rows, goals) = (scene.rows().await, scene.goals().await);
    let again = scene.seed().await;
    assert!(!again.is_new);
    assert_eq!(again.accounts.len(), 5);
    assert_eq!((scene.rows().await, scene.goals().await), (rows, goals));
}

#[tokio::test]
async fn what_somebody_deleted_stays_deleted() {
    let scene = Scene::new().await;
    scene.seed().await;
    let goal = scene.store.goal(ids::goal(6)).await.unwrap();
    scene.store.delete_goal(&goal).await.unwrap();
    scene.seed().await;
    assert_eq!(scene.goals().await.len(), 5);
}

#[tokio::test]
async fn a_start_that_was_interrupted_is_completed_and_nothing_counts_twice() {
    let scene = Scene::new().await;
    scene.seed().await;
    let (rows, goals) = (scene.rows().await, scene.goals().await);
    // As a start would have left it that ended before the last three writes.
    scene.delete("users", ids::ADMIN).await;
    for number in [5, 6] {
        let goal = scene.store.goal(ids::goal(number)).await.unwrap();
        scene.store.delete_goal(&goal).await.unwrap();
    }
    assert!(scene.seed().await.is_new);
    assert_eq!(scene.rows().await, rows);
    let again = scene.goals().await;
    let shares = |goals: &[Goal]| goals.iter().map(|goal| goal.completion).collect::<Vec<_>>();
    assert_eq!(shares(&again), shares(&goals));
}

#[tokio::test]
async fn the_progress_that_is_shown_is_the_one_that_is_computed() {
    let scene = Scene::new().await;
    scene.seed().await;
    let shown = scene.store.goal(ids::goal(1)).await.unwrap().completion;
    assert!((60.0..70.0).contains(&shown.percent()), "{shown:?}");
    // Another summary of a recorded session computes its subject's goals anew, and moves none.
    let session = scene.store.session(ids::session(7)).await.unwrap().unwrap();
    let summaries = scene
        .store
        .summaries_of(ids::STUDENT, None, PageSize::LARGEST, None)
        .await
        .unwrap();
    let mut summary = summaries.items[0].clone();
    summary.id = ids::summary(99);
    scene
        .store
        .write_summary(&summary, &session, None, Some(session.clone()))
        .await
        .unwrap();
    assert_eq!(
        scene.store.goal(ids::goal(1)).await.unwrap().completion,
        shown
    );
}

#[tokio::test]
async fn a_pool_that_forgot_its_users_gets_them_again() {
    let mut scene = Scene::new().await;
    scene.seed().await;
    scene.pool = pool();
    assert!(!scene.seed().await.is_new);
    assert!(scene.pool.has_user(ids::STUDENT.uuid()));
}

#[tokio::test]
async fn a_demo_email_that_belongs_to_another_user_is_said_with_what_to_do() {
    let scene = Scene::new().await;
    let user = local::user_pool::NewUser {
        email: "Demo@Example.com".to_owned(),
        password: "something else".to_owned(),
        attributes: Default::default(),
    };
    scene.pool.add_user(&user).unwrap();
    let refused = seed(&scene.store, &scene.pool, SystemClock.now())
        .await
        .unwrap_err();
    assert!(refused.to_string().contains("--no-seed"), "{refused}");
}

#[tokio::test]
async fn dates_are_counted_back_from_now() {
    let scene = Scene::new().await;
    let now: Moment = "2030-03-01T12:00:00Z".parse().unwrap();
    seed(&scene.store, &scene.pool, now).await.unwrap();
    let reached = scene
        .store
        .goal(ids::goal(3))
        .await
        .unwrap()
        .completed_at
        .unwrap();
    assert_eq!(now.since(reached).as_hours(), 8 * 24);
}
