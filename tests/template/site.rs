//! The static site: who reads its files, what browsers are told, and what stands between a client and the API behind it.

use serde_json::{Value, json};
use template::{Template, Values};

use crate::resource::properties;

/// The secret, as the template reads it.
const SECRET: &str = "secretsmanager:SiteSecret:SecretString:secret";

/// The distribution's configuration with these parameters.
fn distribution(parameters: &[(&str, &str)]) -> Value {
    let values = [
        ("AWS::StackName", "study"),
        ("AWS::Region", "eu-west-1"),
        ("AWS::URLSuffix", "amazonaws.com"),
        ("Api", "api1"),
        (
            "SiteBucket.RegionalDomainName",
            "bucket.s3.eu-west-1.amazonaws.com",
        ),
        ("SiteOriginAccess", "access"),
        ("SiteHeaders", "headers"),
        ("SitePaths.FunctionMetadata.FunctionARN", "paths"),
    ];
    let values = values.into_iter().chain(parameters.iter().copied());
    let values = values.fold(Values::new(), |values, (name, value)| {
        values.with(name, value)
    });
    let found = Template::ours().properties("SiteDistribution", &values);
    let found = found
        .expect("it is worked out")
        .expect("there is always one");
    found["DistributionConfig"].clone()
}

#[test]
fn nobody_but_the_distribution_reads_the_bucket_and_nobody_lists_it() {
    let block = &properties("SiteBucket")["PublicAccessBlockConfiguration"];
    for what in [
        "BlockPublicAcls",
        "BlockPublicPolicy",
        "IgnorePublicAcls",
        "RestrictPublicBuckets",
    ] {
        assert_eq!(block[what], true, "{what}");
    }
    let policy = properties("SiteBucketPolicy")["PolicyDocument"]["Statement"].clone();
    let statements = policy.as_array().expect("statements");
    let allowed: Vec<_> = statements
        .iter()
        .filter(|one| one["Effect"] == "Allow")
        .collect();
    assert_eq!(allowed.len(), 1);
    assert_eq!(allowed[0]["Action"], json!(["s3:GetObject"]));
    assert_eq!(
        allowed[0]["Principal"],
        json!({"Service": "cloudfront.amazonaws.com"})
    );
    let of = &allowed[0]["Condition"]["StringEquals"]["AWS:SourceArn"]["Fn::Sub"];
    assert!(
        of.as_str()
            .is_some_and(|of| of.ends_with(":distribution/${SiteDistribution}")),
        "{of}"
    );
    let unencrypted = json!({"Bool": {"aws:SecureTransport": "false"}});
    assert!(
        statements
            .iter()
            .any(|one| one["Effect"] == "Deny" && one["Condition"] == unencrypted)
    );
    let access = properties("SiteOriginAccess")["OriginAccessControlConfig"].clone();
    assert_eq!(access["SigningBehavior"], "always");
}

#[test]
fn without_more_the_distribution_serves_the_site_compressed_and_with_its_headers_over_tls_alone() {
    let config = distribution(&[]);
    assert_eq!(config["Origins"].as_array().map(Vec::len), Some(1));
    assert_eq!(config["Origins"][0]["OriginAccessControlId"], "access");
    assert_eq!(
        config["CacheBehaviors"][0]["PathPattern"],
        format!("{}*", local::site::REFERENCE)
    );
    for behaviour in [
        &config["CacheBehaviors"][0],
        &config["DefaultCacheBehavior"],
    ] {
        assert_eq!(behaviour["TargetOriginId"], "site");
        assert_eq!(behaviour["Compress"], true);
        assert_eq!(behaviour["ViewerProtocolPolicy"], "redirect-to-https");
        assert_eq!(behaviour["ResponseHeadersPolicyId"], "headers");
        assert_eq!(behaviour["FunctionAssociations"][0]["FunctionARN"], "paths");
        assert_eq!(behaviour["AllowedMethods"], json!(["GET", "HEAD"]));
    }
    assert_eq!(config["WebACLId"], Value::Null);
    assert_eq!(config["Aliases"], Value::Null);
}

#[test]
fn browsers_are_told_to_run_nothing_but_the_sites_own_files() {
    let headers = Template::ours().site_headers().expect("there are some");
    let header = |name: &str| {
        let found = headers.iter().find(|(of, _)| of == name);
        found.map(|(_, value)| value.as_str()).expect(name)
    };
    let policy = header("content-security-policy");
    for part in [
        "default-src 'none'",
        "script-src 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    ] {
        assert!(policy.contains(part), "{policy}");
    }
    assert!(
        !policy.contains("unsafe") && !policy.contains('*') && !policy.contains("http"),
        "{policy}"
    );
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert_eq!(header("x-frame-options"), "DENY");
    assert_eq!(header("referrer-policy"), "no-referrer");
    assert_eq!(header("strict-transport-security"), "max-age=31536000");
    assert!(header("cache-control").starts_with("public, max-age="));
}

