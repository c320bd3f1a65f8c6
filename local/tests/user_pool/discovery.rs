//! What anyone may know of a pool, and which requests are for it.

use bytes::Bytes;
use http::Request;
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use local::user_pool::UserPool;
use serde_json::{Value, json};

use crate::clock::Standing;
use crate::pool::config;
use crate::scene::{body_of, get};

#[test]
fn the_keys_and_the_configuration_are_where_the_issuer_says() {
    let pool = UserPool::in_memory(config(), Standing::new());
    let configuration =
        body_of(&pool.answer(&get("/local_StudyPool/.well-known/openid-configuration")));
    assert_eq!(
        configuration["issuer"],
        "http://127.0.0.1:3000/local_StudyPool"
    );
    assert_eq!(
        configuration["token_endpoint"],
        "http://127.0.0.1:3000/oauth2/token"
    );
    let keys_at = configuration["jwks_uri"].as_str().expect("an address");
    let path = keys_at
        .strip_prefix("http://127.0.0.1:3000")
        .expect("on the same server");
    let keys = body_of(&pool.answer(&get(path)));
    assert_eq!(
        (&keys["keys"][0]["alg"], &keys["keys"][0]["use"]),
        (&json!("RS256"), &json!("sig"))
    );
    assert!(keys["keys"][0].get("d").is_none(), "only the public half");
}

#[test]
fn the_pool_knows_its_own_requests() {
    let pool = UserPool::in_memory(config(), Standing::new());
    assert!(pool.is_addressed_by(&get("/local_StudyPool/.well-known/jwks.json")));
    assert!(pool.is_addressed_by(&get("/oauth2/token")));
    let root = Request::post("/").body(Bytes::new()).expect("a request");
    assert!(!pool.is_addressed_by(&root), "the API's own root");
    let dynamo = Request::post("/").header("x-amz-target", "DynamoDB_20120810.GetItem");
    assert!(!pool.is_addressed_by(&dynamo.body(Bytes::new()).expect("a request")));
    let ours = Request::post("/").header(
        "x-amz-target",
        "AWSCognitoIdentityProviderService.AdminGetUser",
    );
    assert!(pool.is_addressed_by(&ours.body(Bytes::new()).expect("a request")));
}

#[test]
fn a_token_of_another_key_does_not_verify_though_it_names_ours() {
    let pool = UserPool::in_memory(config(), Standing::new());
    let claims = pool.service_claims().with("sub", "someone");
    assert_eq!(claims.get("sub"), Some(&json!("someone")));
    assert!(claims.clone().without("scope").get("scope").is_none());
    let forged = pool.mint_with_foreign_key(&claims);
    let header = |token: &str| jsonwebtoken::decode_header(token).expect("a token").kid;
    assert_eq!(header(&forged), header(&pool.mint(&claims)));
    let keys = pool.public_keys();
    let key = DecodingKey::from_jwk(&keys.keys[0]).expect("a key");
    let mut validation = Validation::new(Algorithm::RS256);
    validation.validate_exp = false;
    assert!(jsonwebtoken::decode::<Value>(&forged, &key, &validation).is_err());
}
