//! What CodeDeploy asks before it gives a new version of a function its traffic: the version is invoked twice, and the answers decide.
//!
//! One function for all of them. CodeDeploy's event says which deployment it is about and not which function, so that is looked up.
//! Nothing here knows a table, and no route or queue reaches it.

mod answer;
mod deployments;
mod trial;
mod versions;

use std::time::Duration;

use serde::Deserialize;

pub use answer::Unfit;
pub use deployments::Deployments;
pub use trial::{TRIALS, Trial, Unclaimed};
pub use versions::Versions;

/// The longest that all of it takes: one look-up, two invocations, one report. The function may take longer.
pub const LONGEST: Duration =
    Duration::from_secs(deployments::LONGEST.as_secs() * 3 + versions::LONGEST.as_secs() * 2);

/// What CodeDeploy sends to a hook.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Event {
    /// The deployment that waits.
    pub deployment_id: String,
    /// What is to be reported.
    pub lifecycle_event_hook_execution_id: String,
}

/// CodeDeploy did not take the verdict. It gives up by itself after an hour.
#[derive(Debug, thiserror::Error)]
#[error("CodeDeploy did not take the verdict: {0}")]
pub struct Unheard(pub(crate) String);

/// Tries new versions. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Preflight {
    deployments: Deployments,
    versions: Versions,
}

impl Preflight {
    /// Asks this CodeDeploy, invokes through this Lambda.
    #[must_use]
    pub fn new(deployments: Deployments, versions: Versions) -> Self {
        Self {
            deployments,
            versions,
        }
    }

    /// With the clients of the environment's region and credentials.
    pub async fn connect() -> Self {
        let config = versions::config().await;
        Self::new(
            Deployments::new(&aws_sdk_codedeploy::Client::new(&config)),
            Versions::new(&aws_sdk_lambda::Client::new(&config)),
        )
    }

    /// Tries what this event is about, and tells CodeDeploy whether it may have traffic. Why not stands in the log.
    ///
    /// # Errors
    /// CodeDeploy was not told. Lambda then hands in the event again.
    pub async fn handle(&self, event: Event) -> Result<(), Unheard> {
        let fit = match self.examine(&event.deployment_id).await {
            Ok(()) => true,
            Err(unfit) => {
                tracing::error!(deployment = event.deployment_id, %unfit, "no traffic for the new version");
                false
            }
        };
        self.deployments.report(&event, fit).await
    }

    async fn examine(&self, deployment: &str) -> Result<(), Unfit> {
        let version = self.deployments.version(deployment).await?;
        let trial = Trial::of(&version.function)
            .ok_or_else(|| Unfit::UnknownFunction(version.function.clone()))?;
        for (event, expected) in [trial.unclaimed(), trial::readiness()] {
            let answer = self.versions.invoke(&version, &event).await?;
            expected.check(&answer)?;
        }
        tracing::info!(
            function = version.function,
            version = version.number,
            "traffic for the new version"
        );
        Ok(())
    }
}
