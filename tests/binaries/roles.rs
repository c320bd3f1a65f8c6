//! What the functions' roles allow, and what of it is needed. That nothing else is done needs no test of its own: `cargo local` refuses
//! what a role does not allow.

use std::collections::{BTreeMap, BTreeSet};

use clap::Parser;
use local::cli::Options;
use local::machine::Stack;
use local::roles::{Right, Roles};
use local::seed::ids;
use serde_json::json;
use template::Template;

use crate::case::{URL, case};

/// What Lambda does with a queue in the name of the function that it feeds.
const FED: [&str; 3] = [
    "sqs:DeleteMessage",
    "sqs:GetQueueAttributes",
    "sqs:ReceiveMessage",
];

/// What no event alone brings about with the demo data: function, action, and how the ARN ends. `tests/api` has the moments.
const OF_A_MOMENT: [(&str, &str, &str); 3] = [
    // Somebody logs in for the first time after the import.
    ("accounts", "dynamodb:UpdateItem", "-imported_passwords"),
    // A subject gets another name between an order and its work: names that are alike are offered.
    (
        "practice-worker",
        "dynamodb:Query",
        "-subjects/index/idx_subjects_listing",
    ),
    // Somebody else writes the session between the read and the summary: it is read again.
    ("summaries", "dynamodb:GetItem", "-sessions"),
];

/// What every function needs only when it answers a 5xx, which no event brings about: how the ARN ends. `tests/api` has the errors.
const ON_AN_ERROR: (&str, &str) = ("dynamodb:PutItem", "-recent_errors");

/// What functions may do and have not done yet, by function.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Idle(BTreeMap<String, Option<BTreeSet<Right>>>);

impl Idle {
    /// Nobody has done anything yet.
    pub(crate) fn all() -> Self {
        let ours = Template::ours();
        let functions = ours.functions().iter();
        Self(functions.map(|one| (one.group.clone(), None)).collect())
    }

    /// Takes away what was done, and what only a moment brings about.
    pub(crate) fn strike_out(&mut self, roles: &Roles) {
        self.0.retain(|group, idle| {
            let idle = idle.get_or_insert_with(|| asked_of(group, roles.allowed(group)));
            let used = roles.used_by(group);
            idle.retain(|right| !used.contains(right));
            !idle.is_empty()
        });
    }
}

/// What of a function's rights an event must bring about.
fn asked_of(group: &str, mut rights: BTreeSet<Right>) -> BTreeSet<Right> {
    rights.retain(|(action, arn)| {
        let is_seldom = |(of, what, end): &(&str, &str, &str)| {
            *of == group && what == action && arn.ends_with(end)
        };
        let is_on_an_error = action == ON_AN_ERROR.0 && arn.ends_with(ON_AN_ERROR.1);
        !FED.contains(&action.as_str()) && !is_on_an_error && !OF_A_MOMENT.iter().any(is_seldom)
    });
    rights
}

/// More events for a group, which would disturb others of its files.
pub(crate) fn seldom(group: &str) -> Vec<String> {
    let practice_for_a_goal = case("practice/assign_later.goal", "POST", "/api/v1/practice/assign/async")
        .with(&json!({
            "student_id": ids::STUDENT, "subject": "Algebra", "num_items": 1, "goal_tags": [ids::goal(1)]
        }));
    let all = [practice_for_a_goal];
    let stack = Stack::new(&Options::parse_from(["local"]), URL);
    let of_group = all.iter().filter(|case| case.group() == group);
    of_group
        .map(|case| case.event(&Template::ours(), &stack).to_string())
        .collect()
}
