//! Tables and queues.

use serde_json::{Value, json};

use super::Asked;

pub(super) async fn table(asked: Asked<'_>) -> Value {
    let ask = async |operation: &str| {
        let operation = format!("DynamoDB_20120810.{operation}");
        let table = json!({"TableName": asked.physical});
        asked.wire.json("dynamodb", &operation, table).await
    };
    let mut found = ask("DescribeTable").await["Table"].take();
    found["BillingMode"] = found["BillingModeSummary"]["BillingMode"].take();
    let sealed = &found["SSEDescription"];
    if sealed.is_object() {
        found["SSESpecification"] = json!({
            "SSEEnabled": sealed["Status"] == "ENABLED",
            "SSEType": sealed["SSEType"],
            "KMSMasterKeyId": sealed["KMSMasterKeyArn"],
        });
    }
    let expiry = ask("DescribeTimeToLive").await["TimeToLiveDescription"].take();
    found["TimeToLiveSpecification"] = json!({
        "AttributeName": expiry["AttributeName"],
        "Enabled": expiry["TimeToLiveStatus"] == "ENABLED",
    });
    let backups = ask("DescribeContinuousBackups").await["ContinuousBackupsDescription"].take();
    let recovery = &backups["PointInTimeRecoveryDescription"]["PointInTimeRecoveryStatus"];
    found["PointInTimeRecoverySpecification"] =
        json!({"PointInTimeRecoveryEnabled": recovery == "ENABLED"});
    found
}

pub(super) async fn queue(asked: Asked<'_>) -> Value {
    let queue = json!({"QueueUrl": asked.physical, "AttributeNames": ["All"]});
    let operation = "AmazonSQS.GetQueueAttributes";
    let mut found = asked.wire.json("sqs", operation, queue).await["Attributes"].take();
    let name = found["QueueArn"].as_str().unwrap().rsplit(':').next();
    found["QueueName"] = name.unwrap().into();
    if let Some(redrive) = found["RedrivePolicy"].as_str() {
        found["RedrivePolicy"] = serde_json::from_str(redrive).unwrap();
    }
    found
}
