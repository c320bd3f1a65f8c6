//! What the bank has for a student.

use std::collections::HashSet;

use domain::practice::choices::Choices;
use domain::practice::difficulty::{Difficulty, DifficultyRange};
use domain::practice::entry::BankEntry;
use domain::practice::item::Source;
use domain::practice::quality::Fit;
use domain::practice::tags::together;
use domain::{Error, SubjectId};
use futures_util::future::try_join_all;

use crate::{Assigner, Ground, New, seed};

/// When the bank has nothing at all for a level, it is searched this many difficulties further on both sides.
const WIDER: u8 = 2;

/// The most items that are looked up as seen or unseen: three batches, side by side.
const CANDIDATES: usize = 300;

/// Active items within a range that have all of these words as tags, in a random order. If there is none at all, of a wider
/// range and with any tags. One query for each difficulty, side by side.
pub(crate) async fn search(
    assigner: &Assigner,
    subject: SubjectId,
    range: DifficultyRange,
    words: &[String],
) -> Result<Vec<BankEntry>, Error> {
    let found = at(assigner, subject, range.iter()).await?;
    let suited: Vec<_> = found
        .iter()
        .filter(|entry| entry.has_all(words))
        .cloned()
        .collect();
    let mut entries = if suited.is_empty() {
        let further = range.widened(WIDER).iter().filter(|d| !range.contains(*d));
        let further = at(assigner, subject, further).await?;
        found.into_iter().chain(further).collect()
    } else {
        suited
    };
    fastrand::Rng::with_seed(seed(assigner.mint.id::<()>())).shuffle(&mut entries);
    Ok(entries)
}

async fn at(
    assigner: &Assigner,
    subject: SubjectId,
    difficulties: impl Iterator<Item = Difficulty>,
) -> Result<Vec<BankEntry>, Error> {
    // Ids made here begin with the time: only one that is random in every bit falls among all others.
    let mut rng = fastrand::Rng::with_seed(seed(assigner.mint.id::<()>()));
    let queries = difficulties.map(|difficulty| {
        let drawn = domain::BankItemId::from_uuid(uuid::Uuid::from_u128(rng.u128(..)));
        assigner.store.bank_at(subject, difficulty, drawn)
    });
    Ok(try_join_all(queries).await?.into_iter().flatten().collect())
}

/// Up to `wanted` items of the bank that the student was never asked.
pub(crate) async fn unseen(
    assigner: &Assigner,
    ground: &Ground<'_>,
    wanted: usize,
) -> Result<Vec<New>, Error> {
    let candidates = &ground.bank[..ground.bank.len().min(CANDIDATES)];
    let keys = candidates.iter().map(BankEntry::question_key);
    let mut taken: HashSet<_> = assigner.store.seen(ground.order.student_id, keys).await?;
    let fresh = candidates
        .iter()
        .filter(|entry| taken.insert(entry.question_key()));
    fresh
        .take(wanted)
        .map(|entry| new(assigner, ground, entry))
        .collect()
}

fn new(assigner: &Assigner, ground: &Ground<'_>, entry: &BankEntry) -> Result<New, Error> {
    let id = assigner.mint.id();
    let text = entry.text.clone();
    let choices = Choices::shuffled(text.answer, text.wrong, seed(id))
        .map_err(|_| Error::Fault("an item of the bank has equal choices".to_owned()))?;
    Ok(New {
        id,
        source: Source::Bank(entry.id),
        fit: Fit {
            question: text.question,
            choices,
            explanation: text.explanation,
        },
        difficulty: text.difficulty,
        goal_tags: together(&ground.order.goal_tags, &text.goal_tags),
    })
}
