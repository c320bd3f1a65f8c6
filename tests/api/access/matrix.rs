//! Every route with every kind of caller. A caller who may is answered with anything but 401 and 403; one who may not, 403.

use std::collections::BTreeSet;

use http::Method;
use serde_json::{Value, json};
use tests::Api;

use super::world::World;

/// The callers, a letter each: `O`wner, other `s`tudent, linked `T`utor, unlinked `t`utor, linked `P`arent, unlinked `p`arent,
/// `A`dmin, `S`ervice, `M`onitoring.
pub(crate) const CALLERS: &str = "OsTtPpASM";

/// All users, but no service.
const USERS: &str = "OsTtPpA";

/// The route, who may call it, and what is sent.
pub(crate) type Row = (
    &'static str,
    &'static str,
    &'static str,
    fn(&World) -> (String, Option<Value>),
);

pub(crate) const ROWS: &[Row] = &[
    ("GET", "/", CALLERS, |_| ("/".into(), None)),
    ("GET", "/health", CALLERS, |_| ("/health".into(), None)),
    ("GET", "/metrics", "AM", |_| ("/metrics".into(), None)),
    ("POST", "/api/v1/auth/register", CALLERS, |_| {
        ("/api/v1/auth/register".into(), Some(json!({"email": "no"})))
    }),
    ("POST", "/api/v1/auth/login", CALLERS, |_| {
        ("/api/v1/auth/login".into(), Some(json!({"email": "no"})))
    }),
    ("GET", "/api/v1/auth/me", USERS, |_| {
        ("/api/v1/auth/me".into(), None)
    }),
    ("POST", "/api/v1/users/me/disclaimer", USERS, |_| {
        ("/api/v1/users/me/disclaimer".into(), Some(json!({})))
    }),
    ("GET", "/api/v1/users/{user_id}", "OTPA", |w| {
        (format!("/api/v1/users/{}", w.student.id()), None)
    }),
    ("PATCH", "/api/v1/users/{user_id}", "OA", |w| {
        (
            format!("/api/v1/users/{}", w.student.id()),
            Some(json!({"name": "Ana"})),
        )
    }),
    ("GET", "/api/v1/links", "OA", |w| {
        (format!("/api/v1/links?student_id={}", w.student.id()), None)
    }),
    ("GET", "/api/v1/links", "TA", |w| {
        (format!("/api/v1/links?adult_id={}", w.tutor.id()), None)
    }),
    ("POST", "/api/v1/links", "A", |w| {
        let body = json!({"student_id": w.other.id(), "adult_id": w.tutor.id(), "kind": "tutor"});
        ("/api/v1/links".into(), Some(body))
    }),
    (
        "DELETE",
        "/api/v1/links/{student_id}/{adult_id}",
        "A",
        |w| {
            (
                format!("/api/v1/links/{}/{}", w.other.id(), w.tutor.id()),
                None,
            )
        },
    ),
    ("GET", "/api/v1/subjects", USERS, |_| {
        ("/api/v1/subjects".into(), None)
    }),
    ("GET", "/api/v1/subjects/{subject_id}", USERS, |w| {
        (format!("/api/v1/subjects/{}", w.subject), None)
    }),
    ("POST", "/api/v1/subjects", "TtA", |_| {
        ("/api/v1/subjects".into(), Some(json!({"name": "Botany"})))
    }),
    ("PATCH", "/api/v1/subjects/{subject_id}", "A", |w| {
        (
            format!("/api/v1/subjects/{}", w.subject),
            Some(json!({"category": "Math"})),
        )
    }),
    ("POST", "/api/v1/sessions", "TAS", |w| {
        ("/api/v1/sessions".into(), Some(w.new_session()))
    }),
    ("GET", "/api/v1/sessions", "OTPA", |w| {
        (
            format!("/api/v1/sessions?student_id={}", w.student.id()),
            None,
        )
    }),
    ("GET", "/api/v1/sessions", "TA", |w| {
        (format!("/api/v1/sessions?tutor_id={}", w.tutor.id()), None)
    }),
    ("GET", "/api/v1/sessions/{session_id}", "OTPA", |w| {
        (
            format!("/api/v1/sessions/{}?include_transcript=true", w.session),
            None,
        )
    }),
    ("POST", "/api/v1/summaries", "TAS", |w| {
        ("/api/v1/summaries".into(), Some(w.new_summary()))
    }),
    ("POST", "/api/v1/summaries/", "TAS", |w| {
        ("/api/v1/summaries/".into(), Some(w.new_summary()))
    }),
    ("GET", "/api/v1/summaries/{user_id}", "OTPA", |w| {
        (format!("/api/v1/summaries/{}", w.student.id()), None)
    }),
    ("GET", "/api/v1/goals", "OTPA", |w| {
        (format!("/api/v1/goals?student_id={}", w.student.id()), None)
    }),
    ("GET", "/api/v1/goals/", "OTPA", |w| {
        (
            format!("/api/v1/goals/?student_id={}", w.student.id()),
            None,
        )
    }),
    ("POST", "/api/v1/goals", "O", |w| {
        ("/api/v1/goals".into(), Some(w.new_goal()))
    }),
    ("POST", "/api/v1/goals/", "O", |w| {
        ("/api/v1/goals/".into(), Some(w.new_goal()))
    }),
    ("GET", "/api/v1/goals/{goal_id}", "OTPA", |w| {
        (format!("/api/v1/goals/{}", w.goal), None)
    }),
    ("PATCH", "/api/v1/goals/{goal_id}", "O", |w| {
        (
            format!("/api/v1/goals/{}", w.goal),
            Some(json!({"title": "Other"})),
        )
    }),
    ("POST", "/api/v1/goals/{goal_id}/reset", "O", |w| {
        (format!("/api/v1/goals/{}/reset", w.goal), None)
    }),
    ("GET", "/api/v1/progress/{user_id}", "OTPA", |w| {
        (format!("/api/v1/progress/{}", w.student.id()), None)
    }),
    ("POST", "/api/v1/practice/assign", "OTA", |w| {
        (
            format!(
                "/api/v1/practice/assign?student_id={}&subject=Algebra&num_items=1",
                w.student.id()
            ),
            None,
        )
    }),
    ("POST", "/api/v1/practice/assign/async", "OTA", |w| {
        let body = json!({"student_id": w.student.id(), "subject": "Algebra"});
        ("/api/v1/practice/assign/async".into(), Some(body))
    }),
    ("GET", "/api/v1/jobs/{job_id}", "OTPA", |w| {
        (format!("/api/v1/jobs/{}", w.job), None)
    }),
    ("POST", "/api/v1/practice/complete", "O", |w| {
        let (assignment, item) = (&w.assignment, &w.item);
        (
            format!("/api/v1/practice/complete?assignment_id={assignment}&item_id={item}"),
            Some(json!({"student_answer": "A", "time_taken_seconds": 30})),
        )
    }),
    ("POST", "/api/v1/practice/summary", "OTPA", |w| {
        (
            format!("/api/v1/practice/summary?student_id={}", w.student.id()),
            None,
        )
    }),
    ("GET", "/api/v1/practice/assignments", "OTPA", |w| {
        (
            format!("/api/v1/practice/assignments?student_id={}", w.student.id()),
            None,
        )
    }),
    ("GET", "/api/v1/practice/flagged", "TA", |w| {
        (
            format!("/api/v1/practice/flagged?student_id={}", w.student.id()),
            None,
        )
    }),
    (
        "POST",
        "/api/v1/practice/flagged/{item_id}/review",
        "TA",
        |w| {
            (
                format!("/api/v1/practice/flagged/{}/review", w.item),
                Some(json!({"decision": "approve", "add_to_bank": true})),
            )
        },
    ),
    ("GET", "/api/v1/practice/bank", "TtA", |w| {
        (
            format!("/api/v1/practice/bank?subject_id={}", w.subject),
            None,
        )
    }),
    ("POST", "/api/v1/practice/bank", "TtA", |w| {
        ("/api/v1/practice/bank".into(), Some(w.new_bank_item()))
    }),
    ("PATCH", "/api/v1/practice/bank/{bank_item_id}", "TA", |w| {
        (
            format!("/api/v1/practice/bank/{}", w.bank_item),
            Some(json!({"difficulty": 2})),
        )
    }),
    (
        "DELETE",
        "/api/v1/practice/bank/{bank_item_id}",
        "TA",
        |w| (format!("/api/v1/practice/bank/{}", w.bank_item), None),
    ),
    ("GET", "/api/v1/ratings/{student_id}", "OTPA", |w| {
        (format!("/api/v1/ratings/{}", w.student.id()), None)
    }),
    ("POST", "/api/v1/qa/query", "O", |w| {
        let body = json!({
            "student_id": w.student.id(), "goal_id": w.goal, "query": "How do I solve a linear equation in algebra?",
        });
        ("/api/v1/qa/query".into(), Some(body))
    }),
    ("POST", "/api/v1/qa/query", "O", |w| {
        let body =
            json!({"student_id": w.student.id(), "query": "How do I solve a linear equation?"});
        ("/api/v1/qa/query".into(), Some(body))
    }),
    (
        "GET",
        "/api/v1/enhancements/qa/conversation-history/{student_id}",
        "OTA",
        |w| {
            let student = w.student.id();
            (
                format!("/api/v1/enhancements/qa/conversation-history/{student}"),
                None,
            )
        },
    ),
    (
        "GET",
        "/api/v1/enhancements/qa/conversation-context/{student_id}",
        "OTA",
        |w| {
            let student = w.student.id();
            (
                format!("/api/v1/enhancements/qa/conversation-context/{student}?current_query=Why"),
                None,
            )
        },
    ),
    // Last: it takes away what the rows above ask for.
    ("DELETE", "/api/v1/goals/{goal_id}", "O", |w| {
        (format!("/api/v1/goals/{}", w.goal), None)
    }),
];

