//! The static site as `cargo local` serves it.

#![expect(
    clippy::unwrap_used,
    reason = "clippy sees only test functions themselves as tests, not what they share"
)]

use std::collections::BTreeSet;
use std::path::Path;

use bytes::Bytes;
use http::{Request, Response};
use local::site::Site;
use template::Template;

fn ask(method: &str, path: &str) -> Response<Bytes> {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .body(())
        .unwrap();
    let site = Site::of(&Template::ours()).unwrap();
    assert!(site.is_addressed_by(&request), "{path}");
    site.answer(&request)
}

#[test]
fn every_file_of_the_site_is_served_and_the_description_of_the_api_with_them() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../site/docs");
    let files = std::fs::read_dir(folder).unwrap();
    let name = |file: std::io::Result<std::fs::DirEntry>| {
        format!("/docs/{}", file.unwrap().file_name().to_str().unwrap())
    };
    let mut files: BTreeSet<_> = files.map(name).collect();
    files.insert("/docs/openapi.json".to_owned());
    let served: BTreeSet<_> = Site::paths().map(str::to_owned).collect();
    assert_eq!(served, files);
    for (path, kind) in [
        ("/docs", "text/html"),
        ("/docs/", "text/html"),
        ("/docs/index.html", "text/html"),
        ("/docs/reference.css", "text/css"),
        ("/docs/reference.js", "text/javascript"),
        ("/docs/openapi.json", "application/json"),
    ] {
        let response = ask("GET", path);
        assert_eq!(response.status(), 200, "{path}");
        assert_eq!(response.headers()["content-type"], kind, "{path}");
        assert!(!response.body().is_empty(), "{path}");
    }
}

#[test]
fn every_answer_has_the_headers_of_the_template() {
    let expected = Template::ours().site_headers().unwrap();
    assert!(
        expected
            .iter()
            .any(|(name, _)| name == "content-security-policy")
    );
    for (method, path) in [
        ("GET", "/docs"),
        ("HEAD", "/docs"),
        ("GET", "/docs/none"),
        ("POST", "/docs"),
    ] {
        let response = ask(method, path);
        for (name, value) in &expected {
            assert_eq!(response.headers()[name], value, "{method} {path}");
        }
    }
}

#[test]
fn what_is_not_there_or_not_read_is_refused_as_cloudfront_does() {
    assert_eq!(ask("GET", "/docs/none").status(), 403);
    assert_eq!(ask("GET", "/docs/../template.yaml").status(), 403);
    assert_eq!(ask("POST", "/docs").status(), 403);
    let elsewhere = Request::get("/api/v1/goals").body(()).unwrap();
    let site = Site::of(&Template::ours()).unwrap();
    assert!(!site.is_addressed_by(&elsewhere));
}
