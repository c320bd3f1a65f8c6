//! The real Cognito SDK, wired straight to the user pool in this process.

use std::sync::Arc;

use aws_sdk_cognitoidentityprovider::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_cognitoidentityprovider::{Client, Config};
use futures_util::FutureExt;
use local::user_pool::UserPool;

use crate::in_process;

/// A client of this pool.
pub(crate) fn client(pool: Arc<UserPool>) -> Client {
    let answer = move |request| std::future::ready(pool.answer(&request)).boxed();
    let config = Config::builder()
        .behavior_version(BehaviorVersion::v2026_01_12())
        .region(Region::new("us-east-1"))
        .endpoint_url("http://user-pool")
        .credentials_provider(Credentials::for_tests())
        .http_client(in_process::client(answer))
        .build();
    Client::from_conf(config)
}
