//! The API's behaviour, route by route: `<group>/<operation>.rs` mirrors `functions/`.

#![expect(
    clippy::unwrap_used,
    reason = "in a test, and in what helps it, that is an assertion"
)]

mod access;
mod accounts;
mod goals;
mod ops;
mod progress;
mod sessions;
mod subjects;
mod summaries;
