//! What is there after the old service's tables were moved in.

use domain::account::{LearningStyle, Role};
use domain::goal::GoalStatus;
use domain::link::LinkKind;
use domain::page::PageSize;
use domain::practice::item::{Review, Source};
use serde_json::Value;
use store::{LinkSide, OldPassword};
use testkit::ManualClock;

use super::scene::{Scene, id, old};

async fn all_moved() -> Scene {
    let scene = Scene::new().await;
    scene.import_from(&old(), false).await.unwrap();
    scene
}

#[tokio::test]
async fn the_report_counts_what_is_new_and_then_what_is_there() {
    let scene = Scene::new().await;
    let first = scene.import_from(&old(), false).await.unwrap();
    let again = scene.import_from(&old(), false).await.unwrap();
    for (file, rows, left_out) in [
        ("users.csv  ", 7, 0),
        ("users.csv (students of parents)", 1, 6),
        ("subjects.jsonl", 3, 0),
        ("practice_bank_items.csv", 6, 0),
        ("student_ratings.csv", 3, 0),
        ("practice_assignments.csv", 6, 0),
        ("sessions.csv", 4, 0),
        ("summaries.jsonl", 2, 0),
        ("goals.csv", 4, 0),
        ("qa_interactions.jsonl", 2, 0),
    ] {
        let line = |said: &str| {
            let line = said
                .lines()
                .find(|line| line.trim_start().starts_with(file.trim_end()));
            let line = match file {
                "users.csv  " => said.lines().find(|line| line.contains("users.csv  ")),
                _ => line,
            };
            let numbers = line
                .unwrap()
                .split_whitespace()
                .filter_map(|word| word.parse().ok());
            numbers.collect::<Vec<u32>>()
        };
        assert_eq!(line(&first), [rows, 0, left_out, 0], "{file}: {first}");
        assert_eq!(line(&again), [0, rows, left_out, 0], "{file}: {again}");
    }
    assert!(first.contains("nudges.csv was not read"), "{first}");
    assert!(scene.refused().is_empty());
}

#[tokio::test]
async fn doing_it_again_changes_nothing() {
    let scene = all_moved().await;
    let once = scene.everything();
    scene.import_from(&old(), false).await.unwrap();
    assert_eq!(scene.everything(), once);
}

#[tokio::test]
async fn a_user_has_its_row_under_the_sub_of_its_account() {
    let scene = all_moved().await;
    let ana = scene
        .store()
        .user(scene.sub(1).await)
        .await
        .unwrap()
        .unwrap();
    assert!(scene.api.pool().has_user(ana.id.uuid()));
    assert_eq!(ana.email.as_str(), "Ana@example.com");
    assert_eq!(ana.name.as_str(), "Ana \"the second\" O'Neil");
    assert_eq!((ana.role, ana.disclaimer_shown), (Role::Student, true));
    assert_eq!(
        ana.created_at.to_string(),
        "2026-03-01T09:00:00.250000+00:00"
    );
    let cyd = scene
        .store()
        .user(scene.sub(3).await)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        (cyd.learning_style, cyd.nudge_cap.get()),
        (LearningStyle::Visual, 5)
    );
    let ada = scene
        .store()
        .user(scene.sub(7).await)
        .await
        .unwrap()
        .unwrap();
    assert_eq!((ada.role, ada.name.as_str()), (Role::Admin, "admin"));
}

#[tokio::test]
async fn an_old_password_is_kept_until_its_day_and_nothing_is_kept_of_who_had_none() {
    let scene = all_moved().await;
    let (store, now) = (scene.store(), ManualClock::start());
    let until = |days: i64| now.plus(jiff::SignedDuration::from_hours(24 * days));
    let ana = scene.sub(1).await;
    let kept = store.try_old_password(ana, until(179)).await.unwrap();
    assert!(matches!(kept, OldPassword::Hash(_)));
    let gone = store.try_old_password(ana, until(180)).await.unwrap();
    assert_eq!(gone, OldPassword::None);
    let ada = store
        .try_old_password(scene.sub(7).await, now)
        .await
        .unwrap();
    assert_eq!(ada, OldPassword::None);
}

