//! The dashboard as clients see it.

use domain::goal::{Goal, GoalStatus, GoalType, TargetDate, Title};
use domain::insight::{Insight, mean_percent};
use domain::progress::Completion;
use domain::rating::Rating;
use domain::subject::SubjectName;
use domain::suggestion::{Suggestion, reached_recently};
use domain::{GoalId, Moment, UserId};
use serde::Serialize;
use store::GoalContext;

/// What a goal without a subject is shown under.
const NO_SUBJECT: &str = "Unknown";

const DISCLAIMER: &str = "This companion supports your learning between sessions. It does not replace your tutor: when in \
                          doubt, ask your tutor.";

/// A student's dashboard. Without goals it is `empty_state`, and has no `stats`.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = Dashboard)]
pub(crate) struct Dashboard {
    user_id: UserId,
    /// Active goals, then those completed in the last 30 days; newest first in each.
    goals: Vec<Shown>,
    /// How it goes: one sentence, or none without active goals.
    insights: Vec<String>,
    suggestions: Vec<Suggestion>,
    /// Whether the user has yet to acknowledge the disclaimer.
    disclaimer_required: bool,
    #[schema(required)]
    disclaimer: Option<Disclaimer>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stats: Option<Stats>,
    /// `true` when there is no goal to show, absent otherwise.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[schema(required = false)]
    empty_state: bool,
}

/// What the user should acknowledge.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(crate) struct Disclaimer {
    message: &'static str,
    /// Always `true`.
    acknowledgment_required: bool,
}

/// The goals in numbers.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = DashboardStats)]
pub(crate) struct Stats {
    /// Active goals.
    total_goals: usize,
    /// Goals completed in the last 30 days.
    completed_goals: usize,
    /// The mean completion of active goals; 0 when there are none.
    average_completion: Completion,
}

/// A goal on the dashboard.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = DashboardGoal)]
pub(crate) struct Shown {
    goal_id: GoalId,
    /// The subject's name, or `Unknown`.
    subject: String,
    goal_type: GoalType,
    title: Title,
    completion_percentage: Completion,
    current_streak: u32,
    xp_earned: u32,
    status: GoalStatus,
    #[schema(required)]
    target_date: Option<TargetDate>,
    #[schema(required)]
    completed_at: Option<Moment>,
    /// The student's rating in the subject; `null` until there is one.
    #[schema(required)]
    elo_rating: Option<Rating>,
    #[schema(required)]
    elo_rating_updated: Option<Moment>,
}

/// The goals of a dashboard, out of all that a student has.
#[derive(Debug)]
pub(crate) struct Chosen {
    /// Those that count, active ones first.
    pub(crate) goals: Vec<Goal>,
    active: usize,
}

impl Chosen {
    /// The active goals, then those completed in the last 30 days.
    pub(crate) fn from(all: Vec<Goal>, now: Moment) -> Self {
        let is_active = |goal: &Goal| goal.status == GoalStatus::Active;
        let (mut goals, others): (Vec<_>, Vec<_>) = all.into_iter().partition(is_active);
        let active = goals.len();
        let recent = others
            .into_iter()
            .filter(|goal| reached_recently(goal, now));
        goals.extend(recent);
        Self { goals, active }
    }

    fn active(&self) -> &[Goal] {
        &self.goals[..self.active]
    }

    fn reached(&self) -> &[Goal] {
        &self.goals[self.active..]
    }

    fn suggestions(&self, context: &GoalContext) -> Vec<Suggestion> {
        if self.goals.is_empty() {
            return vec![Suggestion::onboarding()];
        }
        let subject_of = |goal| context.subject(goal);
        let related = |goal| Some(Suggestion::related(goal, subject_of(goal)?));
        let mut suggestions: Vec<_> = self.reached().iter().filter_map(related).collect();
        let active = self.active().iter().filter_map(subject_of);
        suggestions.extend(Suggestion::cross_subject(active));
        suggestions
    }
}

impl Dashboard {
    /// The dashboard of these goals. `suggest` says whether to suggest anything.
    pub(crate) fn of(
        user_id: UserId,
        chosen: Chosen,
        context: &GoalContext,
        disclaimer_shown: bool,
        suggest: bool,
    ) -> Self {
        let completions: Vec<_> = chosen.active().iter().map(|goal| goal.completion).collect();
        let insight = Insight::of(&completions).map(|insight| insight.sentence().to_owned());
        let stats = Stats {
            total_goals: chosen.active().len(),
            completed_goals: chosen.reached().len(),
            average_completion: Completion::from_percent(mean_percent(&completions)),
        };
        let empty = chosen.goals.is_empty();
        let suggestions = if suggest {
            chosen.suggestions(context)
        } else {
            Vec::new()
        };
        let show = |goal| Shown::of(goal, context);
        Self {
            user_id,
            insights: insight.into_iter().collect(),
            suggestions,
            goals: chosen.goals.into_iter().map(show).collect(),
            disclaimer_required: !disclaimer_shown,
            disclaimer: (!disclaimer_shown).then_some(Disclaimer {
                message: DISCLAIMER,
                acknowledgment_required: true,
            }),
            stats: (!empty).then_some(stats),
            empty_state: empty,
        }
    }
}

impl Shown {
    fn of(goal: Goal, context: &GoalContext) -> Self {
        let rating = context.rating(&goal);
        let subject = context.subject(&goal).map(SubjectName::as_str);
        Self {
            goal_id: goal.id,
            subject: subject.unwrap_or(NO_SUBJECT).to_owned(),
            elo_rating: rating.map(|known| known.rating),
            elo_rating_updated: rating.map(|known| known.updated_at),
            goal_type: goal.goal_type,
            title: goal.title,
            completion_percentage: goal.completion,
            current_streak: goal.current_streak,
            xp_earned: goal.xp_earned,
            status: goal.status,
            target_date: goal.target_date,
            completed_at: goal.completed_at,
        }
    }
}
