//! Deployments: the one place that speaks to CodeDeploy.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::time::Duration;

use aws_sdk_codedeploy::Client;
use aws_sdk_codedeploy::error::DisplayErrorContext;
use aws_sdk_codedeploy::types::{LifecycleEventStatus, RevisionLocation};
use serde::Deserialize;

use crate::answer::Unfit;
use crate::versions::{Version, bounds};
use crate::{Event, Unheard};

/// The longest that a call takes, with everything that is tried again.
pub(crate) const LONGEST: Duration = Duration::from_secs(8);

/// Knows what is deployed, and takes verdicts. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Deployments(Client);

/// What a deployment of functions is described by, as far as it matters here.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct AppSpec {
    resources: Vec<BTreeMap<String, Resource>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Resource {
    properties: Properties,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Properties {
    name: String,
    target_version: String,
}

impl Deployments {
    /// Through this client, with bounds that fit a call.
    #[must_use]
    pub fn new(client: &Client) -> Self {
        let config = client.config().to_builder();
        let config = config.timeout_config(bounds(LONGEST));
        Self(Client::from_conf(config.build()))
    }

    /// The version that a deployment is about. CodeDeploy tells a deployment's revision first, and what is in it only then.
    pub(crate) async fn version(&self, deployment: &str) -> Result<Version, Unfit> {
        let found = self.0.get_deployment().deployment_id(deployment).send();
        let found = found
            .await
            .map_err(|error| unnamed(DisplayErrorContext(error)))?;
        let found = found
            .deployment_info
            .ok_or_else(|| unnamed("it tells nothing of the deployment"))?;
        let revision = self
            .0
            .get_application_revision()
            .set_application_name(found.application_name)
            .set_revision(found.revision)
            .send();
        let revision = revision
            .await
            .map_err(|error| unnamed(DisplayErrorContext(error)))?;
        let revision = revision
            .revision
            .ok_or_else(|| unnamed("it tells nothing of the revision"))?;
        read(&revision)
    }

    /// Says whether the version may have traffic.
    pub(crate) async fn report(&self, event: &Event, fit: bool) -> Result<(), Unheard> {
        let status = if fit {
            LifecycleEventStatus::Succeeded
        } else {
            LifecycleEventStatus::Failed
        };
        let told = self
            .0
            .put_lifecycle_event_hook_execution_status()
            .deployment_id(&event.deployment_id)
            .lifecycle_event_hook_execution_id(&event.lifecycle_event_hook_execution_id)
            .status(status)
            .send()
            .await;
        match told {
            Ok(_) => Ok(()),
            // An event that came twice.
            Err(error)
                if error.as_service_error().is_some_and(|error| {
                    error.is_lifecycle_event_already_completed_exception()
                }) =>
            {
                Ok(())
            }
            Err(error) => Err(Unheard(DisplayErrorContext(error).to_string())),
        }
    }
}

/// The version in the description of a deployment: of one function, as all of ours are.
fn read(revision: &RevisionLocation) -> Result<Version, Unfit> {
    let plain = revision.string.as_ref().and_then(|text| text.content());
    let described = revision.app_spec_content.as_ref();
    let text = plain.or_else(|| described.and_then(|text| text.content()));
    let text = text.ok_or_else(|| unnamed("the revision is no text"))?;
    let spec: AppSpec = serde_json::from_str(text).map_err(unnamed)?;
    let mut functions = spec
        .resources
        .into_iter()
        .flat_map(BTreeMap::into_values)
        .map(|resource| resource.properties);
    match (functions.next(), functions.next()) {
        (Some(only), None) => Ok(Version {
            function: only.name,
            number: only.target_version,
        }),
        _ => Err(unnamed("it is not about one function")),
    }
}

fn unnamed(why: impl Display) -> Unfit {
    Unfit::Unnamed(why.to_string())
}
