//! What can be made to happen, and requests that no SDK sends.

use aws_sdk_cloudwatch::error::SdkError;
use bytes::Bytes;
use futures_util::FutureExt as _;
use http::Request;
use local::cloudwatch::Mishap;

use crate::scene::{Scene, datum, query, refused};

#[tokio::test]
async fn mishaps_come_in_the_order_in_which_they_were_ordered_and_then_no_more() {
    let scene = Scene::new();
    scene.cloudwatch.order(Mishap::Fail, 1);
    scene.cloudwatch.order(Mishap::Throttle, 2);
    let put = || scene.putting([datum("m", 1.0)]).send();
    let failed = put().await.unwrap_err();
    assert_eq!(failed.raw_response().unwrap().status().as_u16(), 500);
    assert!(failed.into_service_error().is_internal_service_fault());
    for _ in 0..2 {
        assert_eq!(refused(put().await.unwrap_err()).0, "Throttling");
    }
    assert!(scene.cloudwatch.metrics().is_empty(), "nothing was taken");
    put().await.unwrap();
    assert_eq!(scene.ask(query("q", "m", "Sum")).await, [(0, 1.0)]);
}

#[tokio::test]
async fn what_hangs_is_never_answered_and_never_taken() {
    let scene = Scene::new();
    scene.cloudwatch.order(Mishap::Hang, 1);
    let mut hanging = Box::pin(scene.putting([datum("m", 1.0)]).send());
    for _ in 0..100 {
        assert!(hanging.as_mut().now_or_never().is_none());
        tokio::task::yield_now().await;
    }
    drop(hanging);
    assert!(scene.cloudwatch.metrics().is_empty());
    scene.put([datum("m", 1.0)]).await;
}

#[tokio::test]
async fn a_connection_that_ends_instead_of_an_answer_has_taken_everything() {
    let scene = Scene::new();
    scene.cloudwatch.order(Mishap::HangUp, 1);
    let put = scene.putting([datum("m", 1.0)]).send().await;
    assert!(matches!(put, Err(SdkError::DispatchFailure(_))), "{put:?}");
    assert_eq!(scene.ask(query("q", "m", "Sum")).await, [(0, 1.0)]);
}

#[tokio::test]
async fn questions_meet_no_mishap() {
    let scene = Scene::new();
    scene.cloudwatch.order(Mishap::Fail, 1);
    assert_eq!(scene.ask(query("q", "m", "Sum")).await, []);
}

#[tokio::test]
async fn an_operation_that_is_not_to_be_had_here_is_refused_by_name() {
    let scene = Scene::new();
    let refusal = scene.client.describe_alarms().send().await.unwrap_err();
    let (code, message) = refused(refusal);
    assert_eq!(code, "UnknownOperation");
    assert!(message.contains("DescribeAlarms"), "{message}");
}

#[tokio::test]
async fn nonsense_is_refused_whether_it_is_compressed_or_not() {
    let scene = Scene::new();
    let bomb = {
        use std::io::Write as _;
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        packed.write_all(&vec![0; 64 * 1024 * 1024]).unwrap();
        packed.finish().unwrap()
    };
    assert!(bomb.len() < 1024 * 1024);
    for (coding, body, status) in [
        (None, b"nonsense".to_vec(), 400),
        (Some("gzip"), b"nonsense".to_vec(), 400),
        (Some("br"), b"\xa0".to_vec(), 400),
        (None, vec![0; 1024 * 1024 + 1], 413),
        (Some("gzip"), bomb, 413),
        // An empty map: complete, but nothing is in it.
        (None, b"\xa0".to_vec(), 400),
    ] {
        let path = "/service/GraniteServiceVersion20100801/operation/PutMetricData";
        let mut request = Request::post(path).body(Bytes::from(body)).unwrap();
        if let Some(coding) = coding {
            let headers = request.headers_mut();
            headers.insert("content-encoding", coding.parse().unwrap());
        }
        let response = scene.cloudwatch.answer(&request).await.unwrap();
        assert_eq!(response.status(), status, "{coding:?}");
        assert_eq!(response.headers()["smithy-protocol"], "rpc-v2-cbor");
    }
}

#[test]
fn what_is_for_the_api_is_not_for_cloudwatch() {
    let scene = Scene::new();
    let path = "/service/GraniteServiceVersion20100801/operation/PutMetricData";
    for request in [
        Request::get(path),
        Request::post("/api/v1/goals"),
        Request::post("/"),
    ] {
        let request = request.body(()).unwrap();
        assert!(!scene.cloudwatch.is_addressed_by(&request));
    }
}
