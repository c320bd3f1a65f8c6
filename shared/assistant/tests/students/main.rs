//! What students ask, of what a student of `cargo local` has: whether they are answered by what answers them, and whether they are
//! told where nothing does.

mod demo;
mod questions;

use assistant::{Assistant, Earlier, Extractive, Private, QuestionNotes};
use domain::question::{Analysis, Context, Exchange, Query, SelfRating};
use futures_util::FutureExt;

use self::demo::Demo;
use self::questions::{ALL, Accepted, Asked};

/// Of all questions, at most so many are answered by what does not answer them. None of them is called High.
const WRONG: usize = 8;
/// At most so many are said to be unknown although something answers them.
const MISSED: usize = 2;

/// How a question was met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Met {
    /// Answered by what a tutor would have shown, and as sure as it may be.
    Rightly,
    /// Said to be unknown, and it is.
    HonestlyUnknown,
    /// Said to be unknown, although something answers it.
    Missed,
    /// Answered by something else.
    Wrongly,
}

struct Judged {
    met: Met,
    is_high: bool,
    text: String,
    rating: SelfRating,
}

fn judge(demo: &Demo, asked: &Asked) -> Judged {
    let sources = demo.sources(asked.subject);
    let earlier = asked
        .before
        .map(|(query, answer)| Earlier { query, answer });
    let query = Query::parse(asked.query).expect("a question");
    let last = asked
        .before
        .map(|(query, answer)| Exchange { query, answer });
    let parts = Analysis::of(&query, &Context::default(), last).parts;
    let notes = QuestionNotes {
        query: query.as_str(),
        parts: &parts,
        earlier: earlier.as_slice(),
        recent_sessions: &[],
        current_practice: None,
        sources: &sources,
        private: Private::NOBODY,
    };
    let answer = Extractive
        .answer(notes)
        .now_or_never()
        .expect("the embedded assistant waits for nothing")
        .expect("the embedded assistant does not fail");
    let is_known = !answer.cited.is_empty();
    let holds = |all: &[&str]| all.iter().all(|one| answer.text.contains(one));
    let is_low = answer.rating < SelfRating::new(0.35).expect("within 0 and 1");
    let met = match (is_known, asked.accepted) {
        (false, Accepted::Nothing | Accepted::Touched(_) | Accepted::AtMost(_)) => {
            Met::HonestlyUnknown
        }
        (true, Accepted::Touched(all)) if is_low && holds(all) && holds(&["I did not find"]) => {
            Met::HonestlyUnknown
        }
        (false, _) => Met::Missed,
        (true, Accepted::Clear(all) | Accepted::Partly(all) | Accepted::AtMost(all))
            if holds(all) =>
        {
            Met::Rightly
        }
        (true, _) => Met::Wrongly,
    };
    let high = SelfRating::new(0.60).expect("within 0 and 1");
    Judged {
        met,
        is_high: answer.rating >= high,
        text: answer.text,
        rating: answer.rating,
    }
}

#[test]
fn nothing_is_called_high_that_does_not_answer_the_question() {
    let demo = Demo::new();
    for asked in &ALL {
        let judged = judge(&demo, asked);
        let may_be = matches!(asked.accepted, Accepted::Clear(_)) && judged.met == Met::Rightly;
        assert!(
            !judged.is_high || may_be,
            "{}: {:?} {}",
            asked.query,
            judged.rating,
            judged.text
        );
    }
}

#[test]
fn most_questions_are_answered_by_what_answers_them_and_else_said_to_be_unknown() {
    let demo = Demo::new();
    let mut wrong = Vec::new();
    let mut missed = Vec::new();
    for asked in &ALL {
        let judged = judge(&demo, asked);
        match judged.met {
            Met::Wrongly => wrong.push((asked.query, judged.text)),
            Met::Missed => missed.push(asked.query),
            Met::Rightly | Met::HonestlyUnknown => {}
        }
    }
    assert!(wrong.len() <= WRONG, "{wrong:#?}");
    assert!(missed.len() <= MISSED, "{missed:#?}");
}

#[test]
fn what_a_session_was_on_what_its_student_said_and_work_that_was_set_answer_nothing() {
    let demo = Demo::new();
    for asked in &ALL {
        let text = judge(&demo, asked).text;
        let silent = [
            "-minute session",
            "The student said",
            "So oxygen is the limiting reactant",
            "Please ",
            "Review the notes",
        ];
        for said in silent {
            assert!(!text.contains(said), "{}: {text}", asked.query);
        }
    }
}

#[test]
fn the_questions_come_from_every_subject_of_the_bank() {
    let demo = Demo::new();
    for subject in demo::SUBJECTS {
        assert!(
            ALL.iter().any(|asked| asked.subject == subject),
            "{subject}"
        );
    }
    assert!(ALL.len() >= 60);
    assert!(
        ALL.iter()
            .all(|asked| demo.sources(asked.subject).len() > 30)
    );
}
