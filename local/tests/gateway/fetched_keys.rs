//! The keys of a pool that is somewhere else.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use bytes::Bytes;
use futures_util::future::join_all;
use http::{Response, StatusCode};
use local::gateway::{FetchedKeys, KeySource as _};
use local::user_pool::{PoolConfig, UserPool};

use crate::api::{Api, SUB};
use crate::clock::Standing;
use crate::functions::Deed;
use crate::server::serve;

#[tokio::test]
async fn keys_are_fetched_once_in_two_hours_however_many_ask() {
    let clock = Standing::new();
    let pool = UserPool::in_memory(crate::pool::config(), clock.clone());
    let fetches = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&fetches);
    let address = serve(move |request| {
        counter.fetch_add(1, Ordering::SeqCst);
        pool.answer(request)
    })
    .await;
    let keys = FetchedKeys::new(&format!("http://{address}/local_StudyPool"), clock.clone());

    for got in join_all((0..8).map(|_| keys.keys())).await {
        assert_eq!(got.expect("keys").keys.len(), 1);
    }
    assert_eq!(fetches.load(Ordering::SeqCst), 1);
    clock.advance(2 * 3600 - 1);
    keys.keys().await.expect("keys");
    assert_eq!(fetches.load(Ordering::SeqCst), 1);
    clock.advance(1);
    keys.keys().await.expect("keys");
    assert_eq!(fetches.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn a_failed_fetch_is_tried_again() {
    let clock = Standing::new();
    let pool = UserPool::in_memory(crate::pool::config(), clock.clone());
    let fetches = AtomicUsize::new(0);
    let address = serve(
        move |request| match fetches.fetch_add(1, Ordering::SeqCst) {
            0 => {
                let mut response = Response::new(Bytes::new());
                *response.status_mut() = StatusCode::BAD_GATEWAY;
                response
            }
            1 => Response::new(Bytes::from_static(b"no keys")),
            _ => pool.answer(request),
        },
    )
    .await;
    let keys = FetchedKeys::new(&format!("http://{address}/local_StudyPool/"), clock);
    let error = keys.keys().await.expect_err("502").to_string();
    assert!(
        error.contains("/.well-known/jwks.json: answered 502"),
        "{error}"
    );
    keys.keys().await.expect_err("no JSON");
    keys.keys().await.expect("keys at last");
}

#[tokio::test]
async fn tokens_of_a_pool_elsewhere_pass() {
    let clock = Standing::new();
    let elsewhere = Arc::new(UserPool::in_memory(crate::pool::config(), clock.clone()));
    let pool = Arc::clone(&elsewhere);
    let address = serve(move |request| pool.answer(request)).await;
    let PoolConfig { pool_id, .. } = crate::pool::config();
    let keys = Arc::new(FetchedKeys::new(
        &format!("http://{address}/{pool_id}"),
        clock,
    ));
    let api = Api::with(Deed::Return(b"{}".to_vec()), |config| config, |_| keys);
    let response = api
        .get_with("/api/v1/goals", &elsewhere.access_token_for(SUB))
        .await;
    assert_eq!(response.status(), StatusCode::OK);
}
