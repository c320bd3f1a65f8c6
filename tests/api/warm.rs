//! What caches change: how often the tables are asked, and nothing else.

mod access;
mod configuration;
mod costs;
mod elsewhere;
mod faults;
mod lag;
mod same;
