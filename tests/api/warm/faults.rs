//! What caches do when the tables fail.

use serde_json::json;
use testkit::Fault;
use tests::Api;

use crate::access::world::World;

#[tokio::test]
async fn a_write_whose_answer_is_lost_shows_all_the_same() {
    let api = Api::start().await;
    let world = World::new(&api).await;
    let ana = &world.student;
    let list = format!("/api/v1/goals?student_id={}", ana.id());
    ana.get(&list).await.expect(200);
    let goal = format!("/api/v1/goals/{}", world.goal);
    // It is written, and nobody hears of it: not even the retries, which find it changed.
    api.wire().fail_all("PutItem", Fault::LostAck);
    let lost = ana.patch(&goal, json!({"title": "Written"})).await;
    assert_eq!(lost.status, 503, "{}", lost.json);
    api.wire().heal();
    let shown = ana.get(&list).await;
    assert_eq!(shown.expect(200)["data"][0]["title"], "Written");
}

#[tokio::test]
async fn what_is_kept_is_answered_while_the_tables_are_away_and_failures_are_not_remembered() {
    let api = Api::start().await;
    let world = World::new(&api).await;
    let ana = &world.student;
    let ratings = format!("/api/v1/ratings/{}", ana.id());
    ana.get(&ratings).await.expect(200);
    let tutor = world.tutor.at(&api.beside());
    api.wire().fail_everything(Fault::Status500);
    ana.get(&ratings).await.expect(200);
    // Who keeps nothing says that it is away.
    assert_eq!(tutor.get(&ratings).await.status, 503);
    api.wire().heal();
    tutor.get(&ratings).await.expect(200);
}