#[tokio::test]
async fn active_tutors_and_parents_profiles_are_links_and_what_is_over_is_none() {
    let scene = all_moved().await;
    let links = async |student| {
        let side = LinkSide::AdultsOf(scene.sub(student).await);
        let page = scene
            .store()
            .links(side, PageSize::LARGEST, None)
            .await
            .unwrap();
        let mut links: Vec<_> = page
            .items
            .iter()
            .map(|link| (link.adult_id, link.kind))
            .collect();
        links.sort_by_key(|(id, _)| *id);
        links
    };
    let expected = async |adults: &[(u32, LinkKind)]| {
        let mut links = Vec::new();
        for (adult, kind) in adults {
            links.push((scene.sub(*adult).await, *kind));
        }
        links.sort_by_key(|(id, _)| *id);
        links
    };
    let of_ana = [(4, LinkKind::Tutor), (6, LinkKind::Parent)];
    assert_eq!(links(1).await, expected(&of_ana).await);
    assert_eq!(links(2).await, expected(&[(5, LinkKind::Tutor)]).await);
}

#[tokio::test]
async fn subjects_of_one_name_become_one_and_take_what_refers_to_them_along() {
    let scene = all_moved().await;
    let algebra = scene.subject(1).await;
    assert_eq!((algebra, scene.subject(2).await), (id(2, 1), algebra));
    let session = scene.store().session(id(8, 2)).await.unwrap().unwrap();
    assert_eq!(session.subject_id, Some(algebra));
    let factored = scene.store().bank_entry(id(4, 2)).await.unwrap();
    assert_eq!(factored.subject_id, algebra);
}

#[tokio::test]
async fn bank_items_get_wrong_answers_and_keep_what_else_they_had() {
    let scene = all_moved().await;
    let entry = scene.store().bank_entry(id(4, 1)).await.unwrap();
    entry.text.check().unwrap();
    assert_eq!(entry.created_by, Some(scene.sub(4).await));
    assert_eq!(entry.text.topic_tags.as_slice()[0].as_str(), "linear");
    let tagged = scene.store().bank_entry(id(4, 2)).await.unwrap();
    let tags = tagged
        .text
        .goal_tags
        .as_slice()
        .iter()
        .map(domain::practice::tags::GoalTag::as_str);
    assert_eq!(tags.collect::<Vec<_>>(), ["SAT", "AP, or so"]);
    let retired = scene.store().bank_entry(id(4, 5)).await.unwrap();
    assert!(!retired.is_active);
}

#[tokio::test]
async fn practice_keeps_its_answers_and_is_not_asked_again() {
    let scene = all_moved().await;
    let ana = scene.sub(1).await;
    let item = scene.store().practice_item(id(7, 1)).await.unwrap();
    let first = item.first_answer.unwrap();
    assert_eq!(
        (item.student_id, item.source),
        (ana, Source::Bank(id(4, 1)))
    );
    assert_eq!(
        (first.rating_before.get(), first.rating_after.get()),
        (1000, 1016)
    );
    assert_eq!(
        item.completed_at.unwrap().to_string(),
        "2026-04-10T10:01:00.000000+00:00"
    );
    assert_eq!(
        (item.choices.answer().as_str(), item.review),
        ("4", Review::Unneeded)
    );
    let wrong = scene.store().practice_item(id(7, 2)).await.unwrap();
    assert_eq!(
        (
            wrong.completed_at,
            wrong.first_answer.unwrap().performance.hundredths()
        ),
        (None, 30)
    );
    let made_up = scene.store().practice_item(id(7, 3)).await.unwrap();
    assert_eq!(
        (made_up.source, made_up.review),
        (Source::MadeUp, Review::Pending)
    );
    let open = scene.store().practice_item(id(7, 4)).await.unwrap();
    assert_eq!((open.first_answer, open.completed_at), (None, None));
    let unknown = scene.store().practice_item(id(7, 6)).await.unwrap();
    assert_eq!(unknown.first_answer.unwrap().performance.hundredths(), 70);
    assert_eq!(unknown.completed_at, Some(unknown.assigned_at));
    for item in [&item, &wrong, &made_up, &open] {
        let seen = scene
            .store()
            .seen(ana, [item.question_key()])
            .await
            .unwrap();
        assert_eq!(seen.len(), 1);
    }
}

