//! Rows that this service could not have: told by file, line, column and reason, while the others go on.

use operate::Failure;

use super::scene::{Scene, id, old};

const USERS: &str = "id,email,password_hash,role,profile\n";
const HASH: &str = "$2b$04$2rP/ZJMLXJ3ejwzitDqwY.gdOx98wzJlz3r1cKRv2Z6U6KU9Tv0Ji";

fn user(number: u32, rest: &str) -> String {
    format!("{},{rest}\n", id::<()>(1, number))
}

#[tokio::test]
async fn a_row_that_is_wrong_is_told_by_its_place_and_the_others_are_moved_in() {
    let scene = Scene::new().await;
    let rows = [
        user(1, &format!("ana@example.com,{HASH},student,{{}}")),
        user(2, "no address,,student,{}"),
        user(3, "cyd@example.com,,king,{}"),
        user(4, "dan@example.com,plain text,student,{}"),
        user(
            5,
            "eva@example.com,$2b$15$2rP/ZJMLXJ3ejwzitDqwY.gdOx98wzJlz3r1cKRv2Z6U6KU9Tv0Ji,student,{}",
        ),
        user(6, "fay@example.com,,student,not json"),
        "seven,gus@example.com,,student,{}\n".to_owned(),
        user(8, "too,few\n").trim_end().to_owned() + "\n",
        user(
            9,
            "hal@example.com,,tutor,\"{\"\"preferences\"\": {\"\"nudge_frequency_cap\"\": 21}}\"",
        ),
        user(10, ",,student,{}"),
        user(11, "ida@example.com,,student,{}"),
    ];
    scene.file("users.csv", format!("{USERS}{}", rows.concat()));
    let Err(Failure::Items(said)) = scene.import().await else {
        panic!("rows were refused");
    };
    assert!(
        said.contains("2 new") && said.contains("9 refused"),
        "{said}"
    );
    let refused: Vec<_> = scene
        .refused()
        .into_iter()
        .map(|(_, line, column, _)| (line, column))
        .collect();
    let expected = [
        (3, "email"),
        (4, "role"),
        (5, "password_hash"),
        (6, "password_hash"),
        (7, "profile"),
        (8, "id"),
        (9, "-"),
        (10, "nudge_frequency_cap"),
        (11, "email"),
    ];
    assert_eq!(
        refused,
        expected.map(|(line, column)| (line, column.to_owned()))
    );
    assert!(scene.user(1).await.is_some() && scene.user(11).await.is_some());
    assert!(scene.user(4).await.is_none());
}

#[tokio::test]
async fn neither_report_nor_file_repeats_what_stands_in_a_row() {
    let scene = Scene::new().await;
    let secret = "hunter2-hunter2";
    scene.file(
        "users.csv",
        format!(
            "{USERS}{}",
            user(1, &format!("{secret},{secret},{secret},{secret}"))
        ),
    );
    let Err(Failure::Items(said)) = scene.import().await else {
        panic!("the row was refused");
    };
    let file = std::fs::read_to_string(scene.folder.path().join("refused.jsonl")).unwrap();
    assert!(
        !said.contains(secret) && !file.contains(secret),
        "{said} {file}"
    );
    assert!(file.contains(&id::<()>(1, 1).to_string()), "{file}");
}

#[tokio::test]
async fn what_refers_to_a_refused_row_is_refused_and_both_go_in_once_it_is_mended() {
    let scene = Scene::new().await;
    let goals = format!(
        "id,student_id,title,status,completion_percentage,created_at\n{},{},Read,active,0,2026-03-10 09:00:00+00\n",
        id::<()>(6, 1),
        id::<()>(1, 1)
    );
    scene.file("goals.csv", goals);
    scene.file(
        "users.csv",
        format!("{USERS}{}", user(1, "no address,,student,{}")),
    );
    scene.import().await.unwrap_err();
    let (file, line, column, _) = scene.refused().pop().unwrap();
    assert_eq!(
        (file.as_str(), line, column.as_str()),
        ("goals.csv", 2, "student_id")
    );
    scene.file(
        "users.csv",
        format!("{USERS}{}", user(1, "ana@example.com,,student,{}")),
    );
    scene.import().await.unwrap();
    assert!(scene.refused().is_empty());
    assert_eq!(
        scene.store().goal(id(6, 1)).await.unwrap().student_id,
        scene.sub(1).await
    );
}

