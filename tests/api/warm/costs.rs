//! What the tables are asked, when nothing is kept and when everything is.

use crate::access::world::World;
use tests::{Api, Person};

/// Requests to DynamoDB without caches, and the second time with them.
async fn costs(api: &Api, person: &Person, path: &str) -> (usize, usize) {
    let (reply, cold) = api.count(person.at(&api.beside_cold()).get(path)).await;
    reply.expect(200);
    person.get(path).await.expect(200);
    let (reply, warm) = api.count(person.get(path)).await;
    reply.expect(200);
    (cold.total, warm.total)
}

#[tokio::test]
async fn what_is_kept_is_not_asked_for_again() {
    let api = Api::start().await;
    let world = World::new(&api).await;
    let (ana, tom) = (&world.student, &world.tutor);
    let student = ana.id();
    let rows = [
        // The caller.
        (ana, "/api/v1/auth/me".to_owned(), (1, 0)),
        (ana, format!("/api/v1/users/{student}"), (1, 0)),
        // The caller and the link, and the student.
        (tom, format!("/api/v1/users/{student}"), (2, 0)),
        (ana, format!("/api/v1/subjects/{}", world.subject), (1, 0)),
        (ana, "/api/v1/ratings/STUDENT".into(), (1, 0)),
        (tom, "/api/v1/ratings/STUDENT".into(), (2, 0)),
        // What is left is how many questions were asked today.
        (ana, "/api/v1/goals?student_id=STUDENT".into(), (2, 1)),
        (tom, "/api/v1/goals?student_id=STUDENT".into(), (3, 1)),
        (ana, "/api/v1/progress/STUDENT".into(), (3, 0)),
        (tom, "/api/v1/progress/STUDENT".into(), (4, 0)),
        // The list itself is of an index, and changes often.
        (ana, "/api/v1/sessions?student_id=STUDENT".into(), (2, 1)),
        (tom, "/api/v1/sessions?student_id=STUDENT".into(), (3, 1)),
    ];
    let mut seen = Vec::new();
    for (person, path, _) in &rows {
        let path = path.replace("STUDENT", &student.to_string());
        seen.push(costs(&api, person, &path).await);
    }
    let expected: Vec<_> = rows.iter().map(|row| row.2).collect();
    assert_eq!(seen, expected, "{:?}", rows.map(|row| row.1));
}

#[tokio::test]
async fn an_own_write_shows_at_once_and_costs_what_it_made_wrong() {
    let api = Api::start().await;
    let world = World::new(&api).await;
    let ana = &world.student;
    let list = format!("/api/v1/goals?student_id={}", ana.id());
    ana.get(&list).await.expect(200);
    let goal = format!("/api/v1/goals/{}", world.goal);
    let title = serde_json::json!({"title": "Pass with an A"});
    ana.patch(&goal, title).await.expect(200);
    let (reply, sent) = api.count(ana.get(&list)).await;
    assert_eq!(reply.expect(200)["data"][0]["title"], "Pass with an A");
    assert_eq!((sent.of("Query"), sent.of("BatchGetItem")), (1, 1));
}

#[tokio::test]
async fn two_hundred_requests_at_once_ask_the_tables_as_one_does() {
    let api = Api::start().await;
    let world = World::new(&api).await;
    let path = format!("/api/v1/progress/{}", world.student.id());
    let api = api.beside();
    // The tutor's row and the link, the student, the goals, and what belongs to them.
    let tutor = world.tutor.at(&api);
    let crowd = (0..200).map(|_| tutor.get(&path));
    let (replies, sent) = api.count(futures_util::future::join_all(crowd)).await;
    for reply in &replies {
        reply.expect(200);
        assert_eq!(reply.body, replies[0].body);
    }
    assert_eq!(sent.total, 4);
}
