//! `GET /api/v1/subjects`.

use domain::subject::Category;
use serde_json::{Value, json};
use testkit::builders::a_subject;
use tests::{Api, Person};

use super::{PATH, created, names};

/// As many subjects as there are names, in the store. `A` to `M` sort before `a` to `m`.
const NAMES: [&str; 12] = [
    "Zoology",
    "algebra",
    "Algebraic Logic",
    "Biology",
    "Chemistry",
    "biochemistry",
    "Ökologie",
    "数学",
    "Art",
    "Art History",
    "1st Aid",
    "🧮",
];

async fn with_subjects() -> (Api, Person) {
    let api = Api::start().await;
    for (place, name) in NAMES.iter().enumerate() {
        let mut subject = a_subject(name);
        let category = ["Science", "Other"][place % 2];
        subject.category = Some(Category::parse(category).expect("within bounds"));
        api.store()
            .create_subject(&subject)
            .await
            .expect("the name is free");
    }
    let ana = api.student("ana").await;
    (api, ana)
}

/// All pages from the first, and how many there were.
async fn walked(reader: &Person, query: &str) -> (Vec<String>, usize) {
    let (mut all, mut pages) = (Vec::new(), 0);
    let mut next = Some(String::new());
    while let Some(cursor) = next {
        let reply = reader.get(&format!("{PATH}?{query}{cursor}")).await;
        let list = reply.expect(200);
        all.extend(names(list).into_iter().map(str::to_owned));
        pages += 1;
        let pagination = &list["pagination"];
        next = pagination["next_cursor"]
            .as_str()
            .map(|cursor| format!("&cursor={cursor}"));
        assert_eq!(pagination["has_more"], next.is_some());
    }
    (all, pages)
}

fn sorted(mut names: Vec<&str>) -> Vec<&str> {
    names.sort_unstable();
    names
}

#[tokio::test]
async fn the_list_is_an_array_by_name_with_the_pagination_beside_it() {
    let (api, ana) = with_subjects().await;
    let (reply, sent) = api.count(async { ana.get(PATH).await }).await;
    let list = reply.expect(200);
    assert_eq!(names(list), sorted(NAMES.to_vec()));
    let pagination = json!({"limit": 20, "has_more": false, "next_cursor": null});
    assert_eq!(list["pagination"], pagination);
    assert_eq!(list["success"], true);
    let mut fields: Vec<_> = list["data"][0].as_object().unwrap().keys().collect();
    fields.sort_unstable();
    assert_eq!(
        fields,
        [
            "category",
            "created_at",
            "description",
            "id",
            "name",
            "updated_at"
        ]
    );
    assert_eq!((sent.total, sent.of("Query")), (1, 1));
}

#[tokio::test]
async fn without_subjects_the_list_is_empty() {
    let api = Api::start().await;
    let reply = api.parent("pia").await.get(PATH).await;
    assert_eq!(reply.expect(200)["data"], json!([]));
    assert_eq!(reply.json["pagination"]["has_more"], false);
}

#[tokio::test]
async fn pages_of_every_size_concatenate_to_the_list() {
    let (_api, ana) = with_subjects().await;
    let whole = sorted(NAMES.to_vec());
    for limit in 1..=NAMES.len() + 1 {
        let (all, pages) = walked(&ana, &format!("limit={limit}")).await;
        assert_eq!(all, whole, "limit {limit}");
        assert_eq!(pages, NAMES.len().div_ceil(limit), "limit {limit}");
    }
}

#[tokio::test]
async fn pages_of_a_category_hold_only_that_and_are_full_for_one_request_each() {
    let (api, ana) = with_subjects().await;
    let science: Vec<_> = NAMES.iter().copied().step_by(2).collect();
    for limit in 1..=science.len() + 1 {
        let query = format!("category=Science&limit={limit}");
        let ((all, pages), sent) = api.count(walked(&ana, &query)).await;
        assert_eq!(all, sorted(science.clone()), "limit {limit}");
        assert_eq!(pages, science.len().div_ceil(limit), "limit {limit}");
        assert_eq!(sent.total, pages);
    }
}

#[tokio::test]
async fn a_category_that_nothing_has_is_an_empty_list_and_a_blank_one_is_none() {
    let (_api, ana) = with_subjects().await;
    for unknown in ["science", "Sci", "%20Science"] {
        let reply = ana.get(&format!("{PATH}?category={unknown}")).await;
        assert_eq!(reply.expect(200)["data"], json!([]), "{unknown}");
    }
    let blank = ana.get(&format!("{PATH}?category=")).await;
    assert_eq!(names(blank.expect(200)).len(), NAMES.len());
}

