//! Practice: what is asked, how hard it is, how an answer is marked, and how it moves the rating.

pub mod bank;
pub mod choices;
pub mod difficulty;
pub mod elo;
pub mod marking;
pub mod math;
pub mod performance;
pub mod ratio;
pub mod summary;
