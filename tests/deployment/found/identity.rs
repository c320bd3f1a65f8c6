//! The user pool and what belongs to it, and the secret that is made up.

use serde_json::{Value, json};

use super::Asked;

pub(super) async fn user_pool(asked: Asked<'_>) -> Value {
    let pool = json!({"UserPoolId": asked.physical});
    let mfa = ask(asked, "GetUserPoolMfaConfig", pool.clone()).await;
    let mut found = ask(asked, "DescribeUserPool", pool).await["UserPool"].take();
    // Those that the template turns on: what an authenticator says.
    if mfa["SoftwareTokenMfaConfiguration"]["Enabled"] == true {
        found["EnabledMfas"] = json!(["SOFTWARE_TOKEN_MFA"]);
    }
    found["UserPoolName"] = found["Name"].take();
    // Those that every pool has come first.
    let own = found["SchemaAttributes"].as_array().unwrap().iter();
    let own = own.filter_map(|attribute| {
        let name = attribute["Name"].as_str()?.strip_prefix("custom:")?;
        let mut attribute = attribute.clone();
        attribute["Name"] = name.into();
        Some(attribute)
    });
    found["Schema"] = own.collect();
    found
}

pub(super) async fn client(asked: Asked<'_>) -> Value {
    let client = json!({"UserPoolId": asked.text("UserPoolId"), "ClientId": asked.physical});
    let mut found = ask(asked, "DescribeUserPoolClient", client).await["UserPoolClient"].take();
    found["GenerateSecret"] = found["ClientSecret"].is_string().into();
    found
}

pub(super) async fn domain(asked: Asked<'_>) -> Value {
    let domain = json!({"Domain": asked.physical});
    ask(asked, "DescribeUserPoolDomain", domain).await["DomainDescription"].take()
}

pub(super) async fn resource_server(asked: Asked<'_>) -> Value {
    let server = json!({"UserPoolId": asked.text("UserPoolId"), "Identifier": asked.physical});
    ask(asked, "DescribeResourceServer", server).await["ResourceServer"].take()
}

/// What it was made up by is told by what it is.
pub(super) async fn secret(asked: Asked<'_>) -> Value {
    let ask = async |operation: &str| {
        let operation = format!("secretsmanager.{operation}");
        let secret = json!({"SecretId": asked.physical});
        asked.wire.json("secretsmanager", &operation, secret).await
    };
    let described = ask("DescribeSecret").await;
    let value = ask("GetSecretValue").await;
    let value: Value = serde_json::from_str(value["SecretString"].as_str().unwrap()).unwrap();
    let how = &asked.expected["GenerateSecretString"];
    let key = how["GenerateStringKey"].as_str().unwrap();
    let mut template = value.clone();
    let made = template.as_object_mut().unwrap().remove(key).unwrap();
    let made = made.as_str().unwrap();
    json!({
        "Description": described["Description"],
        "GenerateSecretString": {
            "SecretStringTemplate": template.to_string(),
            "GenerateStringKey": key,
            "PasswordLength": made.chars().count(),
            "ExcludePunctuation": made.chars().all(char::is_alphanumeric),
        },
    })
}

async fn ask(asked: Asked<'_>, operation: &str, body: Value) -> Value {
    let operation = format!("AWSCognitoIdentityProviderService.{operation}");
    asked.wire.json("cognito-idp", &operation, body).await
}
