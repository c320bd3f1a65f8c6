//! The real binaries answer, asked as they are in the cloud: by Lambda, by API Gateway, by a queue.

use std::collections::BTreeSet;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD as URL_SAFE};
use http::{Method, StatusCode};
use runtime::readiness::{ANSWER, EVENT};
use serde_json::{Value, json};
use template::{RouteAccess, Template};
use testkit::harness::Test;

use crate::deployed::{Deployed, STACK, run};
use crate::gateway;
use crate::left_out::NO_EXTENSION;
use crate::wire::{Answer, Wire};

pub(crate) const TESTS: &[Test] = &[
    (
        "every_function_reaches_its_tables_when_lambda_asks_whether_it_is_ready",
        every_function_reaches_its_tables_when_lambda_asks_whether_it_is_ready,
    ),
    (
        "what_a_function_says_lies_in_its_log_group",
        what_a_function_says_lies_in_its_log_group,
    ),
    (
        "sam_describes_the_templates_routes_each_with_its_function_and_scopes",
        sam_describes_the_templates_routes_each_with_its_function_and_scopes,
    ),
    (
        "whoever_registers_logs_in_and_is_let_in_with_the_token_and_nobody_without",
        whoever_registers_logs_in_and_is_let_in_with_the_token_and_nobody_without,
    ),
    (
        "a_goal_is_made_and_read_through_the_gateway",
        a_goal_is_made_and_read_through_the_gateway,
    ),
    (
        "a_job_goes_through_the_queue_to_the_worker_and_is_done",
        a_job_goes_through_the_queue_to_the_worker_and_is_done,
    ),
    (
        "monitoring_logs_in_with_its_secret_and_reads_the_figures_that_functions_pushed",
        monitoring_logs_in_with_its_secret_and_reads_the_figures_that_functions_pushed,
    ),
];

const PASSWORD: &str = "correct horse";

/// The longest that something in the background may take.
const PATIENCE: Duration = Duration::from_mins(1);

fn every_function_reaches_its_tables_when_lambda_asks_whether_it_is_ready() {
    run(async |_, wire| {
        for function in Template::ours().functions() {
            let answer = invoke(&wire, &format!("{}:live", function.group), EVENT).await;
            let expected: Value = serde_json::from_str(ANSWER).unwrap();
            assert_eq!(answer.json(), expected, "{}", function.group);
        }
    });
}

fn what_a_function_says_lies_in_its_log_group() {
    run(async |deployed, wire| {
        let health = (Method::GET, "/health");
        let answer = gateway::call(deployed, &wire, health, None, None).await;
        assert_eq!(answer.status, StatusCode::OK);
        let said = async || {
            let group = json!({"logGroupName": deployed.physical("OpsLogGroup")});
            let operation = "Logs_20140328.FilterLogEvents";
            let events = wire.json("logs", operation, group).await["events"].take();
            let lines = events.as_array().unwrap().iter();
            let lines = lines.map(|event| event["message"].as_str().unwrap());
            let ours = lines.filter_map(|line| serde_json::from_str::<Value>(line).ok());
            ours.map(|mut line| line["message"].take())
                .collect::<Vec<_>>()
        };
        // After the answer.
        let lines = tokio::time::timeout(PATIENCE, async {
            loop {
                let lines = said().await;
                if lines.contains(&"request served".into()) {
                    return lines;
                }
            }
        });
        let lines = lines.await.expect("a request is told");
        assert!(lines.contains(&NO_EXTENSION.into()), "{lines:?}");
    });
}

fn sam_describes_the_templates_routes_each_with_its_function_and_scopes() {
    run(async |deployed, wire| {
        let authorizers = gateway::list(deployed, &wire, "authorizers").await;
        let [authorizer] = authorizers.as_slice() else {
            panic!("one authorizer: {authorizers:?}");
        };
        let integrations = gateway::list(deployed, &wire, "integrations").await;
        let mut there = BTreeSet::new();
        for route in gateway::list(deployed, &wire, "routes").await {
            let target = route["target"].as_str().unwrap();
            let target = target.strip_prefix("integrations/").unwrap();
            let mut integrations = integrations.iter();
            let integration = integrations.find(|own| own["integrationId"] == target);
            let uri = integration.unwrap()["integrationUri"].as_str().unwrap();
            let open = route["authorizationType"] == "NONE";
            assert!(open || route["authorizerId"] == authorizer["authorizerId"]);
            let scopes: Option<Vec<String>> = (!open)
                .then(|| serde_json::from_value(route["authorizationScopes"].clone()).unwrap());
            let key = route["routeKey"].as_str().unwrap().to_owned();
            there.insert((key, uri.to_owned(), scopes));
        }
        let ours = Template::ours();
        let drawn: BTreeSet<_> = ours
            .routes()
            .iter()
            .map(|route| {
                let mut functions = ours.functions().iter();
                let function = functions.find(|own| own.group == route.function);
                let alias = format!("{}Aliaslive", function.unwrap().logical_id);
                let alias = deployed.physical(&alias);
                let uri = format!(
                    "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/{alias}/invocations"
                );
                let scopes = match &route.access {
                    RouteAccess::Public => None,
                    RouteAccess::Scopes(scopes) => Some(scopes.clone()),
                };
                (route.route_key(), uri, scopes)
            })
            .collect();
        assert_eq!(there, drawn);
    });
}

