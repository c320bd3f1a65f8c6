//! The stack that the tests look at: made once, of the real binaries, by the first test that needs it.

use std::collections::BTreeMap;
use std::sync::Mutex;

use http::Method;
use serde_json::{Value, json};
use template::{Template, Values};
use testkit::ministack::Ministack;
use tokio::sync::OnceCell;

use crate::left_out::take_out;
use crate::stacks::{self, Resource};
use crate::wire::{ACCOUNT, REGION, Wire, texts};
use crate::{gateway, package, production};

/// The stack's name.
pub(crate) const STACK: &str = "study";

/// The name of the one for production.
const PRODUCTION: &str = "full";

static DEPLOYED: OnceCell<Option<Deployed>> = OnceCell::const_new();
static FOR_PRODUCTION: OnceCell<Option<Deployed>> = OnceCell::const_new();
static MINISTACK: Mutex<Option<Ministack>> = Mutex::new(None);

/// What was deployed.
#[derive(Debug)]
pub(crate) struct Deployed {
    /// Where the stand-in is.
    pub(crate) url: String,
    /// The stack's name.
    pub(crate) stack: String,
    /// The resources, by logical ids.
    pub(crate) resources: BTreeMap<String, Resource>,
    /// How large each function's package is, by its folder's name.
    pub(crate) sizes: BTreeMap<String, usize>,
    /// The template as SAM has made it of ours.
    pub(crate) processed: Value,
    /// What its references stand for.
    pub(crate) values: Values,
    /// Whether the stand-in has made routes of what SAM describes the API by.
    pub(crate) has_own_routes: bool,
    /// What stands for its dynamic references.
    secrets: BTreeMap<String, String>,
}

