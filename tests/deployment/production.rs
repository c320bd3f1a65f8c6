//! A stack for production, with whatever else a parameter turns on, so that no reference is followed nowhere.

use serde_json::json;

use crate::going;
use crate::package::upload_template;
use crate::stacks;
use crate::wire::Wire;

/// The name that its API gets.
pub(crate) fn api(name: &str) -> String {
    format!("api.{name}.example.com")
}

/// The name that its site gets.
pub(crate) fn site(name: &str) -> String {
    format!("study.{name}.example.com")
}

/// Makes one of this name, in a zone of its own.
pub(crate) async fn make(wire: &Wire, url: &str, name: &str) {
    let zone = json!({"Resources": {"Zone": {
        "Type": "AWS::Route53::HostedZone",
        "Properties": {"Name": format!("{name}.example.com")},
    }}});
    let zone_name = format!("{name}-zone");
    let at = upload_template(wire, url, &zone_name, &zone).await;
    let made = stacks::create(wire, &zone_name, &at).await;
    assert_eq!(made.as_deref(), Ok("CREATE_COMPLETE"));
    let zone = stacks::resources(wire, &zone_name).await;
    let parameters = [
        ("Stage", "prod"),
        ("AllowedOrigins", ""),
        ("ApiThroughSite", "only"),
        ("BedrockModelId", "some.model-v1:0"),
        (
            "CertificateArn",
            "arn:aws:acm:eu-central-1:000000000000:certificate/0-1",
        ),
        ("DefaultEndpoint", "closed"),
        ("DomainName", &api(name)),
        ("HostedZoneId", &zone["Zone"].physical),
        ("Mfa", "OPTIONAL"),
        ("ReservedConcurrency", "3"),
        (
            "SiteCertificateArn",
            "arn:aws:acm:us-east-1:000000000000:certificate/0-1",
        ),
        ("SiteDomainName", &site(name)),
        (
            "TableKeyArn",
            "arn:aws:kms:eu-central-1:000000000000:key/0-1",
        ),
        ("ThreatProtection", "AUDIT"),
        (
            "WebAclArn",
            "arn:aws:wafv2:us-east-1:000000000000:global/webacl/study/0-1",
        ),
    ];
    going::make(wire, url, name, &parameters).await;
}
