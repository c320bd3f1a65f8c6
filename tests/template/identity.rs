//! Who can get a token, and what somebody with a token can do to their own user behind the API's back.

use serde_json::json;
use template::Template;

use crate::resource::properties;

#[test]
fn nobody_registers_past_the_api() {
    let pool = properties("UserPool");
    assert_eq!(
        pool["AdminCreateUserConfig"]["AllowAdminCreateUserOnly"],
        true
    );
}

#[test]
fn users_can_change_neither_their_role_nor_their_email_address_with_their_own_token() {
    let writable = properties("UserClient")["WriteAttributes"].clone();
    assert_eq!(
        writable,
        json!(["name"]),
        "without a list, everything could be written"
    );
}

#[test]
fn an_email_address_is_one_account_whatever_its_case() {
    let pool = properties("UserPool");
    assert_eq!(pool["UsernameAttributes"], json!(["email"]));
    assert_eq!(pool["UsernameConfiguration"]["CaseSensitive"], false);
}

#[test]
fn every_password_of_the_old_service_is_still_one() {
    let policy = properties("UserPool")["Policies"]["PasswordPolicy"].clone();
    assert_eq!(policy["MinimumLength"], 8);
    for class in [
        "RequireLowercase",
        "RequireUppercase",
        "RequireNumbers",
        "RequireSymbols",
    ] {
        assert_eq!(
            policy[class], false,
            "{class}: Cognito requires what nobody switches off"
        );
    }
}

#[test]
fn people_log_in_through_the_api_for_a_day_and_learn_nothing_about_others() {
    let client = properties("UserClient");
    assert_eq!(client["GenerateSecret"], false);
    let flows = json!(["ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]);
    assert_eq!(client["ExplicitAuthFlows"], flows);
    assert_eq!(client["PreventUserExistenceErrors"], "ENABLED");
    assert_eq!(client["AccessTokenValidity"], 24);
    assert_eq!(client["TokenValidityUnits"]["AccessToken"], "hours");
}

#[test]
fn no_person_logs_in_through_the_clients_of_services() {
    for client in ["MachineClient", "MonitoringClient"] {
        let client = properties(client);
        assert_eq!(client["GenerateSecret"], true);
        assert_eq!(client["AllowedOAuthFlows"], json!(["client_credentials"]));
        assert_eq!(
            client["ExplicitAuthFlows"],
            json!(["ALLOW_REFRESH_TOKEN_AUTH"])
        );
    }
}

#[test]
fn who_writes_sessions_reads_no_figures_and_who_reads_figures_nothing_else() {
    for (client, scope, server) in [
        (
            "MachineClient",
            "study/sessions.write",
            "StudyResourceServer",
        ),
        ("MonitoringClient", "metrics/read", "MetricsResourceServer"),
    ] {
        assert_eq!(properties(client)["AllowedOAuthScopes"], json!([scope]));
        let server = properties(server);
        let name = server["Scopes"][0]["ScopeName"].as_str().expect("a name");
        let identifier = server["Identifier"].as_str().expect("an identifier");
        assert_eq!(format!("{identifier}/{name}"), scope);
        assert_eq!(server["Scopes"].as_array().map(Vec::len), Some(1));
    }
}

#[test]
fn a_second_factor_and_threat_protection_are_there_for_who_asks() {
    let pool = properties("UserPool");
    let ours = Template::ours();
    for (property, parameter) in [
        (&pool["MfaConfiguration"], "Mfa"),
        (
            &pool["UserPoolAddOns"]["AdvancedSecurityMode"],
            "ThreatProtection",
        ),
    ] {
        assert_eq!(*property, json!({"Ref": parameter}));
        assert_eq!(ours.document()["Parameters"][parameter]["Default"], "OFF");
    }
    // Cognito refuses kinds of a factor that is off, and threat protection on a smaller plan.
    assert_eq!(pool["EnabledMfas"]["Fn::If"][0], "HasMfa");
    let plan = json!({"Fn::If": ["HasThreatProtection", "PLUS", "ESSENTIALS"]});
    assert_eq!(pool["UserPoolTier"], plan);
}