#[test]
fn in_front_of_the_api_it_passes_everything_on_keeps_nothing_and_says_the_secret() {
    let acl = "arn:aws:wafv2:us-east-1:123456789012:global/webacl/study/0f0f";
    for through in ["also", "only"] {
        let config = distribution(&[("ApiThroughSite", through), ("WebAclArn", acl)]);
        assert_eq!(config["WebACLId"], acl);
        let api = &config["Origins"][1];
        assert_eq!(
            api["DomainName"],
            "api1.execute-api.eu-west-1.amazonaws.com"
        );
        assert_eq!(
            api["CustomOriginConfig"]["OriginProtocolPolicy"],
            "https-only"
        );
        let said = format!("{{{{resolve:{SECRET}}}}}");
        let header = json!([{"HeaderName": "x-site-secret", "HeaderValue": said}]);
        assert_eq!(api["OriginCustomHeaders"], header);
        let behaviour = &config["DefaultCacheBehavior"];
        assert_eq!(behaviour["TargetOriginId"], "api");
        // A token is sent with most requests: never over an open line, not even to be redirected.
        assert_eq!(behaviour["ViewerProtocolPolicy"], "https-only");
        assert_eq!(
            behaviour["CachePolicyId"], "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
            "CachingDisabled"
        );
        assert_eq!(
            behaviour["OriginRequestPolicyId"], "b689b0a8-53d0-40ab-baf2-68738e2966ac",
            "AllViewerExceptHostHeader"
        );
        let methods = behaviour["AllowedMethods"].as_array().expect("a list");
        for route in Template::ours().routes() {
            assert!(methods.contains(&json!(route.method)), "{}", route.method);
        }
        // The site's own part stays where it is.
        assert_eq!(config["CacheBehaviors"][0]["TargetOriginId"], "site");
        // No route of the API is hidden by it.
        let hidden = |path: &str| path.starts_with(local::site::REFERENCE);
        assert!(
            !Template::ours()
                .routes()
                .iter()
                .any(|route| hidden(&route.path))
        );
    }
}

#[test]
fn an_api_with_a_name_of_its_own_is_reached_by_that_name_whose_default_may_be_closed() {
    let certificate = "arn:aws:acm:eu-west-1:123456789012:certificate/1";
    let config = distribution(&[
        ("ApiThroughSite", "only"),
        ("DomainName", "api.example.com"),
        ("CertificateArn", certificate),
    ]);
    assert_eq!(config["Origins"][1]["DomainName"], "api.example.com");
}

#[test]
fn a_site_with_a_name_of_its_own_takes_it_with_its_certificate() {
    let certificate = "arn:aws:acm:us-east-1:123456789012:certificate/1";
    let config = distribution(&[
        ("SiteDomainName", "study.example.com"),
        ("SiteCertificateArn", certificate),
    ]);
    assert_eq!(config["Aliases"], json!(["study.example.com"]));
    let viewer = &config["ViewerCertificate"];
    assert_eq!(viewer["AcmCertificateArn"], certificate);
    assert_eq!(viewer["MinimumProtocolVersion"], "TLSv1.2_2021");
}

#[test]
fn functions_know_the_secret_where_cloudfront_says_it_and_insist_on_it_where_they_are_told() {
    let ours = Template::ours();
    let goals = ours.functions().iter().find(|one| one.group == "goals");
    for (through, known, only) in [
        ("never", "", "false"),
        ("also", "the-secret", "false"),
        ("only", "the-secret", "true"),
    ] {
        let values = [
            "AWS::Region",
            "AWS::StackName",
            "UserPool",
            "UserClient",
            "MachineClient",
            "MonitoringClient",
            "secretsmanager:CursorKeySecret:SecretString:key",
        ];
        let values = values
            .into_iter()
            .fold(Values::new(), |values, one| values.with(one, "any"));
        let values = values
            .with(SECRET, "the-secret")
            .with("ApiThroughSite", through);
        let environment = ours.environment(goals.expect("it is there"), &values);
        let environment = environment.expect("it is worked out");
        assert_eq!(environment["SITE_SECRET"], known, "{through}");
        assert_eq!(environment["SITE_ONLY"], only, "{through}");
    }
}
