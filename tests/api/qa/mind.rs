//! Assistants of the tests' own, which remember what they were told.

use std::sync::Mutex;

use assistant::{
    Assistant, AssistantError, BoxFuture, ItemsWanted, QuestionNotes, SessionNotes, SourceKind,
    WrittenAnswer, WrittenSummary,
};
use domain::practice::quality::Draft;
use domain::question::SelfRating;
use tokio::sync::{Semaphore, watch};

/// What an assistant was told, to look at afterwards.
#[derive(Debug, Clone)]
pub(super) struct Heard {
    pub(super) query: String,
    pub(super) parts: Vec<String>,
    pub(super) earlier: Vec<(String, String)>,
    pub(super) recent_sessions: Vec<String>,
    pub(super) current_practice: Option<String>,
    /// Kind, label, text.
    pub(super) sources: Vec<(SourceKind, String, String)>,
    pub(super) private: Vec<String>,
}

impl Heard {
    fn of(notes: &QuestionNotes<'_>) -> Self {
        let owned =
            |texts: &[&str]| -> Vec<String> { texts.iter().copied().map(str::to_owned).collect() };
        let earlier = notes.earlier.iter();
        let sources = notes.sources.iter();
        Self {
            query: notes.query.to_owned(),
            parts: notes.parts.to_vec(),
            earlier: earlier
                .map(|one| (one.query.to_owned(), one.answer.to_owned()))
                .collect(),
            recent_sessions: owned(notes.recent_sessions),
            current_practice: notes.current_practice.map(str::to_owned),
            sources: sources
                .map(|one| (one.kind, one.label.to_owned(), one.text.to_owned()))
                .collect(),
            private: [owned(notes.private.student), owned(notes.private.tutors)].concat(),
        }
    }
}

/// An assistant that does what a test wants.
#[derive(Debug)]
pub(super) struct Mind {
    says: Mutex<Result<(String, f64), AssistantError>>,
    heard: Mutex<Vec<Heard>>,
    gate: Semaphore,
    parked: watch::Sender<usize>,
}

/// An answer of ordinary length that hedges nothing and asks nothing.
pub(super) const PLAIN: &str =
    "Take the number away on both sides, then divide both sides by what stands before x.";

impl Mind {
    fn new(says: Result<(String, f64), AssistantError>, permits: usize) -> Self {
        Self {
            says: Mutex::new(says),
            heard: Mutex::default(),
            gate: Semaphore::new(permits),
            parked: watch::Sender::new(0),
        }
    }

    /// Answers this, and rates it so.
    pub(super) fn saying(text: &str, rating: f64) -> Self {
        Self::new(Ok((text.to_owned(), rating)), Semaphore::MAX_PERMITS)
    }

    /// Is sure of whatever it says.
    pub(super) fn sure() -> Self {
        Self::saying(PLAIN, 0.85)
    }

    /// Is not sure.
    pub(super) fn unsure() -> Self {
        Self::saying(PLAIN, 0.1)
    }

    /// Gives no answer.
    pub(super) fn failing(error: AssistantError) -> Self {
        Self::new(Err(error), Semaphore::MAX_PERMITS)
    }

    /// Is sure, and thinks until the gate is opened.
    pub(super) fn behind_a_gate() -> Self {
        Self::new(Ok((PLAIN.to_owned(), 0.85)), 0)
    }

    /// Answers something else from now on.
    pub(super) fn now_says(&self, text: &str, rating: f64) {
        *self.says.lock().unwrap() = Ok((text.to_owned(), rating));
    }

    /// Fails from now on.
    pub(super) fn now_fails(&self, error: AssistantError) {
        *self.says.lock().unwrap() = Err(error);
    }

    /// Waits until so many questions stand before the gate.
    pub(super) async fn parked(&self, questions: usize) {
        let mut parked = self.parked.subscribe();
        parked.wait_for(|now| *now == questions).await.unwrap();
    }

    /// Lets everybody through.
    pub(super) fn open(&self) {
        self.gate.add_permits(Semaphore::MAX_PERMITS / 2);
    }

    /// Everything it was told, the first first.
    pub(super) fn heard(&self) -> Vec<Heard> {
        self.heard.lock().unwrap().clone()
    }

    /// What it was told last.
    pub(super) fn last(&self) -> Heard {
        self.heard().pop().expect("it was asked")
    }
}

/// A question before the gate, until it is let through or given up.
struct Standing<'a>(&'a watch::Sender<usize>);

impl<'a> Standing<'a> {
    fn before(parked: &'a watch::Sender<usize>) -> Self {
        parked.send_modify(|now| *now += 1);
        Self(parked)
    }
}

impl Drop for Standing<'_> {
    fn drop(&mut self) {
        self.0.send_modify(|now| *now -= 1);
    }
}

impl Assistant for Mind {
    fn summarise<'a>(
        &'a self,
        _: SessionNotes<'a>,
    ) -> BoxFuture<'a, Result<WrittenSummary, AssistantError>> {
        Box::pin(async { Err(AssistantError::Unavailable) })
    }

    fn answer<'a>(
        &'a self,
        notes: QuestionNotes<'a>,
    ) -> BoxFuture<'a, Result<WrittenAnswer, AssistantError>> {
        Box::pin(async move {
            self.heard.lock().unwrap().push(Heard::of(&notes));
            let standing = Standing::before(&self.parked);
            let _through = self.gate.acquire().await.unwrap();
            drop(standing);
            let (text, rating) = self.says.lock().unwrap().clone()?;
            // The last source first, and one that nobody gave.
            let labels = notes.sources.iter().rev().map(|source| source.label);
            let cited = labels.chain(["a book nobody gave"]).map(str::to_owned);
            Ok(WrittenAnswer {
                text,
                rating: SelfRating::new(rating).unwrap(),
                cited: cited.collect(),
            })
        })
    }

    fn write_items<'a>(
        &'a self,
        _: ItemsWanted<'a>,
    ) -> BoxFuture<'a, Result<Vec<Draft>, AssistantError>> {
        Box::pin(async { Ok(Vec::new()) })
    }
}
