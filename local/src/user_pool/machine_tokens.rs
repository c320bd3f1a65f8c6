//! `POST /oauth2/token`: tokens for service callers, by client credentials (RFC 6749, section 4.4).

use aws_lc_rs::constant_time;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::{HeaderValue, Method, Request, Response, StatusCode, header};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Claims, MachineClient, UserPool, json as respond};

/// Where tokens are asked for.
pub(super) const PATH: &str = "/oauth2/token";

/// How long a service's token lives, in seconds: Cognito's default.
const LIFETIME: i64 = 60 * 60;

/// The claims of a service's access token. It is nobody's: `sub` is the client.
pub(super) fn claims(pool: &UserPool, client: &MachineClient, scopes: &[String]) -> Claims {
    let now = pool.clock.now().as_second();
    let client = client.id.as_str();
    Claims::default()
        .with("sub", client)
        .with("token_use", "access")
        .with("scope", scopes.join(" "))
        .with("auth_time", now)
        .with("iss", pool.config.issuer.as_str())
        .with("exp", now + LIFETIME)
        .with("iat", now)
        .with("version", 2)
        .with("jti", Uuid::new_v4().to_string())
        .with("client_id", client)
}

/// Answers one request for a token.
pub(super) fn answer(pool: &UserPool, request: &Request<Bytes>) -> Response<Bytes> {
    match grant(pool, request) {
        Ok(token) => respond(StatusCode::OK, "application/json", &token),
        Err(refusal) => refusal.response(request.headers().contains_key(header::AUTHORIZATION)),
    }
}

/// The errors of RFC 6749, section 5.2, that can happen here.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Refusal {
    InvalidRequest,
    InvalidClient,
    UnsupportedGrantType,
    InvalidScope,
}

impl Refusal {
    /// A client that tried HTTP Basic is told so with 401, as the RFC demands.
    fn response(self, tried_basic: bool) -> Response<Bytes> {
        let name = match self {
            Self::InvalidRequest => "invalid_request",
            Self::InvalidClient => "invalid_client",
            Self::UnsupportedGrantType => "unsupported_grant_type",
            Self::InvalidScope => "invalid_scope",
        };
        let unauthorized = self == Self::InvalidClient && tried_basic;
        let status = if unauthorized {
            StatusCode::UNAUTHORIZED
        } else {
            StatusCode::BAD_REQUEST
        };
        let mut response = respond(status, "application/json", &json!({"error": name}));
        if unauthorized {
            response
                .headers_mut()
                .insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Basic"));
        }
        response
    }
}

fn grant(pool: &UserPool, request: &Request<Bytes>) -> Result<Value, Refusal> {
    if request.method() != Method::POST || !is_form(request) {
        return Err(Refusal::InvalidRequest);
    }
    let form: Vec<(String, String)> =
        serde_html_form::from_bytes(request.body()).map_err(|_| Refusal::InvalidRequest)?;
    let field = |name: &str| {
        let mut values = form
            .iter()
            .filter(|(key, _)| key == name)
            .map(|(_, value)| value.as_str());
        let value = values.next();
        // A parameter must not be sent twice (RFC 6749, section 3.2).
        if values.next().is_some() {
            Err(Refusal::InvalidRequest)
        } else {
            Ok(value)
        }
    };

    let (id, secret) = match basic_credentials(request)? {
        Some(credentials) => credentials,
        None => (
            field("client_id")?
                .ok_or(Refusal::InvalidClient)?
                .to_owned(),
            field("client_secret")?
                .ok_or(Refusal::InvalidClient)?
                .to_owned(),
        ),
    };
    let client = pool.config.service(&id).ok_or(Refusal::InvalidClient)?;
    constant_time::verify_slices_are_equal(secret.as_bytes(), client.secret.as_bytes())
        .map_err(|_| Refusal::InvalidClient)?;

    match field("grant_type")? {
        Some("client_credentials") => {}
        Some(_) => return Err(Refusal::UnsupportedGrantType),
        None => return Err(Refusal::InvalidRequest),
    }
    let scopes: Vec<String> = match field("scope")?.map(str::trim) {
        None | Some("") => client.scopes.clone(),
        Some(asked) => asked.split_ascii_whitespace().map(str::to_owned).collect(),
    };
    if scopes.iter().any(|scope| !client.scopes.contains(scope)) {
        return Err(Refusal::InvalidScope);
    }
    let token = pool.mint(&claims(pool, client, &scopes));
    Ok(json!({"access_token": token, "expires_in": LIFETIME, "token_type": "Bearer"}))
}

fn is_form(request: &Request<Bytes>) -> bool {
    let content_type = request
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let essence = content_type
        .and_then(|text| text.split(';').next())
        .map(str::trim);
    essence.is_some_and(|text| text.eq_ignore_ascii_case("application/x-www-form-urlencoded"))
}

/// Id and secret from HTTP Basic, if the request has it.
fn basic_credentials(request: &Request<Bytes>) -> Result<Option<(String, String)>, Refusal> {
    let Some(value) = request.headers().get(header::AUTHORIZATION) else {
        return Ok(None);
    };
    let read = || {
        let (scheme, encoded) = value.to_str().ok()?.split_once(' ')?;
        if !scheme.eq_ignore_ascii_case("basic") {
            return None;
        }
        let decoded = String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()?;
        let (id, secret) = decoded.split_once(':')?;
        Some((id.to_owned(), secret.to_owned()))
    };
    read().map(Some).ok_or(Refusal::InvalidClient)
}