#[tokio::test]
async fn subjects_added_while_paging_neither_hide_nor_repeat_what_was_there() {
    let (api, ana) = with_subjects().await;
    let tutor = api.tutor("tom").await;
    let mut all = Vec::new();
    let mut next = Some(String::new());
    while let Some(cursor) = next {
        let reply = ana.get(&format!("{PATH}?limit=2{cursor}")).await;
        let list = reply.expect(200);
        all.extend(names(list).into_iter().map(str::to_owned));
        // One in front of all, one behind all.
        created(&tutor, &format!("0 {}", all.len()), None).await;
        if all.len() < NAMES.len() {
            created(&tutor, &format!("\u{10ffff} {}", all.len()), None).await;
        }
        next = list["pagination"]["next_cursor"]
            .as_str()
            .map(|c| format!("&cursor={c}"));
    }
    all.retain(|name| NAMES.contains(&name.as_str()));
    assert_eq!(all, sorted(NAMES.to_vec()));
}

#[tokio::test]
async fn the_longest_names_fit_a_cursor() {
    let api = Api::start().await;
    let tutor = api.tutor("tom").await;
    for last in ["a", "b"] {
        created(&tutor, &format!("{}{last}", "字".repeat(99)), None).await;
    }
    let (all, pages) = walked(&tutor, "limit=1").await;
    assert_eq!((all.len(), pages), (2, 2));
}

#[tokio::test]
async fn a_cursor_works_only_for_its_own_list_and_caller() {
    let (api, ana) = with_subjects().await;
    let bob = api.student("bob").await;
    let first = ana.get(&format!("{PATH}?limit=1&category=Science")).await;
    let cursor = first.expect(200)["pagination"]["next_cursor"]
        .as_str()
        .unwrap()
        .to_owned();
    let asked = |reader: Person, query: String| async move {
        reader.get(&format!("{PATH}?limit=1&{query}")).await
    };
    asked(ana.clone(), format!("category=Science&cursor={cursor}"))
        .await
        .expect(200);

    let tampered = format!(
        "{}{}",
        &cursor[..cursor.len() - 1],
        if cursor.ends_with('A') { 'B' } else { 'A' }
    );
    for (reader, query) in [
        (bob, format!("category=Science&cursor={cursor}")),
        (ana.clone(), format!("category=Other&cursor={cursor}")),
        (ana.clone(), format!("cursor={cursor}")),
        (ana.clone(), format!("category=Science&cursor={tampered}")),
        (
            ana.clone(),
            format!("category=Science&cursor={}", &cursor[..20]),
        ),
        (ana.clone(), "category=Science&cursor=".to_owned()),
        (
            ana.clone(),
            format!("category=Science&cursor={}", "A".repeat(600)),
        ),
    ] {
        assert_eq!(
            asked(reader, query.clone()).await.refused(400),
            "BAD_CURSOR",
            "{query}"
        );
    }
}

#[tokio::test]
async fn an_offset_but_0_is_a_400_that_names_the_cursor() {
    let (_api, ana) = with_subjects().await;
    ana.get(&format!("{PATH}?offset=0")).await.expect(200);
    let reply = ana.get(&format!("{PATH}?offset=20")).await;
    assert_eq!(reply.refused(400), "OFFSET_NOT_SUPPORTED");
    assert!(reply.json["detail"].as_str().unwrap().contains("cursor"));
}

#[tokio::test]
async fn a_breach_is_a_422_that_names_the_field() {
    let (_api, ana) = with_subjects().await;
    for (query, field) in [
        ("limit=0", "query.limit"),
        ("limit=101", "query.limit"),
        ("limit=-1", "query.limit"),
        ("limit=ten", "query.limit"),
        ("limit=", "query.limit"),
        ("limit=99999999999999999999", "query.limit"),
        ("offset=-1", "query.offset"),
        ("offset=x", "query.offset"),
        ("limit=1&limit=2", "query.limit"),
    ] {
        assert_eq!(
            ana.get(&format!("{PATH}?{query}")).await.fields(),
            [field],
            "{query}"
        );
    }
    let long = format!("{PATH}?category={}", "x".repeat(51));
    assert_eq!(ana.get(&long).await.fields(), ["query.category"]);
}

#[tokio::test]
async fn unknown_query_fields_are_ignored_and_services_read_no_subjects() {
    let (api, ana) = with_subjects().await;
    ana.get(&format!("{PATH}?colour=red")).await.expect(200);
    assert_eq!(api.service().get(PATH).await.status, 403);
    assert_eq!(
        api.nobody().get(PATH).await.json["message"],
        Value::from("Unauthorized")
    );
}
