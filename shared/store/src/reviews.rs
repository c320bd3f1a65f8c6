//! Reviews of items that nobody wrote: a tutor's decision, and with an approval, if wanted, the item's place in the bank.

use domain::practice::entry::{BankEntry, seeded_id};
use domain::practice::item::{PracticeItem, Review};
use domain::{BankItemId, Error, Moment, UserId};

use crate::Store;
use crate::transact::Aborted;

/// What a tutor decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// The item is good; with `true` it is added to the bank, for everybody.
    Approve {
        /// Whether it is added to the bank.
        to_bank: bool,
    },
    /// The item is bad: it can't be answered any more.
    Reject,
}

impl Store {
    /// Writes a decision and gives back the item as it is then, with the bank's item if one was wanted. The same decision again
    /// changes nothing, but for an item that was approved before and is to be in the bank now.
    ///
    /// # Errors
    /// The item needs no review, or another decision was made before; others kept changing it ([`Error::Busy`]).
    pub async fn review_item(
        &self,
        read: PracticeItem,
        decision: &Decision,
        by: UserId,
        now: Moment,
    ) -> Result<(PracticeItem, Option<BankItemId>), Error> {
        let id = read.id;
        let mut known = Some(read);
        self.until_written(|| {
            let known = known.take();
            async move {
                let item = match known {
                    Some(item) => item,
                    None => self.practice_item(id).await?,
                };
                self.review_once(item, decision, by, now).await
            }
        })
        .await
    }

    async fn review_once(
        &self,
        mut item: PracticeItem,
        decision: &Decision,
        by: UserId,
        now: Moment,
    ) -> Result<Option<(PracticeItem, Option<BankItemId>)>, Error> {
        let (after, to_bank) = match decision {
            Decision::Approve { to_bank } => (Review::Approved, *to_bank),
            Decision::Reject => (Review::Rejected, false),
        };
        let entry = to_bank.then(|| entry_of(&item, by, now));
        let bank_item = entry.as_ref().map(|entry| entry.id);
        match item.review {
            Review::Pending => {}
            before if before == after => {
                // Approved before; the bank may not have it yet.
                if let Some(entry) = &entry {
                    self.in_bank(entry).await?;
                }
                return Ok(Some((item, bank_item)));
            }
            Review::Unneeded => {
                return Err(settled("This item is from the bank and needs no review."));
            }
            _ => {
                return Err(settled(
                    "This item was reviewed before, with another decision.",
                ));
            }
        }
        item.review = after;
        let mut actions = vec![self.item_write(&item)?];
        if let Some(entry) = &entry {
            actions.push(self.bank_entry_write(entry)?);
        }
        let mut written = self.transact(actions).await;
        if matches!(&written, Err(Aborted::Conditions(failed)) if *failed == [1]) {
            // The bank has this question already.
            written = self.transact(vec![self.item_write(&item)?]).await;
        }
        match written {
            Ok(()) => {
                item.version += 1;
                Ok(Some((item, bank_item)))
            }
            Err(Aborted::Conditions(_) | Aborted::Conflict) => Ok(None),
            Err(Aborted::Other(error)) => Err(error),
        }
    }

    /// Adds an item to the bank, unless it is there.
    async fn in_bank(&self, entry: &BankEntry) -> Result<(), Error> {
        match self.create_bank_entry(entry).await {
            Err(Error::Exists(_)) => Ok(()),
            created => created,
        }
    }
}

fn entry_of(item: &PracticeItem, by: UserId, now: Moment) -> BankEntry {
    let text = item.text();
    let id = seeded_id(item.subject_id, &text.question);
    BankEntry::new(id, item.subject_id, text, Some(by), now)
}

fn settled(message: &str) -> Error {
    Error::Refused {
        code: "REVIEW_SETTLED",
        message: message.to_owned(),
    }
}
