//! Where a request came from, as API Gateway saw it. For what must know the client's address, such as a log-in.

use std::convert::Infallible;

use aws_lambda_events::apigw::ApiGatewayV2httpRequestContext;
use axum::extract::FromRequestParts;
use http::request::Parts;

/// Where a request came from and which address of ours it went to. A handler gets it by naming it as an argument.
///
/// API Gateway sets these, or CloudFront, which says its secret then; not the client: no header can forge them. What an event lacks is
/// empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin {
    /// The client's IP address.
    pub source_ip: String,
    /// The domain name of the API that was called.
    pub domain_name: String,
    /// The path that was called.
    pub path: String,
    /// What the client calls itself.
    pub user_agent: String,
}

impl Origin {
    fn of(context: &ApiGatewayV2httpRequestContext) -> Self {
        let told = |text: &Option<String>| text.clone().unwrap_or_default();
        Self {
            source_ip: told(&context.http.source_ip),
            domain_name: told(&context.domain_name),
            path: told(&context.http.path),
            user_agent: told(&context.http.user_agent),
        }
    }
}

impl<S: Sync> FromRequestParts<S> for Origin {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let context = parts.extensions.get::<ApiGatewayV2httpRequestContext>();
        let origin = context.map(Self::of).unwrap_or_default();
        Ok(
            match crate::site::client(&parts.extensions, &parts.headers) {
                // Or everybody would seem to come from CloudFront's own addresses.
                Some(source_ip) => Self {
                    source_ip,
                    ..origin
                },
                None => origin,
            },
        )
    }
}
