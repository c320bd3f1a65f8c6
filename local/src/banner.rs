//! What is shown when everything is up: where it is, who may log in, and three lines to try it with.

use std::fmt;
use std::path::PathBuf;

use crate::{live, site};

/// A demo account.
#[derive(Debug, Clone)]
pub struct Account {
    /// What to log in with.
    pub email: String,
    /// What to log in with.
    pub password: String,
    /// `student`, `tutor`, `parent` or `admin`.
    pub role: String,
}

/// What there is to show.
#[derive(Debug, Clone)]
pub struct Banner {
    /// Where the API listens.
    pub url: String,
    /// Whose tokens it takes.
    pub issuer: String,
    /// Whether the user pool is the embedded one.
    pub embedded_pool: bool,
    /// Where DynamoDB is.
    pub dynamodb_endpoint: String,
    /// The names of the queues, which are at `url`.
    pub queues: Vec<String>,
    /// The region that the functions believe to be in.
    pub region: String,
    /// What the tables' names begin with, and the namespace of the functions' figures.
    pub table_prefix: String,
    /// Where the data is kept, if it is.
    pub data_dir: Option<PathBuf>,
    /// The demo accounts; the first is the one in the lines to try.
    pub accounts: Vec<Account>,
}

impl fmt::Display for Banner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            url,
            issuer,
            dynamodb_endpoint,
            region,
            table_prefix,
            ..
        } = self;
        writeln!(f, "\nThe study companion is up.\n")?;
        writeln!(
            f,
            "  API         {url}  (reference at {url}{})",
            site::REFERENCE
        )?;
        writeln!(f, "  User pool   {issuer}")?;
        writeln!(
            f,
            "  DynamoDB    {dynamodb_endpoint}  (region {region}, any credentials, tables {table_prefix}-*)"
        )?;
        if !self.queues.is_empty() {
            writeln!(
                f,
                "  SQS         {url}  (queues {})",
                self.queues.join(", ")
            )?;
        }
        writeln!(
            f,
            "  CloudWatch  {url}  (namespace {table_prefix}; live charts at {url}{})",
            live::PATH
        )?;
        match &self.data_dir {
            Some(directory) => writeln!(f, "  Data        kept in {}", directory.display())?,
            None => writeln!(f, "  Data        in memory (keep it with --data-dir)")?,
        }
        if !self.accounts.is_empty() {
            writeln!(f, "\nDemo accounts:\n")?;
            for Account {
                email,
                password,
                role,
            } in &self.accounts
            {
                writeln!(f, "  {role:<8} {email:<28} {password}")?;
            }
        }
        writeln!(f, "\nTry it; each line works when pasted, in this order:\n")?;
        for line in self.lines() {
            writeln!(f, "  {line}")?;
        }
        writeln!(f, "\nCtrl-C ends everything. A line per request follows.")
    }
}

impl Banner {
    /// Shell lines that need curl and sed. Without demo accounts the first one registers, and there is nothing to practise yet.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let url = &self.url;
        let json = "-H 'content-type: application/json'";
        let login = |email: &str, password: &str| {
            format!(
                "LOGIN=$(curl -s {url}/api/v1/auth/login {json} -d '{{\"email\":\"{email}\",\"password\":\"{password}\"}}'); \
                 TOKEN=$({}); ME=$({})",
                field("access_token"),
                field("user_id"),
            )
        };
        let bearer = "-H \"authorization: Bearer $TOKEN\"";
        let goals = format!("curl -s \"{url}/api/v1/goals?student_id=$ME\" {bearer}");
        match self.accounts.first() {
            Some(Account {
                email, password, ..
            }) => vec![
                login(email, password),
                goals,
                format!("curl -s {url}/api/v1/progress/$ME {bearer}"),
                format!(
                    "curl -s -X POST \"{url}/api/v1/practice/assign?student_id=$ME&subject=Algebra&num_items=2\" {bearer}"
                ),
                format!(
                    "curl -s {url}/api/v1/qa/query {json} {bearer} \
                     -d \"{{\\\"student_id\\\":\\\"$ME\\\",\\\"query\\\":\\\"How do I complete the square?\\\"}}\""
                ),
            ],
            None => {
                let (email, password) = ("ada@example.com", "Correct-horse-7");
                vec![
                    format!(
                        "curl -s {url}/api/v1/auth/register {json} -d '{{\"email\":\"{email}\",\"password\":\"{password}\",\"name\":\"Ada\"}}'"
                    ),
                    login(email, password),
                    goals,
                ]
            }
        }
    }
}

/// A shell command that reads one field of `$LOGIN`; sed, because jq is not everywhere.
fn field(name: &str) -> String {
    format!("printf %s \"$LOGIN\" | sed 's/.*\"{name}\": *\"\\([^\"]*\\)\".*/\\1/'")
}
