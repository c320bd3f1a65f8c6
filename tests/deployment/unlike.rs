//! What the stand-in takes without a word and does not do. `made.rs` holds it to all of this and to nothing else; docs/OPERATIONS.md says
//! the same to who reads.

/// A property of a type of resources that is not there afterwards.
pub(crate) type Unlike = (&'static str, &'static str);

pub(crate) const UNLIKE: &[Unlike] = &[
    ("AWS::ApiGatewayV2::Api", "Body"),
    ("AWS::CloudWatch::Alarm", "EvaluateLowSampleCountPercentile"),
    ("AWS::DynamoDB::Table", "OnDemandThroughput"),
    ("AWS::DynamoDB::Table", "PointInTimeRecoverySpecification"),
    ("AWS::DynamoDB::Table", "TimeToLiveSpecification"),
    ("AWS::SecretsManager::Secret", "GenerateSecretString"),
];

/// What else is not there of a stack for production, which has more properties.
pub(crate) const UNLIKE_FOR_PRODUCTION: &[Unlike] = &[
    ("AWS::DynamoDB::Table", "SSESpecification"),
    ("AWS::Lambda::Function", "ReservedConcurrentExecutions"),
];
