//! Entries: items of the practice bank as they are kept, changed and retired.

use uuid::Uuid;

use super::bank::{BankItem, ExplanationText, QuestionText, TopicTag};
use super::choices::{AnswerText, Choices};
use super::difficulty::Difficulty;
use super::item::QuestionKey;
use super::tags::GoalTags;
use crate::access::Standing;
use crate::{BankItemId, Bounded, Breach, BreachKind, Error, Moment, SubjectId, UserId};

/// What an item is about: at most ten topics.
pub type TopicTags = Bounded<TopicTag, 10>;

/// What an entry holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryText {
    /// How hard it is.
    pub difficulty: Difficulty,
    /// What is asked.
    pub question: QuestionText,
    /// The right answer.
    pub answer: AnswerText,
    /// Three answers of the same kind that are wrong.
    pub wrong: [AnswerText; 3],
    /// Why the answer is right.
    pub explanation: ExplanationText,
    /// What it is about.
    pub topic_tags: TopicTags,
    /// Words by which it can be chosen.
    pub goal_tags: GoalTags,
}

impl EntryText {
    /// Says whether the four answers differ, and the goal tags are words: a goal is one student's, an item of the bank everybody's.
    ///
    /// # Errors
    /// A breach of `body.wrong` or of `body.goal_tags`.
    pub fn check(&self) -> Result<(), Error> {
        Choices::shuffled(self.answer.clone(), self.wrong.clone(), 0)
            .map_err(|breach| Error::invalid("body.wrong", breach))?;
        let mut tags = self.goal_tags.as_slice().iter();
        if tags.any(|tag| tag.goal().is_some()) {
            let message = "should be words, not the ids of goals";
            let breach = Breach::new(BreachKind::Unacceptable, message);
            return Err(Error::invalid("body.goal_tags", breach));
        }
        Ok(())
    }
}

impl From<BankItem> for EntryText {
    fn from(item: BankItem) -> Self {
        Self {
            difficulty: item.difficulty,
            question: item.question,
            answer: item.answer,
            wrong: item.wrong,
            explanation: item.explanation,
            topic_tags: item.topic_tags,
            goal_tags: GoalTags::default(),
        }
    }
}

/// An item of the bank as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BankEntry {
    /// Its id.
    pub id: BankItemId,
    /// The subject that it belongs to. It never changes: items are listed by it.
    pub subject_id: SubjectId,
    /// What it holds.
    pub text: EntryText,
    /// Whether it may be assigned; `false` once it is retired.
    pub is_active: bool,
    /// Who wrote it; `None` for those of the seed bank.
    pub created_by: Option<UserId>,
    /// When it was made.
    pub created_at: Moment,
    /// When it changed last.
    pub updated_at: Moment,
    /// Counts the changes; a write that has read another version is refused.
    pub version: u64,
}

/// What is to be different about an entry; `None` keeps it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EntryChange {
    /// How hard it is.
    pub difficulty: Option<Difficulty>,
    /// What is asked.
    pub question: Option<QuestionText>,
    /// The right answer.
    pub answer: Option<AnswerText>,
    /// Three wrong ones.
    pub wrong: Option<[AnswerText; 3]>,
    /// Why the answer is right.
    pub explanation: Option<ExplanationText>,
    /// What it is about.
    pub topic_tags: Option<TopicTags>,
    /// Words by which it can be chosen.
    pub goal_tags: Option<GoalTags>,
    /// Whether it may be assigned.
    pub is_active: Option<bool>,
}

impl BankEntry {
    /// A new entry that may be assigned.
    #[must_use]
    pub fn new(
        id: BankItemId,
        subject_id: SubjectId,
        text: EntryText,
        created_by: Option<UserId>,
        now: Moment,
    ) -> Self {
        Self {
            id,
            subject_id,
            text,
            is_active: true,
            created_by,
            created_at: now,
            updated_at: now,
            version: 1,
        }
    }

    /// The entry after a change. One that changes nothing leaves everything alone. Items that were assigned already keep what they
    /// were.
    ///
    /// # Errors
    /// Two of the four answers would say the same.
    pub fn changed(self, change: EntryChange, now: Moment) -> Result<Self, Error> {
        let before = self.clone();
        let text = EntryText {
            difficulty: change.difficulty.unwrap_or(self.text.difficulty),
            question: change.question.unwrap_or(self.text.question),
            answer: change.answer.unwrap_or(self.text.answer),
            wrong: change.wrong.unwrap_or(self.text.wrong),
            explanation: change.explanation.unwrap_or(self.text.explanation),
            topic_tags: change.topic_tags.unwrap_or(self.text.topic_tags),
            goal_tags: change.goal_tags.unwrap_or(self.text.goal_tags),
        };
        let is_active = change.is_active.unwrap_or(self.is_active);
        if text == before.text && is_active == before.is_active {
            return Ok(before);
        }
        text.check()?;
        Ok(Self {
            text,
            is_active,
            updated_at: now,
            ..before
        })
    }

