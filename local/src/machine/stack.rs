//! What CloudFormation would make up when it deploys the template: names, ids, secrets, and where things are.

use template::{Template, Values};

use crate::cli::Options;
use crate::gateway::ApiIdentity;
use crate::queues::{Owner, QueueConfig};
use crate::user_pool::{MachineClient, PoolConfig};

/// The stack's name, which the tables' names begin with.
const STACK: &str = "local";
const ACCOUNT: &str = "000000000000";
const REGION: &str = "us-east-1";
const API: &str = "localapi00";

/// The embedded pool. Its clients' ids and secrets are the same everywhere, like the demo accounts' passwords: they
/// open nothing but what runs on 127.0.0.1 for the moment.
const POOL: &str = "us-east-1_StudyLocal";
const USER_CLIENT: &str = "local-user-client";
const MACHINE_CLIENT: &str = "local-machine-client";
const MACHINE_SECRET: &str = "local-machine-secret";
const MACHINE_SCOPES: [&str; 1] = ["study/sessions.write"];
const MONITORING_CLIENT: &str = "local-monitoring-client";
const MONITORING_SECRET: &str = "local-monitoring-secret";
const MONITORING_SCOPES: [&str; 1] = ["metrics/read"];

/// Fixed, so that a cursor from before a restart still opens.
const CURSOR_SECRET: &str = "cargo-local-seals-its-cursors-with-this-on-every-machine";

/// The stack of this machine.
#[derive(Debug, Clone)]
pub struct Stack {
    region: String,
    issuer: String,
    pool_id: String,
    user_client: String,
    machine_client: String,
    monitoring_client: String,
    queues: Vec<QueueConfig>,
    /// What the parameter `CachesOff` is.
    caches_off: &'static str,
    /// What the parameter `DebugSampleShare` is.
    debug_sample_share: &'static str,
}

impl Stack {
    /// The stack with the API at `url`.
    #[must_use]
    pub fn new(options: &Options, url: &str) -> Self {
        let client =
            |given: &Option<String>, own: &str| given.clone().unwrap_or_else(|| own.to_owned());
        let (issuer, region) = match &options.user_pool {
            Some(issuer) => (
                issuer.clone(),
                region_of(issuer).unwrap_or(REGION).to_owned(),
            ),
            None => (format!("{url}/{POOL}"), REGION.to_owned()),
        };
        let owner = Owner {
            stack: STACK,
            account_id: ACCOUNT,
            region: &region,
            address: url,
        };
        Self {
            queues: QueueConfig::all(&Template::ours(), owner),
            pool_id: issuer.rsplit('/').next().unwrap_or_default().to_owned(),
            user_client: client(&options.user_client, USER_CLIENT),
            machine_client: client(&options.machine_client, MACHINE_CLIENT),
            monitoring_client: client(&options.monitoring_client, MONITORING_CLIENT),
            issuer,
            region,
            caches_off: if options.without_caches { "all" } else { "" },
            debug_sample_share: if options.debug_lines { "1" } else { "0" },
        }
    }

