//! Making, finding, changing and removing users.

use aws_sdk_cognitoidentityprovider::types::{AuthFlowType, MessageActionType, UserStatusType};

use crate::scene::{EMAIL, PASSWORD, POOL, attribute, named, scene};

#[tokio::test]
async fn an_email_that_differs_in_case_only_is_taken() {
    let scene = scene().await;
    scene.register(EMAIL, PASSWORD).await;
    let call = scene
        .client
        .admin_create_user()
        .user_pool_id(POOL)
        .username("ADA.lovelace@example.com");
    let error = call
        .message_action(MessageActionType::Suppress)
        .send()
        .await
        .expect_err("taken");
    assert!(error.into_service_error().is_username_exists_exception());
}

#[tokio::test]
async fn passwords_follow_the_services_rules() {
    let scene = scene().await;
    scene.register(EMAIL, PASSWORD).await;
    let long = "x".repeat(257);
    for (password, error) in [
        ("seven..", "InvalidPasswordException"),
        (" leading-space", "InvalidParameterException"),
        ("trailing-space ", "InvalidParameterException"),
        ("", "InvalidParameterException"),
        (long.as_str(), "InvalidParameterException"),
    ] {
        let refusal = scene
            .set_password(EMAIL, password, true)
            .await
            .expect_err(password);
        assert!(refusal.starts_with(error), "{password:?}: {refusal}");
    }
    let longest = "y".repeat(256);
    for password in [
        "12345678",
        "inner white space",
        "пароль с пробелами",
        longest.as_str(),
    ] {
        scene
            .set_password(EMAIL, password, true)
            .await
            .expect(password);
        scene.log_in(EMAIL, password).await.expect(password);
    }
}

#[tokio::test]
async fn a_user_is_found_by_email_and_by_sub_changed_and_deleted() {
    let scene = scene().await;
    let sub = scene.register(EMAIL, PASSWORD).await;
    scene.register("other@example.com", PASSWORD).await;
    for name in [EMAIL, &sub] {
        let user = scene
            .client
            .admin_get_user()
            .user_pool_id(POOL)
            .username(name)
            .send()
            .await
            .expect("found");
        assert_eq!(
            (user.username(), user.user_status()),
            (sub.as_str(), Some(&UserStatusType::Confirmed))
        );
        let has = |name: &str, value: &str| {
            user.user_attributes()
                .iter()
                .any(|a| a.name() == name && a.value() == Some(value))
        };
        assert!(has("sub", &sub) && has("email", EMAIL) && has("custom:role", "student"));
    }
    let update = |name: &str, value: &str| {
        let call = scene
            .client
            .admin_update_user_attributes()
            .user_pool_id(POOL)
            .username(EMAIL);
        call.user_attributes(attribute(name, value)).send()
    };
    update("custom:role", "tutor").await.expect("changed");
    let taken = update("email", "OTHER@example.com")
        .await
        .expect_err("taken")
        .into_service_error();
    assert!(taken.is_alias_exists_exception());
    let unknown = update("custom:shoe", "42")
        .await
        .expect_err("no such attribute")
        .into_service_error();
    assert!(unknown.is_invalid_parameter_exception());

    scene
        .client
        .admin_delete_user()
        .user_pool_id(POOL)
        .username(&sub)
        .send()
        .await
        .expect("deleted");
    let gone = scene
        .client
        .admin_get_user()
        .user_pool_id(POOL)
        .username(EMAIL)
        .send()
        .await;
    assert!(
        gone.expect_err("gone")
            .into_service_error()
            .is_user_not_found_exception()
    );
    scene.register(EMAIL, PASSWORD).await;
}

#[tokio::test]
async fn what_the_pool_does_not_have_is_named() {
    let scene = scene().await;
    let error = scene
        .client
        .list_users()
        .user_pool_id(POOL)
        .send()
        .await
        .expect_err("not here");
    let said = named(error.into_service_error().meta());
    assert!(
        said.starts_with("UnknownOperationException") && said.contains("ListUsers"),
        "{said}"
    );
    let error = scene
        .client
        .admin_get_user()
        .user_pool_id("eu-west-1_Other")
        .username(EMAIL)
        .send()
        .await;
    let error = error.expect_err("another pool").into_service_error();
    assert!(error.is_resource_not_found_exception());
    let error = scene
        .client
        .admin_initiate_auth()
        .user_pool_id(POOL)
        .client_id("machine-client")
        .auth_flow(AuthFlowType::AdminUserPasswordAuth)
        .send()
        .await;
    let error = error.expect_err("not for users").into_service_error();
    assert!(error.is_invalid_parameter_exception());
}

#[tokio::test]
async fn emails_that_the_service_refuses_are_refused() {
    let scene = scene().await;
    let long = format!("{}@example.com", "a".repeat(120));
    for email in [
        "no-at-sign",
        "two@at@signs",
        "white space@example.com",
        "@example.com",
        long.as_str(),
    ] {
        let call = scene
            .client
            .admin_create_user()
            .user_pool_id(POOL)
            .username(email);
        let error = call
            .message_action(MessageActionType::Suppress)
            .send()
            .await
            .expect_err(email);
        assert!(
            error.into_service_error().is_invalid_parameter_exception(),
            "{email}"
        );
    }
}
