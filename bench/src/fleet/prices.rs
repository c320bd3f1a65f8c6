//! What the shared tier costs, and what it saves.

use crate::fleet::{Prices, Tally};

const SECONDS_OF_MONTH: f64 = 730.0 * 3600.0;
const HOURS_OF_MONTH: f64 = 730.0;
/// ElastiCache Serverless for Valkey bills at least 100 MB.
const LEAST_GIGABYTES: f64 = 0.1;

/// Dollars a month, if the traffic stays as it is around the clock.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Bill {
    /// What DynamoDB asks for the reads that memory leaves.
    pub(crate) reads_without: f64,
    /// What it asks for those that the shared tier leaves.
    pub(crate) reads_with: f64,
    /// What the shared tier costs.
    pub(crate) tier: f64,
    /// What the way out of its VPC costs.
    pub(crate) vpc: f64,
}

impl Bill {
    /// The bill of two runs of the same options, without the shared tier and with it.
    #[expect(clippy::cast_precision_loss, reason = "exact below nine quadrillion")]
    pub(crate) fn of(without: &Tally, with: &Tally, prices: &Prices) -> Self {
        let reads =
            |tally: &Tally| tally.read_units * a_month(tally) / 1e6 * prices.million_read_units;
        let gigabytes = (with.shared_bytes as f64 / 1e9).max(LEAST_GIGABYTES);
        let storage = gigabytes * HOURS_OF_MONTH * prices.gigabyte_hour;
        let asked = with.ecpus as f64 * a_month(with) / 1e6 * prices.million_ecpus;
        Self {
            reads_without: reads(without),
            reads_with: reads(with),
            tier: storage + asked,
            vpc: prices.vpc_month,
        }
    }

    /// What it saves a month, less what it costs, in a VPC that has its way out already.
    pub(crate) fn gain(&self) -> f64 {
        self.reads_without - self.reads_with - self.tier
    }

    /// The same in a VPC that needs one.
    pub(crate) fn gain_with_vpc(&self) -> f64 {
        self.gain() - self.vpc
    }
}

/// How often what was counted fits into a month.
fn a_month(tally: &Tally) -> f64 {
    SECONDS_OF_MONTH / tally.seconds
}