    /// The stack's name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        STACK
    }

    /// The account that it pretends to be in: twelve digits.
    #[must_use]
    pub fn account_id(&self) -> &'static str {
        ACCOUNT
    }

    /// The region of the user pool, and so of everything.
    #[must_use]
    pub fn region(&self) -> &str {
        &self.region
    }

    /// What tokens say in `iss`. In the cloud the template makes it from region and pool; here the pool's keys must be
    /// found under it, so it is the address of this machine.
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// The clients whose tokens are taken.
    pub fn audience(&self) -> Vec<String> {
        [
            &self.user_client,
            &self.machine_client,
            &self.monitoring_client,
        ]
        .map(Clone::clone)
        .to_vec()
    }

    /// What the template's references stand for.
    pub fn values(&self) -> Values {
        let Self {
            region, pool_id, ..
        } = self;
        let secret = "secretsmanager:CursorKeySecret:SecretString";
        let values = Values::new()
            .with("AWS::StackName", STACK)
            .with("AWS::AccountId", ACCOUNT)
            .with("AWS::Region", region)
            .with("AWS::Partition", "aws")
            .with("AWS::URLSuffix", "amazonaws.com")
            .with("CachesOff", self.caches_off)
            .with("DebugSampleShare", self.debug_sample_share)
            .with("MetricsSink", "cloudwatch")
            .with("UserPool", pool_id)
            .with(
                "UserPool.Arn",
                format!("arn:aws:cognito-idp:{region}:{ACCOUNT}:userpool/{pool_id}"),
            )
            .with("UserClient", &self.user_client)
            .with("MachineClient", &self.machine_client)
            .with("MonitoringClient", &self.monitoring_client)
            .with(format!("{secret}:key"), CURSOR_SECRET)
            .with(format!("{secret}:id"), "local");
        self.queues.iter().fold(values, |values, queue| {
            let id = &queue.logical_id;
            values
                .with(id, &queue.url)
                .with(format!("{id}.Arn"), &queue.arn)
                .with(format!("{id}.QueueName"), &queue.name)
        })
    }

    /// The template's queues.
    #[must_use]
    pub fn queues(&self) -> Vec<QueueConfig> {
        self.queues.clone()
    }

    /// Who the API is in its events.
    pub fn api(&self) -> ApiIdentity {
        ApiIdentity {
            account_id: ACCOUNT.to_owned(),
            api_id: API.to_owned(),
            stage: "$default".to_owned(),
            domain_name: format!("{API}.execute-api.{}.amazonaws.com", self.region),
        }
    }

    /// The embedded pool.
    pub fn pool(&self) -> PoolConfig {
        PoolConfig {
            pool_id: self.pool_id.clone(),
            issuer: self.issuer.clone(),
            user_client_id: self.user_client.clone(),
            machine_client: MachineClient {
                id: self.machine_client.clone(),
                secret: MACHINE_SECRET.to_owned(),
                scopes: MACHINE_SCOPES.map(str::to_owned).to_vec(),
            },
            monitoring_client: MachineClient {
                id: self.monitoring_client.clone(),
                secret: MONITORING_SECRET.to_owned(),
                scopes: MONITORING_SCOPES.map(str::to_owned).to_vec(),
            },
        }
    }
}

/// `eu-central-1` in `https://cognito-idp.eu-central-1.amazonaws.com/…`.
fn region_of(issuer: &str) -> Option<&str> {
    issuer
        .split_once("://cognito-idp.")?
        .1
        .split_once(".amazonaws.com")
        .map(|(region, _)| region)
}

#[cfg(test)]
mod tests {
    use clap::Parser;
    use template::Template;

    use super::Stack;
    use crate::cli::Options;

    fn stack(arguments: &[&str]) -> Stack {
        let arguments = ["local"].iter().chain(arguments);
        Stack::new(
            &Options::try_parse_from(arguments).unwrap(),
            "http://127.0.0.1:3000",
        )
    }

    #[test]
    fn every_variable_of_every_function_of_the_template_resolves() {
        let template = Template::ours();
        let values = stack(&[]).values();
        for function in template.functions() {
            let variables = template.environment(function, &values).unwrap();
            assert_eq!(variables["TABLE_PREFIX"], "local", "{}", function.group);
        }
        template.cors(&values).unwrap();
    }

    #[test]
    fn caches_are_on_unless_they_are_turned_off() {
        for (arguments, off) in [([].as_slice(), ""), (&["--without-caches"], "all")] {
            let template = Template::ours();
            let values = stack(arguments).values();
            for function in template.functions() {
                let variables = template.environment(function, &values).unwrap();
                assert_eq!(variables["CACHES_OFF"], off, "{}", function.group);
            }
        }
    }

    #[test]
    fn the_embedded_pools_issuer_is_an_address_of_this_machine() {
        let stack = stack(&[]);
        assert_eq!(stack.issuer(), "http://127.0.0.1:3000/us-east-1_StudyLocal");
        assert_eq!(stack.pool().base(), "http://127.0.0.1:3000");
    }

    #[test]
    fn a_queue_is_referred_to_by_its_url_and_its_arn() {
        let values = stack(&[]).values();
        assert_eq!(
            values.get("PracticeQueue"),
            Some("http://127.0.0.1:3000/000000000000/local-practice")
        );
        assert_eq!(
            values.get("PracticeDeadLetterQueue.Arn"),
            Some("arn:aws:sqs:us-east-1:000000000000:local-practice-dead-letters")
        );
    }

    #[test]
    fn a_real_pools_issuer_gives_its_region_and_id() {
        let issuer = "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Ab12Cd34E";
        let stack = stack(&["--user-pool", issuer, "--user-client", "abc"]);
        assert_eq!(stack.region(), "eu-central-1");
        assert_eq!(
            stack.values().get("UserPool"),
            Some("eu-central-1_Ab12Cd34E")
        );
        assert_eq!(stack.audience()[0], "abc");
    }
}
