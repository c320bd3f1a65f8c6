//! The gateway: what it lets through, what it makes of it, and what it answers by itself.

#[path = "support/api.rs"]
mod api;
#[path = "support/clock.rs"]
mod clock;
#[path = "support/functions.rs"]
mod functions;
#[path = "support/pool.rs"]
mod pool;
#[path = "support/server.rs"]
mod server;

#[path = "gateway/authorizer.rs"]
mod authorizer;
#[path = "gateway/cors.rs"]
mod cors;
#[path = "gateway/events.rs"]
mod events;
#[path = "gateway/failures.rs"]
mod failures;
#[path = "gateway/fetched_keys.rs"]
mod fetched_keys;
#[path = "gateway/replies.rs"]
mod replies;
#[path = "gateway/routes.rs"]
mod routes;
