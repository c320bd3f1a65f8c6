//! DynamoDB does not get to all keys of a batch.

use testkit::Fault;

use crate::scene::{seeded, send};

/// Pages whose related items come by BatchGetItem.
const PAGES: [&str; 7] = [
    "accounts/list_links.ok",
    "goals/list.ok",
    "progress/get.ok",
    "qa/history.week",
    "sessions/list.ok",
    "summaries/list.ok",
    "summaries/list.tutor",
];

#[tokio::test]
async fn keys_that_were_left_over_are_asked_for_again_and_the_page_is_whole() {
    let api = seeded().await;
    for file in PAGES {
        let whole = send(&api, file).await;
        assert_eq!(whole.status, 200, "{file}: {}", whole.text);
        for _ in 0..3 {
            api.wire().fail_next("BatchGetItem", Fault::Unprocessed);
        }
        let (page, sent) = api.count(send(&api, file)).await;
        api.wire().heal();
        assert_eq!((page.status, &page.body), (200, &whole.body), "{file}");
        assert!(sent.of("BatchGetItem") >= 2, "{file}: {sent:?}");
    }
}

#[tokio::test]
async fn keys_that_are_never_read_make_a_503_and_not_a_shorter_page() {
    let api = seeded().await;
    api.wire().fail_all("BatchGetItem", Fault::Unprocessed);
    let answers = futures_util::future::join_all(PAGES.iter().map(|file| send(&api, file))).await;
    for (file, answer) in PAGES.iter().zip(answers) {
        answer.is_a_503_that_tells_nothing(file);
        assert_eq!(answer.body["error"]["code"], "BUSY", "{file}");
    }
}
