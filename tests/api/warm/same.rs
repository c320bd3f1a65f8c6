//! A response that is built from caches is byte for byte the one that is built without them.

use http::Method;
use tests::Api;

use crate::access::matrix::{CALLERS, ROWS};
use crate::access::world::World;

#[tokio::test]
async fn every_route_that_reads_answers_every_caller_the_same_from_caches_as_without_them() {
    let api = Api::start().await;
    let world = World::new(&api).await;
    let cold = api.beside_cold();
    let (mut compared, mut kept) = (0, 0);
    for (method, route, _, ask) in ROWS.iter().filter(|row| row.0 == "GET") {
        for letter in CALLERS.chars() {
            let (path, _) = ask(&world);
            let caller = world.caller(letter);
            let method: Method = method.parse().unwrap();
            let (expected, asked) = api
                .count(caller.at(&cold).send(method.clone(), &path, None))
                .await;
            let filling = caller.send(method.clone(), &path, None).await;
            let (warm, asked_warm) = api.count(caller.send(method, &path, None)).await;
            for reply in [&filling, &warm] {
                assert_eq!(reply.status, expected.status, "{route} as {letter}");
                // Errors carry the request's own id.
                if expected.status == 200 {
                    assert_eq!(reply.body, expected.body, "{route} as {letter}");
                }
            }
            compared += 1;
            kept += usize::from(asked_warm.total < asked.total);
        }
    }
    assert!(
        compared > 150 && kept > 80,
        "{kept} of {compared} cost less"
    );
}
