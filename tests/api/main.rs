//! The API's behaviour, route by route: `<group>/<operation>.rs` mirrors `functions/`.

#![expect(
    clippy::unwrap_used,
    reason = "in a test, and in what helps it, that is an assertion"
)]

mod access;
mod accounts;
mod goals;
mod logged;
mod measured;
mod ops;
mod practice;
mod practice_worker;
mod progress;
mod qa;
mod readiness;
mod sessions;
mod subjects;
mod summaries;
mod warm;
