//! What the functions' roles allow.

use crate::{Function, Queue, Table};
use serde_json::Value;

/// One action that a function's role allows on one resource.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Grant {
    /// The function's route group.
    pub group: String,
    /// The action: `dynamodb:Query`.
    pub action: String,
    /// On what.
    pub on: Target,
    /// The condition of the template under which it is there; `None` when it always is.
    pub condition: Option<String>,
}

/// What a policy allows an action on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// A table, by its name without the stack's.
    Table(String),
    /// A table's index: the table's name without the stack's, and the index's.
    Index(String, String),
    /// A queue, by its name without the stack's.
    Queue(String),
    /// The user pool.
    UserPool,
    /// Anything else, as the template writes it.
    Other(String),
}

/// What targets are found among.
pub(crate) struct Known<'a> {
    pub(crate) document: &'a Value,
    pub(crate) functions: &'a [Function],
    pub(crate) tables: &'a [Table],
    pub(crate) queues: &'a [Queue],
}

/// Every grant of a function's own policies and of those that name its role, in the order of the template.
pub(crate) fn read_all(known: &Known<'_>) -> Vec<Grant> {
    let mut found = Vec::new();
    for function in known.functions {
        let resource = &known.document["Resources"][&function.logical_id];
        for policy in items(&resource["Properties"]["Policies"]) {
            let (condition, policy) = unwrapped(policy);
            let policy = Policy {
                document: policy,
                condition,
            };
            policy.read(known, &function.group, &mut found);
        }
        for policy in attached(known.document, &function.logical_id) {
            policy.read(known, &function.group, &mut found);
        }
    }
    found
}

struct Policy<'a> {
    document: &'a Value,
    condition: Option<String>,
}

impl Policy<'_> {
    fn read(&self, known: &Known<'_>, group: &str, found: &mut Vec<Grant>) {
        let statements = items(&self.document["Statement"]);
        for statement in statements.filter(|statement| statement["Effect"] == "Allow") {
            for action in items(&statement["Action"]).filter_map(Value::as_str) {
                found.push(Grant {
                    group: group.to_owned(),
                    action: action.to_owned(),
                    on: known.target(&statement["Resource"]),
                    condition: self.condition.clone(),
                });
            }
        }
    }
}

/// The policies that stand by themselves and name the function's role.
fn attached<'a>(document: &'a Value, function: &str) -> impl Iterator<Item = Policy<'a>> {
    let role = serde_json::json!({"Ref": format!("{function}Role")});
    let resources = document["Resources"].as_object().into_iter().flatten();
    let policies = resources.map(|(_, resource)| resource);
    policies
        .filter(|resource| resource["Type"] == "AWS::IAM::Policy")
        .filter(move |resource| items(&resource["Properties"]["Roles"]).any(|one| *one == role))
        .map(|resource| Policy {
            document: &resource["Properties"]["PolicyDocument"],
            condition: resource["Condition"].as_str().map(str::to_owned),
        })
}

/// A policy and its condition: `!If [condition, policy, !Ref AWS::NoValue]`, or the policy alone.
fn unwrapped(policy: &Value) -> (Option<String>, &Value) {
    match policy["Fn::If"].as_array().map(Vec::as_slice) {
        Some([condition, policy, _]) => (condition.as_str().map(str::to_owned), policy),
        _ => (None, policy),
    }
}

impl Known<'_> {
    fn target(&self, resource: &Value) -> Target {
        self.named(resource)
            .unwrap_or_else(|| Target::Other(resource.to_string()))
    }

    /// `!GetAtt GoalsTable.Arn`, or `!Sub ${GoalsTable.Arn}/index/idx_goals_student_status`.
    fn named(&self, resource: &Value) -> Option<Target> {
        if let Some(text) = resource["Fn::Sub"].as_str() {
            let (id, index) = text.strip_prefix("${")?.split_once(".Arn}/index/")?;
            let table = self.tables.iter().find(|table| table.logical_id == id)?;
            return Some(Target::Index(table.suffix.clone(), index.to_owned()));
        }
        let id = resource["Fn::GetAtt"][0].as_str()?;
        let table = self.tables.iter().find(|table| table.logical_id == id);
        let queue = self.queues.iter().find(|queue| queue.logical_id == id);
        match (table, queue) {
            (Some(table), _) => Some(Target::Table(table.suffix.clone())),
            (_, Some(queue)) => Some(Target::Queue(queue.suffix.clone())),
            _ if id == "UserPool" => Some(Target::UserPool),
            _ => None,
        }
    }
}

fn items(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten()
}
