//! Look-ups that span kinds: what is kept is not read, and the rest is read in one request, together with what no cache keeps.

use std::collections::HashMap;
use std::hash::Hash;
use std::time::Duration;

use domain::account::User;
use domain::link::LinkKind;
use domain::rating::StudentRating;
use domain::subject::Subject;
use domain::{Error, SubjectId, UserId};

use crate::Store;
use crate::batch::{Batch, Found};
use crate::caches::{Round, Value};
use crate::links::{link_key, links_in};
use crate::names::Table;
use crate::ratings::{rating_key, ratings_by_student};
use crate::subjects::{subject_key, subjects_in};
use crate::users::{add_user, take_users};

/// What is looked up.
#[derive(Debug)]
pub(crate) struct Wanted {
    pub(crate) users: Vec<UserId>,
    pub(crate) subjects: Vec<SubjectId>,
    /// By student and subject.
    pub(crate) ratings: Vec<(UserId, SubjectId)>,
    /// By student and adult.
    pub(crate) links: Vec<(UserId, UserId)>,
    /// What no cache keeps.
    pub(crate) more: Batch,
    /// The most that the age of any of it may be.
    pub(crate) max_age: Duration,
}

impl Default for Wanted {
    fn default() -> Self {
        Self {
            users: Vec::new(),
            subjects: Vec::new(),
            ratings: Vec::new(),
            links: Vec::new(),
            more: Batch::consistent(),
            max_age: Duration::MAX,
        }
    }
}

/// What was found. What does not exist is not there.
#[derive(Debug, Default)]
pub(crate) struct Looked {
    pub(crate) users: HashMap<UserId, User>,
    pub(crate) subjects: HashMap<SubjectId, Subject>,
    pub(crate) ratings: HashMap<(UserId, SubjectId), StudentRating>,
    pub(crate) links: HashMap<(UserId, UserId), LinkKind>,
    pub(crate) more: Found,
}

impl Store {
    /// Looks all of it up, consistently where it is not kept: one request for every hundred keys that are not, none for nothing.
    pub(crate) async fn look_up(&self, mut wanted: Wanted) -> Result<Looked, Error> {
        let mut looked = Looked::default();
        loop {
            let age = wanted.max_age;
            let caches = &*self.caches;
            let mut users = Round::begin(&caches.users, wanted.users, age);
            let mut subjects = Round::begin(&caches.subjects, wanted.subjects, age);
            let mut ratings = Round::begin(&caches.ratings, wanted.ratings, age);
            let mut links = Round::begin(&caches.links, wanted.links, age);
            if let Some(shared) = &caches.shared {
                let names = [
                    users.names(),
                    subjects.names(),
                    ratings.names(),
                    links.names(),
                ];
                let mut answers = shared.ask(&names.concat()).await.into_iter();
                users.hear(&mut answers);
                subjects.hear(&mut answers);
                ratings.hear(&mut answers);
                links.hear(&mut answers);
            }

            let mut batch = std::mem::take(&mut wanted.more);
            users.missing().for_each(|id| add_user(&mut batch, *id));
            for id in subjects.missing() {
                batch.add(Table::Subjects, subject_key(*id));
            }
            for (student, subject) in ratings.missing() {
                batch.add(Table::StudentRatings, rating_key(*student, *subject));
            }
            for (student, adult) in links.missing() {
                batch.add(Table::Links, link_key(*student, *adult));
            }
            match self.read_wanted(batch).await {
                Ok(mut found) => {
                    let fills = [
                        users.fill(|id| found.users.remove(id)),
                        subjects.fill(|id| found.subjects.remove(id)),
                        ratings.fill(|key| found.ratings.remove(key)),
                        links.fill(|key| found.links.remove(key)),
                    ];
                    if let Some(shared) = &caches.shared {
                        shared.fill(fills.into_iter().flatten().collect()).await;
                    }
                    looked.more.and(found.more);
                }
                Err(error) => {
                    users.fail(&error);
                    subjects.fail(&error);
                    ratings.fail(&error);
                    links.fail(&error);
                    return Err(error);
                }
            }

            wanted = Wanted {
                users: collect(users, &mut looked.users).await?,
                subjects: collect(subjects, &mut looked.subjects).await?,
                ratings: collect(ratings, &mut looked.ratings).await?,
                links: collect(links, &mut looked.links).await?,
                more: Batch::consistent(),
                max_age: age,
            };
            if wanted.is_settled() {
                return Ok(looked);
            }
        }
    }

    async fn read_wanted(&self, batch: Batch) -> Result<Looked, Error> {
        if batch.is_empty() {
            return Ok(Looked::default());
        }
        let mut found = self.batch(batch).await?;
        Ok(Looked {
            users: take_users(&mut found)?,
            subjects: subjects_in(&mut found)?,
            ratings: ratings_by_student(&mut found)?,
            links: links_in(&mut found)?,
            more: found,
        })
    }
}

impl Wanted {
    /// Whether nothing has to be asked for again.
    fn is_settled(&self) -> bool {
        self.users.is_empty()
            && self.subjects.is_empty()
            && self.ratings.is_empty()
            && self.links.is_empty()
    }
}

/// Ends a round: notes what it found, and gives the keys that have to be asked for again.
async fn collect<K, V>(round: Round<'_, K, V>, found: &mut HashMap<K, V>) -> Result<Vec<K>, Error>
where
    K: Hash + Eq + Clone + Send,
    V: Value,
{
    let (here, again) = round.end().await?;
    found.extend(
        here.into_iter()
            .filter_map(|(key, value)| Some((key, value?))),
    );
    Ok(again)
}