/// Runs one test on the stack.
pub(crate) fn run<T: Future<Output = ()>>(test: impl FnOnce(&'static Deployed, Wire) -> T) {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build();
    runtime.unwrap().block_on(async {
        // In a task of its own, so that what fails is not tried again for each test.
        let deploy = async || tokio::spawn(Deployed::deploy()).await.ok();
        let deployed = DEPLOYED.get_or_init(deploy).await.as_ref();
        let deployed = deployed.expect("it was deployed; if not, why stands above");
        test(deployed, Wire::to(&deployed.url)).await;
    });
}

/// Runs one test on a stack for production, which is made by the first test that needs it.
pub(crate) fn run_for_production<T: Future<Output = ()>>(
    test: impl FnOnce(&'static Deployed, Wire) -> T,
) {
    run(async |deployed, wire| {
        let make = async || {
            let made = tokio::spawn(Deployed::for_production(deployed));
            made.await.ok()
        };
        let made = FOR_PRODUCTION.get_or_init(make).await.as_ref();
        let made = made.expect("it was made; if not, why stands above");
        test(made, wire).await;
    });
}

/// Ends the stand-in, if there is one.
pub(crate) fn end() {
    MINISTACK.lock().unwrap().take();
}

impl Deployed {
    async fn deploy() -> Self {
        let ministack = Ministack::start();
        let url = ministack.url();
        *MINISTACK.lock().unwrap() = Some(ministack);
        let (wire, ours) = (Wire::to(&url), Template::ours());
        let sizes = package::upload(&wire, &ours).await;
        let document = take_out(&ours, package::packaged(&ours));
        let at = package::upload_template(&wire, &url, STACK, &document).await;
        let status = stacks::create(&wire, STACK, &at).await.unwrap();
        if status != "CREATE_COMPLETE" {
            let failures = stacks::failures(&wire, STACK).await;
            panic!("{status}: {failures:#?}");
        }
        Self::of(&wire, &url, STACK, sizes).await
    }

    async fn for_production(other: &Self) -> Self {
        let wire = Wire::to(&other.url);
        production::make(&wire, &other.url, PRODUCTION).await;
        Self::of(&wire, &other.url, PRODUCTION, other.sizes.clone()).await
    }

    /// What there is of a stack that was made.
    async fn of(wire: &Wire, url: &str, stack: &str, sizes: BTreeMap<String, usize>) -> Self {
        let resources = stacks::resources(wire, stack).await;
        let processed = stacks::processed(wire, stack).await;
        let secrets = secrets(wire, &resources).await;
        let domains = domains(wire, &resources).await;
        let values = secrets
            .iter()
            .chain(&domains)
            .fold(values(stack, &resources), |values, (reference, text)| {
                values.with(reference, text)
            });
        let mut deployed = Self {
            has_own_routes: false,
            values,
            secrets,
            processed: serde_json::from_str(&processed).unwrap(),
            url: url.to_owned(),
            stack: stack.to_owned(),
            resources,
            sizes,
        };
        deployed.has_own_routes = gateway::open(&deployed, wire).await;
        deployed
    }

    /// What CloudFormation has made of a resource's properties.
    pub(crate) fn properties(&self, id: &str) -> Value {
        let properties = template::properties(&self.processed, id, &self.values).unwrap();
        let mut properties = properties.unwrap_or_else(|| panic!("{id} is made on a condition"));
        self.follow(&mut properties);
        properties
    }

    /// What `Ref` gives for a resource.
    pub(crate) fn physical(&self, id: &str) -> &str {
        let resource = self.resources.get(id);
        &resource
            .unwrap_or_else(|| panic!("there is no {id}"))
            .physical
    }

    /// Puts what they stand for in the place of dynamic references.
    fn follow(&self, value: &mut Value) {
        match value {
            Value::String(text) => {
                for (reference, secret) in &self.secrets {
                    *text = text.replace(&format!("{{{{resolve:{reference}}}}}"), secret);
                }
            }
            Value::Array(items) => items.iter_mut().for_each(|item| self.follow(item)),
            Value::Object(object) => object.values_mut().for_each(|value| self.follow(value)),
            _ => {}
        }
    }
}

/// What every reference to a resource stands for, by what the resource is.
fn values(stack: &str, resources: &BTreeMap<String, Resource>) -> Values {
    let mut values = Values::new()
        .with("AWS::AccountId", ACCOUNT)
        .with("AWS::Partition", "aws")
        .with("AWS::Region", REGION)
        .with("AWS::StackName", stack)
        .with("AWS::URLSuffix", "amazonaws.com");
    for (id, Resource { kind, physical, .. }) in resources {
        values = values.with(id, physical);
        let name = physical.rsplit(['/', ':']).next().unwrap_or_default();
        let arn = |service: &str, what: &str| {
            format!("arn:aws:{service}:{REGION}:{ACCOUNT}:{what}{name}")
        };
        let arn = match kind.as_str() {
            "AWS::CloudFront::Function" => {
                let arn = format!("arn:aws:cloudfront::{ACCOUNT}:function/{name}");
                values = values.with(format!("{id}.FunctionMetadata.FunctionARN"), arn);
                continue;
            }
            "AWS::CloudWatch::Alarm" => arn("cloudwatch", "alarm:"),
            "AWS::Cognito::UserPool" => arn("cognito-idp", "userpool/"),
            "AWS::DynamoDB::Table" => arn("dynamodb", "table/"),
            "AWS::IAM::Role" => format!("arn:aws:iam::{ACCOUNT}:role/{name}"),
            "AWS::Lambda::Function" => arn("lambda", "function:"),
            "AWS::Logs::LogGroup" => {
                format!("arn:aws:logs:{REGION}:{ACCOUNT}:log-group:{physical}:*")
            }
            "AWS::S3::Bucket" => {
                let domain = format!("{name}.s3.{REGION}.amazonaws.com");
                values = values.with(format!("{id}.RegionalDomainName"), domain);
                format!("arn:aws:s3:::{name}")
            }
            "AWS::SQS::Queue" => {
                values = values.with(format!("{id}.QueueName"), name);
                arn("sqs", "")
            }
            "AWS::Lambda::Version" => {
                values = values.with(format!("{id}.Version"), name);
                physical.clone()
            }
            _ => continue,
        };
        values = values.with(format!("{id}.Arn"), arn);
    }
    values
}

/// The names that the services have made up for what is reached by one.
async fn domains(wire: &Wire, resources: &BTreeMap<String, Resource>) -> BTreeMap<String, String> {
    let mut domains = BTreeMap::new();
    for (id, Resource { kind, physical, .. }) in resources {
        match kind.as_str() {
            "AWS::ApiGatewayV2::DomainName" => {
                let path = format!("/v2/domainnames/{physical}");
                let answer = wire.rest("apigateway", Method::GET, &path, "").await.json();
                let own = &answer["domainNameConfigurations"][0];
                for (attribute, name) in [
                    ("RegionalDomainName", "apiGatewayDomainName"),
                    ("RegionalHostedZoneId", "hostedZoneId"),
                ] {
                    let text = own[name].as_str().unwrap().to_owned();
                    domains.insert(format!("{id}.{attribute}"), text);
                }
            }
            "AWS::CloudFront::Distribution" => {
                let path = format!("/2020-05-31/distribution/{physical}");
                let answer = wire.rest("cloudfront", Method::GET, &path, "").await;
                // The first one is its own; the others are its origins'.
                let name = texts(answer.text(), "DomainName").swap_remove(0);
                domains.insert(format!("{id}.DomainName"), name);
            }
            _ => {}
        }
    }
    domains
}

/// What stands for each key of each secret, by what stands between `{{resolve:` and `}}`.
async fn secrets(wire: &Wire, resources: &BTreeMap<String, Resource>) -> BTreeMap<String, String> {
    let mut secrets = BTreeMap::new();
    for resource in resources.values() {
        if resource.kind != "AWS::SecretsManager::Secret" {
            continue;
        }
        let id = &resource.physical;
        let asked = json!({"SecretId": id});
        let answer = wire
            .json("secretsmanager", "secretsmanager.GetSecretValue", asked)
            .await;
        let text = answer["SecretString"].as_str().unwrap();
        let keys: BTreeMap<String, String> = serde_json::from_str(text).unwrap();
        for (key, secret) in keys {
            secrets.insert(format!("secretsmanager:{id}:SecretString:{key}"), secret);
        }
    }
    secrets
}
