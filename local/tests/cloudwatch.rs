//! The local CloudWatch, asked by the real SDK, and by plain requests where the SDK has no words.

#![expect(
    clippy::unwrap_used,
    reason = "clippy sees only test functions themselves as tests, not what they share"
)]

#[path = "support/clock.rs"]
mod clock;

#[path = "cloudwatch/asking.rs"]
mod asking;
#[path = "cloudwatch/listing.rs"]
mod listing;
#[path = "cloudwatch/mishaps.rs"]
mod mishaps;
#[path = "cloudwatch/pages.rs"]
mod pages;
#[path = "cloudwatch/percentiles.rs"]
mod percentiles;
#[path = "cloudwatch/putting.rs"]
mod putting;
#[path = "cloudwatch/scene.rs"]
mod scene;
