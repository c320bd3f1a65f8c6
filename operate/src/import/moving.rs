//! Moving a file in: some rows at a time, those that write the same things one after another, the others side by side.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use domain::Error;
use futures_util::stream::{self, StreamExt, TryStreamExt};
use indicatif::{ProgressBar, ProgressStyle};
use uuid::Uuid;

use super::Import;
use super::row::Flaw;
use super::rows::{Line, Rows, Source};
use super::table::{Done, Found, OldTable, Refs, Target, Trouble};
use crate::Failure;

/// So many rows at a time: what they refer to is at most two reads of a hundred keys for each kind.
const AT_A_TIME: usize = 200;

/// And no more than so many bytes: rows with transcripts are large.
const BYTES_AT_A_TIME: u64 = 8 * 1024 * 1024;

/// Tries before a busy service is given up: with the waits between them, about two minutes.
const TRIES: u32 = 8;

/// A row on its way.
struct Passenger<T> {
    line: u64,
    id: Option<Uuid>,
    row: T,
}

impl Import<'_> {
    /// Moves a table's file in, if there is one.
    pub(super) async fn table<T: OldTable>(&mut self) -> Result<(), Failure> {
        self.table_called::<T>("").await
    }

    /// The same, with words for the report beside the file's name.
    pub(super) async fn table_called<T: OldTable>(&mut self, note: &str) -> Result<(), Failure> {
        let Some(source) = Source::find(self.folder, T::NAME)? else {
            self.report
                .remark(format!("There is no {0}.csv or {0}.jsonl.", T::NAME));
            return Ok(());
        };
        self.report.begin(&format!("{}{note}", source.name));
        let mut rows = source.open(T::COLUMNS)?;
        let bar = bar(&source, &rows);
        loop {
            let lines = rows.some(AT_A_TIME, BYTES_AT_A_TIME)?;
            if lines.is_empty() {
                break;
            }
            let read = self.read::<T>(lines)?;
            match self.target {
                Some(target) => self.carry(read, target).await?,
                None => self.only_check(&read)?,
            }
            bar.set_position(rows.position());
        }
        bar.finish_and_clear();
        Ok(())
    }

    /// Reads each row by itself.
    fn read<T: OldTable>(&mut self, lines: Vec<Line>) -> Result<Vec<Passenger<T>>, Failure> {
        let mut read = Vec::with_capacity(lines.len());
        for Line { number, row } in lines {
            let id = row.as_ref().ok().and_then(super::row::Row::id);
            match row.and_then(|row| T::read(&row)) {
                Ok(Some(row)) => read.push(Passenger {
                    line: number,
                    id,
                    row,
                }),
                Ok(None) => self.report.counts().left_out += 1,
                Err(_) if T::AGAIN => self.report.counts().left_out += 1,
                Err(flaw) => self.report.refuse(number, id, &flaw)?,
            }
        }
        Ok(read)
    }

    /// A dry run: rows are right when they can be read, and what they refer to stands in the files.
    fn only_check<T: OldTable>(&mut self, read: &[Passenger<T>]) -> Result<(), Failure> {
        for Passenger { line, id, row } in read {
            match check(&mut self.known, row) {
                Ok(()) => self.report.counts().new += 1,
                Err(flaw) => self.report.refuse(*line, *id, &flaw)?,
            }
        }
        Ok(())
    }

    async fn carry<T: OldTable>(
        &mut self,
        read: Vec<Passenger<T>>,
        target: &Target,
    ) -> Result<(), Failure> {
        let there = match T::HERE {
            Some(table) => {
                let ids: Vec<_> = read.iter().filter_map(|one| one.row.id()).collect();
                patiently(async || target.store.which_exist(table, ids.iter().copied()).await)
                    .await?
            }
            None => HashSet::new(),
        };
        let (there, coming): (Vec<_>, Vec<_>) = read
            .into_iter()
            .partition(|one| one.row.id().is_some_and(|id| there.contains(&id)));
        self.report.counts().there += there.len() as u64;
        let found = look_up(&coming, target).await?;
        let mut lanes: HashMap<Uuid, Vec<Passenger<T::Ready>>> = HashMap::new();
        for Passenger { line, id, row } in coming {
            let lane = row.lane();
            match row.ready(&found, target) {
                Ok(row) => lanes
                    .entry(lane)
                    .or_default()
                    .push(Passenger { line, id, row }),
                Err(flaw) => self.report.refuse(line, id, &flaw)?,
            }
        }
        let written: Vec<_> =
            stream::iter(lanes.into_values().map(|lane| write::<T>(lane, target)))
                .buffer_unordered(self.at_once)
                .try_collect()
                .await?;
        let mut refused: Vec<(u64, Option<Uuid>, Flaw)> = Vec::new();
        for (line, id, done) in written.into_iter().flatten() {
            match done {
                Ok(Done::New) => self.report.counts().new += 1,
                Ok(Done::There) => self.report.counts().there += 1,
                Err(flaw) => refused.push((line, id, flaw)),
            }
        }
        refused.sort_by_key(|(line, ..)| *line);
        for (line, id, flaw) in refused {
            self.report.refuse(line, id, &flaw)?;
        }
        Ok(())
    }
}

