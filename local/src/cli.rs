//! The command line.

use std::path::PathBuf;

use clap::{Parser, Subcommand};
use operate::import::HELP;

use crate::import::ImportOrder;

const EXAMPLES: &str = "\
Examples:
  cargo local
      Everything in memory, with demo data; the API is at http://127.0.0.1:3000.

  cargo local --data-dir .local --port 8080
      Keeps tables, users and queued messages in ./.local: they are there again next time, also after a crash.

  cargo local --environments 1
      One process per function: the second request at the same time gets what API Gateway answers for a
      throttled function.

  cargo local --dynamodb-endpoint http://127.0.0.1:8000
      Uses a DynamoDB that runs elsewhere (DynamoDB Local, for one) and makes the missing tables in it.

  cargo local --user-pool https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Ab12Cd34E --user-client 1h57kf5cpq17m0eml12EXAMPLE
      Users and their tokens come from a real Cognito user pool. The accounts function then gets this shell's
      AWS credentials, because registering and logging in need them.

  cargo local --env-file target/local.env
      Also writes what the functions are configured with to a file, for tools that run a function by themselves:
      cargo lambda watch --env-file target/local.env

  cargo local import --from old
      Moves the old service's tables in `old` into the one that runs. It is best started with --no-seed: the demo accounts
      have addresses that the old service's own demo accounts had.

  cargo local --without-caches
      The functions keep nothing in memory. What is said at the end, how many requests DynamoDB got for each API
      request, can be compared with a run without this option.

While it runs, http://127.0.0.1:3000/docs is the API reference, and http://127.0.0.1:3000/local shows latency, requests, errors,
cache hits and DynamoDB calls as live charts.
A function that is built again (cargo build -p goals) gets the next request with its new binary.
Ctrl-C ends everything.";

/// The whole API on this machine: API Gateway, Lambda, DynamoDB, Cognito, SQS and CloudWatch, around the functions' real binaries.
///
/// Routes, authorizer, environment variables, tables and queues are those of template.yaml. Workers are fed from their queues.
#[derive(Debug, Clone, Parser)]
#[command(name = "cargo local", bin_name = "cargo local", args_conflicts_with_subcommands = true, after_long_help = EXAMPLES, after_help = "See --help for examples.")]
pub struct Options {
    /// What to do instead.
    #[command(subcommand)]
    pub order: Option<Order>,

    /// Where the API listens, on 127.0.0.1. 0 takes any free port.
    #[arg(long, default_value_t = 3000)]
    pub port: u16,

    /// Keep tables, users and queues in this directory; it is made if it is missing. Without it they live in memory.
    #[arg(long, value_name = "DIR")]
    pub data_dir: Option<PathBuf>,

    /// Start without demo data. There is none in a real user pool's company: nobody could log in to it.
    #[arg(long)]
    pub no_seed: bool,

    /// The most processes per function. One more request at the same time is throttled.
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub environments: u16,

    /// Use this DynamoDB instead of the embedded one. Tables that are missing are created.
    #[arg(long, value_name = "URL", value_parser = url)]
    pub dynamodb_endpoint: Option<String>,

    /// Use this real Cognito user pool, named by its issuer, instead of the embedded one.
    #[arg(long, value_name = "ISSUER", value_parser = url)]
    pub user_pool: Option<String>,

    /// The real pool's client for users; its tokens are the ones accepted.
    #[arg(long, value_name = "ID", requires = "user_pool")]
    pub user_client: Option<String>,

    /// The real pool's client for services.
    #[arg(long, value_name = "ID", requires = "user_pool")]
    pub machine_client: Option<String>,

    /// The real pool's client for monitoring.
    #[arg(long, value_name = "ID", requires = "user_pool")]
    pub monitoring_client: Option<String>,

    /// Write the functions' variables to this file, for `cargo lambda watch --env-file FILE`.
    #[arg(long, value_name = "FILE")]
    pub env_file: Option<PathBuf>,

    /// Turn every cache of the functions off, to compare with what they save.
    #[arg(long, conflicts_with = "cache_url")]
    pub without_caches: bool,

    /// Let the functions share what they cache in this Redis or Valkey server.
    #[arg(long, value_name = "URL", value_parser = cache_url)]
    pub cache_url: Option<String>,

    /// Let the functions write their debug lines too.
    #[arg(long)]
    pub debug_lines: bool,

    /// Build the functions optimised: profile `quick`, which spares the fat LTO of what is deployed.
    #[arg(long)]
    pub release: bool,
}

/// What to do instead of starting everything.
#[derive(Debug, Clone, Subcommand)]
pub enum Order {
    /// Move data in from the old PostgreSQL service, into a `cargo local` that runs.
    #[command(after_long_help = HELP, after_help = "See --help for what the folder has in it, and what becomes of it.")]
    Import(ImportOrder),
}

/// An http or https URL, without the slash at its end.
fn url(text: &str) -> Result<String, String> {
    let uri: http::Uri = text.parse().map_err(|error| format!("{error}"))?;
    match (uri.scheme_str(), uri.host()) {
        (Some("http" | "https"), Some(_)) => Ok(text.trim_end_matches('/').to_owned()),
        _ => Err("should be a URL such as http://127.0.0.1:8000".to_owned()),
    }
}

/// A redis or rediss URL.
fn cache_url(text: &str) -> Result<String, String> {
    let host = text
        .strip_prefix("redis://")
        .or_else(|| text.strip_prefix("rediss://"));
    match host {
        Some(host) if !host.is_empty() => Ok(text.to_owned()),
        _ => Err("should be a URL such as redis://127.0.0.1:6379".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory, Parser};

    use super::Options;

    #[test]
    fn the_command_line_is_consistent() {
        Options::command().debug_assert();
    }

    #[test]
    fn without_options_it_listens_on_3000_with_ten_environments() {
        let options = Options::try_parse_from(["local"]).unwrap();
        assert_eq!(
            (options.port, options.environments, options.no_seed),
            (3000, 10, false)
        );
    }

    #[test]
    fn an_endpoint_that_is_no_url_is_a_usage_error() {
        let refused = Options::try_parse_from(["local", "--dynamodb-endpoint", "localhost:8000"]);
        assert_eq!(refused.unwrap_err().exit_code(), 2);
    }

    #[test]
    fn a_cache_that_is_no_redis_is_a_usage_error() {
        let refused = Options::try_parse_from(["local", "--cache-url", "http://127.0.0.1:6379"]);
        assert_eq!(refused.unwrap_err().exit_code(), 2);
        Options::try_parse_from(["local", "--cache-url", "rediss://cache.example:6379"]).unwrap();
    }

    #[test]
    fn caches_are_not_off_and_shared_at_once() {
        let both = [
            "local",
            "--without-caches",
            "--cache-url",
            "redis://127.0.0.1:6379",
        ];
        assert_eq!(Options::try_parse_from(both).unwrap_err().exit_code(), 2);
    }

    #[test]
    fn no_environments_at_all_is_a_usage_error() {
        assert!(Options::try_parse_from(["local", "--environments", "0"]).is_err());
    }

    #[test]
    fn help_teaches_with_examples() {
        let help = Options::command().render_long_help().to_string();
        for option in [
            "--port",
            "--data-dir",
            "--no-seed",
            "--environments",
            "--dynamodb-endpoint",
            "--user-pool",
            "--without-caches",
            "--cache-url",
            "--release",
            "http://127.0.0.1:3000/local",
            "Examples:",
        ] {
            assert!(help.contains(option), "{option} is missing");
        }
    }
}