fn whoever_registers_logs_in_and_is_let_in_with_the_token_and_nobody_without() {
    run(async |deployed, wire| {
        let person = Person::register(deployed, "olga", "student").await;
        let me = "/api/v1/auth/me";
        assert_eq!(person.get(me).await["data"]["email"], "olga@example.com");

        let (rest, signature) = person.token.rsplit_once('.').unwrap();
        let (head, claims) = rest.split_once('.').unwrap();
        let mut other: Value = serde_json::from_slice(&URL_SAFE.decode(claims).unwrap()).unwrap();
        other["sub"] = "somebody else".into();
        let other = URL_SAFE.encode(other.to_string());
        let tampered = format!("{head}.{other}.{signature}");
        for token in [None, Some(tampered.as_str()), Some("no.token.atall")] {
            let refused = gateway::call(deployed, &wire, (Method::GET, me), token, None).await;
            assert_eq!(refused.status, StatusCode::UNAUTHORIZED, "{token:?}");
            // Not our own words: the gateway's.
            assert_eq!(refused.json(), json!({"message": "Unauthorized"}));
        }
        // A token as good as any, of a service: it does not have the scope.
        let service = token(deployed, &wire, "MachineClient").await;
        let refused = gateway::call(deployed, &wire, (Method::GET, me), Some(&service), None).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        assert_eq!(refused.json(), json!({"message": "Forbidden"}));
    });
}

fn a_goal_is_made_and_read_through_the_gateway() {
    run(async |deployed, _| {
        let student = Person::register(deployed, "greta", "student").await;
        let made = student.make_goal("Botany").await;
        let id = made["id"].as_str().unwrap();
        let read = student.get(&format!("/api/v1/goals/{id}")).await;
        assert_eq!(read["data"]["title"], "Pass the final");
        // Through the index of several sort keys.
        let list = format!("/api/v1/goals?student_id={}", student.id);
        let list = student.get(&list).await;
        assert_eq!(list["data"][0]["id"], id, "{list}");
        // And of nobody else.
        let stranger = Person::register(deployed, "gunnar", "student").await;
        let refused = stranger.ask(&format!("/api/v1/goals/{id}")).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.text());
        // Our own words: it is the function that says so.
        assert_eq!(refused.json()["error"]["code"], "FORBIDDEN");
    });
}

fn a_job_goes_through_the_queue_to_the_worker_and_is_done() {
    run(async |deployed, _| {
        let student = Person::register(deployed, "ida", "student").await;
        let subject = student.make_goal("Zoology").await["subject_id"].take();
        let tutor = Person::register(deployed, "ines", "tutor").await;
        for legs in [2, 4] {
            let item = json!({
                "subject_id": subject, "question": format!("What is it that has {legs} legs?"), "answer": "an animal",
                "wrong": ["a table", "a song", "a number"], "explanation": "Whatever walks on legs of its own is an animal.", "difficulty": 4,
            });
            tutor.post("/api/v1/practice/bank", &item).await;
        }
        let order = json!({"student_id": student.id, "subject": "Zoology", "num_items": 2});
        let begun = student.post("/api/v1/practice/assign/async", &order).await;
        let path = begun["status_url"].as_str().unwrap();
        let done = tokio::time::timeout(PATIENCE, async {
            loop {
                let job = student.get(path).await["data"].take();
                if !["pending", "processing"]
                    .map(Value::from)
                    .contains(&job["status"])
                {
                    return job;
                }
            }
        });
        let done = done.await.expect("the worker gets the message");
        let items = done["result"]["data"]["items"].as_array().map(Vec::len);
        assert_eq!(
            (&done["status"], items),
            (&json!("completed"), Some(2)),
            "{done}"
        );
    });
}

