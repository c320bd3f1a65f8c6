//! Files as they are: large, odd, or not what they should be.

use operate::Failure;

use super::scene::{Scene, id, old};

fn said(result: Result<String, Failure>) -> String {
    match result {
        Err(Failure::File(said)) => said,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_folder_that_is_none_is_told() {
    let scene = Scene::new().await;
    let nowhere = scene.folder.path().join("nowhere");
    let said = said(scene.import_from(&nowhere, false).await);
    assert!(
        said.contains("is no folder") && said.contains("--from"),
        "{said}"
    );
}

#[tokio::test]
async fn a_table_may_have_one_file_only() {
    let scene = Scene::new().await;
    scene.file("users.csv", "id,email,password_hash,role,profile\n");
    scene.file("users.jsonl", "");
    let said = said(scene.import().await);
    assert!(said.contains("users.csv and users.jsonl"), "{said}");
}

#[tokio::test]
async fn a_file_without_a_column_is_told_at_once() {
    let scene = Scene::new().await;
    scene.file("users.csv", "id,email,role\n1,2,3\n");
    let said = said(scene.import().await);
    assert!(
        said.contains("users.csv has no column `password_hash`"),
        "{said}"
    );
}

#[tokio::test]
async fn a_quote_that_is_never_closed_ends_the_reading_instead_of_filling_the_memory() {
    let scene = Scene::new().await;
    let mut text = "id,email,password_hash,role,profile\n".to_owned();
    text += &format!("{},ana@example.com,,student,{{}}\n", id::<()>(1, 1));
    text += &format!("{},\"ben@example.com,,student,{{}}\n", id::<()>(1, 2));
    text += &"x".repeat(5 * 1024 * 1024);
    scene.file("users.csv", &text);
    let told = said(scene.import().await);
    assert!(told.contains("a quote is not closed"), "{told}");
    scene.file("users.csv", "id,email,password_hash,role,profile\n");
    scene.file("subjects.jsonl", "x".repeat(5 * 1024 * 1024));
    let told = said(scene.import().await);
    assert!(
        told.contains("subjects.jsonl") && told.contains("line 1"),
        "{told}"
    );
}

#[tokio::test]
async fn json_lines_may_begin_with_a_mark_hold_blank_lines_and_be_wrong_one_by_one() {
    let scene = Scene::new().await;
    let subject =
        |number: u32, name: &str| format!(r#"{{"id":"{}","name":"{name}"}}"#, id::<()>(2, number));
    let lines = [
        "\u{feff}".to_owned() + &subject(1, "Algebra"),
        String::new(),
        "[1]".to_owned(),
        "{".to_owned(),
        subject(2, "Biology"),
    ];
    scene.file("subjects.jsonl", lines.join("\n"));
    scene.import().await.unwrap_err();
    let told: Vec<_> = scene
        .refused()
        .into_iter()
        .map(|(_, line, ..)| line)
        .collect();
    assert_eq!(told, [3, 4]);
    assert_eq!(scene.subject(2).await, id(2, 2));
}

#[tokio::test]
async fn more_rows_than_are_read_at_a_time_are_all_moved_in() {
    let scene = Scene::new().await;
    let rows: String = (0..1050)
        .map(|number| format!("{},Subject {number}\r\n", id::<()>(2, number)))
        .collect();
    scene.file("subjects.csv", format!("\u{feff}id,name\r\n{rows}"));
    let said = scene.import().await.unwrap();
    assert!(said.contains("1050 new"), "{said}");
    let again = scene.import().await.unwrap();
    assert!(again.contains("1050 there already"), "{again}");
}

#[tokio::test]
async fn students_who_write_the_same_counters_side_by_side_are_counted_exactly() {
    let scene = Scene::new().await;
    scene.import_from(&old(), false).await.unwrap();
    let rows: String = (0..60)
        .map(|number| {
            let student = 1 + number % 2;
            format!(
                "{},{},{},2026-05-01 15:00:00+00,60,{}\n",
                id::<()>(8, 500 + number),
                id::<()>(1, student),
                id::<()>(1, 4),
                id::<()>(2, 3)
            )
        })
        .collect();
    scene.file(
        "sessions.csv",
        format!("id,student_id,tutor_id,session_date,duration_minutes,subject_id\n{rows}"),
    );
    let said = scene.import().await.unwrap();
    assert!(said.contains("60 new"), "{said}");
    // 31 sessions are more than the ten that count; two items of 100 and the rating are as before.
    let goal = scene.store().goal(id(6, 4)).await.unwrap();
    assert!((goal.completion.percent() - 41.2).abs() < f64::EPSILON);
}
