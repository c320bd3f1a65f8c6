//! The variables of the functions: exactly those that the code reads.

use std::collections::BTreeSet;
use template::Template;

const EVERYWHERE: [&str; 9] = [
    "API_STAGE",
    "AWS_NEW_RETRIES_2026",
    "CURSOR_KEY",
    "CURSOR_KEY_PREVIOUS",
    "LOG_LEVEL",
    "MACHINE_CLIENT_ID",
    "TABLE_PREFIX",
    "TOKEN_ISSUER",
    "USER_CLIENT_ID",
];

#[test]
fn every_function_has_the_shared_variables_and_accounts_two_more() {
    for function in Template::ours().functions() {
        let mut expected = BTreeSet::from(EVERYWHERE);
        if function.group == "accounts" {
            expected.extend(["USER_POOL_ID", "VERIFIED_EMAIL"]);
        }
        let found: BTreeSet<_> = function.environment.keys().map(String::as_str).collect();
        assert_eq!(found, expected, "{}", function.logical_id);
    }
}

#[test]
fn the_functions_check_tokens_against_what_the_authorizer_lets_through() {
    let ours = Template::ours();
    let jwt = &ours.document()["Resources"]["Api"]["Properties"]["Auth"]["Authorizers"]["Cognito"]
        ["JwtConfiguration"];
    for function in ours.functions() {
        let environment = &function.environment;
        assert_eq!(environment["TOKEN_ISSUER"], jwt["issuer"]);
        assert_eq!(environment["USER_CLIENT_ID"], jwt["audience"][0]);
        assert_eq!(environment["MACHINE_CLIENT_ID"], jwt["audience"][1]);
        let api = &ours.document()["Resources"]["Api"]["Properties"];
        assert_eq!(environment["API_STAGE"], api["StageName"]);
    }
}

#[test]
fn no_secret_is_written_down() {
    for function in Template::ours().functions() {
        let key = function.environment["CURSOR_KEY"].to_string();
        assert!(key.contains("{{resolve:secretsmanager:"), "{key}");
    }
}
