//! The functions' real binaries, fed through the Runtime API as Lambda feeds them.
//!
//! Every file under `events/` is replayed against binaries that this test builds itself, over the demo data, and its answer
//! compared with the snapshot of the same name. `UPDATE_EVENTS=1 cargo test -p tests --test binaries` makes the event files
//! anew from the catalogue here; `INSTA_UPDATE=always` takes the answers as they are.

mod answer;
mod case;
mod catalogue;
mod clock;
mod conservation;
mod counting;
mod files;
mod freezing;
mod given;
mod measuring;
mod preflight;
mod process;
mod readiness;
mod replay;
mod roles;
mod script;
mod stage;
mod variables;
mod working;
