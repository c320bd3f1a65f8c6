//! The tables, in Markdown.

use std::fmt::{self, Display, Formatter};

use crate::fleet::prices::Bill;
use crate::fleet::sweep::{Cell, ENVIRONMENTS, RATES, both, sweep};
use crate::fleet::tally::part;
use crate::fleet::{Count, Kind, Options, Prices, Tally};

/// A hit rate below this is marked.
const GOOD: f64 = 0.7;

/// Simulates what the options say; answers all tables.
///
/// # Errors
/// What keeps traffic from being made.
pub fn report(options: &Options) -> Result<String, String> {
    let fleet = FleetTables {
        options,
        cell: &both(options)?,
    }
    .to_string();
    if options.no_sweep {
        return Ok(fleet);
    }
    let cells = sweep(options)?;
    let prices = &options.prices;
    Ok(format!(
        "{fleet}\n{}",
        SweepTables {
            cells: &cells,
            prices
        }
    ))
}

/// What to expect of one fleet.
struct FleetTables<'r> {
    options: &'r Options,
    cell: &'r Cell,
}

impl Display for FleetTables<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Cell { without, with } = self.cell;
        let options = self.options;
        writeln!(
            f,
            "### {} API requests a second, {} students\n",
            options.rate, options.students
        )?;
        writeln!(
            f,
            "| look-up | a second | hits, memory only | memory | + shared tier | = hits with it | stale, memory only | stale with it |"
        )?;
        writeln!(f, "|---|---|---|---|---|---|---|---|")?;
        let row =
            |f: &mut Formatter<'_>, name: &str, without: &Count, with: &Count, seconds: f64| {
                write!(f, "| {name} | {} ", a_second(without.lookups, seconds))?;
                write!(f, "| {} ", Percent(without.hit_rate()))?;
                write!(f, "| {} ", Percent(part(with.memory, with.lookups)))?;
                write!(f, "| {} ", Percent(part(with.shared, with.lookups)))?;
                write!(f, "| {} ", Percent(with.hit_rate()))?;
                writeln!(f, "| {} | {} |", Stale(without), Stale(with))
            };
        for kind in Kind::ALL {
            row(
                f,
                kind.name(),
                without.count(kind),
                with.count(kind),
                without.seconds,
            )?;
        }
        row(f, "**all**", &without.all(), &with.all(), without.seconds)?;
        writeln!(
            f,
            "\nStale: the part of the look-ups that was answered with an older value than the newest; in brackets the part that a visitor had"
        )?;
        writeln!(
            f,
            "written itself, and for how long the value had not been the newest any more, at most.\n"
        )?;
        writeln!(
            f,
            "| | no cache | memory | memory and shared tier |\n|---|---|---|---|"
        )?;
        let seconds = without.seconds;
        let requests = |count| format!("{:.2}", part(count, without.requests));
        writeln!(
            f,
            "| requests to DynamoDB for look-ups, per API request | {} | {} | {} |",
            requests(without.queries_without),
            requests(without.queries),
            requests(with.queries)
        )?;
        writeln!(
            f,
            "| the same, a second | {} | {} | {} |",
            a_second(without.queries_without, seconds),
            a_second(without.queries, seconds),
            a_second(with.queries, seconds)
        )?;
        let saved = |tally: &Tally| a_second(without.queries_without - tally.queries, seconds);
        writeln!(
            f,
            "| saved, a second | | {} | {} |",
            saved(without),
            saved(with)
        )?;
        let environments = |tally: &Tally| format!("{:.1}", tally.mean_environments());
        writeln!(
            f,
            "| environments, all groups | | {} | {} |",
            environments(without),
            environments(with)
        )?;
        writeln!(
            f,
            "| API requests that write | {} | | |",
            Percent(part(without.writes, without.requests))
        )?;
        let bill = Bill::of(without, with, &options.prices);
        writeln!(
            f,
            "| DynamoDB's reads that are left, $ a month | | {:.2} | {:.2} |",
            bill.reads_without, bill.reads_with
        )?;
        writeln!(
            f,
            "| ElastiCache Serverless, $ a month | | | {:.2} |",
            bill.tier
        )?;
        writeln!(
            f,
            "| what the shared tier gains, $ a month (if the VPC needs a way out) | | | {:.2} ({:.2}) |",
            bill.gain(),
            bill.gain_with_vpc()
        )
    }
}

/// The same at other rates and with other numbers of environments.
struct SweepTables<'r> {
    cells: &'r [Vec<Cell>],
    prices: &'r Prices,
}

impl Display for SweepTables<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for (title, of) in [
            (
                "Hit rate by requests a second and environments of each group, memory only",
                (|cell| &cell.without) as fn(&Cell) -> &Tally,
            ),
            ("The same with the shared tier", |cell| &cell.with),
        ] {
            writeln!(f, "### {title}\n")?;
            write!(
                f,
                "| API requests a second | as Lambda does it (environments of all groups) "
            )?;
            for count in ENVIRONMENTS.into_iter().flatten() {
                write!(f, "| {count} each ")?;
            }
            writeln!(f, "|\n|---{}|", "|---".repeat(ENVIRONMENTS.len()))?;
            for (rate, row) in RATES.iter().zip(self.cells) {
                write!(f, "| {rate} ")?;
                for (cell, count) in row.iter().zip(ENVIRONMENTS) {
                    let tally = of(cell);
                    write!(f, "| {} ", Marked(tally.all().hit_rate()))?;
                    if count.is_none() {
                        write!(f, "({:.1}) ", tally.mean_environments())?;
                    }
                }
                writeln!(f, "|")?;
            }
            writeln!(f, "\nBold: under {}.\n", Percent(GOOD))?;
        }
        writeln!(
            f,
            "### What the shared tier costs and saves, in $ a month around the clock\n"
        )?;
        writeln!(
            f,
            "| API requests a second | reads with memory only | reads with the shared tier | saved | ElastiCache Serverless | gain | gain if the VPC needs a way out |"
        )?;
        writeln!(f, "|---|---|---|---|---|---|---|")?;
        for (rate, row) in RATES.iter().zip(self.cells) {
            let Some(cell) = row.first() else { continue };
            let bill = Bill::of(&cell.without, &cell.with, self.prices);
            let saved = bill.reads_without - bill.reads_with;
            write!(
                f,
                "| {rate} | {:.2} | {:.2} ",
                bill.reads_without, bill.reads_with
            )?;
            write!(f, "| {saved:.2} | {:.2} ", bill.tier)?;
            writeln!(f, "| {:.2} | {:.2} |", bill.gain(), bill.gain_with_vpc())?;
        }
        Ok(())
    }
}

struct Percent(f64);

impl Display for Percent {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{:.0} %", self.0 * 100.0)
    }
}

/// A hit rate, bold if it is low.
struct Marked(f64);

impl Display for Marked {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let rate = Percent(self.0);
        if self.0 < GOOD {
            write!(f, "**{rate}**")
        } else {
            write!(f, "{rate}")
        }
    }
}

struct Stale<'c>(&'c Count);

impl Display for Stale<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self(count) = self;
        let stale = part(count.stale, count.lookups) * 100.0;
        let own = part(count.own_stale, count.lookups) * 100.0;
        write!(f, "{stale:.2} % ({own:.2} %; {} s)", count.worst.as_secs())
    }
}

#[expect(clippy::cast_precision_loss, reason = "exact below nine quadrillion")]
fn a_second(count: u64, seconds: f64) -> String {
    format!("{:.1}", count as f64 / seconds)
}
