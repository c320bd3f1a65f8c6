//! The queues, asked by the real SDK, and by plain requests where the SDK has no words.

#![expect(
    clippy::unwrap_used,
    reason = "clippy sees only test functions themselves as tests, not what they share"
)]

#[path = "support/clock.rs"]
mod clock;

#[path = "queues/attributes.rs"]
mod attributes;
#[path = "queues/batches.rs"]
mod batches;
#[path = "queues/dead_letters.rs"]
mod dead_letters;
#[path = "queues/feeding.rs"]
mod feeding;
#[path = "queues/keeping.rs"]
mod keeping;
#[path = "queues/killed.rs"]
mod killed;
#[path = "queues/laws.rs"]
mod laws;
#[path = "queues/receipts.rs"]
mod receipts;
#[path = "queues/scene.rs"]
mod scene;
#[path = "queues/sending.rs"]
mod sending;
#[path = "queues/visibility.rs"]
mod visibility;
