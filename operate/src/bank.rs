//! `cargo operate bank`: the practice bank, item files and tables. What is ordered is here; each order has a file below.

mod file;
mod load;

use std::path::PathBuf;
use std::sync::Arc;

use clap::{Args, Subcommand};
use domain::Clock;
use store::Store;

use crate::Failure;
use crate::bank::file::BankFile;

const LOAD: &str = "\
An item is known by its subject and its question: the same file can be loaded again, and only what is not there is added.
What is there stays as it is, changed or retired as it may be. Subjects are found by their names, in any case; those that are
missing are made. Items that are refused do not keep the others from being loaded.

Examples:
  cargo operate bank load --stack study --dry-run
      Says what would be new, and writes nothing.

  cargo operate bank load --stack study
      Loads the 300 items that come with this program.

  cargo operate bank load --stack study --file botany.json
      Loads those of a file. `cargo operate bank check --help` shows what is in one.";

const CHECK: &str = r#"A file is a JSON list of items:

  [
    {
      "subject": "Algebra",
      "difficulty": 2,
      "question": "Solve 3x - 7 = 11. What is the value of x?",
      "answer": "6",
      "wrong": ["4/3", "18", "12"],
      "explanation": "Add 7 to both sides to get 3x = 18, then divide by 3: x = 6.",
      "topic_tags": ["linear equations"]
    }
  ]

Difficulties go from 1 to 10. A question has 20 to 500 characters, an explanation 30 to 1000, an answer 1 to 500. The four answers
say different things: `1/2` and `0.5` are the same. No question is asked twice in a subject, whatever its case. Other fields are
left alone. Whether the answer is right is for its author to know.

Example:
  cargo operate bank check --file botany.json"#;

/// What is done with the practice bank.
#[derive(Debug, Clone, Subcommand)]
pub(crate) enum BankOrder {
    /// Add those items of a file to a stack's bank that are not there yet.
    #[command(after_long_help = LOAD, after_help = "See --help for examples.")]
    Load(Load),
    /// Say what is wrong with each item of a file. Reaches no stack and writes nothing.
    #[command(after_long_help = CHECK, after_help = "See --help for what a file looks like.")]
    Check {
        /// The file.
        #[arg(long)]
        file: PathBuf,
    },
}

/// What is loaded, and where.
#[derive(Debug, Clone, Args)]
pub(crate) struct Load {
    /// The stack's name, which its tables' names begin with.
    #[arg(long)]
    stack: String,
    /// The file; without it, the items that come with this program.
    #[arg(long)]
    file: Option<PathBuf>,
    /// Only say what would be done.
    #[arg(long)]
    dry_run: bool,
}

impl BankOrder {
    pub(crate) async fn run(
        &self,
        connect: impl AsyncFnOnce(&str) -> Store,
        clock: Arc<dyn Clock>,
    ) -> Result<String, Failure> {
        match self {
            Self::Check { file } => BankFile::read(file)?.report(),
            Self::Load(order) => {
                // Before anything is reached: what is wrong with the file is wrong everywhere.
                let file = match &order.file {
                    Some(path) => BankFile::read(path)?,
                    None => BankFile::built_in()?,
                };
                let store = connect(&order.stack).await;
                load::load(&store, order, file, clock).await
            }
        }
    }
}
