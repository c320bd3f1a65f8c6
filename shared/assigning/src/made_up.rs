//! Items for when the bank runs out: mathematics from the generator, everything else from the assistant. Every one is checked for
//! quality, is new to the student, and will be marked for review.

use std::collections::HashSet;

use assistant::{ItemsWanted, Private, SourceKind, bank_text};
use domain::Error;
use domain::practice::item::{QuestionKey, Source};
use domain::practice::math::{generate, kinds_for};
use domain::practice::order::PracticeTopic;
use domain::practice::quality::Draft;
use domain::practice::tags::{GoalTags, together};

use crate::{Assigner, Ground, New, seed};

/// For each item that is needed, so many are made up at most: the old service's bound.
const ATTEMPTS: usize = 5;

/// So many made-up items are looked up as seen or unseen at most: one batch.
const CANDIDATES: usize = 100;

/// The most items of the bank that an assistant is shown.
const SHOWN: usize = 60;

/// Up to `wanted` made-up items, none of which is `taken` or was put to the student before.
pub(crate) async fn items(
    assigner: &Assigner,
    ground: &Ground<'_>,
    wanted: usize,
    taken: &mut HashSet<QuestionKey>,
) -> Result<Vec<New>, Error> {
    let drafts = match math(assigner, ground, wanted) {
        Some(drafts) => drafts,
        None => written(assigner, ground, wanted).await?,
    };
    let mut new = Vec::new();
    for draft in drafts.into_iter().take(CANDIDATES) {
        let id = assigner.mint.id();
        let Some(fit) = draft.fit(seed(id)) else {
            metrics::counter!("practice.unfit_items").increment(1);
            continue;
        };
        new.push(New {
            id,
            source: Source::MadeUp,
            fit,
            difficulty: ground.range.suggestion(),
            // Each once: a goal that stood there twice would be counted twice in one transaction, which DynamoDB refuses.
            goal_tags: together(&ground.order.goal_tags, &GoalTags::default()),
        });
    }
    if new.is_empty() {
        return Ok(new);
    }
    let keys: Vec<_> = new.iter().map(New::key).collect();
    taken.extend(assigner.store.seen(ground.order.student_id, keys).await?);
    new.retain(|item| taken.insert(item.key()));
    new.truncate(wanted);
    Ok(new)
}

/// Items of mathematics; `None` when that is not what is asked for.
fn math(assigner: &Assigner, ground: &Ground<'_>, wanted: usize) -> Option<Vec<Draft>> {
    let topic = ground.order.topic.as_ref().map(PracticeTopic::as_str);
    let kinds = kinds_for(ground.order.subject.as_str(), topic)?;
    let mut rng = fastrand::Rng::with_seed(seed(assigner.mint.id::<()>()));
    let draft = |_| {
        let kind = kinds[rng.usize(..kinds.len())];
        generate(kind, ground.range.suggestion(), rng.u64(..)).into()
    };
    Some((0..wanted * ATTEMPTS).map(draft).collect())
}

/// Items that the assistant writes from what the bank has. If it fails there are none: less practice is better than no answer.
async fn written(
    assigner: &Assigner,
    ground: &Ground<'_>,
    wanted: usize,
) -> Result<Vec<Draft>, Error> {
    let shown: Vec<_> = ground.bank.iter().take(SHOWN).collect();
    let texts: Vec<_> = shown
        .iter()
        .map(|entry| {
            let text = &entry.text;
            bank_text(
                text.question.as_str(),
                text.answer.as_str(),
                text.explanation.as_str(),
            )
        })
        .collect();
    let sources: Vec<_> = texts
        .iter()
        .map(|text| assistant::Source {
            kind: SourceKind::BankItem,
            label: "practice bank",
            text,
        })
        .collect();
    let avoid: Vec<_> = shown
        .iter()
        .map(|entry| entry.text.question.as_str())
        .collect();
    let student = &ground.context.student;
    let wanted = ItemsWanted {
        subject: ground.order.subject.as_str(),
        topic: ground.order.topic.as_ref().map(PracticeTopic::as_str),
        difficulty: ground.range.suggestion(),
        count: wanted,
        sources: &sources,
        avoid: &avoid,
        seed: seed(assigner.mint.id::<()>()),
        private: Private {
            student: &[student.name.as_str(), student.email.as_str()],
            tutors: &[],
        },
    };
    Ok(assigner
        .assistant
        .write_items(wanted)
        .await
        .unwrap_or_else(|error| {
            metrics::counter!("assistant.failures").increment(1);
            tracing::warn!(%error, "the assistant wrote no items");
            Vec::new()
        }))
}
