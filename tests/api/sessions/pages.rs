//! Pages of sessions add up to the list, whatever the page size, also with equal dates and with sessions recorded in between.

use domain::session::Session;
use domain::{Moment, SessionId};
use jiff::SignedDuration;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use testkit::ManualClock;
use testkit::builders::{a_session, an_id};
use tests::{Api, Person};

fn at(second: i64) -> Moment {
    ManualClock::start().plus(SignedDuration::from_secs(second))
}

/// Reads all pages; before each page after the first, one more of `late` is recorded.
async fn read(
    api: &Api,
    admin: &Person,
    list: &str,
    size: usize,
    mut late: Vec<Session>,
) -> Vec<SessionId> {
    let mut seen = Vec::new();
    let mut path = format!("{list}&limit={size}");
    loop {
        let reply = admin.get(&path).await;
        let page = reply.expect(200)["data"].as_array().unwrap();
        let pagination = &reply.json["pagination"];
        assert!(
            page.len() == size || pagination["has_more"] == false,
            "a short page"
        );
        seen.extend(
            page.iter()
                .map(|s| s["id"].as_str().unwrap().parse::<SessionId>().unwrap()),
        );
        let Some(cursor) = pagination["next_cursor"].as_str() else {
            return seen;
        };
        path = format!("{list}&limit={size}&cursor={cursor}");
        if let Some(session) = late.pop() {
            api.store()
                .record_session(&session, None, at(0))
                .await
                .unwrap();
        }
    }
}

#[test]
fn pages_add_up_to_the_list() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let (api, admin) = runtime.block_on(async {
        let api = Api::start().await;
        let admin = api.admin().await;
        (api, admin)
    });
    let seconds = || prop::collection::vec(0_i64..4, 0..14);
    let cases = (seconds(), seconds(), 1_usize..=8, any::<bool>());
    let config = Config {
        cases: 24,
        failure_persistence: None,
        ..Config::default()
    };
    let outcome = TestRunner::new(config).run(&cases, |(dates, late, size, by_tutor)| {
        let (student, tutor) = (an_id(), an_id());
        let session = |second| Session {
            session_date: at(second),
            ..a_session(student, tutor)
        };
        let mut sessions: Vec<_> = dates.into_iter().map(session).collect();
        let late: Vec<_> = late.into_iter().map(session).collect();
        let later: Vec<_> = late.iter().map(|s| s.id).collect();
        let list = match by_tutor {
            true => format!("/api/v1/sessions?tutor_id={tutor}"),
            false => format!("/api/v1/sessions?student_id={student}"),
        };
        let seen = runtime.block_on(async {
            for session in &sessions {
                api.store()
                    .record_session(session, None, at(0))
                    .await
                    .unwrap();
            }
            read(&api, &admin, &list, size, late).await
        });
        sessions.sort_by_key(|s| std::cmp::Reverse((s.session_date, s.id)));
        let wanted: Vec<_> = sessions.iter().map(|s| s.id).collect();
        let of_then: Vec<_> = seen
            .iter()
            .copied()
            .filter(|id| !later.contains(id))
            .collect();
        prop_assert_eq!(of_then, wanted);
        let mut distinct = seen.clone();
        distinct.sort_unstable();
        distinct.dedup();
        prop_assert_eq!(distinct.len(), seen.len());
        Ok(())
    });
    outcome.unwrap();
}
