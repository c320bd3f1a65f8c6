//! What can be wrong with a template. Every error says where.

/// Why a template, or a value in it, could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TemplateError {
    /// The text is no YAML.
    #[error("this is not YAML: {0}")]
    Yaml(#[from] serde_norway::Error),

    /// The YAML is something that no template is made of.
    #[error("this is no template: {0}")]
    Shape(String),

    /// A property is missing or is not what it should be.
    #[error("{resource}: {property}: {problem}")]
    Property {
        /// The logical id.
        resource: String,
        /// Where in the resource, with dots: `KeySchema[0].KeyType`.
        property: String,
        /// What is wrong with it.
        problem: String,
    },

    /// Nobody said what a reference stands for.
    #[error("{place}: nothing is known about `{reference}`")]
    UnknownReference {
        /// Where the reference stands.
        place: String,
        /// What it names: a logical id, `Resource.Attribute`, a pseudo parameter, or a dynamic reference.
        reference: String,
    },

    /// An intrinsic function is used in a way, or is one, that we can't work out.
    #[error("{place}: cannot work out {what}")]
    Unresolvable {
        /// Where it stands.
        place: String,
        /// What stands there.
        what: String,
    },
}
