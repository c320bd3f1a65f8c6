//! The command line: what is simulated.

use clap::{Args, Parser};

use crate::fleet::{Group, Room};

const EXAMPLES: &str = "\
Examples:
  cargo run --profile quick -p bench --bin fleet
      What to expect at 50 API requests a second, then the sweep.

  cargo run --profile quick -p bench --bin fleet -- --rate 200 --students 20000 --writes 0.1 --no-sweep
      A larger service whose students read more than they write.

  cargo run --profile quick -p bench --bin fleet -- --rate 5 --environments 4 --no-sweep
      Four environments of each function that take turns at random: the worst that can become of 5 requests a second.

  cargo run --profile quick -p bench --bin fleet -- --share practice=60 --ttl-goals 30
      Practice is 60 parts of the traffic, against the others' own; goals are kept for half a minute.

The tables are Markdown. The same options and seed print the same tables.";

/// Simulates a fleet of Lambda environments and prints the hit rate of their caches, without and with the shared tier.
#[derive(Debug, Clone, Parser)]
#[command(name = "fleet", after_long_help = EXAMPLES, after_help = "See --help for examples.")]
pub struct Options {
    /// API requests a second, of all route groups together.
    #[arg(long, value_name = "N", default_value_t = 50.0, value_parser = positive)]
    pub rate: f64,

    /// Students who are active in this part of the day: who is away comes back some time.
    #[arg(long, value_name = "N", default_value_t = 5000, value_parser = clap::value_parser!(u32).range(1..=10_000_000))]
    pub students: u32,

    /// Which part of the visits is a tutor's or parent's, who looks at linked students.
    #[arg(long, value_name = "PART", default_value_t = 0.2, value_parser = part)]
    pub adults: f64,

    /// How long a visit lasts on average, in minutes.
    #[arg(long, value_name = "MINUTES", default_value_t = 10.0, value_parser = positive)]
    pub visit_minutes: f64,

    /// How long a visitor takes from one request to the next on average, in seconds.
    #[arg(long, value_name = "SECONDS", default_value_t = 5.0, value_parser = positive)]
    pub gap_seconds: f64,

    /// How many subjects there are.
    #[arg(long, value_name = "N", default_value_t = 40, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub subjects: u32,

    /// Environments of each route group, among which requests are spread at random: the worst case. Without it, as many as Lambda
    /// makes, and a request goes to the one that was used last.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub environments: Option<u32>,

    /// How long a request keeps its environment busy on average, in milliseconds.
    #[arg(long, value_name = "MS", default_value_t = 25.0, value_parser = positive)]
    pub duration_ms: f64,

    /// After how many idle minutes an environment ends. AWS promises no number.
    #[arg(long, value_name = "MINUTES", default_value_t = 10.0, value_parser = positive)]
    pub idle_minutes: f64,

    /// Gives a route group this many parts of the traffic, where the parts of all groups are 100 by default. Can be repeated.
    #[arg(long = "share", value_name = "GROUP=N", value_parser = share)]
    pub shares: Vec<(Group, f64)>,

    /// Which part of the requests writes what is cached. Without it, what the mix of routes amounts to.
    #[arg(long, value_name = "PART", value_parser = part)]
    pub writes: Option<f64>,

    /// How old values may get.
    #[command(flatten)]
    pub ttls: Ttls,

    /// How long memory keeps an entry before it asks the shared tier again, where there is one, in seconds.
    #[arg(long, value_name = "SECONDS", default_value_t = 10)]
    pub stay: u64,

    /// By how much of itself a TTL may turn out shorter.
    #[arg(long, value_name = "PART", default_value_t = 0.15, value_parser = part)]
    pub jitter: f64,

    /// Memory for all caches of an environment together, in MiB.
    #[arg(long, value_name = "MIB", default_value_t = 24.0, value_parser = positive)]
    pub memory_mib: f64,

    /// How long the fleet runs before anything is counted, in minutes.
    #[arg(long, value_name = "MINUTES", default_value_t = 15.0, value_parser = not_negative)]
    pub warm_up_minutes: f64,

    /// How long is counted, in minutes.
    #[arg(long, value_name = "MINUTES", default_value_t = 15.0, value_parser = positive)]
    pub minutes: f64,

    /// What chance begins with.
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,

