//! The site: its bucket and who may read that, what CloudFront knows of it, and records of names.

use http::Method;
use roxmltree::{Document, Node};
use serde_json::{Map, Value, json};

use super::Asked;
use crate::wire::objects;

/// Encryption and ownership are S3's defaults, too, and would be there without the template.
pub(super) async fn bucket(asked: Asked<'_>) -> Value {
    let ask = async |what: &str, element: &str| {
        let path = format!("/{}?{what}", asked.physical);
        objects(&get(asked, "s3", &path).await, element)
    };
    let encrypted = ask("encryption", "ApplyServerSideEncryptionByDefault").await;
    let encrypted = encrypted.into_iter();
    let encrypted = encrypted.map(|by| json!({"ServerSideEncryptionByDefault": by}));
    let [blocked] = ask("publicAccessBlock", "PublicAccessBlockConfiguration")
        .await
        .try_into()
        .unwrap();
    json!({
        "BucketEncryption": {"ServerSideEncryptionConfiguration": encrypted.collect::<Vec<_>>()},
        "OwnershipControls": {"Rules": ask("ownershipControls", "Rule").await},
        "PublicAccessBlockConfiguration": blocked,
    })
}

pub(super) async fn bucket_policy(asked: Asked<'_>) -> Value {
    let bucket = asked.text("Bucket");
    let policy = get(asked, "s3", &format!("/{bucket}?policy")).await;
    let policy: Value = serde_json::from_str(&policy).unwrap();
    json!({"Bucket": bucket, "PolicyDocument": policy})
}

pub(super) async fn distribution(asked: Asked<'_>) -> Value {
    let path = format!("/2020-05-31/distribution/{}", asked.physical);
    json!({"DistributionConfig": ask(asked, &path, "DistributionConfig").await})
}

/// The one that requests get. Without that, it was not published.
pub(super) async fn function(asked: Asked<'_>) -> Value {
    let path = format!("/2020-05-31/function/{}", asked.physical);
    let described = format!("{path}/describe?Stage=LIVE");
    let summary = ask(asked, &described, "FunctionSummary").await;
    json!({
        "Name": summary["Name"],
        "AutoPublish": summary["FunctionMetadata"]["Stage"] == "LIVE",
        "FunctionConfig": summary["FunctionConfig"],
        "FunctionCode": get(asked, "cloudfront", &format!("{path}?Stage=LIVE")).await,
    })
}

pub(super) async fn origin_access(asked: Asked<'_>) -> Value {
    let path = format!("/2020-05-31/origin-access-control/{}", asked.physical);
    let config = "OriginAccessControlConfig";
    json!({config: ask(asked, &path, config).await})
}

pub(super) async fn headers(asked: Asked<'_>) -> Value {
    let path = format!("/2020-05-31/response-headers-policy/{}", asked.physical);
    let config = "ResponseHeadersPolicyConfig";
    let mut found = ask(asked, &path, config).await;
    // The one list that is counted in the template, too.
    found["CustomHeadersConfig"] = json!({"Items": found["CustomHeadersConfig"].take()});
    json!({config: found})
}

/// Names end with a dot there.
pub(super) async fn record(asked: Asked<'_>) -> Value {
    let zone = asked.text("HostedZoneId");
    let path = format!("/2013-04-01/hostedzone/{zone}/rrset");
    let answer = get(asked, "route53", &path).await;
    let (name, kind) = (asked.text("Name"), asked.text("Type"));
    let sets = elements(&answer, "ResourceRecordSet").into_iter();
    let mut own = sets.filter(|set| set["Name"] == format!("{name}.") && set["Type"] == kind);
    let mut found = own.next().unwrap();
    found["HostedZoneId"] = zone.into();
    for dotted in ["/Name", "/AliasTarget/DNSName"] {
        let text = found.pointer_mut(dotted).unwrap();
        *text = text.as_str().unwrap().trim_end_matches('.').into();
    }
    found
}

/// An element of what CloudFront answers.
async fn ask(asked: Asked<'_>, path: &str, element: &str) -> Value {
    let answer = get(asked, "cloudfront", path).await;
    let found = elements(&answer, element).into_iter().next();
    found.unwrap_or_else(|| panic!("no {element}: {answer}"))
}

fn elements(xml: &str, name: &str) -> Vec<Value> {
    let document = Document::parse(xml).unwrap();
    let named = document
        .descendants()
        .filter(|node| node.tag_name().name() == name);
    named.map(read).collect()
}

/// In CloudFront's answers a list is its `Quantity` and its `Items`.
fn read(node: Node<'_, '_>) -> Value {
    let own: Vec<_> = node.children().filter(Node::is_element).collect();
    let named = |name| own.iter().find(|own| own.tag_name().name() == name);
    if named("Quantity").is_some() {
        let items = named("Items").into_iter().flat_map(Node::children);
        items.filter(Node::is_element).map(read).collect()
    } else if own.is_empty() {
        node.text().unwrap_or_default().into()
    } else {
        let own = own
            .into_iter()
            .map(|own| (renamed(own.tag_name().name()).to_owned(), read(own)));
        Value::Object(own.collect::<Map<_, _>>())
    }
}

/// Some have another name in the template.
fn renamed(name: &str) -> &str {
    match name {
        "ACMCertificateArn" => "AcmCertificateArn",
        "CustomHeaders" => "OriginCustomHeaders",
        "IsIPV6Enabled" => "IPV6Enabled",
        "OriginSslProtocols" => "OriginSSLProtocols",
        "SSLSupportMethod" => "SslSupportMethod",
        other => other,
    }
}

async fn get(asked: Asked<'_>, service: &str, path: &str) -> String {
    let answer = asked.wire.rest(service, Method::GET, path, "").await;
    answer.text().to_owned()
}