fn monitoring_logs_in_with_its_secret_and_reads_the_figures_that_functions_pushed() {
    run(async |deployed, wire| {
        let monitoring = token(deployed, &wire, "MonitoringClient").await;
        let read = async || {
            let metrics = (Method::GET, "/metrics?minutes=60");
            let read = gateway::call(deployed, &wire, metrics, Some(&monitoring), None).await;
            succeeded("/metrics", read)["data"].take()
        };
        // They are pushed after an answer, so that the first one may show none.
        let pushed = tokio::time::timeout(PATIENCE, async {
            while read().await["counters"]["lambda.cold_starts"].is_null() {}
        });
        pushed.await.expect("a start is counted");
        // And whoever is no monitor gets none.
        let service = token(deployed, &wire, "MachineClient").await;
        let metrics = (Method::GET, "/metrics");
        let refused = gateway::call(deployed, &wire, metrics, Some(&service), None).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
    });
}

/// An invocation by Lambda's own operation.
async fn invoke(wire: &Wire, function: &str, event: &str) -> Answer {
    let path = format!("/2015-03-31/functions/{STACK}-{function}/invocations");
    wire.rest("lambda", Method::POST, &path, event).await
}

/// A token that a service gets for its secret.
async fn token(deployed: &Deployed, wire: &Wire, client: &str) -> String {
    let asked = json!({
        "UserPoolId": deployed.physical("UserPool"),
        "ClientId": deployed.physical(client),
    });
    let operation = "AWSCognitoIdentityProviderService.DescribeUserPoolClient";
    let client = wire.json("cognito-idp", operation, asked).await["UserPoolClient"].take();
    let (id, secret) = (client["ClientId"].as_str(), client["ClientSecret"].as_str());
    let basic = STANDARD.encode(format!("{}:{}", id.unwrap(), secret.unwrap()));
    let basic = format!("Basic {basic}");
    let headers = [
        ("authorization", basic.as_str()),
        ("content-type", "application/x-www-form-urlencoded"),
    ];
    let body = "grant_type=client_credentials";
    let answer = wire
        .send(Method::POST, "/oauth2/token", &headers, body)
        .await;
    let token = answer.json()["access_token"].as_str().map(str::to_owned);
    token.unwrap_or_else(|| panic!("{}", answer.text()))
}

/// Somebody who has registered and logged in through the API.
struct Person {
    deployed: &'static Deployed,
    wire: Wire,
    id: String,
    token: String,
}

impl Person {
    async fn register(deployed: &'static Deployed, name: &str, role: &str) -> Self {
        let wire = Wire::to(&deployed.url);
        let email = format!("{name}@example.com");
        let person = json!({"email": email, "name": name, "password": PASSWORD, "role": role});
        let open = async |path: &str, body: &Value| {
            let answer = gateway::call(deployed, &wire, (Method::POST, path), None, Some(body));
            succeeded(path, answer.await)
        };
        open("/api/v1/auth/register", &person).await;
        let person = json!({"email": email, "password": PASSWORD});
        let logged_in = open("/api/v1/auth/login", &person).await;
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        Self {
            deployed,
            wire,
            id: text(&logged_in["user_id"]),
            token: text(&logged_in["access_token"]),
        }
    }

    /// What is answered, whatever it is.
    async fn ask(&self, path: &str) -> Answer {
        let route = (Method::GET, path);
        gateway::call(self.deployed, &self.wire, route, Some(&self.token), None).await
    }

    async fn get(&self, path: &str) -> Value {
        succeeded(path, self.ask(path).await)
    }

    async fn post(&self, path: &str, body: &Value) -> Value {
        let (route, token) = ((Method::POST, path), Some(self.token.as_str()));
        let answer = gateway::call(self.deployed, &self.wire, route, token, Some(body));
        succeeded(path, answer.await)
    }

    async fn make_goal(&self, subject: &str) -> Value {
        let goal =
            json!({"student_id": self.id, "subject_name": subject, "title": "Pass the final"});
        self.post("/api/v1/goals", &goal).await["data"].take()
    }
}

fn succeeded(path: &str, answer: Answer) -> Value {
    let (status, text) = (answer.status, answer.text());
    assert!(status.is_success(), "{path}: {status} {text}");
    answer.json()
}