    /// Print the first table only.
    #[arg(long)]
    pub no_sweep: bool,

    /// What AWS asks for it.
    #[command(flatten)]
    pub prices: Prices,
}

/// How old values may get, in seconds. 0 turns a cache off.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "TTLs, in seconds; 0 turns a cache off")]
pub struct Ttls {
    /// A user's row that decides access.
    #[arg(
        id = "ttl_access",
        long = "ttl-access",
        value_name = "SECONDS",
        default_value_t = 60
    )]
    pub access: u64,
    /// A link.
    #[arg(
        id = "ttl_links",
        long = "ttl-links",
        value_name = "SECONDS",
        default_value_t = 60
    )]
    pub links: u64,
    /// A user's profile.
    #[arg(
        id = "ttl_users",
        long = "ttl-users",
        value_name = "SECONDS",
        default_value_t = 300
    )]
    pub users: u64,
    /// A subject.
    #[arg(
        id = "ttl_subjects",
        long = "ttl-subjects",
        value_name = "SECONDS",
        default_value_t = 600
    )]
    pub subjects: u64,
    /// A student's goals.
    #[arg(
        id = "ttl_goals",
        long = "ttl-goals",
        value_name = "SECONDS",
        default_value_t = 120
    )]
    pub goals: u64,
    /// A rating.
    #[arg(
        id = "ttl_ratings",
        long = "ttl-ratings",
        value_name = "SECONDS",
        default_value_t = 60
    )]
    pub ratings: u64,
    /// The bank's items of a subject and a difficulty.
    #[arg(
        id = "ttl_bank",
        long = "ttl-bank",
        value_name = "SECONDS",
        default_value_t = 300
    )]
    pub bank: u64,
}

impl Ttls {
    /// How long a cache keeps, in seconds.
    #[must_use]
    pub const fn of(&self, room: Room) -> u64 {
        match room {
            Room::Users => self.users,
            Room::Links => self.links,
            Room::Subjects => self.subjects,
            Room::Goals => self.goals,
            Room::Ratings => self.ratings,
            Room::Bank => self.bank,
        }
    }
}

/// Prices in US dollars. The defaults are those of us-east-1 (N. Virginia) as third parties quoted AWS's price list in 2025 and
/// 2026 (`bench/README.md` names them); the price list itself was not read.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Prices, in US dollars of us-east-1")]
pub struct Prices {
    /// A million read request units of DynamoDB, on demand.
    #[arg(long, value_name = "USD", default_value_t = 0.125, value_parser = not_negative)]
    pub million_read_units: f64,
    /// A million ElastiCache processing units, Valkey.
    #[arg(long, value_name = "USD", default_value_t = 0.0023, value_parser = not_negative)]
    pub million_ecpus: f64,
    /// A gigabyte of ElastiCache Serverless for Valkey for an hour.
    #[arg(long, value_name = "USD", default_value_t = 0.084, value_parser = not_negative)]
    pub gigabyte_hour: f64,
    /// What the way out of the functions' VPC costs beside it, a month: by default a NAT gateway in one availability zone, without
    /// what flows through it.
    #[arg(long, value_name = "USD", default_value_t = 32.85, value_parser = not_negative)]
    pub vpc_month: f64,
}

fn number(text: &str) -> Result<f64, String> {
    let number = text.parse().map_err(|_| "should be a number".to_owned())?;
    if f64::is_finite(number) {
        Ok(number)
    } else {
        Err("should be finite".to_owned())
    }
}

fn not_negative(text: &str) -> Result<f64, String> {
    let number = number(text)?;
    if number >= 0.0 {
        Ok(number)
    } else {
        Err("should be at least 0".to_owned())
    }
}

fn positive(text: &str) -> Result<f64, String> {
    let number = number(text)?;
    if number > 0.0 {
        Ok(number)
    } else {
        Err("should be more than 0".to_owned())
    }
}

fn part(text: &str) -> Result<f64, String> {
    let number = number(text)?;
    if (0.0..=1.0).contains(&number) {
        Ok(number)
    } else {
        Err("should lie in 0 to 1".to_owned())
    }
}

fn share(text: &str) -> Result<(Group, f64), String> {
    let (group, parts) = text.split_once('=').ok_or("should be GROUP=N")?;
    Ok((group.parse()?, not_negative(parts)?))
}
