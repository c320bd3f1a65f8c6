//! Passwords as a cache of AWS takes them from who is known to IAM: a request to connect, signed and never sent. Nothing here connects.

use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use aws_sigv4::http_request::{
    SignableBody, SignableRequest, SignatureLocation, SigningSettings, sign,
};
use aws_sigv4::sign::v4;
use domain::Moment;

/// How long a password may be used to log in: the longest that AWS allows. The connection lives on after it.
const USABLE: Duration = Duration::from_secs(900);

/// Who connects to which serverless cache.
#[derive(Clone)]
pub(super) struct Connect {
    user: String,
    cache: String,
}

impl Connect {
    /// `None` for what can't be the name of a user or of a cache: both are letters, digits and hyphens.
    pub(super) fn new(user: &str, cache: &str) -> Option<Self> {
        let is_name = |name: &str| {
            let mut bytes = name.bytes();
            !name.is_empty() && bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        };
        (is_name(user) && is_name(cache)).then(|| Self {
            user: user.to_owned(),
            // As AWS keeps it: the signature is over its name.
            cache: cache.to_ascii_lowercase(),
        })
    }

    /// The password from now on; `None` if these credentials can't sign.
    /// <https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html>
    pub(super) fn password(
        &self,
        credentials: &Credentials,
        region: &str,
        now: Moment,
    ) -> Option<String> {
        let Self { user, cache } = self;
        let uri =
            format!("https://{cache}/?Action=connect&User={user}&ResourceType=ServerlessCache");
        let mut settings = SigningSettings::default();
        settings.signature_location = SignatureLocation::QueryParams;
        settings.expires_in = Some(USABLE);
        let identity = credentials.clone().into();
        let params = v4::SigningParams::builder()
            .identity(&identity)
            .region(region)
            .name("elasticache")
            .time(SystemTime::from(now.timestamp()))
            .settings(settings)
            .build()
            .ok()?
            .into();
        let body = SignableBody::Bytes(&[]);
        let request = SignableRequest::new("GET", &uri, std::iter::empty(), body).ok()?;
        let (instructions, _) = sign(request, &params).ok()?.into_parts();
        let mut request = http::Request::get(uri).body(()).ok()?;
        instructions.apply_to_request_http1x(&mut request);
        let signed = request.uri().to_string();
        Some(signed.strip_prefix("https://")?.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn password(session: Option<&str>) -> String {
        let key = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
        let session = session.map(str::to_owned);
        let credentials = Credentials::new("AKIDEXAMPLE", key, session, None, "test");
        let now = "2026-11-25T02:01:42Z".parse().unwrap();
        let connect = Connect::new("app-user", "Study-Cache").unwrap();
        connect.password(&credentials, "eu-central-1", now).unwrap()
    }

    /// What botocore 1.43's `RequestSigner.generate_presigned_url` makes of the same request, less its scheme.
    const BEFORE: &str = "study-cache/?Action=connect&User=app-user&ResourceType=ServerlessCache\
        &X-Amz-Algorithm=AWS4-HMAC-SHA256\
        &X-Amz-Credential=AKIDEXAMPLE%2F20261125%2Feu-central-1%2Felasticache%2Faws4_request\
        &X-Amz-Date=20261125T020142Z&X-Amz-SignedHeaders=host&X-Amz-Expires=900";

    /// The host, and what is asked of it in any order.
    fn parts(url: &str) -> (&str, BTreeSet<&str>) {
        let (host, query) = url.split_once("/?").unwrap();
        (host, query.split('&').collect())
    }

    #[test]
    fn a_password_is_what_the_sdk_for_python_signs() {
        let signature = "b33d86c533be34f8a7c8b33ed0fe8efff743ffc052c63331e21ff0ec5035eba5";
        let expected = format!("{BEFORE}&X-Amz-Signature={signature}");
        assert_eq!(parts(&password(None)), parts(&expected));
    }

    #[test]
    fn the_credentials_of_a_role_bring_their_session() {
        let signature = "0aa29236063fd38d9aab044ef1e4dd655c3f3d8a7b77d5bef0c105968a15f803";
        let session = "X-Amz-Security-Token=session%2Ftoken%2B%3D";
        let expected = format!("{BEFORE}&{session}&X-Amz-Signature={signature}");
        assert_eq!(parts(&password(Some("session/token+="))), parts(&expected));
    }

    #[test]
    fn what_can_be_no_name_is_refused() {
        for (user, cache) in [
            ("", "cache"),
            ("user", ""),
            ("us er", "cache"),
            ("user", "a&b=c"),
        ] {
            assert!(Connect::new(user, cache).is_none(), "{user} {cache}");
        }
    }
}
