//! An import that dies anywhere and is done again ends where one ends that did not die.

use proptest::prelude::*;

use super::scene::{Scene, old};

/// Until so many requests were begun. What is under way then may arrive or not.
async fn begun(scene: &Scene, requests: usize) {
    while scene.api.wire().counts().total < requests {
        tokio::task::yield_now().await;
    }
}

/// Imports, and dies after so many requests; whether it died.
async fn dies_after(scene: &Scene, requests: usize) -> bool {
    scene.api.wire().reset();
    let old = old();
    tokio::select! {
        biased;
        () = begun(scene, requests) => true,
        ended = scene.import_from(&old, false) => {
            ended.unwrap();
            false
        }
    }
}

#[tokio::test]
async fn dying_one_request_later_each_time_it_ends_where_an_undisturbed_one_does() {
    let undisturbed = Scene::new().await;
    undisturbed.import_from(&old(), false).await.unwrap();
    let scene = Scene::new().await;
    let mut requests = 1;
    while dies_after(&scene, requests).await {
        requests += 1;
    }
    assert_eq!(scene.everything(), undisturbed.everything(), "{requests}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4))]

    #[test]
    fn however_often_it_dies_it_ends_there(deaths in prop::collection::vec(1_usize..90, 1..5)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let undisturbed = Scene::new().await;
            undisturbed.import_from(&old(), false).await.unwrap();
            let scene = Scene::new().await;
            for requests in deaths {
                dies_after(&scene, requests).await;
            }
            scene.import_from(&old(), false).await.unwrap();
            prop_assert_eq!(scene.everything(), undisturbed.everything());
            Ok(())
        })?;
    }
}

#[tokio::test]
async fn two_operators_at_once_move_everything_in_once() {
    let undisturbed = Scene::new().await;
    undisturbed.import_from(&old(), false).await.unwrap();
    let scene = Scene::new().await;
    let old = old();
    let (first, second) = tokio::join!(
        scene.import_from(&old, false),
        scene.import_from(&old, false)
    );
    first.unwrap();
    second.unwrap();
    assert_eq!(scene.everything(), undisturbed.everything());
}