    /// Says whether somebody of this standing may change or retire it: an admin, or the tutor who wrote it. Anybody can register as
    /// a tutor, and what is in the bank is everybody's.
    ///
    /// # Errors
    /// [`Error::Forbidden`].
    pub fn check_editor(&self, standing: Standing, editor: UserId) -> Result<(), Error> {
        if standing == Standing::Admin || self.created_by == Some(editor) {
            return Ok(());
        }
        Err(Error::Forbidden(
            "Only an admin may change an item that somebody else wrote.",
        ))
    }

    /// Which questions it is the same as.
    #[must_use]
    pub fn question_key(&self) -> QuestionKey {
        QuestionKey::of(&self.text.question)
    }

    /// Whether it can be chosen by all of these words: each is one of its goal tags or topics, whatever its case.
    #[must_use]
    pub fn has_all(&self, words: &[String]) -> bool {
        let goals = self.text.goal_tags.as_slice().iter();
        let topics = self.text.topic_tags.as_slice().iter();
        let mut own: std::collections::HashSet<String> =
            goals.map(super::tags::GoalTag::key).collect();
        own.extend(topics.map(|topic| topic.as_str().trim().to_lowercase()));
        words.iter().all(|word| own.contains(word))
    }
}

/// The id that an item of a bank file always has in a subject, so that loading the file again writes nothing twice: a UUID of
/// version 5 of the subject's id and the question.
#[must_use]
pub fn seeded_id(subject: SubjectId, question: &QuestionText) -> BankItemId {
    let key = QuestionKey::of(question);
    BankItemId::from_uuid(Uuid::new_v5(&subject.uuid(), key.uuid().as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: &str = "2026-11-22T08:00:00Z";

    fn entry() -> BankEntry {
        let item: BankItem = serde_json::from_value(serde_json::json!({
            "subject": "Algebra", "difficulty": 2, "question": "Solve 3x - 7 = 11. What is x?", "answer": "6",
            "wrong": ["4/3", "18", "12"], "explanation": "Add 7 to both sides, then divide by 3.",
            "topic_tags": ["Linear equations"],
        }))
        .unwrap();
        let id = "5eed0001-0000-4000-8000-000000000001";
        BankEntry::new(
            id.parse().unwrap(),
            id.parse().unwrap(),
            item.into(),
            None,
            NOW.parse().unwrap(),
        )
    }

    #[test]
    fn a_change_keeps_what_it_does_not_name() {
        let later = "2026-11-22T09:00:00Z".parse().unwrap();
        let change = EntryChange {
            is_active: Some(false),
            ..EntryChange::default()
        };
        let retired = entry().changed(change, later).unwrap();
        assert_eq!(retired.text, entry().text);
        assert!(!retired.is_active && retired.updated_at == later);
        assert_eq!(
            entry().changed(EntryChange::default(), later).unwrap(),
            entry()
        );
    }

    #[test]
    fn a_change_that_makes_two_answers_the_same_is_refused() {
        let answer = Some(AnswerText::parse("36/2").unwrap());
        let change = EntryChange {
            answer,
            ..EntryChange::default()
        };
        let refused = entry().changed(change, NOW.parse().unwrap()).unwrap_err();
        let Error::Invalid(breaches) = refused else {
            panic!("{refused}")
        };
        assert_eq!(breaches[0].field, "body.wrong");
    }

    #[test]
    fn an_entry_is_chosen_by_topics_and_goal_tags_whatever_their_case() {
        let words = |words: &[&str]| {
            words
                .iter()
                .map(|word| (*word).to_owned())
                .collect::<Vec<_>>()
        };
        assert!(entry().has_all(&words(&["linear equations"])));
        assert!(entry().has_all(&[]));
        assert!(!entry().has_all(&words(&["linear equations", "sat"])));
    }

    #[test]
    fn an_item_is_changed_by_who_wrote_it_and_by_admins() {
        let [writer, other]: [UserId; 2] = [
            "5eed0001-0000-4000-8000-000000000002",
            "5eed0001-0000-4000-8000-000000000003",
        ]
        .map(|id| id.parse().unwrap());
        let written = BankEntry {
            created_by: Some(writer),
            ..entry()
        };
        assert!(written.check_editor(Standing::Tutor, writer).is_ok());
        assert!(written.check_editor(Standing::LinkedTutor, other).is_err());
        assert!(written.check_editor(Standing::Admin, other).is_ok());
        assert!(entry().check_editor(Standing::Tutor, writer).is_err());
    }

    #[test]
    fn a_seeded_id_is_always_the_same() {
        let entry = entry();
        let id = seeded_id(entry.subject_id, &entry.text.question);
        assert_eq!(id, seeded_id(entry.subject_id, &entry.text.question));
        assert_ne!(id.uuid(), entry.id.uuid());
    }
}
