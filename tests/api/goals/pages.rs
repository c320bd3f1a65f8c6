//! Pages of goals, whose order is made in memory from one query.

use domain::link::LinkKind;
use jiff::SignedDuration;
use proptest::prelude::*;
use serde_json::Value;
use testkit::builders::a_goal;
use tests::{Api, Person};

use super::list_of;

/// The ids of an answered page, and the cursor of the next.
fn page(list: &Value) -> (Vec<String>, Option<String>) {
    let data = list["data"].as_array().expect("a list is an array");
    let ids = data.iter().filter_map(|goal| goal["id"].as_str());
    let cursor = list["pagination"]["next_cursor"].as_str();
    assert_eq!(list["pagination"]["has_more"], cursor.is_some());
    (ids.map(str::to_owned).collect(), cursor.map(str::to_owned))
}

async fn add(api: &Api, student: &Person, seconds: i64) -> String {
    let mut goal = a_goal(student.id());
    goal.created_at = goal.created_at.plus(SignedDuration::from_secs(seconds));
    api.store().create_goal(&goal).await.expect("there is room");
    goal.id.to_string()
}

/// Reads all pages; between them writes goals of these seconds, and deletes what was read last if told so.
async fn walk(
    api: &Api,
    student: &Person,
    size: usize,
    writes: &[i64],
    delete: bool,
) -> Vec<String> {
    let path = format!("{}&limit={size}", list_of(student));
    let (mut all, mut cursor) = page(student.get(&path).await.expect(200));
    let mut writes = writes.iter();
    while let Some(next) = cursor {
        if let Some(seconds) = writes.next() {
            add(api, student, *seconds).await;
        }
        if let (true, Some(last)) = (delete, all.last()) {
            student.delete(&super::path_of(last)).await.expect(200);
        }
        let list = student.get(&format!("{path}&cursor={next}")).await;
        assert_eq!(list.expect(200)["pagination"]["limit"], size);
        let (ids, next) = page(&list.json);
        assert!(!ids.is_empty() && ids.len() <= size);
        all.extend(ids);
        cursor = next;
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Of what was there when the first page was read nothing is skipped and nothing comes twice, also with equal
    /// timestamps, with goals written between the pages, and when the goal at which a page ended is deleted.
    #[test]
    fn pages_concatenate_to_the_list(
        seconds in proptest::collection::vec(0_i64..4, 0..25),
        size in 1_usize..9,
        writes in proptest::collection::vec(0_i64..6, 0..4),
        delete in any::<bool>(),
    ) {
        let runtime = tokio::runtime::Runtime::new().expect("a runtime starts");
        runtime.block_on(async {
            let api = Api::start().await;
            let ana = api.student("ana").await;
            for second in &seconds {
                add(&api, &ana, *second).await;
            }
            let (before, none) = page(ana.get(&list_of(&ana)).await.expect(200));
            prop_assert_eq!(none, None);
            prop_assert_eq!(before.len(), seconds.len());
            let mut paged = walk(&api, &ana, size, &writes, delete).await;
            // What was written meanwhile may be among them.
            paged.retain(|id| before.contains(id));
            prop_assert_eq!(paged, before);
            Ok(())
        })?;
    }
}

#[tokio::test]
async fn a_page_that_ends_with_the_list_is_the_last() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    for seconds in 0..4 {
        add(&api, &ana, seconds).await;
    }
    let (ids, cursor) = page(
        ana.get(&format!("{}&limit=4", list_of(&ana)))
            .await
            .expect(200),
    );
    assert_eq!((ids.len(), cursor), (4, None));
}

#[tokio::test]
async fn a_cursor_without_limit_answers_all_that_is_left() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    for seconds in 0..9 {
        add(&api, &ana, seconds).await;
    }
    let (first, cursor) = page(
        ana.get(&format!("{}&limit=2", list_of(&ana)))
            .await
            .expect(200),
    );
    let rest = ana
        .get(&format!("{}&cursor={}", list_of(&ana), cursor.unwrap()))
        .await;
    let (rest, cursor) = page(rest.expect(200));
    assert_eq!((first.len(), rest.len(), cursor), (2, 7, None));
}

#[tokio::test]
async fn a_cursor_is_good_for_its_own_list_and_caller_alone() {
    let api = Api::start().await;
    let (ana, ben) = (api.student("ana").await, api.student("ben").await);
    let tutor = api.tutor("tom").await;
    api.link(&ana, &tutor, LinkKind::Tutor).await;
    for seconds in 0..3 {
        add(&api, &ana, seconds).await;
        add(&api, &ben, seconds).await;
    }
    let (_, cursor) = page(
        ana.get(&format!("{}&limit=1", list_of(&ana)))
            .await
            .expect(200),
    );
    let cursor = cursor.unwrap();
    let with =
        |student: &Person, cursor: &str| format!("{}&limit=1&cursor={cursor}", list_of(student));
    ana.get(&with(&ana, &cursor)).await.expect(200);
    assert_eq!(
        ben.get(&with(&ben, &cursor)).await.refused(400),
        "BAD_CURSOR"
    );
    assert_eq!(
        tutor.get(&with(&ana, &cursor)).await.refused(400),
        "BAD_CURSOR"
    );
    let slash = format!(
        "/api/v1/goals/?student_id={}&limit=1&cursor={cursor}",
        ana.id()
    );
    assert_eq!(ana.get(&slash).await.refused(400), "BAD_CURSOR");

    let flipped = if cursor.ends_with('A') { "B" } else { "A" };
    let tampered = format!("{}{flipped}", &cursor[..cursor.len() - 1]);
    let truncated = &cursor[..cursor.len() - 4];
    for bad in [
        "",
        "x",
        "%20",
        tampered.as_str(),
        truncated,
        &"A".repeat(600),
    ] {
        assert_eq!(
            ana.get(&with(&ana, bad)).await.refused(400),
            "BAD_CURSOR",
            "{bad}"
        );
    }
}
