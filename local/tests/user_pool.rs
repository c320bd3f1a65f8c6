//! The user pool, asked by the real SDK over a socket, and by plain requests where the SDK has no words.

#[path = "support/clock.rs"]
mod clock;
#[path = "support/pool.rs"]
mod pool;
#[path = "support/server.rs"]
mod server;

use std::sync::Arc;

use aws_sdk_cognitoidentityprovider::Client;
use aws_sdk_cognitoidentityprovider::operation::admin_initiate_auth::AdminInitiateAuthOutput;
use aws_sdk_cognitoidentityprovider::types::{
    AttributeType, AuthFlowType, ChallengeNameType, ContextDataType, MessageActionType, UserStatusType,
};
use base64::Engine as _;
use bytes::Bytes;
use clock::Standing;
use http::{Request, Response, StatusCode};
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use local::user_pool::{FileShelf, NewUser, Shelf as _, UserPool};
use serde_json::{Value, json};

const POOL: &str = "local_StudyPool";
const EMAIL: &str = "Ada.Lovelace@Example.com";
const PASSWORD: &str = "eight...";

struct Scene {
    pool: Arc<UserPool>,
    clock: Arc<Standing>,
    client: Client,
}

async fn scene() -> Scene {
    let clock = Standing::new();
    let pool = Arc::new(UserPool::in_memory(pool::config(), clock.clone()));
    let client = server::client_of(Arc::clone(&pool)).await;
    Scene { pool, clock, client }
}

fn attribute(name: &str, value: &str) -> AttributeType {
    AttributeType::builder().name(name).value(value).build().expect("a name is given")
}

impl Scene {
    /// Makes a user as the accounts function does, and gives its `sub`.
    async fn register(&self, email: &str, password: &str) -> String {
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
        self.set_password(email, password, true).await.expect("the password is taken");
        made.user().and_then(|user| user.username()).expect("a user has a name").to_owned()
    }

    async fn set_password(&self, email: &str, password: &str, permanent: bool) -> Result<(), String> {
        let call = self.client.admin_set_user_password().user_pool_id(POOL).username(email);
        let outcome = call.password(password).permanent(permanent).send().await;
        outcome.map(drop).map_err(|error| named(error.into_service_error().meta()))
    }

