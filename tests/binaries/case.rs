//! One event: a request as a client would send it, made into what the gateway gives the function.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr};

use bytes::Bytes;
use domain::UserId;
use http::Request;
use local::gateway::{Arrival, Authorization, event};
use local::machine::Stack;
use local::seed::ids;
use local::user_pool::{MachineClient, USER_SCOPE};
use serde_json::{Map, Value, json};
use template::{Route, RouteAccess, Template};

/// Where the files say that the API is: where `cargo local` listens unless told otherwise.
pub(crate) const URL: &str = "http://127.0.0.1:3000";

/// The first second of 2100: the files do not expire.
const FAR: i64 = 4_102_444_800;

/// Who sends the request.
#[derive(Debug, Clone, Copy)]
enum Caller {
    Nobody,
    User(UserId),
    Service,
    Monitoring,
}

/// An event and where its file goes.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    group: &'static str,
    name: &'static str,
    method: &'static str,
    target: String,
    accept: &'static str,
    content_type: &'static str,
    body: String,
    caller: Caller,
    alter: fn(&mut Value),
}

/// `group/operation.case`, and the request.
pub(crate) fn case(file: &'static str, method: &'static str, target: impl Into<String>) -> Case {
    let (group, name) = file.split_once('/').expect("a group and a name");
    Case {
        group,
        name,
        method,
        target: target.into(),
        accept: "*/*",
        content_type: "application/json",
        body: String::new(),
        caller: Caller::User(ids::STUDENT),
        alter: |_| (),
    }
}

impl Case {
    /// Sent by another user than the student.
    pub(crate) fn by(self, user: UserId) -> Self {
        Self {
            caller: Caller::User(user),
            ..self
        }
    }

    /// Sent by a service.
    pub(crate) fn by_a_service(self) -> Self {
        Self {
            caller: Caller::Service,
            ..self
        }
    }

    /// Sent by what watches the service.
    pub(crate) fn by_monitoring(self) -> Self {
        Self {
            caller: Caller::Monitoring,
            ..self
        }
    }

    /// Sent without a token, which only public routes let through.
    pub(crate) fn by_nobody(self) -> Self {
        Self {
            caller: Caller::Nobody,
            ..self
        }
    }

    /// With a body of JSON.
    pub(crate) fn with(self, body: &Value) -> Self {
        self.with_text(body.to_string())
    }

    /// With any body.
    pub(crate) fn with_text(self, body: impl Into<String>) -> Self {
        Self {
            body: body.into(),
            ..self
        }
    }

    /// With a body of another type than JSON.
    pub(crate) fn typed(self, content_type: &'static str) -> Self {
        Self {
            content_type,
            ..self
        }
    }

    /// Asking for another type of answer than whatever there is.
    pub(crate) fn accepting(self, accept: &'static str) -> Self {
        Self { accept, ..self }
    }

    /// Altered into what our gateway would not send.
    pub(crate) fn altered(self, alter: fn(&mut Value)) -> Self {
        Self { alter, ..self }
    }

