//! What is quoted of a passage as an answer, word for word, and where it says that it stands.

use std::collections::HashSet;

use super::asked::{Asked, Bearing, Part, asked};
use super::asking::{Manner, ordinals};
use super::bank_text::BankText;
use super::cues::words;
use super::formula;
use super::passages::{Content, Passage, SENTENCES, is_quotable};
use super::rating::Reach;
use super::sentences::{MAX_SENTENCE, Sentence, split};
use super::speakers::Speaker;
use super::terms::Terms;
use super::wanted::Wanted;
use super::worth::{is_housekeeping, leans, sets_work};
use crate::plain::one_line;

/// The most characters of a label, and of a bank item's texts, that an answer shows.
const LABEL_SHOWN: usize = 120;
const QUESTION_SHOWN: usize = 200;
const ANSWER_SHOWN: usize = 120;
const EXPLANATION_SHOWN: usize = 400;
/// The most characters that stand around them.
const FRAME: usize = 60;
/// Quotation marks, ellipses and a space.
const MARKS: usize = 5;
/// An item answers a question of how or where when it asks for at least this share of the same, and one of what something is when
/// it asks for nearly nothing else.
const SAME_TASK: f32 = 0.5;
const SAME_MEANING: f32 = 0.75;
/// What replies to somebody has at least so many terms, where it repeats none of what was said: "Well done" replies to anything.
const FEWEST_OF_REPLY: usize = 3;

/// What is quoted of a passage.
pub(super) struct Quotation<'a> {
    quoted: Quoted<'a>,
    /// The terms that it holds, and those of what it answers or is filed under.
    pub(super) terms: HashSet<String>,
    /// How near it comes to what is asked.
    pub(super) reach: Reach,
    /// Whether it holds the question's formula.
    pub(super) holds_formula: bool,
    /// The share of what an item asks for that is asked for as well, 0 to 1; 0 of what was said.
    pub(super) share: f32,
}

/// What was asked, or said by the student, right before a sentence.
struct Raised {
    terms: Vec<String>,
    /// How near the reply comes to a question about the same.
    reach: Reach,
}

