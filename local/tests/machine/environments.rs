//! What an event costs, where it goes, and what is left behind.

use std::sync::Arc;
use std::time::Duration;

use local::gateway::InvokeError;
use serde_json::json;

use crate::echo::{self, Hold, NOON_MS, invoke, pid, runs};

#[tokio::test]
async fn an_event_reaches_the_function_with_what_lambda_says_about_it() {
    let environments = echo::environments(echo::function(), 1);
    let answer = invoke(&environments, json!({"do": "echo", "text": "Grüße ✓"}))
        .await
        .unwrap();
    assert_eq!(answer["event"]["text"], "Grüße ✓");
    assert_eq!(answer["deadline_ms"], NOON_MS + 10_000);
    assert_eq!(
        answer["function_arn"],
        "arn:aws:lambda:eu-central-1:123456789012:function:test-echo"
    );
    assert_eq!(answer["request_id"].as_str().unwrap().len(), 36);
    assert!(answer["trace_id"].as_str().unwrap().starts_with("Root=1-"));
    environments.shut_down().await;
}

#[tokio::test]
async fn a_process_gets_the_templates_variables_and_lambdas_and_nothing_of_the_shell() {
    let environments = echo::environments(echo::function(), 1);
    let answer = invoke(&environments, json!({"do": "echo"})).await.unwrap();
    let variables = answer["environment"].as_object().unwrap();
    for (name, value) in [
        ("GREETING", "hello"),
        ("AWS_REGION", "eu-central-1"),
        ("AWS_LAMBDA_FUNCTION_NAME", "test-echo"),
        ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "256"),
        ("AWS_LAMBDA_LOG_FORMAT", "JSON"),
        ("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:1"),
        ("AWS_ENDPOINT_URL_SQS", "http://127.0.0.1:3"),
        (
            "AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER",
            "http://127.0.0.1:2",
        ),
        ("_HANDLER", "bootstrap"),
    ] {
        assert_eq!(variables[name], value, "{name}");
    }
    assert!(
        !variables.contains_key("HOME"),
        "the shell's variables leaked in"
    );
    assert!(
        !variables.contains_key("CARGO"),
        "the shell's variables leaked in"
    );
    environments.shut_down().await;
}

#[tokio::test]
async fn events_one_after_another_go_to_the_same_environment() {
    let environments = echo::environments(echo::function(), 10);
    let first = pid(&environments).await;
    for _ in 0..20 {
        assert_eq!(pid(&environments).await, first);
    }
    environments.shut_down().await;
}

#[tokio::test]
async fn events_at_the_same_time_go_to_different_environments() {
    let environments = echo::environments(echo::function(), 10);
    let hold = Hold::new().await;
    let first = hold.begin(&environments).await;
    let second = hold.begin(&environments).await;
    let first = first.release().await.unwrap();
    let second = second.release().await.unwrap();
    assert_ne!(first["pid"], second["pid"]);
    environments.shut_down().await;
}

#[tokio::test]
async fn when_all_environments_are_busy_the_next_event_is_throttled() {
    let environments = echo::environments(echo::function(), 2);
    let hold = Hold::new().await;
    let first = hold.begin(&environments).await;
    let second = hold.begin(&environments).await;
    let third = invoke(&environments, json!({"do": "echo"})).await;
    assert!(matches!(third, Err(InvokeError::Throttled)), "{third:?}");
    first.release().await.unwrap();
    assert!(invoke(&environments, json!({"do": "echo"})).await.is_ok());
    second.release().await.unwrap();
    environments.shut_down().await;
}

#[tokio::test]
async fn a_crash_costs_one_event_and_the_next_gets_a_fresh_environment() {
    let (environments, said) = echo::environment_heard(echo::function());
    let before = pid(&environments).await;
    let crash = invoke(&environments, json!({"do": "exit", "status": 3})).await;
    let Err(InvokeError::Crashed { detail }) = crash else {
        panic!("{crash:?}")
    };
    assert!(detail.contains("exit status: 3"), "{detail}");
    assert_eq!(
        said.try_iter().collect::<Vec<_>>(),
        [
            "echo#1 | these are my last words",
            "echo#1 | ended unexpectedly: exit status: 3",
            "echo#1 | took one request with it; the next gets a fresh environment",
        ]
    );
    assert_ne!(pid(&environments).await, before);
    environments.shut_down().await;
}

#[tokio::test]
async fn an_environment_that_was_killed_while_it_waited_costs_nothing() {
    let environments = echo::environments(echo::function(), 1);
    let victim = pid(&environments).await;
    kill(victim);
    assert_ne!(pid(&environments).await, victim);
    environments.shut_down().await;
}

