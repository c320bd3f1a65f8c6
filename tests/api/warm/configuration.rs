//! Caches are turned off one by one, and bounded, by configuration.

use runtime::{Env, Kit};
use tests::Api;

use crate::access::world::World;

#[tokio::test]
async fn a_cache_that_is_off_is_asked_nothing_and_the_others_go_on() {
    let api = Api::start().await;
    let world = World::new(&api).await;
    let ana = &world.student;
    let goals = format!("/api/v1/goals?student_id={}", ana.id());
    let subject = format!("/api/v1/subjects/{}", world.subject);
    let me = "/api/v1/auth/me".to_owned();
    for (off, costs) in [
        ("", [1, 0, 0]),
        ("goals", [2, 0, 0]),
        ("goals,subjects", [2, 1, 0]),
        ("users", [1, 0, 1]),
        ("all", [2, 1, 1]),
    ] {
        let other = api.beside_configured(&[("CACHES_OFF", off)]);
        let mut seen = Vec::new();
        for path in [&goals, &subject, &me] {
            ana.at(&other).get(path).await.expect(200);
            let (reply, sent) = api.count(ana.at(&other).get(path)).await;
            reply.expect(200);
            seen.push(sent.total);
        }
        assert_eq!(seen, costs, "without {off}");
    }
}

#[tokio::test]
async fn what_is_malformed_is_named_and_not_started_with() {
    let api = Api::start().await;
    for (name, value, wanted) in [
        ("CACHES_OFF", "gaols", "a list of"),
        ("CACHE_MEMORY_MIB", "0", "a number from 1 to 512"),
        ("CACHE_MEMORY_MIB", "much", "a number from 1 to 512"),
        ("CACHE_URL", "http://cache", "redis"),
    ] {
        let mut variables = tests::variables(api.stack(), "goals");
        variables.insert(name.to_owned(), value.to_owned());
        let env = Env::of(variables);
        let kit = Kit::with_clock(&env, std::sync::Arc::new(testkit::ManualClock::new()));
        let refused = tables::warmth(&env, &kit.unwrap(), None).unwrap_err();
        let refused = refused.to_string();
        assert!(
            refused.contains(name) && refused.contains(wanted),
            "{refused}"
        );
        assert!(!refused.contains(value), "a URL can hold a password");
    }
}