    async fn log_in(&self, email: &str, password: &str) -> Result<AdminInitiateAuthOutput, String> {
        let context = ContextDataType::builder()
            .ip_address("203.0.113.7")
            .server_name("api")
            .server_path("/api/v1/auth/login")
            .http_headers(aws_sdk_cognitoidentityprovider::types::HttpHeader::builder().build())
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

    fn claims_of(&self, token: &str) -> Value {
        claims_of(&self.pool, token)
    }
}

/// An error as `Name: message`.
fn named(meta: &aws_sdk_cognitoidentityprovider::error::ErrorMetadata) -> String {
    format!("{}: {}", meta.code().unwrap_or("?"), meta.message().unwrap_or("?"))
}

/// The claims of a token whose signature verifies against the pool's public keys.
fn claims_of(pool: &UserPool, token: &str) -> Value {
    let header = jsonwebtoken::decode_header(token).expect("a token");
    let keys = pool.keys();
    let key = keys.find(&header.kid.expect("a key id")).expect("a key of the pool");
    let mut validation = Validation::new(Algorithm::RS256);
    (validation.validate_exp, validation.validate_aud) = (false, false);
    let key = DecodingKey::from_jwk(key).expect("a usable key");
    jsonwebtoken::decode::<Value>(token, &key, &validation).expect("a good signature").claims
}

fn body_of(response: &Response<Bytes>) -> Value {
    serde_json::from_slice(response.body()).expect("JSON")
}

fn get(path: &str) -> Request<Bytes> {
    Request::get(path).body(Bytes::new()).expect("a request")
}

#[tokio::test]
async fn a_registered_user_logs_in_with_the_email_in_any_case() {
    let scene = scene().await;
    let sub = scene.register(EMAIL, PASSWORD).await;
    for email in [EMAIL, "ada.lovelace@example.com", "ADA.LOVELACE@EXAMPLE.COM", &sub] {
        let tokens = scene.log_in(email, PASSWORD).await.expect("logged in");
        let tokens = tokens.authentication_result().expect("tokens").clone();
        assert_eq!(tokens.expires_in(), 86_400);
        assert_eq!(tokens.token_type(), Some("Bearer"));
        assert_eq!(scene.claims_of(tokens.access_token().expect("one"))["sub"], json!(sub));
    }
}

#[tokio::test]
async fn an_access_token_says_what_cognitos_says() {
    let scene = scene().await;
    let sub = scene.register(EMAIL, PASSWORD).await;
    let tokens = scene.log_in(EMAIL, PASSWORD).await.expect("logged in");
    let tokens = tokens.authentication_result().expect("tokens");
    let claims = scene.claims_of(tokens.access_token().expect("one"));
    let now = 1_795_348_800;
    let expected = json!({
        "sub": sub, "username": sub, "iss": "http://127.0.0.1:3000/local_StudyPool",
        "client_id": "user-client", "token_use": "access", "scope": "aws.cognito.signin.user.admin",
        "auth_time": now, "iat": now, "exp": now + 86_400,
        "jti": claims["jti"], "origin_jti": claims["origin_jti"], "event_id": claims["event_id"],
    });
    assert_eq!(claims, expected);
    let id = scene.claims_of(tokens.id_token().expect("one"));
    assert_eq!((&id["token_use"], &id["aud"]), (&json!("id"), &json!("user-client")));
    assert_eq!((&id["email"], &id["custom:role"]), (&json!(EMAIL), &json!("student")));
    assert_eq!(id["origin_jti"], claims["origin_jti"]);
}

#[tokio::test]
async fn an_email_that_differs_in_case_only_is_taken() {
    let scene = scene().await;
    scene.register(EMAIL, PASSWORD).await;
    let call = scene.client.admin_create_user().user_pool_id(POOL).username("ADA.lovelace@example.com");
    let error = call.message_action(MessageActionType::Suppress).send().await.expect_err("taken");
    assert!(error.into_service_error().is_username_exists_exception());
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_user_are_told_the_same() {
    let scene = scene().await;
    scene.register(EMAIL, PASSWORD).await;
    let wrong = scene.log_in(EMAIL, "something else").await.expect_err("refused");
    let unknown = scene.log_in("nobody@example.com", PASSWORD).await.expect_err("refused");
    assert_eq!(wrong, "NotAuthorizedException: Incorrect username or password.");
    assert_eq!(wrong, unknown);
}

#[tokio::test]
async fn passwords_follow_the_services_rules() {
    let scene = scene().await;
    scene.register(EMAIL, PASSWORD).await;
    let long = "x".repeat(257);
    for (password, error) in [
        ("seven..", "InvalidPasswordException"),
        (" leading-space", "InvalidParameterException"),
        ("trailing-space ", "InvalidParameterException"),
        ("", "InvalidParameterException"),
        (long.as_str(), "InvalidParameterException"),
    ] {
        let refusal = scene.set_password(EMAIL, password, true).await.expect_err(password);
        assert!(refusal.starts_with(error), "{password:?}: {refusal}");
    }
    let longest = "y".repeat(256);
    for password in ["12345678", "inner white space", "пароль с пробелами", longest.as_str()] {
        scene.set_password(EMAIL, password, true).await.expect(password);
        scene.log_in(EMAIL, password).await.expect(password);
    }
}

#[tokio::test]
async fn a_user_with_a_temporary_password_is_challenged_to_change_it() {
    let scene = scene().await;
    scene.register(EMAIL, PASSWORD).await;
    scene.set_password(EMAIL, "temporary", false).await.expect("taken");
    let answer = scene.log_in(EMAIL, "temporary").await.expect("a challenge");
    assert_eq!(answer.challenge_name(), Some(&ChallengeNameType::NewPasswordRequired));
    assert!(answer.authentication_result().is_none() && answer.session().is_some());
}

#[tokio::test]
async fn a_user_with_mfa_is_challenged_only_after_the_right_password() {
    let scene = scene().await;
    scene.register(EMAIL, PASSWORD).await;
    scene.pool.require_mfa(EMAIL).expect("a user");
    let answer = scene.log_in(EMAIL, PASSWORD).await.expect("a challenge");
    assert_eq!(answer.challenge_name(), Some(&ChallengeNameType::SoftwareTokenMfa));
    let refusal = scene.log_in(EMAIL, "wrong password").await.expect_err("refused");
    assert!(refusal.starts_with("NotAuthorizedException"), "{refusal}");
}

#[tokio::test]
async fn the_clients_address_of_a_log_in_can_be_looked_up() {
    let scene = scene().await;
    scene.register(EMAIL, PASSWORD).await;
    assert_eq!(scene.pool.last_sign_in_address(EMAIL), None);
    scene.log_in(EMAIL, PASSWORD).await.expect("logged in");
    assert_eq!(scene.pool.last_sign_in_address(EMAIL).as_deref(), Some("203.0.113.7"));
}

async fn renew(scene: &Scene, token: &str) -> Result<AdminInitiateAuthOutput, String> {
    let call = scene.client.admin_initiate_auth().user_pool_id(POOL).client_id("user-client");
    call.auth_flow(AuthFlowType::RefreshTokenAuth)
        .auth_parameters("REFRESH_TOKEN", token)
        .send()
        .await
        .map_err(|error| named(error.into_service_error().meta()))
}

#[tokio::test]
async fn a_refresh_token_gives_new_tokens_of_the_same_log_in_until_it_ends() {
    let scene = scene().await;
    scene.register(EMAIL, PASSWORD).await;
    let first = scene.log_in(EMAIL, PASSWORD).await.expect("logged in");
    let first = first.authentication_result().expect("tokens");
    let refresh = first.refresh_token().expect("one");
    scene.clock.advance(3600);
    let second = renew(&scene, refresh).await.expect("renewed");
    let second = second.authentication_result().expect("tokens");
    assert!(second.refresh_token().is_none(), "the old one stays");
    let (old, new) = (
        scene.claims_of(first.access_token().expect("one")),
        scene.claims_of(second.access_token().expect("one")),
    );
    assert_eq!((&old["auth_time"], &old["origin_jti"]), (&new["auth_time"], &new["origin_jti"]));
    assert_eq!(new["iat"].as_i64(), old["iat"].as_i64().map(|second| second + 3600));

    scene.clock.advance(31 * 24 * 3600);
    let late = renew(&scene, refresh).await.expect_err("ended");
    assert_eq!(late, "NotAuthorizedException: Refresh Token has expired");
    let forged = renew(&scene, "forged").await.expect_err("unknown");
    assert_eq!(forged, "NotAuthorizedException: Invalid Refresh Token");
}

#[tokio::test]
async fn a_user_is_found_by_email_and_by_sub_changed_and_deleted() {
    let scene = scene().await;
    let sub = scene.register(EMAIL, PASSWORD).await;
    scene.register("other@example.com", PASSWORD).await;
    for name in [EMAIL, &sub] {
        let user = scene.client.admin_get_user().user_pool_id(POOL).username(name).send().await.expect("found");
        assert_eq!((user.username(), user.user_status()), (sub.as_str(), Some(&UserStatusType::Confirmed)));
        let has = |name: &str, value: &str| {
            user.user_attributes().iter().any(|a| a.name() == name && a.value() == Some(value))
        };
        assert!(has("sub", &sub) && has("email", EMAIL) && has("custom:role", "student"));
    }
    let update = |name: &str, value: &str| {
        let call = scene.client.admin_update_user_attributes().user_pool_id(POOL).username(EMAIL);
        call.user_attributes(attribute(name, value)).send()
    };
    update("custom:role", "tutor").await.expect("changed");
    let taken = update("email", "OTHER@example.com").await.expect_err("taken").into_service_error();
    assert!(taken.is_alias_exists_exception());
    let unknown = update("custom:shoe", "42").await.expect_err("no such attribute").into_service_error();
    assert!(unknown.is_invalid_parameter_exception());

    scene.client.admin_delete_user().user_pool_id(POOL).username(&sub).send().await.expect("deleted");
    let gone = scene.client.admin_get_user().user_pool_id(POOL).username(EMAIL).send().await;
    assert!(gone.expect_err("gone").into_service_error().is_user_not_found_exception());
    scene.register(EMAIL, PASSWORD).await;
}

#[tokio::test]
async fn what_the_pool_does_not_have_is_named() {
    let scene = scene().await;
    let error = scene.client.list_users().user_pool_id(POOL).send().await.expect_err("not here");
    let said = named(error.into_service_error().meta());
    assert!(said.starts_with("UnknownOperationException") && said.contains("ListUsers"), "{said}");
    let error = scene.client.admin_get_user().user_pool_id("eu-west-1_Other").username(EMAIL).send().await;
    let error = error.expect_err("another pool").into_service_error();
    assert!(error.is_resource_not_found_exception());
    let error = scene
        .client
        .admin_initiate_auth()
        .user_pool_id(POOL)
        .client_id("machine-client")
        .auth_flow(AuthFlowType::AdminUserPasswordAuth)
        .send()
        .await;
    let error = error.expect_err("not for users").into_service_error();
    assert!(error.is_invalid_parameter_exception());
}

#[tokio::test]
async fn emails_that_the_service_refuses_are_refused() {
    let scene = scene().await;
    let long = format!("{}@example.com", "a".repeat(120));
    for email in ["no-at-sign", "two@at@signs", "white space@example.com", "@example.com", long.as_str()] {
        let call = scene.client.admin_create_user().user_pool_id(POOL).username(email);
        let error = call.message_action(MessageActionType::Suppress).send().await.expect_err(email);
        assert!(error.into_service_error().is_invalid_parameter_exception(), "{email}");
    }
}

#[test]
fn the_keys_and_the_configuration_are_where_the_issuer_says() {
    let pool = UserPool::in_memory(pool::config(), Standing::new());
    let configuration = body_of(&pool.answer(&get("/local_StudyPool/.well-known/openid-configuration")));
    assert_eq!(configuration["issuer"], "http://127.0.0.1:3000/local_StudyPool");
    assert_eq!(configuration["token_endpoint"], "http://127.0.0.1:3000/oauth2/token");
    let keys_at = configuration["jwks_uri"].as_str().expect("an address");
    let path = keys_at.strip_prefix("http://127.0.0.1:3000").expect("on the same server");
    let keys = body_of(&pool.answer(&get(path)));
    assert_eq!((&keys["keys"][0]["alg"], &keys["keys"][0]["use"]), (&json!("RS256"), &json!("sig")));
    assert!(keys["keys"][0].get("d").is_none(), "only the public half");
}

#[test]
fn the_pool_knows_its_own_requests() {
    let pool = UserPool::in_memory(pool::config(), Standing::new());
    assert!(pool.is_addressed_by(&get("/local_StudyPool/.well-known/jwks.json")));
    assert!(pool.is_addressed_by(&get("/oauth2/token")));
    let root = Request::post("/").body(Bytes::new()).expect("a request");
    assert!(!pool.is_addressed_by(&root), "the API's own root");
    let dynamo = Request::post("/").header("x-amz-target", "DynamoDB_20120810.GetItem");
    assert!(!pool.is_addressed_by(&dynamo.body(Bytes::new()).expect("a request")));
    let ours = Request::post("/").header("x-amz-target", "AWSCognitoIdentityProviderService.AdminGetUser");
    assert!(pool.is_addressed_by(&ours.body(Bytes::new()).expect("a request")));
}

fn ask_for_token(basic: Option<&str>, form: &'static str) -> (StatusCode, Value) {
    let pool = UserPool::in_memory(pool::config(), Standing::new());
    let mut request =
        Request::post("/oauth2/token").header("content-type", "application/x-www-form-urlencoded");
    if let Some(credentials) = basic {
        let encoded = base64::engine::general_purpose::STANDARD.encode(credentials);
        request = request.header("authorization", format!("Basic {encoded}"));
    }
    let response = pool.answer(&request.body(Bytes::from_static(form.as_bytes())).expect("a request"));
    let mut body = body_of(&response);
    if let Some(token) = body["access_token"].as_str() {
        body["access_token"] = claims_of(&pool, token);
    }
    (response.status(), body)
}

#[test]
fn a_machine_client_gets_a_token_by_basic_or_by_form() {
    let all = "grant_type=client_credentials";
    let by_form = "grant_type=client_credentials&client_id=machine-client&client_secret=machine-secret\
                   &scope=study%2Fsessions.write";
    for (basic, form) in [(Some("machine-client:machine-secret"), all), (None, by_form)] {
        let (status, body) = ask_for_token(basic, form);
        assert_eq!(status, StatusCode::OK, "{body}");
        assert_eq!((&body["token_type"], &body["expires_in"]), (&json!("Bearer"), &json!(3600)));
        let claims = &body["access_token"];
        assert_eq!((&claims["sub"], &claims["client_id"]), (&json!("machine-client"), &json!("machine-client")));
        assert_eq!((&claims["scope"], &claims["token_use"]), (&json!("study/sessions.write"), &json!("access")));
        assert!(claims.get("username").is_none());
    }
}

#[test]
fn a_token_request_that_is_wrong_is_told_why() {
    let good = Some("machine-client:machine-secret");
    for (basic, form, status, error) in [
        (Some("machine-client:wrong"), "grant_type=client_credentials", 401, "invalid_client"),
        (Some("nobody:machine-secret"), "grant_type=client_credentials", 401, "invalid_client"),
        (None, "grant_type=client_credentials", 400, "invalid_client"),
        (good, "grant_type=password", 400, "unsupported_grant_type"),
        (good, "", 400, "invalid_request"),
        (good, "grant_type=client_credentials&scope=study%2Fall", 400, "invalid_scope"),
        (good, "grant_type=client_credentials&grant_type=password", 400, "invalid_request"),
    ] {
        let (given, body) = ask_for_token(basic, form);
        assert_eq!((given.as_u16(), &body["error"]), (status, &json!(error)), "{form}");
    }
}

fn ada() -> NewUser {
    let role = ("custom:role".to_owned(), "student".to_owned());
    NewUser { email: EMAIL.to_owned(), password: PASSWORD.to_owned(), attributes: [role].into() }
}

#[test]
fn a_pool_in_a_file_keeps_users_and_tokens_without_being_closed() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("user-pool.json");
    let before = UserPool::at(&file, pool::config(), Standing::new()).expect("opened");
    let sub = before.add_user(&ada()).expect("added");
    let token = before.access_token_for(sub);
    // As `kill -9` would: nothing of the first pool runs any more.
    std::mem::forget(before);

    let after = UserPool::at(&file, pool::config(), Standing::new()).expect("opened again");
    assert_eq!(claims_of(&after, &token)["sub"], json!(sub));
    let again = after.add_user(&ada()).expect_err("still there");
    assert_eq!(again.name(), "UsernameExistsException");
    let text = std::fs::read_to_string(&file).expect("a file");
    assert!(!text.contains(PASSWORD), "passwords are hashed");
}

#[test]
fn a_file_that_is_no_pool_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("user-pool.json");
    for content in ["", "not json", r#"{"version":2,"accounts":{},"sessions":{}}"#] {
        std::fs::write(&file, content).expect("written");
        UserPool::at(&file, pool::config(), Standing::new()).expect_err(content);
        assert_eq!(std::fs::read_to_string(&file).expect("a file"), content);
    }
    let nowhere = folder.path().join("missing").join("user-pool.json");
    let error = UserPool::at(&nowhere, pool::config(), Standing::new()).expect_err("no folder");
    assert!(error.to_string().contains("user-pool.json"), "{error}");
}

