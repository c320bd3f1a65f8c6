//! Picks a few good sentences that do not repeat each other: maximal marginal relevance.

use super::ranking::{Candidate, Likeness};

/// A summary quotes at most this many sentences.
pub(super) const MOST: usize = 5;
const FEWEST: usize = 3;
/// One more quotation for this many candidates.
const CANDIDATES_PER_QUOTE: usize = 6;
/// How much a sentence's own score counts against its likeness to those already picked.
const RELEVANCE: f32 = 0.6;
/// Two sentences this alike say the same thing; the second is not told.
const SAME: f32 = 0.6;

/// The sentences picked, ascending by their place. Fewer than three only when there are no more that differ.
pub(super) fn diverse(candidates: &[Candidate], scores: &[f32], likeness: &Likeness) -> Vec<usize> {
    let wanted = (candidates.len() / CANDIDATES_PER_QUOTE).clamp(FEWEST, MOST);
    let mut closest = vec![0.0_f32; candidates.len()];
    let mut open: Vec<usize> = (0..candidates.len()).collect();
    let mut picked = Vec::with_capacity(wanted);
    while picked.len() < wanted {
        open.retain(|index| closest[*index] < SAME);
        let marginal =
            |index: usize| RELEVANCE * scores[index] - (1.0 - RELEVANCE) * closest[index];
        // `max_by` keeps the last of equals; reversed, that is the one said first.
        let best = open
            .iter()
            .copied()
            .rev()
            .max_by(|a, b| marginal(*a).total_cmp(&marginal(*b)));
        let Some(best) = best else { break };
        picked.push(candidates[best].sentence);
        open.retain(|index| *index != best);
        for index in &open {
            closest[*index] = closest[*index].max(likeness.of(best, *index));
        }
    }
    picked.sort_unstable();
    picked
}