#[tokio::test]
async fn a_failure_and_a_panic_are_the_functions_answer_and_the_process_lives_on() {
    let environments = echo::environments(echo::function(), 1);
    let before = pid(&environments).await;
    for what in ["fail", "panic"] {
        let outcome = invoke(&environments, json!({"do": what})).await;
        let Err(InvokeError::Function { payload }) = outcome else {
            panic!("{outcome:?}")
        };
        let payload = String::from_utf8_lossy(&payload).into_owned();
        assert!(payload.contains(&format!("told to {what}")), "{payload}");
    }
    assert_eq!(pid(&environments).await, before);
    environments.shut_down().await;
}

#[tokio::test]
async fn an_event_that_takes_too_long_is_timed_out_and_its_process_killed() {
    let function = local::environments::Function {
        timeout: Duration::from_millis(300),
        ..echo::function()
    };
    let environments = echo::environments(function, 1);
    let before = pid(&environments).await;
    let outcome = invoke(&environments, json!({"do": "hang"})).await;
    assert!(matches!(outcome, Err(InvokeError::TimedOut)), "{outcome:?}");
    assert!(!runs(before));
    assert_ne!(pid(&environments).await, before);
    environments.shut_down().await;
}

#[tokio::test]
async fn an_answer_over_six_mebibytes_is_a_failure_of_the_function() {
    let environments = echo::environments(echo::function(), 1);
    let outcome = invoke(&environments, json!({"do": "large"})).await;
    let Err(InvokeError::Function { payload }) = outcome else {
        panic!("{outcome:?}")
    };
    assert!(String::from_utf8_lossy(&payload).contains("Function.ResponseSizeTooLarge"));
    environments.shut_down().await;
}

#[tokio::test]
async fn a_function_that_does_not_start_fails_the_event_with_its_exit_status() {
    let mut function = echo::function();
    function
        .environment
        .insert("ECHO_FAILS_TO_START".to_owned(), "1".to_owned());
    let environments = echo::environments(function, 1);
    let outcome = invoke(&environments, json!({"do": "echo"})).await;
    let Err(InvokeError::Crashed { detail }) = outcome else {
        panic!("{outcome:?}")
    };
    assert!(
        detail.contains("before it asked for its first event"),
        "{detail}"
    );
    environments.shut_down().await;
}

#[tokio::test]
async fn a_binary_that_is_not_there_fails_the_event_and_names_its_path() {
    let function = local::environments::Function {
        binary: "/nowhere/echo".into(),
        ..echo::function()
    };
    let environments = echo::environments(function, 1);
    let outcome = invoke(&environments, json!({"do": "echo"})).await;
    let Err(InvokeError::Crashed { detail }) = outcome else {
        panic!("{outcome:?}")
    };
    assert!(detail.contains("/nowhere/echo"), "{detail}");
}

#[tokio::test]
async fn after_a_rebuild_new_events_go_to_new_environments_and_running_ones_are_finished() {
    let environments = echo::environments(echo::function(), 2);
    let old = pid(&environments).await;
    let hold = Hold::new().await;
    let busy = hold.begin(&environments).await;
    environments.replace("echo");
    let fresh = pid(&environments).await;
    assert_ne!(fresh, old);
    let finished = busy.release().await.unwrap();
    assert_eq!(finished["pid"], old);
    assert_eq!(
        pid(&environments).await,
        fresh,
        "the old environment is not used again"
    );
    environments.shut_down().await;
    assert!(!runs(old));
}

#[tokio::test]
async fn a_client_that_hangs_up_does_not_spoil_the_environment() {
    let environments = echo::environments(echo::function(), 1);
    let hold = Hold::new().await;
    let held = hold.begin(&environments).await;
    held.hang_up().await;
    assert!(pid(&environments).await > 0);
    environments.shut_down().await;
}

#[tokio::test]
async fn shutting_down_leaves_no_process_behind_also_not_a_busy_one() {
    let environments = echo::environments(echo::function(), 2);
    let first = pid(&environments).await;
    let hold = Hold::new().await;
    let busy = hold.begin(&environments).await;
    let hanging = {
        let environments = Arc::clone(&environments);
        tokio::spawn(async move { invoke(&environments, json!({"do": "hang"})).await })
    };
    environments.shut_down().await;
    assert!(!runs(first));
    assert!(matches!(
        busy.outcome.await.unwrap(),
        Err(InvokeError::Crashed { .. })
    ));
    assert!(hanging.await.unwrap().is_err());
}

fn kill(pid: u64) {
    let pid = rustix::process::Pid::from_raw(pid.try_into().unwrap()).unwrap();
    rustix::process::kill_process(pid, rustix::process::Signal::KILL).unwrap();
}
