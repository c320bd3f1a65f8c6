//! The one port that everything of this machine is reached through: the API, and the user pool, the queues, the tables, CloudWatch, the
//! page of live charts and the static site beside it.

use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{ConnectInfo, Request, State};
use bytes::Bytes;
use futures_util::stream;
use http::Response;
use tokio::net::TcpListener;
use tokio::time::Instant;
use tokio_util::task::TaskTracker;

use crate::cloudwatch::{CloudWatch, HungUp};
use crate::console::Console;
use crate::gateway::Gateway;
use crate::live::Live;
use crate::passage::Passage;
use crate::queues::Queues;
use crate::roles::{Roles, operation};
use crate::site::{self, Site};
use crate::user_pool::UserPool;

/// A little over what API Gateway takes: the gateway must see that it is too much, and no more than that is kept.
const BODY_LIMIT: usize = 10 * 1024 * 1024 + 1;

/// What answers.
#[derive(Debug, Clone)]
pub struct Doors {
    /// The API.
    pub gateway: Arc<Gateway>,
    /// The embedded user pool, if that is the one in use.
    pub user_pool: Option<Arc<UserPool>>,
    /// The queues.
    pub queues: Arc<Queues>,
    /// What the functions may ask of pool and queues.
    pub roles: Arc<Roles>,
    /// What functions say of themselves.
    pub cloudwatch: Arc<CloudWatch>,
    /// The page that shows it.
    pub live: Arc<Live>,
    /// The static site.
    pub site: Arc<Site>,
    /// Holds a token for every API request until it is answered.
    pub under_way: TaskTracker,
    /// The way to the tables, if there is one without TLS.
    pub dynamodb: Option<Passage>,
    /// Where a line per request goes.
    pub console: Console,
}

/// Serves until `end`, then answers what has already come in.
///
/// # Errors
/// The listener failed.
pub async fn serve(
    listener: TcpListener,
    doors: Doors,
    end: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let router = Router::new().fallback(answer).with_state(doors);
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service)
        .with_graceful_shutdown(end)
        .await
}

async fn answer(
    State(doors): State<Doors>,
    ConnectInfo(client): ConnectInfo<SocketAddr>,
    request: Request,
) -> Response<Body> {
    let began = Instant::now();
    let (head, body) = request.into_parts();
    // A body that is too large, or breaks off: the gateway refuses the first, and nobody hears about the second.
    let body = to_bytes(body, BODY_LIMIT - 1)
        .await
        .unwrap_or_else(|_| vec![0; BODY_LIMIT].into());
    let request = Request::from_parts(head, body);
    if let (Some(passage), true) = (&doors.dynamodb, Passage::is_addressed_by(&request)) {
        // Not told: an import makes thousands of them.
        return passage.answer(request).await.map(Body::from);
    }
    let method = request.method().clone();
    let pool = doors
        .user_pool
        .filter(|pool| pool.is_addressed_by(&request));
    let (route, response) = match pool {
        // Spawned nowhere: a log-in hashes a password, some milliseconds that a laptop has.
        Some(pool) => {
            let answer = || pool.answer(&request);
            let response = doors.roles.refuse(&request).unwrap_or_else(answer);
            (service_route("Cognito", &request), response)
        }
        None if doors.queues.is_addressed_by(&request) => {
            let response = match doors.roles.refuse(&request) {
                Some(refusal) => refusal,
                None => doors.queues.answer(&request).await,
            };
            (service_route("SQS", &request), response)
        }
        None if doors.cloudwatch.is_addressed_by(&request) => {
            let operation = request.uri().path().rsplit('/').next().unwrap_or_default();
            let route = format!("CloudWatch {operation}");
            match doors.cloudwatch.answer(&request).await {
                Ok(response) => (route, response),
                Err(hung_up) => return hang_up(hung_up),
            }
        }
        // Without a line: the page asks every two seconds.
        None if doors.live.is_addressed_by(&request) => {
            return doors.live.answer(&request).map(Body::from);
        }
        None if doors.site.is_addressed_by(&request) => {
            let route = format!("{method} {}*", site::REFERENCE);
            (route, doors.site.answer(&request))
        }
        None => {
            let route = doors.gateway.route_key(&request);
            // Never the path itself: it holds ids, or whatever a client mistyped.
            let route = route.unwrap_or_else(|| format!("{method} (no route)"));
            let _under_way = doors.under_way.token();
            (route, doors.gateway.answer(request, client.ip()).await)
        }
    };
    let status = response.status().as_u16();
    doors.console.say(format_args!(
        "{route} {status} {} ms",
        began.elapsed().as_millis()
    ));
    response.map(Body::from)
}

/// A response that closes the connection before anything of it is sent: its body fails at once.
fn hang_up(why: HungUp) -> Response<Body> {
    let body = stream::once(std::future::ready(Err::<Bytes, _>(why)));
    Response::new(Body::from_stream(body))
}

/// `Cognito AdminInitiateAuth`, or the path.
fn service_route(service: &str, request: &Request<Bytes>) -> String {
    match operation(request) {
        Some((_, operation)) => format!("{service} {operation}"),
        None => format!("{} {}", request.method(), request.uri().path()),
    }
}
