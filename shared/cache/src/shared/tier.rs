//! What is said to the server: places asked for, filled and forgotten, each in one exchange that begins with what is owed.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use domain::{Clock, Patience};
use redis::cmd;

use super::content::{self, Content, Token};
use super::debts::{self, Debts};
use super::link::{Command, Expected, Link, Reply};
use super::server::Server;
use super::tally::{Reason, Tally};
use super::{Asked, Fill, Forget, Name};
use crate::ReadAt;

/// How long a lease lasts: longer than a load takes.
const LEASE: Duration = Duration::from_secs(5);

/// Puts a value where the token still stands. One command, so that nothing comes in between; sent as it is, for the server keeps what it
/// has compiled, and a server that was started anew has to be told nothing first.
const FILL: &str = "if redis.call('GETRANGE', KEYS[1], 0, 16) ~= ARGV[1] then return 0 end \
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3]) return 1";

/// A server and what is owed to it.
pub(super) struct Tier {
    prefix: String,
    clock: Arc<dyn Clock>,
    debts: Debts,
    tally: Arc<Tally>,
    link: Arc<Link>,
}

impl fmt::Debug for Tier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tier")
            .field("prefix", &self.prefix)
            .field("link", &self.link)
            .finish_non_exhaustive()
    }
}

impl Tier {
    pub(super) fn new(
        server: Server,
        prefix: &str,
        clock: Arc<dyn Clock>,
        patience: Arc<dyn Patience>,
    ) -> Self {
        let tally = Arc::new(Tally::new());
        Self {
            prefix: prefix.to_owned(),
            debts: Debts::new(),
            link: Link::new(server, Arc::clone(&clock), patience, Arc::clone(&tally)),
            clock,
            tally,
        }
    }

    pub(super) async fn open(&self) {
        self.link.open().await;
    }

    pub(super) fn owe(&self, names: Vec<Forget>) {
        self.tally.owed(self.debts.owe(names, &*self.clock));
    }

    /// Sends what is owed. What can't be sent stays owed.
    pub(super) async fn pay(&self) {
        self.exchange(Vec::new()).await;
    }

    pub(super) async fn ask(&self, wanted: &[(Name, Duration)]) -> Vec<Asked> {
        let asked = self.look(wanted).await;
        for ((name, _), asked) in wanted.iter().zip(&asked) {
            match asked {
                Asked::Found { .. } => self.tally.hit(name.cache),
                Asked::Missing(_) | Asked::Unknown => self.tally.miss(name.cache),
            }
        }
        asked
    }

    fn place(&self, name: &Name) -> String {
        format!("{}:{}:{}", self.prefix, name.cache, name.key)
    }

    /// Sends what is owed, and these commands after it.
    async fn exchange(&self, commands: Vec<Command>) -> Option<Vec<Reply>> {
        if let Some(left) = self.debts.let_go(&*self.clock) {
            self.tally.owed(left);
        }
        let owed = self.debts.all(&*self.clock);
        let mut all = Vec::with_capacity(2 * owed.len() + commands.len());
        for debt in &owed {
            let place = self.place(&debt.name);
            let mut delete = cmd("DEL");
            delete.arg(&place);
            all.push(Command(delete, Expected::Number));
            // After the deletion, which also a server without room does.
            if !debt.settle.is_zero() {
                let mut settle = cmd("SET");
                settle
                    .arg(&place)
                    .arg(content::settling().as_bytes())
                    .arg("PX")
                    .arg(millis(debt.settle).max(1));
                all.push(Command(settle, Expected::Done));
            }
        }
        all.extend(commands);
        if all.is_empty() {
            return Some(Vec::new());
        }
        let mut replies = self.link.exchange(all).await?.into_iter();
        let mut paid = owed;
        paid.retain(|debt| {
            let is_deleted = matches!(replies.next(), Some(Reply::Number(_)));
            let is_settling = debt.settle.is_zero()
                || self.is_done(replies.next(), |reply| matches!(reply, Reply::Done));
            is_deleted && is_settling
        });
        if !paid.is_empty() {
            self.tally.owed(self.debts.paid(&paid));
        }
        Some(replies.collect())
    }