#[tokio::test]
async fn of_two_users_whose_addresses_differ_in_case_the_first_is_moved_in() {
    let scene = Scene::new().await;
    let rows = [
        user(1, "Ana@example.com,,student,{}"),
        user(2, "ana@example.com,,tutor,{}"),
    ];
    scene.file("users.csv", format!("{USERS}{}", rows.concat()));
    for _ in 0..2 {
        scene.import().await.unwrap_err();
        let refused = scene.refused();
        assert_eq!(refused.len(), 1);
        assert_eq!((refused[0].1, refused[0].2.as_str()), (3, "email"));
        assert!(scene.user(1).await.is_some() && scene.user(2).await.is_none());
    }
}

#[tokio::test]
async fn whoever_has_registered_with_an_address_gets_nothing_of_its_old_owner() {
    let scene = Scene::new().await;
    let student = scene.api.student("ana").await;
    scene.file(
        "users.csv",
        format!("{USERS}{}", user(1, "ANA@example.com,,student,{}")),
    );
    scene.import().await.unwrap_err();
    assert!(scene.user(1).await.is_none());
    let (_, _, column, why) = scene.refused().pop().unwrap();
    assert_eq!(column, "email");
    assert!(why.contains("registered"), "{why}");
    let row = scene.store().user(student.id()).await.unwrap().unwrap();
    assert_eq!(row.email.as_str(), "ana@example.com");
}

#[tokio::test]
async fn a_summary_of_a_session_of_others_is_refused() {
    let scene = Scene::new().await;
    scene.import_from(&old(), false).await.unwrap();
    let row = |number: u32, session: u32, student: u32| {
        serde_json::json!({
            "id": id::<()>(8, number), "session_id": id::<()>(8, session), "student_id": id::<()>(1, student),
            "tutor_id": id::<()>(1, 4), "narrative": "Told.", "next_steps": ["One."], "subjects_covered": [],
            "summary_type": "normal", "created_at": "2026-04-01T16:05:00+00:00",
        })
        .to_string()
    };
    scene.file(
        "summaries.jsonl",
        [row(401, 1, 1), row(402, 1, 2), row(403, 77, 1)].join("\n"),
    );
    scene.import().await.unwrap_err();
    let lines: Vec<_> = scene
        .refused()
        .into_iter()
        .map(|(_, line, column, _)| (line, column))
        .collect();
    assert_eq!(
        lines,
        [(2, "session_id".to_owned()), (3, "session_id".to_owned())]
    );
}

#[tokio::test]
async fn a_dry_run_tells_the_same_flaws_and_reaches_nothing() {
    let scene = Scene::new().await;
    let said = scene.import_from(&old(), true).await.unwrap();
    assert!(said.starts_with("Nothing was written."), "{said}");
    assert!(said.contains("7 new"), "{said}");
    let rows = [
        user(1, "ana@example.com,,student,{}"),
        user(2, "no address,,student,{}"),
    ];
    scene.file("users.csv", format!("{USERS}{}", rows.concat()));
    let goal = |number: u32, student: u32| {
        let (id, student) = (id::<()>(6, number), id::<()>(1, student));
        format!("{id},{student},Read,active,0,2026-03-10 09:00:00+00\n")
    };
    let goals = [goal(1, 1), goal(2, 2)].concat();
    scene.file(
        "goals.csv",
        format!("id,student_id,title,status,completion_percentage,created_at\n{goals}"),
    );
    let folder = scene.folder.path().to_owned();
    scene.import_from(&folder, true).await.unwrap_err();
    let told: Vec<_> = scene
        .refused()
        .into_iter()
        .map(|(file, line, ..)| (file, line))
        .collect();
    assert_eq!(
        told,
        [("users.csv".to_owned(), 3), ("goals.csv".to_owned(), 3)]
    );
    assert!(scene.everything().values().all(Vec::is_empty));
}
