//! The API's behaviour, route by route: `<group>/<operation>.rs` mirrors `functions/`.

mod access;
mod accounts;
mod goals;
mod ops;
mod progress;
mod sessions;
mod subjects;
mod summaries;