/// Whether all that a row refers to is known.
fn check<T: OldTable>(known: &mut Refs, row: &T) -> Result<(), Flaw> {
    row.introduce(known);
    let mut refs = Refs::default();
    row.refer(&mut refs);
    if refs.users.is_subset(&known.users) && refs.subjects.is_subset(&known.subjects) {
        return Ok(());
    }
    Err(Flaw::whole(
        "refers to a user or a subject that is not in the files, or is refused itself",
    ))
}

async fn look_up<T: OldTable>(rows: &[Passenger<T>], target: &Target) -> Result<Found, Error> {
    let mut refs = Refs::default();
    for one in rows {
        one.row.refer(&mut refs);
    }
    let (users, subjects) = (&refs.users, &refs.subjects);
    let moved = patiently(async || {
        let (users, subjects) = (users.iter().copied(), subjects.iter().copied());
        target.store.moved(users, subjects).await
    });
    let mut found = Found {
        moved: moved.await?,
        ..Found::default()
    };
    let rows: Vec<_> = rows.iter().map(|one| &one.row).collect();
    T::look_up(&rows, target, &mut found).await?;
    Ok(found)
}

type Written = (u64, Option<Uuid>, Result<Done, Flaw>);

/// Writes the rows of a lane in their order.
async fn write<T: OldTable>(
    lane: Vec<Passenger<T::Ready>>,
    target: &Target,
) -> Result<Vec<Written>, Error> {
    let mut written = Vec::with_capacity(lane.len());
    for Passenger { line, id, row } in lane {
        let done = patiently(async || match T::write(&row, target).await {
            Ok(done) => Ok(Ok(done)),
            Err(Trouble::Refused(flaw)) => Ok(Err(flaw)),
            Err(Trouble::Failed(error)) => Err(error),
        });
        written.push((line, id, done.await?));
    }
    Ok(written)
}

/// Does it again after a while when a service is busy or cannot be reached: nothing here does anything twice.
pub(super) async fn patiently<T>(attempt: impl AsyncFn() -> Result<T, Error>) -> Result<T, Error> {
    let mut wait = Duration::from_millis(250);
    for _ in 1..TRIES {
        match attempt().await {
            Err(Error::Busy { .. } | Error::TooMany { .. } | Error::Unavailable(_)) => {
                tokio::time::sleep(wait).await;
                wait *= 2;
            }
            done => return done,
        }
    }
    attempt().await
}

/// Drawn only where there is a terminal.
fn bar(source: &Source, rows: &Rows) -> ProgressBar {
    let style = ProgressStyle::with_template(
        "{msg:<28} [{bar:40}] {percent:>3} % of {total_bytes}, {eta} left",
    )
    .unwrap_or_else(|_| ProgressStyle::default_bar());
    let bar = ProgressBar::new(rows.bytes).with_style(style);
    bar.set_message(source.name.clone());
    bar
}
