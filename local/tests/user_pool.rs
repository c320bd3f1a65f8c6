//! The user pool, asked by the real SDK over a socket, and by plain requests where the SDK has no words.

#[path = "support/clock.rs"]
mod clock;
#[path = "support/pool.rs"]
mod pool;
#[path = "support/server.rs"]
mod server;

#[path = "user_pool/discovery.rs"]
mod discovery;
#[path = "user_pool/keeping.rs"]
mod keeping;
#[path = "user_pool/log_in.rs"]
mod log_in;
#[path = "user_pool/machine_tokens.rs"]
mod machine_tokens;
#[path = "user_pool/scene.rs"]
mod scene;
#[path = "user_pool/users.rs"]
mod users;