#[tokio::test]
async fn every_route_serves_exactly_those_who_may_call_it() {
    let api = Api::start().await;
    let world = World::new(&api).await;
    let mut wrong = Vec::new();
    for (method, route, allowed, ask) in ROWS {
        // Those who may not come first: those who may change what is there.
        let mut callers: Vec<char> = CALLERS.chars().collect();
        callers.sort_by_key(|letter| allowed.contains(*letter));
        for letter in callers {
            let (path, body) = ask(&world);
            let method: Method = method.parse().unwrap();
            let reply = world.caller(letter).send(method.clone(), &path, body).await;
            let is_public = allowed.len() == CALLERS.len();
            let served = is_public || !matches!(reply.status, 401 | 403);
            let refused = reply.status == 403;
            if reply.status >= 500
                || if allowed.contains(letter) {
                    !served
                } else {
                    !refused
                }
            {
                wrong.push(format!(
                    "{method} {route} as {letter}: {} {}",
                    reply.status, reply.json
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn every_route_of_the_routers_has_a_row() {
    let rows: BTreeSet<_> = ROWS
        .iter()
        .map(|(method, route, ..)| format!("{method} {route}"))
        .collect();
    let routes: BTreeSet<_> = tests::every_endpoint()
        .await
        .iter()
        .map(|(_, e)| format!("{} {}", e.method, e.path))
        .collect();
    assert_eq!(rows, routes);
}
