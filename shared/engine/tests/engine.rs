//! The engine from outside: its tables, its port, its file.

use dynoxide::Database;
use dynoxide::actions::describe_table::DescribeTableRequest;
use dynoxide::actions::list_tables::ListTablesRequest;
use engine::{Engine, EngineError, Options};
use serde_json::{Value, json};
use std::path::Path;
use std::time::Duration;
use template::Template;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

fn request<T: serde::de::DeserializeOwned>(json: Value) -> T {
    serde_json::from_value(json).expect("the request is well formed")
}

fn put(database: &Database, table: &str, item: &Value) {
    database
        .put_item(request(json!({"TableName": table, "Item": item})))
        .expect("the table is there");
}

fn has(database: &Database, table: &str, key: &Value) -> bool {
    let found = database
        .get_item(request(json!({"TableName": table, "Key": key})))
        .expect("the table is there");
    found.item.is_some()
}

async fn at(path: &Path) -> Result<Engine, EngineError> {
    Engine::at(path, Options::default()).await
}

#[tokio::test]
async fn every_table_of_the_template_is_there_under_its_prefix() {
    let engine = Engine::in_memory_with(Options::default().prefix("green"))
        .await
        .unwrap();

    let names = engine
        .database()
        .list_tables(ListTablesRequest::default())
        .unwrap()
        .table_names;

    let mut wanted: Vec<_> = Template::ours()
        .tables()
        .iter()
        .map(|table| table.name("green"))
        .collect();
    wanted.sort();
    assert_eq!(names, wanted);
    assert_eq!(engine.table_prefix(), "green");
}

#[tokio::test]
async fn an_index_over_several_attributes_lists_newest_first() {
    let engine = Engine::in_memory().await.unwrap();
    for (id, status, created_at) in [
        ("a", "active", "2026-01-01"),
        ("b", "active", "2026-01-02"),
        ("c", "done", "2026-01-03"),
    ] {
        put(
            engine.database(),
            "local-goals",
            &json!({"id": {"S": id}, "student_id": {"S": "s"}, "status": {"S": status},
                    "created_at": {"S": created_at}}),
        );
    }

    let found = engine
        .database()
        .query(request(json!({
            "TableName": "local-goals",
            "IndexName": "idx_goals_student_status",
            "KeyConditionExpression": "student_id = :s AND #st = :a",
            "ExpressionAttributeNames": {"#st": "status"},
            "ExpressionAttributeValues": {":s": {"S": "s"}, ":a": {"S": "active"}},
            "ScanIndexForward": false,
        })))
        .unwrap();

    let found = serde_json::to_value(found).unwrap();
    let ids: Vec<_> = found["Items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| &item["id"]["S"])
        .collect();
    assert_eq!(ids, ["b", "a"]);
}

#[tokio::test]
async fn it_answers_on_its_endpoint_until_it_is_stopped() {
    let engine = Engine::in_memory().await.unwrap();
    let address = engine
        .endpoint()
        .strip_prefix("http://")
        .unwrap()
        .to_owned();

    let mut stream = TcpStream::connect(&address).await.unwrap();
    stream
        .write_all(b"GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")
        .await
        .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");

    engine.stop().await.unwrap();
    assert!(TcpStream::connect(&address).await.is_err());
}

#[tokio::test]
async fn a_dropped_engine_gives_its_port_back() {
    let engine = Engine::in_memory().await.unwrap();
    let port: u16 = engine
        .endpoint()
        .rsplit(':')
        .next()
        .unwrap()
        .parse()
        .unwrap();
    drop(engine);

    let again = tokio::time::timeout(Duration::from_secs(5), async {
        loop {
            match Engine::in_memory_with(Options::default().port(port)).await {
                Ok(engine) => break engine,
                Err(_) => tokio::task::yield_now().await,
            }
        }
    });
    assert!(again.await.is_ok());
}

#[tokio::test]
async fn a_port_that_is_taken_is_named() {
    let first = Engine::in_memory().await.unwrap();
    let port: u16 = first
        .endpoint()
        .rsplit(':')
        .next()
        .unwrap()
        .parse()
        .unwrap();

    let error = Engine::in_memory_with(Options::default().port(port))
        .await
        .unwrap_err();

    assert!(error.to_string().contains(&port.to_string()), "{error}");
    assert!(error.to_string().contains("another port"), "{error}");
}

#[tokio::test]
async fn what_has_expired_goes_when_swept_and_nothing_else() {
    let engine = Engine::in_memory().await.unwrap();
    for (id, expires_at) in [("old", "1000"), ("new", "99999999999")] {
        put(
            engine.database(),
            "local-jobs",
            &json!({"id": {"S": id}, "expires_at": {"N": expires_at}}),
        );
    }

    assert_eq!(engine.sweep().unwrap(), 1);
    assert!(!has(
        engine.database(),
        "local-jobs",
        &json!({"id": {"S": "old"}})
    ));
    assert!(has(
        engine.database(),
        "local-jobs",
        &json!({"id": {"S": "new"}})
    ));
}

#[tokio::test]
async fn a_file_keeps_what_was_written_and_is_made_with_its_folder() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("deep/er/study.db");
    let engine = at(&path).await.unwrap();
    put(engine.database(), "local-users", &json!({"id": {"S": "u"}}));
    engine.stop().await.unwrap();

    let engine = at(&path).await.unwrap();

    assert!(has(
        engine.database(),
        "local-users",
        &json!({"id": {"S": "u"}})
    ));
}

