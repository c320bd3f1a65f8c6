//! Answers that don't fit into one.

use aws_sdk_cloudwatch::types::{ScanBy, StatusCode};

use crate::scene::{Scene, datum, datum_at, points, query, refused};

/// All pages of two queries with so much room each, in the order in which they come: query, minute.
async fn read(scene: &Scene, room: i32, order: ScanBy) -> (usize, Vec<(String, i64)>) {
    let (mut pages, mut all, mut token) = (0, Vec::new(), None);
    loop {
        let asked = scene
            .asking(-10..10, [query("a", "m", "Sum"), query("b", "n", "Sum")])
            .max_datapoints(room)
            .scan_by(order.clone())
            .set_next_token(token);
        let told = asked.send().await.unwrap();
        let found = told.metric_data_results();
        let here = found.iter().flat_map(points).count();
        assert!(here <= usize::try_from(room).unwrap());
        for found in found {
            let id = found.id().unwrap().to_owned();
            all.extend(points(found).into_iter().map(|(at, _)| (id.clone(), at)));
        }
        let partial = found
            .iter()
            .filter(|f| f.status_code() == Some(&StatusCode::PartialData));
        assert!(partial.count() <= 1);
        pages += 1;
        token = told.next_token().map(str::to_owned);
        if token.is_none() {
            return (pages, all);
        }
    }
}

#[tokio::test]
async fn pages_together_hold_every_point_once_in_either_order() {
    let scene = Scene::new();
    for minute in -4..=0 {
        scene.put([datum_at("m", 1.0, minute)]).await;
    }
    scene.put([datum_at("n", 1.0, -1), datum("n", 1.0)]).await;
    let point = |id: &str, at| (id.to_owned(), at);
    let oldest_first: Vec<_> = (-4..=0)
        .map(|at| point("a", at))
        .chain([point("b", -1), point("b", 0)])
        .collect();
    let newest_first: Vec<_> = (-4..=0)
        .rev()
        .map(|at| point("a", at))
        .chain([point("b", 0), point("b", -1)])
        .collect();
    for (room, pages) in [(1, 7), (2, 4), (5, 2), (6, 2), (7, 1), (100, 1)] {
        let told = read(&scene, room, ScanBy::TimestampAscending).await;
        assert_eq!(told, (pages, oldest_first.clone()), "{room}");
        let told = read(&scene, room, ScanBy::TimestampDescending).await;
        assert_eq!(told, (pages, newest_first.clone()), "{room}");
    }
}

#[tokio::test]
async fn a_token_that_nobody_gave_out_and_room_for_nothing_are_refused() {
    let scene = Scene::new();
    let asking = || scene.asking(-5..5, [query("q", "m", "Sum")]);
    for token in ["", "x", "1", "1.x", "-1.5"] {
        let refusal = asking().next_token(token).send().await.unwrap_err();
        assert_eq!(refused(refusal).0, "InvalidNextToken", "{token}");
    }
    for room in [0, -1, 100_801] {
        let refusal = asking().max_datapoints(room).send().await.unwrap_err();
        assert!(refused(refusal).1.contains("MaxDatapoints"), "{room}");
    }
}
