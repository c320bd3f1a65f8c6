//! What environments find of each other's reads, and how they hear of each other's writes.

use domain::link::LinkKind;
use domain::rating::Rating;
use jiff::SignedDuration;
use serde_json::json;
use testkit::builders::{a_goal, a_subject};
use testkit::server::{RealServer, Test};
use tests::{Api, Person};

pub(crate) const TESTS: &[Test] = &[
    (
        "what_another_environment_has_read_is_not_asked_for_again",
        what_another_environment_has_read_is_not_asked_for_again,
    ),
    (
        "a_write_anywhere_shows_everywhere_in_ten_seconds",
        a_write_anywhere_shows_everywhere_in_ten_seconds,
    ),
    (
        "what_decides_access_is_a_minute_old_at_most_through_both_tiers",
        what_decides_access_is_a_minute_old_at_most_through_both_tiers,
    ),
    (
        "an_own_write_shows_while_others_fill_in_what_a_lagging_index_says",
        an_own_write_shows_while_others_fill_in_what_a_lagging_index_says,
    ),
    (
        "without_its_server_nothing_is_noticed",
        without_its_server_nothing_is_noticed,
    ),
];

/// A student with a goal and a linked tutor, and environments that share a server.
struct Sharing {
    server: RealServer,
    api: Api,
    ana: Person,
    tom: Person,
    goals: String,
}

impl Sharing {
    async fn new(api: Api) -> Self {
        let server = RealServer::start();
        let (ana, tom) = (api.student("ana").await, api.tutor("tom").await);
        api.link(&ana, &tom, LinkKind::Tutor).await;
        let subject = a_subject("Algebra");
        api.store().create_subject(&subject).await.unwrap();
        let goal = domain::goal::Goal {
            subject_id: Some(subject.id),
            ..a_goal(ana.id())
        };
        api.store().create_goal(&goal).await.unwrap();
        // That somebody has no rating is not shared.
        let (now, rating) = (testkit::ManualClock::start(), Rating::DEFAULT);
        let practised = api
            .store()
            .practised_before(ana.id(), subject.id, 3, rating, now);
        practised.await.unwrap();
        api.wire().catch_up().await;
        Self {
            server,
            goals: format!("/api/v1/goals?student_id={}", ana.id()),
            api,
            ana,
            tom,
        }
    }

    /// Another environment, with a connection.
    async fn environment(&self) -> Api {
        let api = self
            .api
            .beside_configured(&[("CACHE_URL", &self.server.url())]);
        api.store().open_shared().await;
        api
    }

    fn pass(&self, seconds: i64) {
        self.api.clock().advance(SignedDuration::from_secs(seconds));
    }

    async fn titles(&self, api: &Api) -> Vec<String> {
        let list = self.ana.at(api).get(&self.goals).await;
        let goals = list.expect(200)["data"].as_array().unwrap().clone();
        let title = |goal: &serde_json::Value| goal["title"].as_str().unwrap().to_owned();
        goals.iter().map(title).collect()
    }
}

fn run(test: impl Future<Output = ()>) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    runtime.unwrap().block_on(test);
}

fn what_another_environment_has_read_is_not_asked_for_again() {
    run(async {
        let sharing = Sharing::new(Api::start().await).await;
        let (one, other) = (sharing.environment().await, sharing.environment().await);
        let cold = sharing.api.beside_cold();
        let path = format!("/api/v1/progress/{}", sharing.ana.id());
        let expected = sharing.tom.at(&cold).get(&path).await;
        let filling = sharing.tom.at(&one).get(&path).await;
        let tom = sharing.tom.at(&other);
        let (found, sent) = sharing.api.count(tom.get(&path)).await;
        assert_eq!(sent.total, 0, "{sent:?}");
        for reply in [filling, found] {
            reply.expect(200);
            assert_eq!(reply.body, expected.body);
        }
    });
}

fn a_write_anywhere_shows_everywhere_in_ten_seconds() {
    run(async {
        let sharing = Sharing::new(Api::start().await).await;
        let (one, other) = (sharing.environment().await, sharing.environment().await);
        assert_eq!(sharing.titles(&one).await, sharing.titles(&other).await);
        let body = json!({"student_id": sharing.ana.id(), "title": "Another"});
        let created = sharing.ana.at(&one).post("/api/v1/goals", body).await;
        created.expect(200);
        assert_eq!(sharing.titles(&one).await.len(), 2);
        sharing.pass(10);
        assert_eq!(sharing.titles(&other).await.len(), 2);
        // Who was there all the time and who comes new see the same.
        assert_eq!(sharing.titles(&sharing.environment().await).await.len(), 2);
    });
}

fn what_decides_access_is_a_minute_old_at_most_through_both_tiers() {
    run(async {
        let sharing = Sharing::new(Api::start().await).await;
        let (one, other) = (sharing.environment().await, sharing.environment().await);
        let status = async |api: &Api| sharing.tom.at(api).get(&sharing.goals).await.status;
        assert_eq!(status(&one).await, 200);
        // Past both environments, as an operator does it: nobody hears of it.
        let (ana, tom) = (sharing.ana.id(), sharing.tom.id());
        sharing.api.store().delete_link(ana, tom).await.unwrap();
        sharing.pass(50);
        assert_eq!(status(&other).await, 200, "found in the shared tier");
        sharing.pass(9);
        assert_eq!(status(&other).await, 200);
        sharing.pass(2);
        assert_eq!(status(&other).await, 403, "61 seconds since it was read");
        assert_eq!(status(&one).await, 403);
    });
}

fn an_own_write_shows_while_others_fill_in_what_a_lagging_index_says() {
    run(async {
        let sharing = Sharing::new(Api::start_lagging().await).await;
        let (one, other) = (sharing.environment().await, sharing.environment().await);
        assert_eq!(sharing.titles(&one).await.len(), 1);
        let body = json!({"student_id": sharing.ana.id(), "title": "Another"});
        let created = sharing.ana.at(&one).post("/api/v1/goals", body).await;
        created.expect(200);
        // The tier lets nobody fill it for two seconds; the index lags for longer. A real clock: it is the server's.
        tokio::time::sleep(std::time::Duration::from_millis(2100)).await;
        sharing.pass(11);
        assert_eq!(sharing.titles(&other).await.len(), 1, "the index lags");
        assert_eq!(sharing.titles(&one).await.len(), 2, "it wrote it");
        sharing.pass(11);
        assert_eq!(sharing.titles(&one).await.len(), 2, "and still knows");
    });
}

fn without_its_server_nothing_is_noticed() {
    run(async {
        let mut sharing = Sharing::new(Api::start().await).await;
        let one = sharing.environment().await;
        let before = sharing.titles(&one).await;
        sharing.server.freeze();
        sharing.pass(11);
        assert_eq!(sharing.titles(&one).await, before);
        sharing.server.thaw();
        sharing.server.kill();
        let nowhere = sharing.environment().await;
        let body = json!({"student_id": sharing.ana.id(), "title": "Another"});
        let created = sharing.ana.at(&one).post("/api/v1/goals", body).await;
        created.expect(200);
        for api in [&one, &nowhere] {
            assert_eq!(sharing.titles(api).await.len(), 2);
        }
    });
}
