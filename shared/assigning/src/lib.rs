//! How practice is put together: the student's level, what the bank has for it, what is made up when the bank runs out, and one
//! transaction that assigns all of it. The practice function does it while a client waits, its worker does it for a job.
//!
//! The steps and their order live here, nothing else: rules are `domain`'s, tables `store`'s, words the assistant's. No HTTP.
//!
//! The cost in requests to DynamoDB does not depend on what the student was assigned before: the subject, one batch (student,
//! rating, goals), one query for each difficulty, one batch for every hundred candidates, one transaction; and one batch more
//! when items are made up.

mod bank;
mod made_up;
mod subject;
mod tags;

use std::collections::HashSet;
use std::sync::Arc;

use assistant::Assistant;
use domain::job::Step;
use domain::practice::difficulty::DifficultyRange;
use domain::practice::entry::BankEntry;
use domain::practice::item::{PracticeItem, QuestionKey, Review, Source};
use domain::practice::order::{Assigned, PracticeOrder};
use domain::practice::quality::Fit;
use domain::practice::tags::{GoalTags, goals_of};
use domain::{Clock, Error, ItemId, JobId, Moment, SubjectId};
use runtime::{Kit, Mint};
use store::{PracticeContext, Store, Written};

/// How often practice is chosen anew because some of it was assigned to the student meanwhile.
const TRIES: u32 = 8;

/// Puts practice together. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Assigner {
    /// The tables.
    pub store: Store,
    /// Writes items when the bank runs out and the subject is not mathematics.
    pub assistant: Arc<dyn Assistant>,
    /// Makes ids.
    pub mint: Mint,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
}

/// Practice that was assigned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Practice {
    /// What the items have in common.
    pub assigned: Assigned,
    /// The items, in the order in which they are shown.
    pub items: Vec<PracticeItem>,
}

/// What is known when items are chosen.
struct Ground<'a> {
    order: &'a PracticeOrder,
    subject: SubjectId,
    context: PracticeContext,
    range: DifficultyRange,
    /// What the bank has, in a random order.
    bank: Vec<BankEntry>,
}

impl Assigner {
    /// With these tables and this assistant, and what comes from the kit.
    #[must_use]
    pub fn new(store: Store, assistant: Arc<dyn Assistant>, kit: &Kit) -> Self {
        Self {
            store,
            assistant,
            mint: kit.mint.clone(),
            clock: Arc::clone(&kit.clock),
        }
    }

    /// Assigns practice: as many items as are asked for, or fewer when there are no more. For a job, says how far it is and
    /// completes it in the transaction that assigns; `None` when the job was finished before, and then nothing is written.
    ///
    /// # Errors
    /// There is no such subject or student; a goal tag is the id of no goal of the student; others kept writing the same rows
    /// ([`Error::Busy`]); the tables cannot be read or written.
    pub async fn assign(
        &self,
        order: &PracticeOrder,
        job: Option<JobId>,
    ) -> Result<Option<Practice>, Error> {
        let subject = subject::named(&self.store, &order.subject).await?;
        let goals = goals_of(&order.goal_tags);
        let context = self
            .store
            .practice_context(order.student_id, subject, &goals)
            .await?;
        tags::check(&order.goal_tags, &context)?;
        self.tell(job, Step::Rated).await?;
        let range = DifficultyRange::for_rating(context.rating);
        let words = tags::words(&order.goal_tags);
        let bank = bank::search(self, subject, range, &words).await?;
        self.tell(job, Step::Searched).await?;
        let ground = Ground {
            order,
            subject,
            context,
            range,
            bank,
        };
        for _ in 0..TRIES {
            let practice = self.choose(&ground, job).await?;
            self.tell(job, Step::Finishing).await?;
            let Practice { assigned, items } = &practice;
            let now = self.clock.now();
            match self
                .store
                .assign_practice(assigned, items, job, now)
                .await?
            {
                Written::Now => return Ok(Some(practice)),
                Written::JobFinished => return Ok(None),
                Written::Overtaken => {}
            }
        }
        Err(Error::Busy {
            retry_after: std::time::Duration::from_secs(1),
        })
    }

    /// Chooses items that the student has not seen, of the bank first.
    async fn choose(&self, ground: &Ground<'_>, job: Option<JobId>) -> Result<Practice, Error> {
        let wanted = usize::from(ground.order.num_items.get());
        let now = self.clock.now();
        let assignment_id = self.mint.id();
        let item = |new: New| PracticeItem {
            id: new.id,
            assignment_id,
            student_id: ground.order.student_id,
            subject_id: ground.subject,
            source: new.source,
            question: new.fit.question,
            choices: new.fit.choices,
            explanation: new.fit.explanation,
            difficulty: new.difficulty,
            goal_tags: new.goal_tags,
            review: match new.source {
                Source::Bank(_) => Review::Unneeded,
                Source::MadeUp => Review::Pending,
            },
            assigned_at: now,
            first_answer: None,
            completed_at: None,
            version: 1,
        };
        let chosen = bank::unseen(self, ground, wanted).await?;
        let from_bank = chosen.len();
        let mut taken: HashSet<QuestionKey> = chosen.iter().map(New::key).collect();
        let mut items: Vec<_> = chosen.into_iter().map(item).collect();
        self.tell(job, Step::Chosen).await?;
        if items.len() < wanted {
            self.tell(job, Step::MakingUp).await?;
            let more = made_up::items(self, ground, wanted - items.len(), &mut taken).await?;
            items.extend(more.into_iter().map(item));
        }
        let made_up = items.len() - from_bank;
        tracing::debug!(wanted, from_bank, made_up, "items chosen");
        let count = |number: usize| u8::try_from(number).expect("at most twenty");
        Ok(Practice {
            assigned: Assigned {
                assignment_id,
                item_ids: items.iter().map(|item| item.id).collect(),
                rating: ground.context.rating,
                from_bank: count(from_bank),
                made_up: count(made_up),
            },
            items,
        })
    }

    async fn tell(&self, job: Option<JobId>, step: Step) -> Result<(), Error> {
        match job {
            Some(job) => self.store.advance_job(job, step, self.now()).await,
            None => Ok(()),
        }
    }

    fn now(&self) -> Moment {
        self.clock.now()
    }
}

/// An item that was chosen, before it becomes the student's.
struct New {
    id: ItemId,
    source: Source,
    fit: Fit,
    difficulty: domain::practice::difficulty::Difficulty,
    goal_tags: GoalTags,
}

impl New {
    fn key(&self) -> QuestionKey {
        QuestionKey::of(&self.fit.question)
    }
}

/// What decides chance: the random half of an id.
fn seed<T>(id: domain::Id<T>) -> u64 {
    id.uuid().as_u64_pair().1
}
