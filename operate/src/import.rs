//! `cargo operate import`: moving data in from the old PostgreSQL service. What is ordered, and in which order it is done, is here;
//! the old tables have a file each below.
//!
//! Rows go through `store`, whose types refuse what this service could not have; what is refused is written down, and the others go
//! on. Nothing is kept on this machine: what the old ids have become stands in the stack's own table, so that an import that was
//! interrupted is finished by doing it again, by anybody, anywhere.

mod array;
mod moving;
mod report;
mod row;
mod rows;
mod table;
mod tables;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use accounts::pool::Pool;
use clap::Args;
use domain::Clock;
use jiff::SignedDuration;
use store::Store;

use self::report::Report;
use self::rows::Source;
use self::table::{OldTable, Refs, Target};
use self::tables::NO_PLACE;
use self::tables::answers::Answers;
use self::tables::assignments::OldAssignment;
use self::tables::bank::OldBankItem;
use self::tables::goals::OldGoal;
use self::tables::parents::OldParent;
use self::tables::questions::OldQuestion;
use self::tables::ratings::OldRating;
use self::tables::sessions::OldSession;
use self::tables::subjects::OldSubject;
use self::tables::summaries::OldSummary;
use self::tables::tutors::OldTutor;
use self::tables::users::OldUser;
use crate::Failure;

/// What `--help` teaches, wherever the import is ordered.
pub const HELP: &str = "\
The folder has one file for each old table: users, subjects, tutor_student_assignments, practice_bank_items, student_ratings,
practice_assignments, sessions, summaries, goals, qa_interactions; as CSV with a header (users.csv) or JSON lines (users.jsonl). A
table without a file is left out.

  psql --command \"\\copy users to 'old/users.csv' with (format csv, header)\"
  psql --tuples-only --no-align --command 'select row_to_json(t) from users t' > old/users.jsonl

Users are made in the user pool first and get new ids; every other id stays. A user's old password is good for the first log-in.
What is moved in already is left as it is, so an import that was interrupted, or refused rows, is done again until it ends well. It
ends with 1 when rows were refused: the file of refused rows says where and why, and repeats nothing of them but their ids.";

/// What is moved in.
#[derive(Debug, Clone, Args)]
pub struct Files {
    /// The folder with the old tables.
    #[arg(long, value_name = "FOLDER")]
    pub from: PathBuf,
    /// Only read the files and say what is wrong with them. Reaches nothing and writes nothing but the file of refused rows.
    #[arg(long)]
    pub dry_run: bool,
    /// Where refused rows are written down.
    #[arg(long, value_name = "FILE", default_value = "refused.jsonl")]
    pub refused: PathBuf,
    /// For so many days an old password is good for a first log-in.
    #[arg(long, value_name = "DAYS", default_value_t = 180, value_parser = clap::value_parser!(u16).range(1..=3650))]
    pub passwords_for: u16,
    /// How many rows are written side by side.
    #[arg(long, value_name = "N", default_value_t = 32, value_parser = clap::value_parser!(u16).range(1..=256))]
    pub at_once: u16,
}

/// An import under way.
struct Import<'a> {
    folder: &'a Path,
    /// `None` in a dry run.
    target: Option<&'a Target>,
    /// Of a dry run: the users and subjects in the files, 16 bytes each.
    known: Refs,
    at_once: usize,
    report: Report,
}

/// Moves the files in and says what became of them. `connect` opens tables and user pool; it is called when they are to be reached.
///
/// # Errors
/// Rows were refused ([`Failure::Items`], with the whole report; the others are moved in), the folder or a file cannot be read, or the
/// tables or the user pool could not be reached for minutes.
pub async fn import(
    files: &Files,
    connect: impl AsyncFnOnce() -> (Store, Pool),
    clock: Arc<dyn Clock>,
) -> Result<String, Failure> {
    if !files.from.is_dir() {
        let folder = files.from.display();
        return Err(Failure::File(format!(
            "{folder} is no folder; give one with --from"
        )));
    }
    let (now, began) = (clock.now(), clock.uptime());
    let target = if files.dry_run {
        None
    } else {
        let (store, pool) = connect().await;
        let days = SignedDuration::from_hours(24 * i64::from(files.passwords_for));
        Some(Target {
            store,
            pool,
            now,
            passwords_until: now.plus(days),
            answers: Arc::new(answers(&files.from)?),
        })
    };
    let mut import = Import {
        folder: &files.from,
        target: target.as_ref(),
        known: Refs::default(),
        at_once: files.at_once.into(),
        report: Report::new(&files.refused)?,
    };
    import.all().await?;
    let opening = if files.dry_run {
        "Nothing was written. Moving these files in would find, row by row:".to_owned()
    } else {
        let took = clock.uptime().saturating_sub(began);
        format!("Moved in, in {:.1} s:", took.as_secs_f64())
    };
    import.report.told(&opening)
}

impl Import<'_> {
    /// What others refer to comes first; goals come behind all that they are computed from.
    async fn all(&mut self) -> Result<(), Failure> {
        self.table::<OldUser>().await?;
        self.table_called::<OldParent>(" (students of parents)")
            .await?;
        self.table::<OldSubject>().await?;
        self.table::<OldTutor>().await?;
        self.table::<OldBankItem>().await?;
        self.table::<OldRating>().await?;
        self.table::<OldAssignment>().await?;
        self.table::<OldSession>().await?;
        self.table::<OldSummary>().await?;
        self.table::<OldGoal>().await?;
        self.table::<OldQuestion>().await?;
        for table in NO_PLACE {
            if let Some(source) = Source::find(self.folder, table)? {
                let name = source.name;
                self.report.remark(format!(
                    "{name} was not read: this service has no place for it."
                ));
            }
        }
        Ok(())
    }
}

/// The answers of the old bank.
fn answers(folder: &Path) -> Result<Answers, Failure> {
    let mut answers = Answers::default();
    let Some(source) = Source::find(folder, OldBankItem::NAME)? else {
        return Ok(answers);
    };
    let mut rows = source.open(OldBankItem::COLUMNS)?;
    loop {
        let lines = rows.some(1000, 1024 * 1024)?;
        if lines.is_empty() {
            return Ok(answers);
        }
        for line in lines {
            // What is wrong with a row is told when it is moved in.
            if let Ok(Some(item)) = line.row.and_then(|row| OldBankItem::read(&row)) {
                answers.add(item.subject, &item.answer);
            }
        }
    }
}
