//! Who may do what: one table of rules, decided from links and the caller's own row, never from a token's claims.

use std::collections::BTreeSet;
use std::future::Future;

use crate::account::{Role, Status};
use crate::link::LinkKind;
use crate::{Error, UserId};

/// Who calls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Caller {
    /// A person, by the user pool's `sub`.
    User(UserId),
    /// Another service, by the scopes of its machine client. It is nobody's `sub`.
    Service(BTreeSet<String>),
}

/// What a route does, as far as access goes. Every route names one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Action {
    /// Asks for nothing of anybody's: register, log in, root, health.
    Public,
    /// The caller's own account: `/auth/me`, the disclaimer.
    OwnAccount,
    /// Read a user's account.
    ReadUser,
    /// Change a user's account.
    ChangeUser,
    /// Read the links of a student or an adult.
    ReadLinks,
    /// Add and remove links.
    ChangeLinks,
    /// Read subjects.
    ReadSubjects,
    /// Create a subject.
    CreateSubject,
    /// Change a subject.
    ChangeSubject,
    /// Record a tutoring session.
    RecordSession,
    /// Read a student's sessions.
    ReadSessions,
    /// Read the sessions that a tutor gave.
    ReadTutorSessions,
    /// Write a summary of a session.
    WriteSummary,
    /// Read a student's summaries.
    ReadSummaries,
    /// Read a student's goals.
    ReadGoals,
    /// Create, change, reset and delete goals.
    ChangeGoals,
    /// Read a student's dashboard.
    ReadProgress,
    /// Assign practice to a student.
    AssignPractice,
    /// Answer a practice item.
    AnswerPractice,
    /// Read a student's practice: items, jobs, how it went.
    ReadPractice,
    /// See and decide on a student's items that await review.
    ReviewPractice,
    /// Read the practice bank, answers and all.
    ReadBank,
    /// Create, change and retire items of the bank.
    ChangeBank,
    /// Read a student's ratings.
    ReadRatings,
    /// Ask a question.
    AskQuestion,
    /// Read a student's questions and answers.
    ReadConversation,
    /// Read what the service says about itself.
    ReadMetrics,
}

/// What a caller is to the owner of what it asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Standing {
    /// The owner.
    Owner,
    /// A tutor that is linked to the owner.
    LinkedTutor,
    /// A parent that is linked to the owner.
    LinkedParent,
    /// A tutor without a link to the owner.
    Tutor,
    /// Runs the service.
    Admin,
    /// A service whose scopes the route takes.
    Service,
    /// Any other user.
    Stranger,
}

impl Standing {
    /// All there are.
    pub const ALL: [Self; 7] = [
        Self::Owner,
        Self::LinkedTutor,
        Self::LinkedParent,
        Self::Tutor,
        Self::Admin,
        Self::Service,
        Self::Stranger,
    ];
}

impl Action {
    /// The table: which standings may do this. For actions that concern nobody's data (subjects) the owner is the caller.
    #[must_use]
    pub const fn allowed(self) -> &'static [Standing] {
        use Standing::{Admin, LinkedParent, LinkedTutor, Owner, Service, Stranger, Tutor};
        match self {
            Self::Public => &Standing::ALL,
            Self::OwnAccount => &[Owner],
            Self::ReadUser => &[Owner, LinkedTutor, LinkedParent, Admin],
            Self::ChangeUser | Self::ReadLinks | Self::ReadTutorSessions => &[Owner, Admin],
            Self::ChangeLinks | Self::ChangeSubject => &[Admin],
            Self::ReadSubjects => &[Owner, LinkedTutor, LinkedParent, Tutor, Admin, Stranger],
            Self::CreateSubject => &[Tutor, LinkedTutor, Admin],
            Self::RecordSession | Self::WriteSummary => &[LinkedTutor, Admin, Service],
            Self::ReadSessions
            | Self::ReadSummaries
            | Self::ReadGoals
            | Self::ReadProgress
            | Self::ReadPractice
            | Self::ReadRatings => &[Owner, LinkedTutor, LinkedParent, Admin],
            Self::ChangeGoals | Self::AnswerPractice | Self::AskQuestion => &[Owner],
            Self::AssignPractice | Self::ReadConversation => &[Owner, LinkedTutor, Admin],
            Self::ReviewPractice => &[LinkedTutor, Admin],
            Self::ReadBank | Self::ChangeBank => &[Tutor, LinkedTutor, Admin],
            Self::ReadMetrics => &[Admin, Service],
        }
    }

    /// Whether a caller of this standing may do this.
    #[must_use]
    pub fn allows(self, standing: Standing) -> bool {
        self.allowed().contains(&standing)
    }

    /// Whether the owner may do this, so that the owner's own request needs no look-up.
    #[must_use]
    fn allows_owner(self) -> bool {
        self.allows(Standing::Owner)
    }
}

