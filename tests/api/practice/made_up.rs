//! Items for when the bank runs out.

use std::sync::{Arc, Mutex};

use assistant::{
    Assistant, AssistantError, BoxFuture, ItemsWanted, QuestionNotes, SessionNotes, WrittenAnswer,
    WrittenSummary,
};
use domain::practice::quality::Draft;
use serde_json::{Value, json};
use tests::Api;

use super::{ask, assigned, subject_with};

/// Writes what it is told to, and remembers what it was asked for.
#[derive(Debug)]
struct Author {
    writes: Result<Vec<Draft>, AssistantError>,
    asked: Mutex<Vec<(usize, usize)>>,
}

impl Author {
    fn of(writes: Result<Vec<Draft>, AssistantError>) -> Arc<Self> {
        let asked = Mutex::default();
        Arc::new(Self { writes, asked })
    }
}

impl Assistant for Author {
    fn summarise<'a>(
        &'a self,
        _: SessionNotes<'a>,
    ) -> BoxFuture<'a, Result<WrittenSummary, AssistantError>> {
        Box::pin(async { Err(AssistantError::Unavailable) })
    }

    fn answer<'a>(
        &'a self,
        _: QuestionNotes<'a>,
    ) -> BoxFuture<'a, Result<WrittenAnswer, AssistantError>> {
        Box::pin(async { Err(AssistantError::Unavailable) })
    }

    fn write_items<'a>(
        &'a self,
        wanted: ItemsWanted<'a>,
    ) -> BoxFuture<'a, Result<Vec<Draft>, AssistantError>> {
        self.asked
            .lock()
            .unwrap()
            .push((wanted.count, wanted.sources.len()));
        Box::pin(async { self.writes.clone() })
    }
}

fn draft(number: usize) -> Draft {
    Draft {
        question: format!("Which gas do plants take in, question {number}?"),
        answer: "Carbon dioxide".to_owned(),
        wrong: ["Oxygen", "Nitrogen", "Methane"]
            .map(str::to_owned)
            .to_vec(),
        explanation: "Plants build sugar from carbon dioxide and water.".to_owned(),
    }
}

fn made_up(data: &Value) -> usize {
    let items = data["items"].as_array().unwrap();
    items
        .iter()
        .filter(|item| item["source"] == "ai_generated")
        .count()
}

#[tokio::test]
async fn the_assistant_writes_what_the_bank_lacks_and_gets_the_bank_as_its_source() {
    let author = Author::of(Ok((0..4).map(draft).collect()));
    let api = Api::start_with(author.clone()).await;
    let ana = api.student("ana").await;
    subject_with(&api, "Biology", [4], 2).await;
    let data = assigned(&ana, "Biology", 5).await;
    assert_eq!(
        (data["items"].as_array().unwrap().len(), made_up(&data)),
        (5, 3)
    );
    assert_eq!(*author.asked.lock().unwrap(), [(3, 2)]);
    let item = &data["items"][4];
    assert_eq!(item["answer"], "Carbon dioxide");
    assert_eq!(item["choices"].as_array().unwrap().len(), 4);
}

#[tokio::test]
async fn what_is_not_fit_or_was_asked_before_is_never_assigned() {
    let unfit = [
        Draft {
            question: "Gas?".to_owned(),
            ..draft(7)
        },
        Draft {
            wrong: vec!["Oxygen".to_owned(); 3],
            ..draft(8)
        },
        Draft {
            answer: "Oxygen".to_owned(),
            ..draft(9)
        },
        Draft {
            explanation: String::new(),
            ..draft(10)
        },
    ];
    let writes = unfit.into_iter().chain([draft(1), draft(1), draft(2)]);
    let api = Api::start_with(Author::of(Ok(writes.collect()))).await;
    let ana = api.student("ana").await;
    subject_with(&api, "Biology", [], 0).await;
    let data = assigned(&ana, "Biology", 5).await;
    let mut questions: Vec<_> = data["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["question"].clone())
        .collect();
    questions.sort_by_key(Value::to_string);
    assert_eq!(
        json!(questions),
        json!([draft(1).question, draft(2).question])
    );
    assert_eq!(
        assigned(&ana, "Biology", 5).await["items"],
        json!([]),
        "both were asked before"
    );
}

#[tokio::test]
async fn an_assistant_that_fails_or_knows_nothing_leaves_less_practice_and_a_sentence() {
    for writes in [
        Err(AssistantError::Unavailable),
        Err(AssistantError::Unusable),
        Ok(vec![]),
    ] {
        let api = Api::start_with(Author::of(writes)).await;
        let ana = api.student("ana").await;
        subject_with(&api, "Biology", [4], 1).await;
        let data = ask(&ana, "Biology", 3).await.expect(200)["data"].clone();
        assert_eq!(data["items"].as_array().unwrap().len(), 1);
        let metadata = &data["adaptive_metadata"];
        assert_eq!(
            (
                &metadata["ai_items_generated"],
                &metadata["all_ai_generated"]
            ),
            (&json!(0), &json!(false))
        );
        assert_eq!(
            metadata["message"],
            "There are no more new items at this level right now."
        );
    }
}

#[tokio::test]
async fn mathematics_needs_no_assistant_and_its_topic_chooses_what_is_asked() {
    let author = Author::of(Err(AssistantError::Unavailable));
    let api = Api::start_with(author.clone()).await;
    let ana = api.student("ana").await;
    subject_with(&api, "Algebra", [], 0).await;
    let path = format!(
        "/api/v1/practice/assign?student_id={}&subject=Algebra&topic=factoring&num_items=20",
        ana.id()
    );
    let data = ana.post(&path, Value::Null).await.expect(200)["data"].clone();
    assert_eq!(made_up(&data), 20);
    for item in data["items"].as_array().unwrap() {
        let question = item["question"].as_str().unwrap().to_lowercase();
        assert!(question.contains("factor"), "{question}");
        assert_eq!(item["difficulty"], 4);
    }
    assert!(author.asked.lock().unwrap().is_empty());
}
