//! What a session does to goals.

use domain::GoalId;
use domain::goal::{Goal, GoalStatus};
use futures_util::future::join_all;
use serde_json::json;
use testkit::builders::{a_goal, a_subject};

use super::Lesson;

const PATH: &str = "/api/v1/sessions";

#[tokio::test]
async fn a_session_moves_the_active_goals_of_its_subject_and_no_others() {
    let lesson = Lesson::start().await;
    let geometry = a_subject("Geometry");
    lesson.api.store().create_subject(&geometry).await.unwrap();
    let bob = lesson.api.student("bob").await;
    let of_algebra = |goal: Goal| Goal {
        subject_id: Some(lesson.algebra),
        ..goal
    };
    let ana = lesson.ana.id();
    let (first, second) = (lesson.goal().await, lesson.goal().await);
    let others = [
        of_algebra(Goal {
            status: GoalStatus::Paused,
            ..a_goal(ana)
        }),
        of_algebra(a_goal(bob.id())),
        Goal {
            subject_id: Some(geometry.id),
            ..a_goal(ana)
        },
        a_goal(ana),
    ];
    for other in others.clone() {
        lesson.goal_like(other).await;
    }
    for percent in [1.0, 2.0] {
        lesson.tess.post(PATH, lesson.session()).await.expect(201);
        for goal in [first, second] {
            assert_eq!(lesson.completion(goal).await, percent);
        }
    }
    for other in others {
        assert_eq!(lesson.api.store().goal(other.id).await.unwrap(), other);
    }
}

#[tokio::test]
async fn a_session_without_subject_moves_no_goal() {
    let lesson = Lesson::start().await;
    let goal = lesson.goal().await;
    let body = lesson.session_with(json!({"subject_id": null}));
    lesson.tess.post(PATH, body).await.expect(201);
    assert_eq!(lesson.completion(goal).await, 0.0);
    assert_eq!(lesson.counted().await, 0);
}

#[tokio::test]
async fn more_than_ten_sessions_add_nothing() {
    let lesson = Lesson::start().await;
    let goal = lesson.goal().await;
    for _ in 0..11 {
        lesson.tess.post(PATH, lesson.session()).await.expect(201);
    }
    assert_eq!(lesson.completion(goal).await, 10.0);
    assert_eq!(lesson.counted().await, 11);
}

#[tokio::test(flavor = "multi_thread")]
async fn sessions_recorded_at_the_same_time_are_all_counted() {
    let lesson = Lesson::start().await;
    let goal = lesson.goal().await;
    let sent = (0..20).map(|_| lesson.tess.post(PATH, lesson.session()));
    for reply in join_all(sent).await {
        reply.expect(201);
    }
    assert_eq!(lesson.counted().await, 20);
    assert_eq!(lesson.completion(goal).await, 10.0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_goal_ends_exactly_where_its_sessions_lead_however_they_came() {
    let lesson = Lesson::start().await;
    let goals: Vec<GoalId> = join_all((0..3).map(|_| lesson.goal())).await;
    let sent = (0..7).map(|_| lesson.tess.post(PATH, lesson.session()));
    for reply in join_all(sent).await {
        reply.expect(201);
    }
    for goal in goals {
        assert_eq!(lesson.completion(goal).await, 7.0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_session_sent_many_times_at_once_is_counted_once() {
    let lesson = Lesson::start().await;
    let goal = lesson.goal().await;
    let body = lesson.session_with(json!({"id": "01234567-89ab-4cde-8f01-23456789abcd"}));
    let sent = (0..10).map(|_| lesson.tess.post(PATH, body.clone()));
    let replies = join_all(sent).await;
    for reply in &replies {
        assert_eq!(reply.expect(201)["data"], replies[0].json["data"]);
    }
    assert_eq!(lesson.counted().await, 1);
    assert_eq!(lesson.completion(goal).await, 1.0);
}

#[tokio::test]
async fn more_goals_of_one_subject_than_a_transaction_holds_all_move() {
    let lesson = Lesson::start().await;
    let mut goals = Vec::new();
    for _ in 0..domain::goal::MAX_GOALS {
        goals.push(lesson.goal().await);
    }
    lesson.tess.post(PATH, lesson.session()).await.expect(201);
    for goal in goals {
        assert_eq!(lesson.completion(goal).await, 1.0);
    }
}

#[tokio::test]
async fn recording_costs_the_same_requests_however_many_goals_move() {
    let lesson = Lesson::cold().await;
    for goals in [1, 19] {
        for _ in 0..goals {
            lesson.goal().await;
        }
        let work = lesson.tess.post(PATH, lesson.session());
        let (reply, sent) = lesson.api.count(work).await;
        reply.expect(201);
        // Access, the parties, the goals as they are, and what they are computed from.
        assert_eq!((sent.of("BatchGetItem"), sent.of("Query")), (4, 1));
        assert_eq!((sent.of("TransactWriteItems"), sent.total), (1, 6));
    }
}