/// What the store knows of a caller and its link to a student. Read consistently, never from an index.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Facts {
    /// Role and status of the caller's row; `None` when there is no row.
    pub caller: Option<(Role, Status)>,
    /// The link from the student to the caller.
    pub link: Option<LinkKind>,
}

impl Facts {
    /// What these facts make of a caller that is not the owner. A link counts only while the row's role agrees with it.
    #[must_use]
    pub fn standing(self) -> Standing {
        let Some((role, Status::Active)) = self.caller else {
            return Standing::Stranger;
        };
        match (role, self.link) {
            (Role::Admin, _) => Standing::Admin,
            (Role::Tutor, Some(LinkKind::Tutor)) => Standing::LinkedTutor,
            (Role::Parent, Some(LinkKind::Parent)) => Standing::LinkedParent,
            (Role::Tutor, _) => Standing::Tutor,
            (Role::Student | Role::Parent, _) => Standing::Stranger,
        }
    }
}

/// Reads [`Facts`]. The store implements it.
pub trait ReadFacts: Sync {
    /// The caller's row and, when `student` is given, its link to that student: one request.
    fn facts(
        &self,
        caller: UserId,
        student: Option<UserId>,
    ) -> impl Future<Output = Result<Facts, Error>> + Send;
}

/// Decides whether `caller` may do `action` to what is `owner`'s; `None` when it is nobody's.
///
/// Costs nothing for an owner or a service, and one read otherwise.
///
/// # Errors
/// [`Error::Forbidden`], or what kept the facts from being read.
pub async fn decide(
    action: Action,
    caller: &Caller,
    owner: Option<UserId>,
    reader: &impl ReadFacts,
) -> Result<Standing, Error> {
    let standing = match caller {
        // The route takes the service's scope, or the authorizer and the runtime would have refused it.
        Caller::Service(_) => Standing::Service,
        Caller::User(id) if owner == Some(*id) && action.allows_owner() => Standing::Owner,
        Caller::User(id) => reader.facts(*id, owner).await?.standing(),
    };
    if action.allows(standing) {
        return Ok(standing);
    }
    Err(Error::Forbidden(refusal(action)))
}

/// What a refused caller is told: what would be needed, never whether the thing exists.
const fn refusal(action: Action) -> &'static str {
    match action {
        Action::ChangeLinks | Action::ChangeSubject | Action::ReadMetrics => {
            "Only an admin may do this."
        }
        Action::CreateSubject | Action::ReadBank | Action::ChangeBank => {
            "Only a tutor or an admin may do this."
        }
        Action::RecordSession | Action::WriteSummary | Action::ReviewPractice => {
            "Only a tutor who is linked to the student, or an admin, may do this."
        }
        Action::ChangeGoals
        | Action::AnswerPractice
        | Action::AskQuestion
        | Action::ChangeUser
        | Action::ReadLinks
        | Action::ReadTutorSessions => "You may do this only for yourself.",
        _ => "You have no access to this student's data.",
    }
}

#[cfg(test)]
mod tests;
