//! Every table and index, once. `template.yaml` defines them; a test holds the two to each other.

/// A table, by its name less the stack's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Table {
    /// Users, by Cognito `sub`.
    Users,
    /// Markers of what must be unique: `kind`, `value`.
    Uniques,
    /// Links between students and adults.
    Links,
    /// Subjects.
    Subjects,
    /// Tutoring sessions.
    Sessions,
    /// Their transcripts.
    Transcripts,
    /// Summaries of sessions.
    Summaries,
    /// Questions and their answers.
    QaInteractions,
    /// Questions asked per goal and UTC day.
    QaCounters,
    /// Practice items that were assigned.
    PracticeAssignments,
    /// Questions that must not be put to a student again.
    PracticeSeen,
    /// The practice bank.
    PracticeBankItems,
    /// Goals.
    Goals,
    /// What goal progress is computed from.
    ProgressCounters,
    /// Ratings by student and subject.
    StudentRatings,
    /// Jobs.
    Jobs,
    /// Errors of ours, the last days'.
    RecentErrors,
    /// What became of the old service's ids.
    Imports,
    /// The old service's passwords, until their owners log in.
    ImportedPasswords,
}

impl Table {
    /// All that the code uses.
    pub const ALL: [Self; 19] = [
        Self::Users,
        Self::Uniques,
        Self::Links,
        Self::Subjects,
        Self::Sessions,
        Self::Transcripts,
        Self::Summaries,
        Self::QaInteractions,
        Self::QaCounters,
        Self::PracticeAssignments,
        Self::PracticeSeen,
        Self::PracticeBankItems,
        Self::Goals,
        Self::ProgressCounters,
        Self::StudentRatings,
        Self::Jobs,
        Self::RecentErrors,
        Self::Imports,
        Self::ImportedPasswords,
    ];

    /// The table's name behind `<stack>-`.
    #[must_use]
    pub const fn suffix(self) -> &'static str {
        match self {
            Self::Users => "users",
            Self::Uniques => "uniques",
            Self::Links => "links",
            Self::Subjects => "subjects",
            Self::Sessions => "sessions",
            Self::Transcripts => "transcripts",
            Self::Summaries => "summaries",
            Self::QaInteractions => "qa_interactions",
            Self::QaCounters => "qa_counters",
            Self::PracticeAssignments => "practice_assignments",
            Self::PracticeSeen => "practice_seen",
            Self::PracticeBankItems => "practice_bank_items",
            Self::Goals => "goals",
            Self::ProgressCounters => "progress_counters",
            Self::StudentRatings => "student_ratings",
            Self::Jobs => "jobs",
            Self::RecentErrors => "recent_errors",
            Self::Imports => "imports",
            Self::ImportedPasswords => "imported_passwords",
        }
    }

    /// The attributes of its key.
    #[must_use]
    pub const fn key(self) -> &'static [&'static str] {
        match self {
            Self::Uniques => &["kind", "value"],
            Self::Links => &["student_id", "adult_id"],
            Self::Transcripts => &["session_id"],
            Self::QaCounters => &["goal_id", "day"],
            Self::PracticeSeen => &["student_id", "question_hash"],
            Self::ProgressCounters => &["student_id", "scope"],
            Self::StudentRatings => &["student_id", "subject_id"],
            Self::RecentErrors => &["listing", "id"],
            Self::Imports => &["old_id", "kind"],
            Self::ImportedPasswords => &["user_id"],
            Self::Users
            | Self::Subjects
            | Self::Sessions
            | Self::Summaries
            | Self::QaInteractions
            | Self::PracticeAssignments
            | Self::PracticeBankItems
            | Self::Goals
            | Self::Jobs => &["id"],
        }
    }
}

