//! New versions, tried as CodeDeploy has them tried: by the real SDKs, whose CodeDeploy and Lambda are in this process. The versions
//! are the real functions.

#![expect(
    clippy::unwrap_used,
    reason = "in a test, and in what helps it, that is an assertion"
)]

mod cloud;
mod verdicts;