#[test]
fn what_cannot_be_kept_does_not_happen() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("pool").join("user-pool.json");
    std::fs::create_dir(folder.path().join("pool")).expect("made");
    let pool = UserPool::at(&file, pool::config(), Standing::new()).expect("opened");
    let aside = folder.path().join("aside");
    std::fs::rename(folder.path().join("pool"), &aside).expect("moved");
    assert_eq!(pool.add_user(&ada()).expect_err("nowhere to write").name(), "InternalErrorException");
    std::fs::rename(&aside, folder.path().join("pool")).expect("moved back");
    pool.add_user(&ada()).expect("the first attempt left no user");
    assert!(FileShelf::new(&file).load().expect("readable").is_some());
}

#[test]
fn a_token_of_another_key_does_not_verify_though_it_names_ours() {
    let pool = UserPool::in_memory(pool::config(), Standing::new());
    let claims = pool.service_claims().with("sub", "someone");
    assert_eq!(claims.get("sub"), Some(&json!("someone")));
    assert!(claims.clone().without("scope").get("scope").is_none());
    let forged = pool.mint_with_foreign_key(&claims);
    let header = |token: &str| jsonwebtoken::decode_header(token).expect("a token").kid;
    assert_eq!(header(&forged), header(&pool.mint(&claims)));
    let keys = pool.keys();
    let key = DecodingKey::from_jwk(&keys.keys[0]).expect("a key");
    let mut validation = Validation::new(Algorithm::RS256);
    validation.validate_exp = false;
    assert!(jsonwebtoken::decode::<Value>(&forged, &key, &validation).is_err());
}
