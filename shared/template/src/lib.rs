//! Reads `template.yaml`, the only definition of what runs in AWS, for everything that must agree with it: the local
//! stack, the embedded database, the tests.
//!
//! Holds what a CloudFormation template says, never what a function does with it. It is read once, as a whole; what
//! is missing or of the wrong shape is an error that names the resource and the property, so that everything handed
//! out afterwards is complete. References stay unresolved until somebody brings [`Values`].

mod cors;
mod error;
mod event_source;
mod function;
mod grant;
mod property;
mod queue;
mod resolve;
mod route;
mod site;
mod table;
mod values;
mod yaml;

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

pub use cors::Cors;
pub use error::TemplateError;
pub use event_source::EventSource;
pub use function::Function;
pub use grant::{Grant, Target};
pub use queue::{Queue, Redrive};
pub use route::{Route, RouteAccess};
pub use table::{AttributeType, Index, KeyPart, KeyRole, Projection, Table};
pub use values::Values;

/// The text of this repository's `template.yaml`, as it was when this crate was compiled.
pub const TEXT: &str = include_str!("../../../template.yaml");

/// A whole template, read and found complete.
#[derive(Debug, Clone)]
pub struct Template {
    document: Value,
    tables: Vec<Table>,
    functions: Vec<Function>,
    packages: BTreeSet<String>,
    queues: Vec<Queue>,
    event_sources: Vec<EventSource>,
    routes: Vec<Route>,
}

impl Template {
    /// Reads a template.
    ///
    /// # Errors
    ///
    /// The text is no YAML, or a table, function, queue or route lacks something or has it in a shape that we don't know.
    /// The error names the resource and the property.
    pub fn parse(text: &str) -> Result<Self, TemplateError> {
        let document = yaml::read(text)?;
        let queues = queue::read_all(&document)?;
        let functions = function::read_all(&document)?;
        Ok(Self {
            tables: table::read_all(&document)?,
            event_sources: event_source::read_all(&document, &queues, &functions)?,
            packages: function::packages(&document, &functions)?,
            functions,
            queues,
            routes: route::read_all(&document)?,
            document,
        })
    }

    /// This repository's own template.
    ///
    /// # Panics
    ///
    /// If `template.yaml` cannot be read. This crate's tests read it, so a build that passed them can't panic here.
    #[must_use]
    pub fn ours() -> Self {
        match Self::parse(TEXT) {
            Ok(template) => template,
            Err(error) => panic!("template.yaml: {error}"),
        }
    }

    /// The template as JSON, every short form (`!Ref`, `!Sub`) written out (`{"Ref": …}`, `{"Fn::Sub": …}`).
    #[must_use]
    pub fn document(&self) -> &Value {
        &self.document
    }

    /// Every DynamoDB table, in the order of the logical ids.
    #[must_use]
    pub fn tables(&self) -> &[Table] {
        &self.tables
    }

    /// Every Lambda function, in the order of the logical ids.
    #[must_use]
    pub fn functions(&self) -> &[Function] {
        &self.functions
    }

    /// The packages whose binaries are deployed: those of [`Self::functions`], and of functions that SAM adds nothing to.
    #[must_use]
    pub fn packages(&self) -> &BTreeSet<String> {
        &self.packages
    }

    /// Every queue, in the order of the logical ids.
    #[must_use]
    pub fn queues(&self) -> &[Queue] {
        &self.queues
    }

    /// Every queue that a function is fed from, in the order of the functions' logical ids and the events' names.
    #[must_use]
    pub fn event_sources(&self) -> &[EventSource] {
        &self.event_sources
    }

    /// Every route of the API, in the order of the functions' logical ids and the events' names.
    #[must_use]
    pub fn routes(&self) -> &[Route] {
        &self.routes
    }

    /// What the functions' roles allow: every action of every statement of its own.
    #[must_use]
    pub fn grants(&self) -> Vec<Grant> {
        grant::read_all(&grant::Known {
            document: &self.document,
            functions: &self.functions,
            tables: &self.tables,
            queues: &self.queues,
        })
    }

    /// The environment variables that `function` starts with, without Lambda's own.
    ///
    /// # Errors
    ///
    /// A variable refers to something that neither `values` nor the parameters' defaults know; the error names both.
    pub fn environment(
        &self,
        function: &Function,
        values: &Values,
    ) -> Result<BTreeMap<String, String>, TemplateError> {
        let resolver = resolve::Resolver::new(&self.document, values);
        function
            .environment
            .iter()
            .map(|(name, value)| {
                let place = format!("{}.Environment.Variables.{name}", function.logical_id);
                Ok((name.clone(), resolver.text(&place, value)?))
            })
            .collect()
    }

    /// The properties of the resource of this logical id, with every intrinsic function in them worked out and without what is
    /// `AWS::NoValue`; `None` when the resource's condition does not hold.
    ///
    /// # Errors
    ///
    /// There is no such resource, or something in it refers to what neither `values` nor the parameters' defaults know, or is a
    /// function that can't be worked out here.
    pub fn properties(
        &self,
        logical_id: &str,
        values: &Values,
    ) -> Result<Option<Value>, TemplateError> {
        properties(&self.document, logical_id, values)
    }

    /// What CloudFront sends with every file of the site: names in lower case, and values.
    ///
    /// # Errors
    ///
    /// The template has no policy of response headers, or one that lacks something or has what is not known here.
    pub fn site_headers(&self) -> Result<Vec<(String, String)>, TemplateError> {
        site::headers(&self.document)
    }

    /// What the API answers to browsers that ask whether they may call it.
    ///
    /// # Errors
    ///
    /// The template has no API, or its `CorsConfiguration` lacks something or refers to something unknown.
    pub fn cors(&self, values: &Values) -> Result<Cors, TemplateError> {
        cors::read(
            &self.document,
            &resolve::Resolver::new(&self.document, values),
        )
    }
}

/// As [`Template::properties`], of a document that need not be a template of ours: what SAM has made of it, for instance.
///
/// # Errors
///
/// As [`Template::properties`].
pub fn properties(
    document: &Value,
    logical_id: &str,
    values: &Values,
) -> Result<Option<Value>, TemplateError> {
    let resource = &document["Resources"][logical_id];
    resolve::Resolver::new(document, values).properties(logical_id, resource)
}
