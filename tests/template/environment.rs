//! The variables of the functions: exactly those that the code reads.

use std::collections::BTreeSet;
use store::{CacheKind, Warmth};
use template::Template;

const EVERYWHERE: [&str; 18] = [
    "API_STAGE",
    "AWS_NEW_RETRIES_2026",
    "CACHES_OFF",
    "CACHE_MEMORY_MIB",
    "CACHE_URL",
    "CURSOR_KEY",
    "CURSOR_KEY_OTHER",
    "DEBUG_SAMPLE_SHARE",
    "LOG_LEVEL",
    "MACHINE_CLIENT_ID",
    "METRICS_NAMESPACE",
    "METRICS_SINK",
    "MONITORING_CLIENT_ID",
    "SITE_ONLY",
    "SITE_SECRET",
    "TABLE_PREFIX",
    "TOKEN_ISSUER",
    "USER_CLIENT_ID",
];

/// The functions that have an assistant.
const WITH_ASSISTANT: [&str; 4] = ["practice", "practice-worker", "qa", "summaries"];

#[test]
fn every_function_has_the_shared_variables_and_its_own() {
    for function in Template::ours().functions() {
        let mut expected = BTreeSet::from(EVERYWHERE);
        if function.group == "accounts" {
            expected.extend(["USER_POOL_ID", "VERIFIED_EMAIL"]);
        }
        if function.group == "practice" {
            expected.extend(["PRACTICE_QUEUE_URL", "REVEAL_ANSWERS"]);
        }
        if WITH_ASSISTANT.contains(&function.group.as_str()) {
            expected.insert("BEDROCK_MODEL_ID");
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
        assert_eq!(environment["MONITORING_CLIENT_ID"], jwt["audience"][2]);
        let api = &ours.document()["Resources"]["Api"]["Properties"];
        assert_eq!(environment["API_STAGE"], api["StageName"]);
    }
}

#[test]
fn a_function_with_an_assistant_outlives_its_model() {
    for function in Template::ours().functions() {
        if function.environment.contains_key("BEDROCK_MODEL_ID") {
            // The model's 12 seconds, and time for the tables before and after.
            assert!(function.timeout_seconds >= 18, "{}", function.logical_id);
        }
    }
}

#[test]
fn a_batch_of_jobs_that_ask_a_model_fits_into_the_workers_time_and_every_try_into_the_jobs() {
    let ours = Template::ours();
    let source = ours
        .event_sources()
        .first()
        .expect("a queue feeds a worker");
    let worker = ours.functions().iter().find(|f| f.group == source.function);
    let seconds = worker.expect("the source's function").timeout_seconds;
    assert!(source.batch_size * 18 <= seconds);
    let queue = ours.queues().iter().find(|q| q.logical_id == source.queue);
    let queue = queue.expect("the source's queue");
    assert!(
        queue.visibility_timeout_seconds >= 6 * seconds,
        "as Lambda asks for"
    );
    let redrive = queue.redrive.as_ref().expect("what cannot be done is kept");
    assert_eq!(redrive.max_receive_count, practice_worker::MOST_ATTEMPTS);
    let tries = i64::from(queue.visibility_timeout_seconds * redrive.max_receive_count);
    assert!(domain::job::GIVEN_UP_AFTER >= jiff::SignedDuration::from_secs(tries));
}

#[test]
fn without_a_parameter_the_assistant_is_the_embedded_one() {
    assert_eq!(
        Template::ours().document()["Parameters"]["BedrockModelId"]["Default"],
        ""
    );
}

#[test]
fn every_cache_can_be_turned_off_by_its_name_and_none_is_unless_a_parameter_says_so() {
    let ours = Template::ours();
    let parameter = &ours.document()["Parameters"]["CachesOff"];
    assert_eq!(parameter["Default"], "");
    let names = CacheKind::ALL.map(CacheKind::name);
    let name = format!("({})", names.join("|"));
    assert_eq!(
        parameter["AllowedPattern"],
        format!("(all|{name}(,{name})*)?")
    );
    for text in [
        &parameter["Description"],
        &parameter["ConstraintDescription"],
    ] {
        let text = text.as_str().expect("text");
        assert!(text.contains(&names.join(", ")), "{text}");
    }
    for function in ours.functions() {
        let environment = &function.environment;
        assert_eq!(environment["CACHES_OFF"]["Ref"], "CachesOff");
        assert_eq!(environment["CACHE_MEMORY_MIB"]["Ref"], "CacheMemoryMib");
    }
}

#[test]
fn the_caches_fit_into_the_functions_memory_beside_everything_else() {
    let ours = Template::ours();
    let parameter = &ours.document()["Parameters"]["CacheMemoryMib"];
    let mib = parameter["Default"].as_u64().expect("a number");
    assert_eq!(mib << 20, Warmth::BYTES, "as much as without the variable");
    for function in ours.functions() {
        assert!(
            mib * 4 <= u64::from(function.memory_mb),
            "{}",
            function.group
        );
    }
}

#[test]
fn no_secret_is_written_down() {
    for function in Template::ours().functions() {
        let key = function.environment["CURSOR_KEY"].to_string();
        assert!(key.contains("{{resolve:secretsmanager:"), "{key}");
    }
}
