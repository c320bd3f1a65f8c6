//! A user pool behind a socket, and the real SDK to ask it.

use std::sync::Arc;

use aws_sdk_cognitoidentityprovider::config::{
    BehaviorVersion, Credentials, Region, retry::RetryConfig,
};
use aws_sdk_cognitoidentityprovider::operation::admin_initiate_auth::AdminInitiateAuthOutput;
use aws_sdk_cognitoidentityprovider::types::{
    AttributeType, AuthFlowType, ContextDataType, HttpHeader, MessageActionType,
};
use aws_sdk_cognitoidentityprovider::{Client, Config};
use bytes::Bytes;
use http::{Request, Response};
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use local::user_pool::{NewUser, UserPool};
use serde_json::Value;

use crate::clock::Standing;
use crate::pool::config;
use crate::server;

pub(crate) const POOL: &str = "local_StudyPool";
pub(crate) const EMAIL: &str = "Ada.Lovelace@Example.com";
pub(crate) const PASSWORD: &str = "eight...";

pub(crate) struct Scene {
    pub(crate) pool: Arc<UserPool>,
    pub(crate) clock: Arc<Standing>,
    pub(crate) client: Client,
}

pub(crate) async fn scene() -> Scene {
    let clock = Standing::new();
    let pool = Arc::new(UserPool::in_memory(config(), clock.clone()));
    let client = client_of(Arc::clone(&pool)).await;
    Scene {
        pool,
        clock,
        client,
    }
}

pub(crate) fn attribute(name: &str, value: &str) -> AttributeType {
    AttributeType::builder()
        .name(name)
        .value(value)
        .build()
        .expect("a name is given")
}

impl Scene {
    /// Makes a user as the accounts function does, and gives its `sub`.
    pub(crate) async fn register(&self, email: &str, password: &str) -> String {
        let made = self
            .client
            .admin_create_user()
            .user_pool_id(POOL)
            .username(email)
            .user_attributes(attribute("email", email))
            .user_attributes(attribute("custom:role", "student"))
            .message_action(MessageActionType::Suppress)
            .send()
            .await
            .expect("the user is made");
        self.set_password(email, password, true)
            .await
            .expect("the password is taken");
        made.user()
            .and_then(|user| user.username())
            .expect("a user has a name")
            .to_owned()
    }

    pub(crate) async fn set_password(
        &self,
        email: &str,
        password: &str,
        permanent: bool,
    ) -> Result<(), String> {
        let call = self
            .client
            .admin_set_user_password()
            .user_pool_id(POOL)
            .username(email);
        let outcome = call.password(password).permanent(permanent).send().await;
        outcome
            .map(drop)
            .map_err(|error| named(error.into_service_error().meta()))
    }

    pub(crate) async fn log_in(
        &self,
        email: &str,
        password: &str,
    ) -> Result<AdminInitiateAuthOutput, String> {
        let context = ContextDataType::builder()
            .ip_address("203.0.113.7")
            .server_name("api")
            .server_path("/api/v1/auth/login")
            .http_headers(HttpHeader::builder().build())
            .build()
            .expect("all parts are given");
        self.client
            .admin_initiate_auth()
            .user_pool_id(POOL)
            .client_id("user-client")
            .auth_flow(AuthFlowType::AdminUserPasswordAuth)
            .auth_parameters("USERNAME", email)
            .auth_parameters("PASSWORD", password)
            .context_data(context)
            .send()
            .await
            .map_err(|error| named(error.into_service_error().meta()))
    }

    pub(crate) fn claims_of(&self, token: &str) -> Value {
        claims_of(&self.pool, token)
    }
}

/// An error as `Name: message`.
pub(crate) fn named(meta: &aws_sdk_cognitoidentityprovider::error::ErrorMetadata) -> String {
    format!(
        "{}: {}",
        meta.code().unwrap_or("?"),
        meta.message().unwrap_or("?")
    )
}

/// The claims of a token whose signature verifies against the pool's public keys.
pub(crate) fn claims_of(pool: &UserPool, token: &str) -> Value {
    let header = jsonwebtoken::decode_header(token).expect("a token");
    let keys = pool.public_keys();
    let key = keys
        .find(&header.kid.expect("a key id"))
        .expect("a key of the pool");
    let mut validation = Validation::new(Algorithm::RS256);
    (validation.validate_exp, validation.validate_aud) = (false, false);
    let key = DecodingKey::from_jwk(key).expect("a usable key");
    jsonwebtoken::decode::<Value>(token, &key, &validation)
        .expect("a good signature")
        .claims
}

pub(crate) fn body_of(response: &Response<Bytes>) -> Value {
    serde_json::from_slice(response.body()).expect("JSON")
}

pub(crate) fn get(path: &str) -> Request<Bytes> {
    Request::get(path).body(Bytes::new()).expect("a request")
}

pub(crate) fn ada() -> NewUser {
    let role = ("custom:role".to_owned(), "student".to_owned());
    NewUser {
        email: EMAIL.to_owned(),
        password: PASSWORD.to_owned(),
        attributes: [role].into(),
    }
}

/// A client of `pool`, which it reaches over a socket.
async fn client_of(pool: Arc<UserPool>) -> Client {
    let address = server::serve(move |request| pool.answer(request)).await;
    Client::from_conf(
        Config::builder()
            .behavior_version(BehaviorVersion::v2026_01_12())
            .region(Region::new("eu-west-1"))
            .credentials_provider(Credentials::new("id", "secret", None, None, "test"))
            .endpoint_url(format!("http://{address}"))
            .retry_config(RetryConfig::disabled())
            .build(),
    )
}
