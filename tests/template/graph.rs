//! What depends on what once SAM has made plain resources of ours.
//!
//! SAM's own checks pass a template whose functions refer to their API; CloudFormation then refuses it, because the
//! API's definition names every function. So the expansion is repeated here, as far as it makes dependencies.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What SAM calls the application that all groups of deployments belong to.
const APPLICATION: &str = "ServerlessDeploymentApplication";

/// Logical ids of the expanded template, each with those it needs.
#[derive(Debug, Default)]
pub(crate) struct Graph(BTreeMap<String, BTreeSet<String>>);

impl Graph {
    /// Of a template as JSON with long forms.
    pub(crate) fn of(document: &Value) -> Self {
        let resources = document["Resources"]
            .as_object()
            .expect("a template has resources");
        let mut graph = Self::default();
        for (id, resource) in resources {
            match resource["Type"].as_str() {
                Some("AWS::Serverless::Function") => graph.add_function(id, resource, document),
                Some("AWS::Serverless::HttpApi") => graph.add_api(id, resource),
                _ => graph.add(id, references(resource)),
            }
        }
        // Only resources can wait for each other; parameters are there from the start.
        let known: BTreeSet<_> = graph.0.keys().cloned().collect();
        for needed in graph.0.values_mut() {
            needed.retain(|id| known.contains(id));
        }
        graph
    }

    /// A function becomes the function, its role, a version, an alias with its group of deployments, and one permission per
    /// route; each route also puts the alias's address into the API's definition. A queue gets a mapping instead.
    fn add_function(&mut self, id: &str, resource: &Value, document: &Value) {
        let role = format!("{id}Role");
        let mut own = resource.clone();
        let (mut policies, mut events) = (Value::Null, Value::Null);
        if let Some(properties) = own["Properties"].as_object_mut() {
            policies = properties.remove("Policies").unwrap_or_default();
            events = properties.remove("Events").unwrap_or_default();
        }
        let mut globals = document["Globals"]["Function"].clone();
        let preference = globals
            .as_object_mut()
            .and_then(|globals| globals.remove("DeploymentPreference"))
            .unwrap_or_default();
        self.add(id, references(&own));
        self.add(id, references(&globals));
        self.add(id, [role.clone()]);
        self.add(&role, references(&policies));
        let alias = self.add_alias(id, preference);
        for (name, event) in events.as_object().into_iter().flatten() {
            let permission = format!("{id}{name}Permission");
            self.add(&permission, [alias.clone()]);
            if let Some(api) = event["Properties"]["ApiId"]["Ref"].as_str() {
                self.add(&permission, [api.to_owned()]);
                self.add(api, [alias.clone()]);
            }
        }
    }

    /// The alias waits for what is asked before it moves, and its group for what is looked at meanwhile.
    fn add_alias(&mut self, id: &str, mut preference: Value) -> String {
        let (version, alias) = (format!("{id}Version"), format!("{id}Alias"));
        let group = format!("{id}DeploymentGroup");
        let hooks = preference
            .as_object_mut()
            .and_then(|preference| preference.remove("Hooks"))
            .unwrap_or_default();
        self.add(APPLICATION, []);
        self.add(&version, [id.to_owned()]);
        self.add(&group, [APPLICATION.to_owned()]);
        self.add(&group, references(&preference));
        self.add(&alias, [id.to_owned(), version, group]);
        self.add(&alias, references(&hooks));
        alias
    }

    /// An API becomes the API, which holds everything about routes, and its stage, which holds the rest.
    fn add_api(&mut self, id: &str, resource: &Value) {
        let mut own = resource.clone();
        let stage = format!("{id}Stage");
        if let Some(properties) = own["Properties"].as_object_mut() {
            for name in [
                "AccessLogSettings",
                "DefaultRouteSettings",
                "RouteSettings",
                "StageVariables",
            ] {
                let setting = properties.remove(name).unwrap_or_default();
                self.add(&stage, references(&setting));
            }
        }
        self.add(&stage, [id.to_owned()]);
        self.add(id, references(&own));
    }

    fn add(&mut self, id: &str, needed: impl IntoIterator<Item = String>) {
        self.0.entry(id.to_owned()).or_default().extend(needed);
    }

    /// What `id` needs.
    pub(crate) fn needs(&self, id: &str) -> BTreeSet<&str> {
        self.0[id].iter().map(String::as_str).collect()
    }

    /// The resources that can never be made, because they wait for each other; empty if there are none.
    pub(crate) fn cycle(&self) -> BTreeSet<String> {
        let mut waiting = self.0.clone();
        loop {
            let ready: BTreeSet<_> = waiting
                .iter()
                .filter(|(_, needed)| needed.is_empty())
                .map(|(id, _)| id.clone())
                .collect();
            if ready.is_empty() {
                return waiting.into_keys().collect();
            }
            waiting.retain(|id, _| !ready.contains(id));
            for needed in waiting.values_mut() {
                needed.retain(|id| !ready.contains(id));
            }
        }
    }
}

/// Every logical id that a value refers to, in whatever way, `DependsOn` included.
fn references(value: &Value) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    collect(value, &mut found);
    found
}

fn collect(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
        Value::Object(object) => {
            for (key, value) in object {
                match (key.as_str(), value) {
                    // `<function>.Alias` is SAM's way to name what it makes.
                    ("Ref" | "DependsOn", Value::String(id)) => {
                        found.insert(id.replace('.', ""));
                    }
                    ("DependsOn", Value::Array(ids)) => {
                        found.extend(ids.iter().filter_map(Value::as_str).map(str::to_owned));
                    }
                    ("Fn::GetAtt", Value::Array(path)) => {
                        found.extend(path.first().and_then(Value::as_str).map(str::to_owned));
                    }
                    ("Fn::Sub", Value::String(pattern)) => substituted(pattern, found),
                    ("Fn::Sub", Value::Array(parts)) => {
                        if let Some(Value::String(pattern)) = parts.first() {
                            substituted(pattern, found);
                        }
                        parts.iter().skip(1).for_each(|part| collect(part, found));
                    }
                    _ => collect(value, found),
                }
            }
        }
        _ => {}
    }
}

fn substituted(pattern: &str, found: &mut BTreeSet<String>) {
    for part in pattern.split("${").skip(1) {
        if let Some((name, _)) = part.split_once('}') {
            found.extend(name.split('.').next().map(str::to_owned));
        }
    }
}
