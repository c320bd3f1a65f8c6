//! From a worked problem to an item with four choices.

use super::answer::Answer;

/// A problem that has been worked out, before its wrong answers are chosen.
pub(super) struct Draft {
    /// What the student is asked.
    pub(super) question: String,
    /// What is right.
    pub(super) answer: Answer,
    /// What comes out of the usual mistakes, the most usual first. Some may mean the same, or even what is right.
    pub(super) mistakes: Vec<Answer>,
    /// Wrong answers for want of mistakes, by how far they lie from the right one: another for every other number.
    pub(super) near: Box<dyn Fn(i64) -> Answer>,
    /// The steps that lead to the answer.
    pub(super) explanation: String,
}

impl Draft {
    /// Three wrong answers that mean something else than the right one and than each other: of the mistakes as far as they
    /// go, then of what lies near.
    pub(super) fn wrong(&self) -> [String; 3] {
        let nearby = (1..).flat_map(|step| [(self.near)(step), (self.near)(-step)]);
        let mut chosen: Vec<Answer> = Vec::with_capacity(3);
        // Ends: at most four of the answers nearby can be taken already.
        for candidate in self.mistakes.iter().cloned().chain(nearby) {
            if candidate != self.answer && !chosen.contains(&candidate) {
                chosen.push(candidate);
            }
            if chosen.len() == 3 {
                break;
            }
        }
        let [one, two, three] = &chosen[..] else {
            unreachable!("the answers nearby never run out")
        };
        [one, two, three].map(|answer| answer.text().to_owned())
    }
}
