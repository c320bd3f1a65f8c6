//! The worker of the practice queue, fed from a real queue by the real SDK.

mod messages;
