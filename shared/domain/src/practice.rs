//! Practice: what is asked, how hard it is, how an answer is marked, and how it moves the rating.

pub mod bank;
pub mod choices;
pub mod difficulty;
pub mod elo;
pub mod entry;
pub mod item;
pub mod marking;
pub mod math;
pub mod order;
pub mod performance;
pub mod quality;
pub mod ratio;
pub mod summary;
pub mod tags;
