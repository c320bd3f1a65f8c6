//! `cargo operate`: what operators do to a stack that no route does, such as making the first admin.
//!
//! Works on the tables with the operator's own AWS credentials. Whoever may write the users table may do this; nobody else can. What is
//! built and not deployed yet is looked at without any.

mod bank;
mod failure;
pub mod import;
mod inspect;

use std::sync::Arc;

use accounts::pool::Pool;
use clap::{Args, Parser, Subcommand, ValueEnum};
use domain::account::{Email, Role, Status, User};
use domain::{Breach, Clock, Error, Thing};
use store::Store;

use crate::bank::BankOrder;
pub use crate::failure::Failure;
use crate::import::Files;
use crate::inspect::Inspection;

const EXAMPLES: &str = "\
Examples:
  cargo operate role --stack study --email ana@example.com admin
      Makes the first admin of the stack `study`. Ana must have registered.

  cargo operate status --stack study --email tom@example.com suspended
      Tom keeps his own account, and sees and changes nothing of anybody else's.

  cargo operate bank load --stack study
      Fills the practice bank with the items that come with this program. Again, it adds nothing.

  cargo operate import --stack study --user-pool eu-central-1_Ab12Cd34E --from old
      Moves in what the old PostgreSQL service had. `cargo local import --from old` tries it first.

  cargo operate inspect --sbom target/sbom
      Says whether what `cargo auditable lambda build --release --arm64` built may be deployed, and what is in it.

  AWS_ENDPOINT_URL_DYNAMODB=http://127.0.0.1:40555 AWS_REGION=us-east-1 AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x \\
  cargo operate role --stack local --email ana@example.com admin
      The same in a running `cargo local`, which prints where its DynamoDB is.";

/// What operators do to a stack that no route does.
///
/// Region and credentials are the environment's, as for every AWS tool.
#[derive(Debug, Clone, Parser)]
#[command(name = "cargo operate", bin_name = "cargo operate", after_long_help = EXAMPLES, after_help = "See --help for examples.")]
pub struct Command {
    #[command(subcommand)]
    order: Order,
}

#[derive(Debug, Clone, Subcommand)]
enum Order {
    /// Give a user another role.
    Role {
        #[command(flatten)]
        whose: Whose,
        /// student, tutor, parent or admin.
        role: Role,
    },
    /// Suspend a user, or end the suspension.
    Status {
        #[command(flatten)]
        whose: Whose,
        #[arg(value_enum)]
        status: NewStatus,
    },
    /// Fill the practice bank from a file, or check one.
    #[command(subcommand)]
    Bank(BankOrder),
    /// Move data in from the old PostgreSQL service.
    #[command(after_long_help = import::HELP, after_help = "See --help for what the folder has in it, and what becomes of it.")]
    Import(ImportOrder),
    /// Look at the functions that were built, before they are deployed.
    #[command(after_long_help = inspect::HELP, after_help = "See --help for what is looked at, and for examples.")]
    Inspect(Inspection),
}

/// What is moved in, and where.
#[derive(Debug, Clone, Args)]
struct ImportOrder {
    /// The stack's name, which its tables' names begin with.
    #[arg(long, required_unless_present = "dry_run")]
    stack: Option<String>,
    /// The id of the stack's user pool: its output `UserPoolId`.
    #[arg(long, value_name = "ID", required_unless_present = "dry_run")]
    user_pool: Option<String>,
    /// Make the accounts with addresses that are still to be verified, as a stack with `VerifiedEmail` wants them.
    #[arg(long)]
    unverified: bool,
    #[command(flatten)]
    files: Files,
}

/// Which user of which stack.
#[derive(Debug, Clone, Args)]
struct Whose {
    /// The stack's name, which its tables' names begin with.
    #[arg(long)]
    stack: String,
    /// The user's email address, in any case.
    #[arg(long, value_parser = email)]
    email: Email,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum NewStatus {
    /// May do what role and links allow.
    Active,
    /// May see and change nothing of anybody else's.
    Suspended,
}

fn email(text: &str) -> Result<Email, Breach> {
    Email::parse(text)
}

impl Command {
    /// Does what was asked for and says what is so now. `connect` opens the tables of the stack of this name; it is called when there
    /// is one to reach.
    ///
    /// # Errors
    /// No user has this email address, a file or a built function is not what it should be, or the tables cannot be read or written.
    pub async fn run(
        &self,
        connect: impl AsyncFnOnce(&str) -> Store,
        clock: Arc<dyn Clock>,
    ) -> Result<String, Failure> {
        match &self.order {
            Order::Role { whose, role } => {
                let store = connect(&whose.stack).await;
                let user = user(&store, whose).await?;
                let user = store.appoint(user.id, *role, clock.now()).await?;
                Ok(format!("{} is {} now.", user.id, user.role.word()))
            }
            Order::Status { whose, status } => {
                let store = connect(&whose.stack).await;
                let user = user(&store, whose).await?;
                let (status, word) = match status {
                    NewStatus::Active => (Status::Active, "active"),
                    NewStatus::Suspended => (Status::Suspended, "suspended"),
                };
                store.set_status(user.id, status, clock.now()).await?;
                Ok(format!("{} is {word} now.", user.id))
            }
            Order::Bank(order) => order.run(connect, clock).await,
            Order::Import(order) => {
                let connect = async || {
                    let stack = order.stack.as_deref().unwrap_or_default();
                    (connect(stack).await, order.pool().await)
                };
                import::import(&order.files, connect, clock).await
            }
            Order::Inspect(order) => order.run(),
        }
    }
}

impl ImportOrder {
    /// The pool, for whoever makes accounts in it: nobody logs in here.
    async fn pool(&self) -> Pool {
        let pool = self.user_pool.as_deref().unwrap_or_default();
        Pool::new(accounts::pool::connect().await, pool, "", self.unverified)
    }
}

async fn user(store: &Store, whose: &Whose) -> Result<User, Error> {
    let none = Error::NotFound(Thing::User);
    let id = store.email_owner(&whose.email).await?.ok_or(none.clone())?;
    store.user(id).await?.ok_or(none)
}
