//! What access is decided from: the caller's row and its link to a student. Neither is older than a minute, whatever keeps it; that
//! there is no link is never remembered.

use domain::access::{Facts, ReadFacts};
use domain::{Error, UserId};

use crate::Store;
use crate::caches::ACCESS_AGE;
use crate::look_up::Wanted;

impl ReadFacts for Store {
    async fn facts(&self, caller: UserId, student: Option<UserId>) -> Result<Facts, Error> {
        let link = student.map(|student| (student, caller));
        let wanted = Wanted {
            users: vec![caller],
            links: link.into_iter().collect(),
            max_age: ACCESS_AGE,
            ..Wanted::default()
        };
        let looked = self.look_up(wanted).await?;
        let caller = looked.users.get(&caller);
        Ok(Facts {
            caller: caller.map(|user| (user.role, user.status)),
            link: link.and_then(|link| looked.links.get(&link).copied()),
        })
    }
}
