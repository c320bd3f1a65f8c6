//! The site, put into its bucket and asked for through CloudFront.

use std::collections::BTreeMap;
use std::path::Path;

use bytes::Bytes;
use http::{Method, Request, StatusCode, header};
use local::site::Site;
use template::Template;
use testkit::harness::Test;

use crate::deployed::{Deployed, STACK, run};
use crate::stacks;
use crate::wire::{Answer, Wire};

pub(crate) const TESTS: &[Test] = &[(
    "cloudfront_serves_the_site_from_a_bucket_that_nobody_else_reads",
    cloudfront_serves_the_site_from_a_bucket_that_nobody_else_reads,
)];

const BUCKET: &str = "SiteBucket";

fn cloudfront_serves_the_site_from_a_bucket_that_nobody_else_reads() {
    run(async |deployed, wire| {
        let files = put(deployed, &wire).await;
        let host = host(&wire, STACK).await;
        let get = async |path: &str| through(&wire, &host, (Method::GET, path), &[]).await;
        let others = ["/docs", "/docs/", "/docs/none"].map(str::to_owned);
        for path in files.keys().chain(&others) {
            // As `cargo local` serves it.
            let expected = local(path);
            let found = get(path).await;
            assert_eq!(found.status, expected.status(), "{path}");
            for (name, value) in expected.headers() {
                assert_eq!(found.headers.get(name), Some(value), "{path}: {name}");
            }
            if expected.status() == StatusCode::OK {
                assert_eq!(found.body, *expected.body(), "{path}");
            }
        }
        let found = get("/").await;
        assert_eq!(found.status, StatusCode::FOUND);
        assert_eq!(found.headers[header::LOCATION], "/docs");

        let posted = through(&wire, &host, (Method::POST, "/docs"), &[]).await;
        assert_eq!(posted.status, StatusCode::FORBIDDEN);
        let headers = [("host", host.as_str())];
        let plain = wire.send(Method::GET, "/docs", &headers, "").await;
        assert_eq!(plain.status, StatusCode::MOVED_PERMANENTLY);
        let elsewhere = format!("https://{host}/docs");
        assert_eq!(plain.headers[header::LOCATION], elsewhere.as_str());

        // Past CloudFront.
        let object = format!("/{}/docs/index.html", deployed.physical(BUCKET));
        let refused = wire.send(Method::GET, &object, &[], "").await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
    });
}

/// A request that reaches CloudFront by TLS. The stand-in has none: it goes by what a proxy would have said.
pub(crate) async fn through(
    wire: &Wire,
    host: &str,
    (method, path): (Method, &str),
    headers: &[(&str, &str)],
) -> Answer {
    let tls = [("host", host), ("x-forwarded-proto", "https")];
    let headers = [&tls, headers].concat();
    wire.send(method, path, &headers, "").await
}

/// Where a stack's site is.
pub(crate) async fn host(wire: &Wire, stack: &str) -> String {
    let url = &stacks::outputs(wire, stack).await["SiteUrl"];
    url.strip_prefix("https://").unwrap().to_owned()
}

/// What `cargo local` answers.
fn local(path: &str) -> http::Response<Bytes> {
    let request = Request::get(path).body(()).unwrap();
    Site::of(&Template::ours()).unwrap().answer(&request)
}

/// Puts the files where docs/OPERATIONS.md has them put. Which they are, by their paths.
async fn put(deployed: &Deployed, wire: &Wire) -> BTreeMap<String, Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut files = BTreeMap::new();
    let mut folders = vec![root.join("site")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let at = entry.unwrap().path();
            if at.is_dir() {
                folders.push(at);
            } else {
                let key = at.strip_prefix(root.join("site")).unwrap();
                let path = format!("/{}", key.to_str().unwrap());
                files.insert(path, std::fs::read(at).unwrap());
            }
        }
    }
    let description = std::fs::read(root.join("docs/openapi.json")).unwrap();
    files.insert("/docs/openapi.json".to_owned(), description);
    for (path, file) in &files {
        // The AWS command line goes by the name, too.
        let kind = local(path).headers()[header::CONTENT_TYPE].clone();
        let at = format!("/{}{path}", deployed.physical(BUCKET));
        wire.put_as(kind.to_str().unwrap(), &at, file.clone()).await;
    }
    files
}
