//! What references stand for. In AWS that is CloudFormation's business; elsewhere somebody has to say it.

use std::collections::BTreeMap;

/// What the references of a template stand for, outside AWS. Parameters that are not mentioned have their defaults.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Values {
    references: BTreeMap<String, String>,
}

impl Values {
    /// Knows nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Says what one reference stands for. `reference` is the name of a parameter (`LogLevel`), a pseudo parameter
    /// (`AWS::Region`), a resource (`UserPool`), an attribute of one (`UserPool.Arn`), or what stands between
    /// `{{resolve:` and `}}` in a dynamic reference, with resources by their logical ids
    /// (`secretsmanager:CursorKeySecret:SecretString:key`).
    #[must_use]
    pub fn with(mut self, reference: impl Into<String>, value: impl Into<String>) -> Self {
        self.references.insert(reference.into(), value.into());
        self
    }

    /// What `reference` stands for, if that was said.
    #[must_use]
    pub fn get(&self, reference: &str) -> Option<&str> {
        self.references.get(reference).map(String::as_str)
    }
}