    async fn look(&self, wanted: &[(Name, Duration)]) -> Vec<Asked> {
        let unknown = || wanted.iter().map(|_| Asked::Unknown).collect();
        if wanted.is_empty() || self.debts.are_too_many(&*self.clock) {
            return unknown();
        }
        let (mut commands, mut leases) = (Vec::new(), Vec::new());
        for (name, _) in wanted {
            let lease = Token::lease();
            let mut ask = cmd("SET");
            ask.arg(self.place(name))
                .arg(lease.as_bytes())
                .arg("NX")
                .arg("GET")
                .arg("PX")
                .arg(millis(LEASE));
            commands.push(Command(ask, Expected::Content));
            leases.push(lease);
        }
        let Some(replies) = self.exchange(commands).await else {
            return unknown();
        };
        let now = ReadAt::now(&*self.clock);
        let answers = wanted.iter().zip(leases).zip(replies);
        answers
            .map(|(((name, max_age), lease), reply)| {
                let asked = self.understand(name, *max_age, lease, reply, now);
                // It may have been written meanwhile.
                if self.debts.owes(name) {
                    Asked::Unknown
                } else {
                    asked
                }
            })
            .collect()
    }

    fn understand(
        &self,
        name: &Name,
        max_age: Duration,
        lease: Token,
        reply: Reply,
        now: ReadAt,
    ) -> Asked {
        let content = match reply {
            Reply::Content(None) => return Asked::Missing(lease),
            Reply::Content(Some(bytes)) => Content::read(&self.place(name), bytes),
            Reply::Full => {
                self.tally.failures(Reason::Full, 1);
                return Asked::Unknown;
            }
            Reply::Foreign | Reply::Number(_) | Reply::Done => None,
        };
        match content {
            Some(Content::Lease(token)) => Asked::Missing(token),
            Some(Content::Settling) => Asked::Unknown,
            Some(Content::Value { token, read, bytes }) => match ReadAt::elsewhere(read, now) {
                Some(read) if read.age(now).is_some_and(|age| age <= max_age) => {
                    Asked::Found { bytes, read }
                }
                _ => Asked::Missing(token),
            },
            None => {
                self.tally.failures(Reason::Nonsense, 1);
                let forget = Forget {
                    name: name.clone(),
                    settle: Duration::ZERO,
                };
                self.owe(vec![forget]);
                Asked::Unknown
            }
        }
    }

    pub(super) async fn fill(&self, mut fills: Vec<Fill>) {
        let now = ReadAt::now(&*self.clock);
        let too_big = fills.extract_if(.., |fill| fill.bytes.len() > content::LONGEST);
        self.tally.failures(Reason::TooBig, too_big.count() as u64);
        fills.retain(|fill| !self.debts.owes(&fill.name) && fill.left(now).is_some());
        if fills.is_empty() {
            return;
        }
        let commands = fills.iter().map(|fill| {
            let place = self.place(&fill.name);
            let mut command = cmd("EVAL");
            command
                .arg(FILL)
                .arg(1)
                .arg(&place)
                .arg(fill.token.as_bytes())
                .arg(content::value(&place, fill.read.wall(), &fill.bytes))
                .arg(fill.left(now).unwrap_or_default());
            Command(command, Expected::Number)
        });
        let Some(replies) = self.exchange(commands.collect()).await else {
            return;
        };
        for (fill, reply) in fills.iter().zip(replies) {
            if self.is_done(Some(reply), |reply| matches!(reply, Reply::Number(1))) {
                self.tally.filled(fill.name.cache, fill.bytes.len());
            }
        }
    }

    /// Whether it is done, or else counts it when there was no room for it.
    fn is_done(&self, reply: Option<Reply>, test: impl FnOnce(&Reply) -> bool) -> bool {
        if let Some(Reply::Full) = reply {
            self.tally.failures(Reason::Full, 1);
        }
        reply.as_ref().is_some_and(test)
    }
}

impl Fill {
    /// For how many milliseconds the value may still be kept, counted from when it was read; `None` when that is over.
    fn left(&self, now: ReadAt) -> Option<u64> {
        let age = self.read.age(now)?;
        let ttl = self.ttl.min(debts::LONGEST_TTL);
        Some(millis(ttl.checked_sub(age)?)).filter(|left| *left > 0)
    }
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