enum Quoted<'a> {
    Sentences(Vec<Sentence<'a>>),
    Bank(BankText<'a>),
}

impl<'a> Quotation<'a> {
    /// The most characters that [`Self::told`] has.
    pub(super) const LONGEST: usize = FRAME
        + max(
            LABEL_SHOWN + SENTENCES * (MAX_SENTENCE + MARKS),
            QUESTION_SHOWN + ANSWER_SHOWN + EXPLANATION_SHOWN,
        );

    /// What answers a part of a question from a source of this label; `None` when nothing may be quoted.
    pub(super) fn of(
        passage: &Passage<'a>,
        label: &str,
        terms: &Terms,
        part: &Part<'_>,
    ) -> Option<Self> {
        match &passage.content {
            Content::Bank(item) => Some(Self::of_item(*item, &passage.texts(), terms, part)),
            Content::Said(said) => Self::of_said(said, label, terms, part),
        }
    }

    fn of_item(item: BankText<'a>, texts: &[&str], terms: &Terms, part: &Part<'_>) -> Self {
        let wanted = Wanted::of(part);
        let explains = split(item.explanation)
            .map(|(_, sentence)| wanted.reach(sentence, &terms.of(sentence), terms))
            .max();
        let asks = asked(terms, item.question);
        let is_shared = |one: &&Asked| part.terms().any(|term| *term == one.term);
        let share = asks.iter().filter(is_shared).count() as f32 / asks.len().max(1) as f32;
        let same = match part.manner {
            Manner::Meaning => SAME_MEANING,
            Manner::Reason | Manner::Other => SAME_TASK,
        };
        let holds_formula = part
            .formula
            .as_ref()
            .is_some_and(|formula| formula::holds(item.question, formula));
        let computes = asks.iter().any(|one| one.bearing == Bearing::Figure);
        let asks: Vec<String> = asks.into_iter().map(|one| one.term).collect();
        let is_about = match part.manner {
            // "How many moles are in 36 g?" has a mole in it, and does not say what it is.
            Manner::Meaning => {
                let named = || part.own.iter().filter(|one| one.bearing != Bearing::Figure);
                named().all(|one| asks.contains(&one.term)) && (named().count() > 1 || !computes)
            }
            Manner::Reason => Manner::of(item.question) == Manner::Reason,
            Manner::Other => true,
        };
        let reach = if share >= same || holds_formula {
            Reach::Tells
        } else if is_about {
            Reach::IsAbout
        } else {
            Reach::Mentions
        };
        Self {
            quoted: Quoted::Bank(item),
            terms: texts.iter().flat_map(|text| held(terms, text)).collect(),
            reach: explains.map_or(reach, |explains| explains.max(reach)),
            holds_formula,
            share,
        }
    }

    fn of_said(said: &[Sentence<'a>], label: &str, terms: &Terms, part: &Part<'_>) -> Option<Self> {
        // What a session is on need not be said in it again.
        let filed: HashSet<String> = held(terms, label).collect();
        let mut wanted = Wanted::of(part);
        if wanted.matters.iter().any(|term| !filed.contains(*term)) {
            wanted.matters.retain(|term| !filed.contains(*term));
        }
        let is_asked = |held: &[String]| part.terms().any(|term| held.contains(term));
        let mut quoted: Vec<Sentence<'a>> = Vec::new();
        let mut all: HashSet<String> = HashSet::new();
        let mut reach = match part.manner {
            Manner::Other => Reach::IsAbout,
            Manner::Meaning | Manner::Reason => Reach::Mentions,
        };
        let mut has_matched = false;
        // The sentence after a question, or after what a student said, replies to it, also where it repeats none of its words.
        let mut raised: Option<Raised> = None;
        let mut follows = false;
        for sentence in said {
            let of_sentence: Vec<String> = held(terms, sentence.text).collect();
            let matches = is_asked(&of_sentence);
            let words = words(sentence.text);
            let is_idle = is_housekeeping(&words) || sets_work(&words);
            if !is_quotable(sentence) || is_idle {
                let is_raised = sentence.asks() || sentence.speaker == Speaker::Student;
                raised = (matches && is_raised).then(|| Raised {
                    terms: of_sentence,
                    reach: match (sentence.asks(), Manner::of(sentence.text)) {
                        (false, _) => Reach::Mentions,
                        (true, Manner::Reason) if part.manner == Manner::Reason => Reach::Tells,
                        (true, _) => Reach::IsAbout,
                    },
                });
                follows = false;
                continue;
            }
            let is_reply = matches || of_sentence.len() >= FEWEST_OF_REPLY;
            let replied_to = raised.take().filter(|_| is_reply);
            // What leans on a quoted sentence is not understood without it, and completes it.
            let completes = follows && leans(&words);
            follows = matches || replied_to.is_some() || completes;
            if !follows {
                continue;
            }
            has_matched |= matches || replied_to.is_some();
            reach = reach.max(wanted.reach(sentence.text, &of_sentence, terms));
            if let Some(raised) = replied_to {
                let is_about = wanted.matters.iter().any(|matter| {
                    let is_it = |term: &String| term == matter;
                    raised.terms.iter().chain(&of_sentence).any(is_it)
                });
                if is_about {
                    reach = reach.max(raised.reach);
                }
                all.extend(raised.terms);
            }
            all.extend(of_sentence);
            quoted.push(*sentence);
        }
        let holds_formula = part.formula.as_ref().is_some_and(|formula| {
            quoted
                .iter()
                .any(|sentence| formula::holds(sentence.text, formula))
        });
        // A label alone carries no match.
        if !part.matters().iter().any(|matter| all.contains(*matter)) && !holds_formula {
            return None;
        }
        all.extend(filed);
        has_matched.then_some(Self {
            quoted: Quoted::Sentences(quoted),
            terms: all,
            reach,
            holds_formula,
            share: 0.0,
        })
    }

    /// The quotation, and that it is from the source of this label: at most [`Self::LONGEST`] characters. Of an item the label says
    /// nothing more than its question does.
    pub(super) fn told(&self, label: &str) -> String {
        match &self.quoted {
            Quoted::Sentences(sentences) => {
                let label = one_line(label, LABEL_SHOWN);
                let label = if label.is_empty() {
                    "what you have"
                } else {
                    &label
                };
                let quoted: Vec<String> = sentences.iter().map(shown).collect();
                format!("From {label}: {}", quoted.join(" "))
            }
            Quoted::Bank(item) => {
                let question = ended(&one_line(item.question, QUESTION_SHOWN));
                let explanation = one_line(item.explanation, EXPLANATION_SHOWN);
                match item.answer {
                    Some(answer) => {
                        let answer = ended(&one_line(answer, ANSWER_SHOWN));
                        format!(
                            "A practice item asks {question} Its answer is {answer} “{explanation}”"
                        )
                    }
                    None => format!("A practice item asks {question} “{explanation}”"),
                }
            }
        }
    }

    /// Whether everything that is quoted stands in `text`.
    pub(super) fn stands_in(&self, text: &str) -> bool {
        !text.is_empty() && self.lines().iter().all(|line| text.contains(line.as_str()))
    }

    /// Whether it says all that `other` says.
    pub(super) fn says_all_of(&self, other: &Self) -> bool {
        let lines = self.lines();
        other.lines().iter().all(|line| lines.contains(line))
    }

    /// Whether both say one thing.
    pub(super) fn repeats(&self, other: &Self) -> bool {
        let lines = self.lines();
        other.lines().iter().any(|line| lines.contains(line))
    }

    fn lines(&self) -> Vec<String> {
        match &self.quoted {
            Quoted::Sentences(sentences) => sentences
                .iter()
                .map(|sentence| one_line(sentence.text, MAX_SENTENCE))
                .collect(),
            Quoted::Bank(item) => vec![one_line(item.explanation, EXPLANATION_SHOWN)],
        }
    }
}

/// The terms of a text, and which of several it names.
fn held(terms: &Terms, text: &str) -> impl Iterator<Item = String> {
    terms.of(text).into_iter().chain(ordinals(text))
}

/// In quotation marks, and ended by a full stop unless it ends itself.
fn ended(text: &str) -> String {
    if text
        .trim_end_matches('"')
        .ends_with(['.', '?', '!', '…', '？', '。'])
    {
        format!("“{text}”")
    } else {
        format!("“{text}”.")
    }
}

fn shown(sentence: &Sentence<'_>) -> String {
    let ellipsis = |inside| if inside { "…" } else { "" };
    format!(
        "“{}{}{}”",
        ellipsis(sentence.opens_inside),
        one_line(sentence.text, MAX_SENTENCE),
        ellipsis(sentence.ends_inside)
    )
}

const fn max(one: usize, other: usize) -> usize {
    if one > other { one } else { other }
}