    /// The function that it is for.
    pub(crate) fn group(&self) -> &'static str {
        self.group
    }

    /// The file's path below `events/`.
    pub(crate) fn file(&self) -> String {
        format!("{}/{}.json", self.group, self.name)
    }

    /// The event, as the gateway makes it.
    pub(crate) fn event(&self, template: &Template, stack: &Stack) -> Value {
        let path = self.target.split('?').next().unwrap_or_default();
        let (route, path_parameters) = find(template, self.method, path)
            .unwrap_or_else(|| panic!("{}: no route takes {} {path}", self.name, self.method));
        assert_eq!(
            route.function, self.group,
            "{}: the route belongs to another function",
            self.name
        );
        let authorization = self.authorization(route, stack);
        let mut event = event(&Arrival {
            request: &self.request(),
            source_ip: IpAddr::V4(Ipv4Addr::new(203, 0, 113, 7)),
            route_key: &route.route_key(),
            path_parameters: &path_parameters,
            authorization: authorization.as_ref(),
            api: &stack.api(),
            request_id: "JKJaXmPLvHcESHA=",
            now: "2026-11-22T08:00:00Z"
                .parse()
                .expect("the text is RFC 3339"),
        });
        (self.alter)(&mut event);
        event
    }

    fn request(&self) -> Request<Bytes> {
        let mut request = Request::builder()
            .method(self.method)
            .uri(&self.target)
            .header("accept", self.accept)
            .header("user-agent", "curl/8.5.0")
            .header(
                "x-amzn-trace-id",
                "Root=1-6a2150c0-5eed00000000000000000000",
            );
        if !matches!(self.caller, Caller::Nobody) {
            // The authorizer has seen the real one; functions read its claims and never this.
            request = request.header("authorization", "Bearer header.claims.signature");
        }
        if !self.body.is_empty() {
            request = request.header("content-type", self.content_type);
        }
        request
            .body(Bytes::from(self.body.clone()))
            .expect("the case is a valid request")
    }

    fn authorization(&self, route: &Route, stack: &Stack) -> Option<Authorization> {
        let RouteAccess::Scopes(asked) = &route.access else {
            return None;
        };
        let claims = match self.caller {
            Caller::Nobody => return None,
            Caller::User(id) => user_claims(id, stack),
            Caller::Service => service_claims(&stack.pool().machine_client, stack),
            Caller::Monitoring => service_claims(&stack.pool().monitoring_client, stack),
        };
        let scope = claims["scope"].as_str().unwrap_or_default();
        let scopes = asked
            .iter()
            .filter(|wanted| scope.split(' ').any(|one| one == *wanted));
        Some(Authorization::new(&claims, scopes.cloned().collect()))
    }
}

fn user_claims(id: UserId, stack: &Stack) -> Map<String, Value> {
    let pool = stack.pool();
    claims(
        json!({
            "sub": id,
            "username": id,
            "client_id": pool.user_client_id,
            "scope": USER_SCOPE,
            "origin_jti": "5eed0000-0000-4000-8000-00000000000a",
            "event_id": "5eed0000-0000-4000-8000-00000000000b",
        }),
        stack,
    )
}

fn service_claims(client: &MachineClient, stack: &Stack) -> Map<String, Value> {
    claims(
        json!({
            "sub": client.id,
            "client_id": client.id,
            "scope": client.scopes.join(" "),
            "version": 2,
        }),
        stack,
    )
}

fn claims(own: Value, stack: &Stack) -> Map<String, Value> {
    let mut claims = json!({
        "iss": stack.issuer(),
        "token_use": "access",
        "auth_time": 1_795_334_000,
        "iat": 1_795_334_000,
        "exp": FAR,
        "jti": "5eed0000-0000-4000-8000-00000000000c",
    });
    let (Some(all), Value::Object(own)) = (claims.as_object_mut(), own) else {
        unreachable!("both are objects")
    };
    all.extend(own);
    all.clone()
}

/// The route that a request takes, with the path's parameters; a route with fewer parameters comes first, as in API Gateway.
fn find<'a>(
    template: &'a Template,
    method: &str,
    path: &str,
) -> Option<(&'a Route, BTreeMap<String, String>)> {
    let of_method = template
        .routes()
        .iter()
        .filter(|route| route.method == method);
    of_method
        .filter_map(|route| Some((route, parameters(&route.path, path)?)))
        .min_by_key(|(_, parameters)| parameters.len())
}

fn parameters(template: &str, path: &str) -> Option<BTreeMap<String, String>> {
    let (names, values) = (template.split('/'), path.split('/'));
    if names.clone().count() != values.clone().count() {
        return None;
    }
    let mut found = BTreeMap::new();
    for (name, value) in names.zip(values) {
        match name
            .strip_prefix('{')
            .and_then(|name| name.strip_suffix('}'))
        {
            Some(_) if value.is_empty() => return None,
            Some(name) => drop(found.insert(name.to_owned(), value.to_owned())),
            None if name == value => {}
            None => return None,
        }
    }
    Some(found)
}