/// An index, by the name of the composite index it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Index {
    /// An adult's students.
    LinksAdultStudent,
    /// All subjects by name.
    SubjectsListing,
    /// A student's sessions by date.
    SessionsStudentDate,
    /// A tutor's sessions by date.
    SessionsTutorDate,
    /// A student's summaries by creation.
    SummariesStudentCreated,
    /// A student's questions by creation.
    QaInteractionsStudentCreated,
    /// A student's practice items by completion, then by assignment.
    PracticeAssignmentsStudentCompleted,
    /// A student's practice items by assignment.
    PracticeAssignmentsStudentAssigned,
    /// A student's practice items that await review: only those are in it.
    PracticeAssignmentsStudentReview,
    /// A subject's bank items, active or retired, by difficulty.
    PracticeBankItemsSubjectDifficulty,
    /// A student's goals.
    GoalsStudentStatus,
}

impl Index {
    /// All that the code uses.
    pub const ALL: [Self; 11] = [
        Self::LinksAdultStudent,
        Self::SubjectsListing,
        Self::SessionsStudentDate,
        Self::SessionsTutorDate,
        Self::SummariesStudentCreated,
        Self::QaInteractionsStudentCreated,
        Self::PracticeAssignmentsStudentCompleted,
        Self::PracticeAssignmentsStudentAssigned,
        Self::PracticeAssignmentsStudentReview,
        Self::PracticeBankItemsSubjectDifficulty,
        Self::GoalsStudentStatus,
    ];

    /// The index's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::LinksAdultStudent => "idx_links_adult_student",
            Self::SubjectsListing => "idx_subjects_listing",
            Self::SessionsStudentDate => "idx_sessions_student_date",
            Self::SessionsTutorDate => "idx_sessions_tutor_date",
            Self::SummariesStudentCreated => "idx_summaries_student_created",
            Self::QaInteractionsStudentCreated => "idx_qa_interactions_student_created",
            Self::PracticeAssignmentsStudentCompleted => {
                "idx_practice_assignments_student_completed"
            }
            Self::PracticeAssignmentsStudentAssigned => "idx_practice_assignments_student_assigned",
            Self::PracticeAssignmentsStudentReview => "idx_practice_assignments_student_review",
            Self::PracticeBankItemsSubjectDifficulty => {
                "idx_practice_bank_items_subject_difficulty"
            }
            Self::GoalsStudentStatus => "idx_goals_student_status",
        }
    }

    /// The table it belongs to.
    #[must_use]
    pub const fn table(self) -> Table {
        match self {
            Self::LinksAdultStudent => Table::Links,
            Self::SubjectsListing => Table::Subjects,
            Self::SessionsStudentDate | Self::SessionsTutorDate => Table::Sessions,
            Self::SummariesStudentCreated => Table::Summaries,
            Self::QaInteractionsStudentCreated => Table::QaInteractions,
            Self::PracticeAssignmentsStudentCompleted
            | Self::PracticeAssignmentsStudentAssigned
            | Self::PracticeAssignmentsStudentReview => Table::PracticeAssignments,
            Self::PracticeBankItemsSubjectDifficulty => Table::PracticeBankItems,
            Self::GoalsStudentStatus => Table::Goals,
        }
    }

    /// The attributes that its rows are sorted by.
    #[must_use]
    pub const fn sort(self) -> &'static [&'static str] {
        match self {
            Self::LinksAdultStudent => &["student_id"],
            Self::SubjectsListing => &["name", "id"],
            Self::SessionsStudentDate | Self::SessionsTutorDate => &["session_date", "id"],
            Self::SummariesStudentCreated | Self::QaInteractionsStudentCreated => {
                &["created_at", "id"]
            }
            Self::PracticeAssignmentsStudentCompleted => &["completed", "assigned_at", "id"],
            Self::PracticeAssignmentsStudentAssigned => &["assigned_at", "id"],
            Self::PracticeAssignmentsStudentReview => &["review_since", "id"],
            Self::PracticeBankItemsSubjectDifficulty => &["difficulty", "id"],
            Self::GoalsStudentStatus => &["status", "created_at", "id"],
        }
    }

    /// Whether a table has indexes.
    pub(crate) fn is_of(table: Table) -> bool {
        Self::ALL.into_iter().any(|index| index.table() == table)
    }
}
