//! A request that is recorded allocates no more than one that nobody records.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use domain::access::Action;
use http::Request;
use metrics::set_default_local_recorder;
use runtime::measure::Recorder;
use runtime::{Answer, Env, Kit, Reply, Routes};
use testkit::ManualClock;
use testkit::builders::VARIABLES;
use tower::ServiceExt;

fn kit(clock: Arc<ManualClock>) -> Kit {
    let env = Env::of(VARIABLES);
    Kit::with_clock(&env, clock).expect("all that a kit needs")
}

async fn handle() -> Answer {
    Ok(Reply::ok(&"well"))
}

/// How many allocations a request makes.
fn allocations(routes: &Router) -> u64 {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .expect("a runtime");
    let one = || {
        let request = Request::get("/health")
            .body(Body::empty())
            .expect("a request");
        let response = runtime.block_on(routes.clone().oneshot(request));
        assert_eq!(response.unwrap().status(), 200);
    };
    // Keys are made once.
    one();
    allocation_counter::measure(one).count_total
}

#[test]
fn a_request_that_is_recorded_allocates_no_more_than_one_that_nobody_records() {
    let clock = Arc::new(ManualClock::new());
    let routes = Routes::new(&kit(clock.clone()), ())
        .get("/health", Action::Public, handle)
        .into_service();
    let nobody = allocations(&routes);
    let recorder = Recorder::new(clock);
    let recorded = {
        let _here = set_default_local_recorder(&recorder);
        allocations(&routes)
    };
    assert_eq!(recorded, nobody);
    let requests = recorder.take();
    let requests = requests.iter().find(|datum| datum.name == "http.requests");
    let counted = requests.map(|datum| datum.points.values());
    assert_eq!(counted, Some(vec![(2.0, 1)]), "it was recorded");
}