#[tokio::test]
async fn a_file_that_another_engine_has_is_refused_and_free_afterwards() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("study.db");
    let first = at(&path).await.unwrap();

    let error = at(&path).await.unwrap_err();
    assert!(matches!(error, EngineError::InUse { .. }), "{error}");
    assert!(error.to_string().contains("study.db"), "{error}");

    first.stop().await.unwrap();
    at(&path).await.unwrap();
}

#[tokio::test]
async fn a_folder_that_cannot_be_made_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("plain");
    std::fs::write(&file, "not a folder").unwrap();

    let error = at(&file.join("study.db")).await.unwrap_err();

    assert!(matches!(error, EngineError::NotWritable { .. }), "{error}");
    assert!(
        error.to_string().contains("another data directory"),
        "{error}"
    );
}

#[tokio::test]
async fn a_file_that_is_no_database_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("study.db");
    let text = "these are somebody's notes, ".repeat(100);
    std::fs::write(&path, &text).unwrap();

    let error = at(&path).await.unwrap_err();

    assert!(matches!(error, EngineError::NotADatabase { .. }), "{error}");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
}

#[tokio::test]
async fn a_table_whose_keys_the_template_has_changed_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("study.db");
    let old = Database::new(path.to_str().unwrap()).unwrap();
    old.create_table(request(json!({
        "TableName": "local-links",
        "BillingMode": "PAY_PER_REQUEST",
        "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
        "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
    })))
    .unwrap();
    drop(old);

    let error = at(&path).await.unwrap_err().to_string();

    for part in [
        "local-links",
        "id HASH S",
        "student_id HASH S, adult_id RANGE S",
        "delete",
    ] {
        assert!(error.contains(part), "{error}");
    }
}

#[tokio::test]
async fn a_table_whose_index_the_template_has_changed_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("study.db");
    let mut goals = Template::ours()
        .tables()
        .iter()
        .find(|table| table.suffix == "goals")
        .unwrap()
        .create_request("local");
    goals["GlobalSecondaryIndexes"][0]["KeySchema"]
        .as_array_mut()
        .unwrap()
        .pop();
    let old = Database::new(path.to_str().unwrap()).unwrap();
    old.create_table(request(goals)).unwrap();
    drop(old);

    let error = at(&path).await.unwrap_err().to_string();

    assert!(
        error.contains("indexes") && error.contains("idx_goals_student_status"),
        "{error}"
    );
}

#[tokio::test]
async fn expiry_is_set_only_where_the_template_says_so() {
    let engine = Engine::in_memory().await.unwrap();
    for table in Template::ours().tables() {
        let name = table.name("local");
        let found = engine
            .database()
            .describe_time_to_live(request(json!({"TableName": name})))
            .map(|found| serde_json::to_value(found).unwrap())
            .unwrap();
        let attribute = found["TimeToLiveDescription"]["AttributeName"].as_str();
        assert_eq!(attribute, table.ttl_attribute.as_deref(), "{name}");
    }
}

#[tokio::test]
async fn the_engine_has_exactly_the_keys_and_indexes_that_the_template_asks_for() {
    let engine = Engine::in_memory().await.unwrap();
    for table in Template::ours().tables() {
        let name = table.name("local");
        let asked = table.create_request("local");
        let found = engine
            .database()
            .describe_table(DescribeTableRequest {
                table_name: name.clone(),
            })
            .map(|found| serde_json::to_value(found.table).unwrap())
            .unwrap();
        assert_eq!(found["KeySchema"], asked["KeySchema"], "{name}");
        let schemas = |table: &Value| {
            let mut schemas: Vec<_> = table["GlobalSecondaryIndexes"]
                .as_array()
                .into_iter()
                .flatten()
                .map(|index| {
                    (
                        index["IndexName"].to_string(),
                        index["KeySchema"].to_string(),
                    )
                })
                .collect();
            schemas.sort();
            schemas
        };
        assert_eq!(schemas(&found), schemas(&asked), "{name}");
    }
}
