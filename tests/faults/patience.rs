//! An assistant that thinks longer than anybody waits.

use std::sync::Arc;
use std::time::Duration;

use assistant::{
    Assistant, AssistantError, BoxFuture, ItemsWanted, QuestionNotes, SessionNotes, WrittenAnswer,
    WrittenSummary,
};
use domain::Clock;
use domain::practice::quality::Draft;
use lambda_runtime::{Context, LambdaEvent};
use runtime::lambda::{Event, Handler};
use tower::ServiceExt;

use crate::scene::{Answer, event, kit, seeded, send};

/// Never comes to an end.
#[derive(Debug)]
struct Endless;

impl Assistant for Endless {
    fn summarise<'a>(
        &'a self,
        _: SessionNotes<'a>,
    ) -> BoxFuture<'a, Result<WrittenSummary, AssistantError>> {
        Box::pin(std::future::pending())
    }

    fn answer<'a>(
        &'a self,
        _: QuestionNotes<'a>,
    ) -> BoxFuture<'a, Result<WrittenAnswer, AssistantError>> {
        Box::pin(std::future::pending())
    }

    fn write_items<'a>(
        &'a self,
        _: ItemsWanted<'a>,
    ) -> BoxFuture<'a, Result<Vec<Draft>, AssistantError>> {
        Box::pin(std::future::pending())
    }
}

#[tokio::test]
async fn a_question_that_is_thought_about_too_long_is_a_503_and_its_place_is_given_back() {
    let api = seeded().await;
    let history = send(&api, "qa/history.ok").await;
    let kit = kit(&api);
    let mut deps = qa::Deps::new(api.store().clone(), Arc::new(Endless), &kit);
    deps.patience = Duration::from_millis(1);
    let handler = Handler::new(qa::routes(&kit, deps).into_service());

    let payload: Event = serde_json::from_value(event("qa/ask.ok")).unwrap();
    let context = Context::default();
    let Ok(answer) = handler.oneshot(LambdaEvent { payload, context }).await;
    let answer = Answer::of(&serde_json::to_value(&answer).unwrap());
    answer.is_a_503_that_tells_nothing("qa/ask.ok");
    assert_eq!(answer.body["error"]["code"], "SERVICE_UNAVAILABLE");

    assert_eq!(send(&api, "qa/history.ok").await.body, history.body);
    let goal = api.store().goal(local::seed::ids::goal(1)).await.unwrap();
    let today = api.clock().now().utc_day();
    let goals = std::slice::from_ref(&goal);
    let context = api.store().goal_context(goals, Some(today)).await.unwrap();
    assert_eq!(context.questions(&goal), 0);
}

#[test]
fn the_function_outlives_the_assistants_time_with_room_for_reads_before_and_writes_after() {
    let template = template::Template::ours();
    let drawn = template
        .functions()
        .iter()
        .find(|drawn| drawn.group == "qa");
    let seconds = drawn.unwrap().timeout_seconds;
    let rounds = store::Settings::default().operation * 4;
    assert!(qa::PATIENCE + rounds <= Duration::from_secs(seconds.into()));
}
