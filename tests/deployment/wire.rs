//! Requests to the stand-in, each in its service's own protocol and without an SDK, so that what it says stays as it said it. The
//! functions ask through the SDK.

use std::time::SystemTime;

use aws_credential_types::Credentials;
use aws_sigv4::http_request::{
    PayloadChecksumKind, PercentEncodingMode, SignableBody, SignableRequest, SigningSettings, sign,
};
use aws_sigv4::sign::v4;
use bytes::Bytes;
use domain::Clock;
use http::{HeaderMap, Method, Request, StatusCode};
use http_body_util::{BodyExt, Full};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use roxmltree::Document;
use runtime::SystemClock;
use serde_json::{Map, Value};
use url::form_urlencoded::Serializer;

/// The account that everything is in.
pub(crate) const ACCOUNT: &str = "000000000000";

/// The region that everything is in.
pub(crate) const REGION: &str = "eu-central-1";

/// The key of the account's owner, and its secret.
pub(crate) const KEY: &str = "test";

/// Who asks.
#[derive(Debug)]
pub(crate) struct Wire {
    client: Client<HttpConnector, Full<Bytes>>,
    base: String,
}

/// What was answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Answer {
    /// The body, which must be JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("no JSON: {}", self.text()))
    }

    /// The body, which must be text.
    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    /// This answer, which must be one of success.
    fn ok(self, asked: &str) -> Self {
        let (status, text) = (self.status, self.text());
        assert!(status.is_success(), "{asked}: {status} {text}");
        self
    }
}

impl Wire {
    /// To the stand-in at this URL.
    pub(crate) fn to(base: &str) -> Self {
        Self {
            client: Client::builder(TokioExecutor::new()).build_http(),
            base: base.to_owned(),
        }
    }

    /// A request that nobody signs.
    pub(crate) async fn send(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: impl Into<Bytes>,
    ) -> Answer {
        let mut request = Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.base));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Full::new(body.into())).unwrap();
        self.answer(request).await
    }

    /// An object that is put into S3, under `bucket/key`.
    pub(crate) async fn put(&self, path: &str, body: impl Into<Bytes>) {
        self.put_as("binary/octet-stream", path, body).await;
    }

    /// The same with a type of content.
    pub(crate) async fn put_as(&self, kind: &str, path: &str, body: impl Into<Bytes>) {
        let headers = [("content-type", kind)];
        let answer = self.signed("s3", Method::PUT, path, &headers, body.into());
        answer.await.ok(path);
    }

    /// An operation of a service that speaks JSON, such as `DynamoDB_20120810.DescribeTable`, which must succeed.
    pub(crate) async fn json(&self, service: &str, operation: &str, body: Value) -> Value {
        let headers = [
            ("content-type", "application/x-amz-json-1.1"),
            ("x-amz-target", operation),
        ];
        let body = body.to_string().into();
        let answer = self.signed(service, Method::POST, "/", &headers, body);
        answer.await.ok(operation).json()
    }

    /// An operation of a service that has paths, which must succeed.
    pub(crate) async fn rest(
        &self,
        service: &str,
        method: Method,
        path: &str,
        body: &str,
    ) -> Answer {
        let headers = [("content-type", "application/json")];
        let answer = self.signed(service, method, path, &headers, body.to_owned().into());
        answer.await.ok(path)
    }

    /// An operation of a service that is asked by a form and answers XML; its error's message if it fails.
    pub(crate) async fn form(
        &self,
        service: &str,
        parameters: &[(&str, &str)],
    ) -> Result<Answer, String> {
        let headers = [("content-type", "application/x-www-form-urlencoded")];
        let form = Serializer::new(String::new())
            .extend_pairs(parameters)
            .finish();
        let answer = self.signed(service, Method::POST, "/", &headers, form.into());
        let answer = answer.await;
        if answer.status.is_success() {
            Ok(answer)
        } else {
            Err(texts(answer.text(), "Message").join(", "))
        }
    }

    /// A request in the name of the account's owner.
    async fn signed(
        &self,
        service: &str,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Bytes,
    ) -> Answer {
        let mut settings = SigningSettings::default();
        let mut payload = SignableBody::Bytes(&body);
        if service == "s3" {
            // Or it would be hashed, which takes a minute for all functions.
            payload = SignableBody::UnsignedPayload;
            settings.payload_checksum_kind = PayloadChecksumKind::XAmzSha256;
            settings.percent_encoding_mode = PercentEncodingMode::Single;
        }
        let identity = Credentials::new(KEY, KEY, None, None, "test").into();
        let parameters = v4::SigningParams::builder()
            .identity(&identity)
            .region(REGION)
            .name(service)
            .time(SystemTime::from(SystemClock.now().timestamp()))
            .settings(settings)
            .build()
            .unwrap()
            .into();
        let uri = format!("{}{path}", self.base);
        let own = headers.iter().copied();
        let request = SignableRequest::new(method.as_str(), &uri, own, payload).unwrap();
        let (instructions, _) = sign(request, &parameters).unwrap().into_parts();
        let mut request = Request::builder().method(method).uri(&uri);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut request = request.body(Full::new(body)).unwrap();
        instructions.apply_to_request_http1x(&mut request);
        self.answer(request).await
    }

    async fn answer(&self, request: Request<Full<Bytes>>) -> Answer {
        let (head, body) = self.client.request(request).await.unwrap().into_parts();
        Answer {
            status: head.status,
            headers: head.headers,
            body: body.collect().await.unwrap().to_bytes(),
        }
    }
}

/// The text of every element of this name.
pub(crate) fn texts(xml: &str, name: &str) -> Vec<String> {
    let document = Document::parse(xml).unwrap();
    let named = document
        .descendants()
        .filter(|node| node.tag_name().name() == name);
    named
        .map(|node| node.text().unwrap_or_default().to_owned())
        .collect()
}

/// Every element of this name as an object: the texts of the elements in it, by their names.
pub(crate) fn objects(xml: &str, name: &str) -> Vec<Map<String, Value>> {
    let document = Document::parse(xml).unwrap();
    let named = document
        .descendants()
        .filter(|node| node.tag_name().name() == name);
    named
        .map(|node| {
            let own = node.children().filter(roxmltree::Node::is_element);
            own.map(|own| {
                let text = own.text().unwrap_or_default();
                (own.tag_name().name().to_owned(), text.into())
            })
            .collect()
        })
        .collect()
}
