//! The static site, as CloudFront serves it: what lies in `site/`, and the description of the API beside it, with the headers that the
//! template has for it.

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Response, StatusCode, header};
use template::{Template, TemplateError};

/// Where the API reference is.
pub const REFERENCE: &str = "/docs";

/// A file: its path, and what is in it.
type File = (&'static str, &'static str);

const FILES: [File; 7] = [
    (
        "/docs/element.js",
        include_str!("../../site/docs/element.js"),
    ),
    (
        "/docs/index.html",
        include_str!("../../site/docs/index.html"),
    ),
    (
        "/docs/openapi.json",
        include_str!("../../docs/openapi.json"),
    ),
    (
        "/docs/operation.js",
        include_str!("../../site/docs/operation.js"),
    ),
    (
        "/docs/reference.css",
        include_str!("../../site/docs/reference.css"),
    ),
    (
        "/docs/reference.js",
        include_str!("../../site/docs/reference.js"),
    ),
    ("/docs/schema.js", include_str!("../../site/docs/schema.js")),
];

/// The files, and what is sent with each.
#[derive(Debug)]
pub struct Site {
    headers: HeaderMap,
}

impl Site {
    /// The site of the template.
    ///
    /// # Errors
    /// The template has no headers for it, or such as are none.
    pub fn of(template: &Template) -> Result<Self, TemplateError> {
        let headers = template.site_headers()?.into_iter();
        let headers = headers.map(|(name, value)| {
            let header = HeaderName::try_from(&name).ok();
            let wrong = || TemplateError::Shape(format!("{name} is no header of the site"));
            header
                .zip(HeaderValue::try_from(value).ok())
                .ok_or_else(wrong)
        });
        Ok(Self {
            headers: headers.collect::<Result<_, _>>()?,
        })
    }

    /// The paths of all files.
    pub fn paths() -> impl Iterator<Item = &'static str> {
        FILES.into_iter().map(|(path, _)| path)
    }

    /// Whether a request is for the site: whatever begins as the API reference does.
    #[must_use]
    pub fn is_addressed_by<B>(&self, request: &Request<B>) -> bool {
        request.uri().path().starts_with(REFERENCE)
    }

    /// Answers a request that is for the site.
    #[must_use]
    pub fn answer<B>(&self, request: &Request<B>) -> Response<Bytes> {
        let path = match request.uri().path() {
            "/docs" | "/docs/" => "/docs/index.html",
            path => path,
        };
        let file = FILES.into_iter().find(|(name, _)| *name == path);
        let mut response = match file {
            Some((name, text)) if [Method::GET, Method::HEAD].contains(request.method()) => {
                let mut response = Response::new(Bytes::from_static(text.as_bytes()));
                let kind = HeaderValue::from_static(kind(name));
                response.headers_mut().insert(header::CONTENT_TYPE, kind);
                response
            }
            // What CloudFront answers to other methods, and of a bucket that it may not list.
            _ => {
                let mut response = Response::new(Bytes::new());
                *response.status_mut() = StatusCode::FORBIDDEN;
                response
            }
        };
        response.headers_mut().extend(self.headers.clone());
        response
    }
}

/// The types that the AWS command line gives to files of these names.
fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("html") => "text/html",
        Some("css") => "text/css",
        Some("js") => "text/javascript",
        _ => "application/json",
    }
}
