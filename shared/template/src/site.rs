//! What CloudFront sends with every file of the site.

use crate::{TemplateError, property};
use serde::Deserialize;
use serde_json::Value;

/// The site's headers as the template has them: each security header by itself, of those that this site uses.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Policy {
    security_headers_config: Security,
    custom_headers_config: Custom,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct Security {
    content_security_policy: ContentSecurity,
    #[serde(rename = "ContentTypeOptions")]
    _content_type_options: Value,
    frame_options: Frame,
    referrer_policy: Referrer,
    strict_transport_security: Transport,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct ContentSecurity {
    content_security_policy: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Frame {
    frame_option: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Referrer {
    referrer_policy: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Transport {
    access_control_max_age_sec: u32,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Custom {
    items: Vec<Header>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Header {
    header: String,
    value: String,
}

/// Reads the template's one policy: names in lower case, and values.
pub(crate) fn headers(document: &Value) -> Result<Vec<(String, String)>, TemplateError> {
    let policy = property::resources_of(document, "AWS::CloudFront::ResponseHeadersPolicy")
        .next()
        .ok_or_else(|| TemplateError::Shape("there is no policy of response headers".into()))?;
    let properties = &policy.properties["ResponseHeadersPolicyConfig"];
    let Policy {
        security_headers_config: security,
        custom_headers_config: custom,
    } = property::Resource {
        properties,
        ..policy
    }
    .read()?;
    let age = security
        .strict_transport_security
        .access_control_max_age_sec;
    let of_security = [
        (
            "content-security-policy",
            security.content_security_policy.content_security_policy,
        ),
        ("x-content-type-options", "nosniff".to_owned()),
        ("x-frame-options", security.frame_options.frame_option),
        ("referrer-policy", security.referrer_policy.referrer_policy),
        ("strict-transport-security", format!("max-age={age}")),
    ];
    let of_security = of_security.map(|(name, value)| (name.to_owned(), value));
    let custom = custom.items.into_iter();
    let custom = custom.map(|one| (one.header.to_lowercase(), one.value));
    Ok(of_security.into_iter().chain(custom).collect())
}
