//! Pages of summaries add up to the list, whatever the page size, also with equal times, with summaries written in between, and
//! in the view of one tutor.

use domain::SummaryId;
use domain::link::LinkKind;
use domain::summary::Summary;
use jiff::SignedDuration;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use testkit::ManualClock;
use testkit::builders::{a_session, a_summary, an_id};
use tests::{Api, Person};

async fn write(api: &Api, summary: &Summary) {
    let session = a_session(summary.student_id, summary.tutor_id);
    let session = domain::session::Session {
        id: summary.session_id,
        ..session
    };
    api.store()
        .write_summary(summary, &session, None, None)
        .await
        .unwrap();
}

/// Reads all pages; before each page after the first, one more of `late` is written.
async fn read(
    api: &Api,
    tess: &Person,
    list: &str,
    size: usize,
    mut late: Vec<Summary>,
) -> Vec<SummaryId> {
    let mut seen = Vec::new();
    let mut path = format!("{list}&limit={size}");
    loop {
        let reply = tess.get(&path).await;
        let data = &reply.expect(200)["data"];
        let page = data["summaries"].as_array().unwrap();
        assert!(
            page.len() == size || data["pagination"]["has_more"] == false,
            "a short page"
        );
        let ids = page.iter().map(|s| s["summary_id"].as_str().unwrap());
        seen.extend(ids.map(|id| id.parse::<SummaryId>().unwrap()));
        let Some(cursor) = data["pagination"]["next_cursor"].as_str() else {
            return seen;
        };
        path = format!("{list}&limit={size}&cursor={cursor}");
        if let Some(summary) = late.pop() {
            write(api, &summary).await;
        }
    }
}

#[test]
fn pages_add_up_to_the_list() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let (api, tess) = runtime.block_on(async {
        let api = Api::start().await;
        let tess = api.tutor("tess").await;
        (api, tess)
    });
    let (other, cases_run) = (an_id(), std::cell::Cell::new(0));
    // When, and whether by Tess.
    let rows = || prop::collection::vec((0_i64..4, any::<bool>()), 0..14);
    let cases = (rows(), rows(), 1_usize..=8, any::<bool>());
    let config = Config {
        cases: 24,
        failure_persistence: None,
        ..Config::default()
    };
    let outcome = TestRunner::new(config).run(&cases, |(rows, late, size, own)| {
        cases_run.set(cases_run.get() + 1);
        let student = runtime.block_on(async {
            let student = api.student(&format!("s{}", cases_run.get())).await;
            api.link(&student, &tess, LinkKind::Tutor).await;
            student
        });
        let summary = |(second, by_tess)| {
            let tutor = if by_tess { tess.id() } else { other };
            let created_at = ManualClock::start().plus(SignedDuration::from_secs(second));
            Summary {
                created_at,
                ..a_summary(&a_session(student.id(), tutor))
            }
        };
        let mut summaries: Vec<_> = rows.into_iter().map(summary).collect();
        let late: Vec<_> = late.into_iter().map(summary).collect();
        let later: Vec<_> = late.iter().map(|s| s.id).collect();
        let role = if own { "tutor" } else { "" };
        let list = format!("/api/v1/summaries/{}?role={role}", student.id());
        let seen = runtime.block_on(async {
            for summary in &summaries {
                write(&api, summary).await;
            }
            read(&api, &tess, &list, size, late).await
        });
        summaries.sort_by_key(|s| std::cmp::Reverse((s.created_at, s.id)));
        summaries.retain(|s| !own || s.tutor_id == tess.id());
        let wanted: Vec<_> = summaries.iter().map(|s| s.id).collect();
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
