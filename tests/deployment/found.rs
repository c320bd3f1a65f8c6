//! What services say of the resources, in the template's words, so that the two can be compared property by property.

mod api;
mod functions;
mod identity;
mod roles;
mod site;
mod stored;
mod watching;

use serde_json::Value;

use crate::deployed::Deployed;
use crate::wire::Wire;

/// A resource: its properties as the template has them, and what it is called in its service.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asked<'a> {
    pub(crate) deployed: &'a Deployed,
    pub(crate) wire: &'a Wire,
    pub(crate) expected: &'a Value,
    pub(crate) physical: &'a str,
}

impl Asked<'_> {
    /// A text among the properties.
    fn text(&self, property: &str) -> &str {
        let text = self.expected[property].as_str();
        text.unwrap_or_else(|| panic!("{}: no text {property}", self.physical))
    }
}

/// What its service says of a resource of this type. What it does not say is left out.
pub(crate) async fn found(kind: &str, asked: Asked<'_>) -> Value {
    match kind {
        "AWS::ApiGatewayV2::Api" => api::api(asked).await,
        "AWS::ApiGatewayV2::ApiMapping" => api::mapping(asked).await,
        "AWS::ApiGatewayV2::DomainName" => api::domain(asked).await,
        "AWS::ApiGatewayV2::Stage" => api::stage(asked).await,
        "AWS::CloudFront::Distribution" => site::distribution(asked).await,
        "AWS::CloudFront::Function" => site::function(asked).await,
        "AWS::CloudFront::OriginAccessControl" => site::origin_access(asked).await,
        "AWS::CloudFront::ResponseHeadersPolicy" => site::headers(asked).await,
        "AWS::CloudWatch::Alarm" => watching::alarm(asked).await,
        "AWS::CloudWatch::Dashboard" => watching::dashboard(asked).await,
        "AWS::Cognito::UserPool" => identity::user_pool(asked).await,
        "AWS::Cognito::UserPoolClient" => identity::client(asked).await,
        "AWS::Cognito::UserPoolDomain" => identity::domain(asked).await,
        "AWS::Cognito::UserPoolResourceServer" => identity::resource_server(asked).await,
        "AWS::DynamoDB::Table" => stored::table(asked).await,
        "AWS::IAM::Policy" => roles::policy(asked).await,
        "AWS::IAM::Role" => roles::role(asked).await,
        "AWS::Lambda::Alias" => functions::alias(asked).await,
        "AWS::Lambda::EventSourceMapping" => functions::event_source(asked).await,
        "AWS::Lambda::Function" => functions::function(asked).await,
        "AWS::Lambda::Permission" => functions::permission(asked).await,
        "AWS::Lambda::Version" => functions::version(asked).await,
        "AWS::Logs::LogGroup" => watching::log_group(asked).await,
        "AWS::Route53::RecordSet" => site::record(asked).await,
        "AWS::S3::Bucket" => site::bucket(asked).await,
        "AWS::S3::BucketPolicy" => site::bucket_policy(asked).await,
        "AWS::SNS::Topic" => watching::topic(asked).await,
        "AWS::SNS::TopicPolicy" => watching::topic_policy(asked).await,
        "AWS::SQS::Queue" => stored::queue(asked).await,
        "AWS::SecretsManager::Secret" => identity::secret(asked).await,
        other => panic!("nobody has said how {other} is looked at: add it here"),
    }
}
