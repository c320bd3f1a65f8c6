//! Writes practice items from what the sources say, each fit to be assigned and none of them known already.

use std::collections::HashSet;

use domain::practice::bank::QuestionText;
use domain::practice::item::QuestionKey;
use domain::practice::quality::Draft;

use super::bank_text::BankText;
use super::cloze::{Words, cloze};
use super::facts::Stated;
use super::passages::read;
use super::reversed::reversed;
use super::terms::Terms;
use crate::masking::Mask;
use crate::{ItemsWanted, SourceKind};

/// Never more items than this, whatever is wanted.
const MOST_ITEMS: usize = 20;

/// At most so many facts and bank items are tried, so that sources from which little can be made cost no more than others.
const MOST_TRIED: usize = 200;

/// What an item can be made of.
enum Seed<'a> {
    /// A fact, by its index.
    Fact(usize),
    Bank(BankText<'a>),
}

/// The items: as many as are wanted, or as many as the sources give. Those about the topic come first.
pub(super) fn items(wanted: &ItemsWanted<'_>) -> Vec<Draft> {
    let terms = Terms::new();
    let stated = Stated::of(&terms, wanted.sources, &Mask::new(wanted.private));
    let words = Words::of(&terms, &stated);
    let bank: Vec<BankText<'_>> = read(wanted.sources)
        .filter(|(_, kind, _)| *kind == SourceKind::BankItem)
        .filter_map(|(_, _, text)| BankText::read(text))
        .take(MOST_TRIED)
        .collect();

    let facts = (0..stated.facts.len()).map(Seed::Fact);
    let mut seeds: Vec<Seed<'_>> = facts.chain(bank.iter().copied().map(Seed::Bank)).collect();
    let mut rng = fastrand::Rng::with_seed(wanted.seed);
    rng.shuffle(&mut seeds);
    let topic = terms.of(wanted.topic.unwrap_or_default());
    // Stable: the order of chance stays among those that are about the topic and among those that are not.
    seeds.sort_by_cached_key(|seed| {
        let is_about = |held: &[String]| topic.iter().any(|term| held.contains(term));
        !match seed {
            Seed::Fact(index) => is_about(&stated.facts[*index].terms),
            Seed::Bank(item) => is_about(&terms.of(item.question)),
        }
    });

    let mut known: HashSet<QuestionKey> =
        wanted.avoid.iter().filter_map(|text| key(text)).collect();
    let mut items = Vec::new();
    for seed in seeds.iter().take(MOST_TRIED) {
        if items.len() == wanted.count.min(MOST_ITEMS) {
            break;
        }
        let chance = rng.u64(..);
        let draft = match seed {
            Seed::Fact(index) => cloze(
                &stated.facts[*index],
                &terms,
                &words,
                &stated,
                wanted.difficulty,
                chance,
            ),
            Seed::Bank(item) => reversed(item, &bank, &terms, chance),
        };
        let fit = draft.filter(|draft| draft.clone().fit(chance).is_some());
        let new = fit.filter(|draft| key(&draft.question).is_some_and(|key| known.insert(key)));
        items.extend(new);
    }
    items
}

/// What questions that read the same share; `None` of what is no question.
fn key(question: &str) -> Option<QuestionKey> {
    let question = QuestionText::parse(question).ok()?;
    Some(QuestionKey::of(&question))
}