#[tokio::test]
async fn sessions_keep_their_transcripts_to_the_letter() {
    let scene = all_moved().await;
    let session = scene.store().session(id(8, 1)).await.unwrap().unwrap();
    let topics = session
        .topics_covered
        .as_slice()
        .iter()
        .map(domain::session::Topic::as_str);
    assert_eq!(
        topics.collect::<Vec<_>>(),
        ["factoring", "difference of squares"]
    );
    assert_eq!(session.notes.unwrap().as_str(), "Went well, \"really\".");
    let transcript = scene.store().transcript(id(8, 1)).await.unwrap().unwrap();
    let text =
        "Tom: Let us factor \"x^2 - 9\".\nAna: (x - 3)(x + 3)?\r\nTom: Right, and well done.";
    assert_eq!(
        (session.transcript_available, transcript.as_str()),
        (true, text)
    );
    let elsewhere = scene.store().session(id(8, 3)).await.unwrap().unwrap();
    assert_eq!(
        elsewhere.session_date.to_string(),
        "2026-04-09T15:00:00.000000+00:00"
    );
    let blank = scene.store().session(id(8, 4)).await.unwrap().unwrap();
    assert!(!blank.transcript_available);
}

#[tokio::test]
async fn active_goals_are_computed_from_what_was_moved_in_and_others_keep_what_they_had() {
    let scene = all_moved().await;
    let percent = async |number| {
        let goal = scene.store().goal(id(6, number)).await.unwrap();
        (goal.status, goal.completion.percent())
    };
    // One item with its tag of 50, a rating of 1150, two sessions: not the 65 that the old service had.
    assert_eq!(percent(1).await, (GoalStatus::Active, 12.2));
    assert_eq!(percent(2).await, (GoalStatus::Completed, 100.0));
    assert_eq!(percent(3).await, (GoalStatus::Paused, 12.5));
    // Two items of the subject of 100, a rating of 2000, one session.
    assert_eq!(percent(4).await, (GoalStatus::Active, 32.2));
    let goal = scene.store().goal(id(6, 1)).await.unwrap();
    assert_eq!(
        (goal.current_streak, goal.description.unwrap().as_str()),
        (6, "All of chapter 4, \"with\" exercises.")
    );
}

#[tokio::test]
async fn the_api_shows_a_student_what_the_old_service_had() {
    let scene = all_moved().await;
    let ana = scene.sub(1).await;
    let caller = scene
        .api
        .bearer(scene.api.pool().access_token_for(ana.uuid()));
    let get = async |path: &str| {
        let reply = caller.get(&path.replace("{me}", &ana.to_string())).await;
        reply.expect(200)["data"].clone()
    };
    let length = |list: &Value| list.as_array().map(Vec::len);
    assert_eq!(length(&get("/api/v1/goals?student_id={me}").await), Some(3));
    let progress = get("/api/v1/progress/{me}").await;
    assert_eq!(progress["goals"][0]["completion_percentage"], 12.2);
    let summaries = get("/api/v1/summaries/{me}").await;
    assert_eq!(summaries["summaries"][0]["tutor_name"], "tom@example.com");
    assert_eq!(
        length(&get("/api/v1/practice/assignments?student_id={me}").await),
        Some(4)
    );
    assert_eq!(
        length(&get("/api/v1/ratings/{me}").await["ratings"]),
        Some(2)
    );
}

#[tokio::test]
async fn a_student_goes_on_where_the_old_service_stopped() {
    let scene = all_moved().await;
    let ana = scene.sub(1).await;
    let caller = scene
        .api
        .bearer(scene.api.pool().access_token_for(ana.uuid()));
    let item = scene.store().practice_item(id(7, 4)).await.unwrap();
    let path = format!(
        "/api/v1/practice/complete?assignment_id={}&item_id={}",
        item.assignment_id, item.id
    );
    let answer = serde_json::json!({
        "student_answer": item.choices.answer().as_str(), "correct": true, "time_taken_seconds": 30,
    });
    let reply = caller.post(&path, answer).await;
    let data = reply.expect(200)["data"].clone();
    assert_eq!(data["correct"], true);
    // The rating that was moved in met the answer.
    let rating = scene
        .store()
        .practice_item(item.id)
        .await
        .unwrap()
        .first_answer
        .unwrap();
    assert_eq!(rating.rating_before.get(), 978);
}
