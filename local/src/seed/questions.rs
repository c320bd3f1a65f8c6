//! Nine questions of the student with their answers: four of the last day, so that there is a conversation to go on from, and
//! five older ones about goals. They are analysed and assessed by the rules that real ones go through; only the answers and
//! what their author thought of them are written here.

use anyhow::anyhow;
use domain::question::{
    Analysis, Answer, Cited, Context, Escalation, Interaction, Label, MEMORY, Query, REFUSAL,
    SelfRating, Signals,
};
use domain::{Breach, Moment};
use jiff::SignedDuration;
use store::Store;

use super::ids;

struct Asked {
    minutes_ago: i64,
    /// The number of the goal that it is about.
    goal: Option<u32>,
    query: &'static str,
    answer: &'static str,
    rating: f64,
    cited: &'static [&'static str],
}

const DAY: i64 = 24 * 60;

/// The oldest first.
const ALL: [Asked; 9] = [
    Asked {
        minutes_ago: 26 * DAY,
        goal: Some(4),
        query: "Which part is the inner function in sin(3x^2)?",
        answer: "3x^2 is the inner function. Ask what you would compute first with a calculator: you square and multiply, and \
                 take the sine last.",
        rating: 0.9,
        cited: &["your session on Calculus"],
    },
    Asked {
        minutes_ago: 22 * DAY,
        goal: Some(1),
        query: "How do I check that I have factored an equation correctly?",
        answer: "Multiply the factors out again. If every term of the original expression comes back, the factors are right.",
        rating: 0.85,
        cited: &["your session on Algebra"],
    },
    Asked {
        minutes_ago: 12 * DAY,
        goal: Some(2),
        query: "What is a limiting reactant in chemistry?",
        answer: "It is the reactant that runs out first. How many moles of the others are used follows from it and from the \
                 coefficients of the balanced equation.",
        rating: 0.9,
        cited: &["your session on AP Chemistry"],
    },
    Asked {
        minutes_ago: 12 * DAY - 6,
        goal: Some(2),
        query: "And what if the amounts are in grams?",
        answer: "Then turn grams into moles with the molar mass, moles into moles with the coefficients, and back into grams at \
                 the end.",
        rating: 0.85,
        cited: &["your session on AP Chemistry"],
    },
    Asked {
        minutes_ago: 4 * DAY,
        goal: Some(2),
        query: "Why do electrons fill the 4s orbital before 3d in chemistry?",
        answer: "I could not find an answer to this in what you have. Your tutor can help you with it.",
        rating: 0.1,
        cited: &[],
    },
    Asked {
        minutes_ago: 20 * 60,
        goal: None,
        query: "How do I complete the square for x^2 + 8x + 5?",
        answer: "Take half of the coefficient of x and square it: half of 8 is 4, squared 16. Add 16 and take it away again, which \
                 gives (x + 4)^2 - 11.",
        rating: 0.9,
        cited: &["your session on Algebra"],
    },
    Asked {
        minutes_ago: 20 * 60 - 4,
        goal: None,
        query: "What about the vertex of that parabola?",
        answer: "In vertex form y = a(x - h)^2 + k the vertex is (h, k). For (x + 4)^2 - 11 it is at -4 and -11: the sign of the x \
                 coordinate flips.",
        rating: 0.85,
        cited: &["your session on Algebra"],
    },
    Asked {
        minutes_ago: 3 * 60,
        goal: None,
        query: "Which movie should I watch tonight?",
        answer: REFUSAL,
        rating: 0.0,
        cited: &[],
    },
    Asked {
        minutes_ago: 90,
        goal: None,
        query: "How do I find the molar mass of Ca(OH)2?",
        answer: "The 2 outside counts for everything inside the brackets, so there are two oxygens and two hydrogens: 40 plus 34, \
                 which is 74 grams per mole.",
        rating: 0.9,
        cited: &["your session on AP Chemistry"],
    },
];

/// Writes those that are not there.
pub(super) async fn write(store: &Store, now: Moment) -> anyhow::Result<()> {
    let mut before: Option<Interaction> = None;
    for (number, asked) in (1..).zip(ALL) {
        let interaction = asked
            .interaction(number, before.as_ref(), now)
            .map_err(|breach| anyhow!("question {number}: {}", breach.message))?;
        store.add_interaction(&interaction).await?;
        before = Some(interaction);
    }
    Ok(())
}

impl Asked {
    fn interaction(
        &self,
        number: u32,
        before: Option<&Interaction>,
        now: Moment,
    ) -> Result<Interaction, Breach> {
        let created_at = now.plus(SignedDuration::from_mins(-self.minutes_ago));
        let query = Query::parse(self.query)?;
        let last = before.filter(|before| created_at.since(before.created_at) <= MEMORY);
        let analysis = Analysis::of(&query, &Context::default(), last.map(Interaction::exchange));
        let rating = SelfRating::new(self.rating).unwrap_or(SelfRating::UNSTATED);
        let assessment = analysis.assess(self.answer, rating);
        let escalation = Escalation::of(&analysis, assessment, Some(ids::TUTOR));
        let cited: Result<Vec<_>, _> = self.cited.iter().copied().map(Label::parse).collect();
        Ok(Interaction {
            id: ids::question(number),
            student_id: ids::STUDENT,
            goal_id: self.goal.map(ids::goal),
            signals: Signals::of(&analysis, self.answer),
            query,
            answer: Answer::parse(self.answer)?,
            assessment,
            escalated_to: escalation.and_then(|escalation| escalation.tutor()),
            disclaimer_shown: false,
            cited: Cited::parse(cited?)?,
            created_at,
        })
    }
}
