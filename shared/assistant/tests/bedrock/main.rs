//! The assistant on Amazon Bedrock: what is sent, what may come back, and what becomes of everything that can go wrong.
//!
//! `recorded` replays the exchanges of `tests/wire`, whose requests are compared byte for byte as JSON; after a wanted change
//! `UPDATE_WIRE=1 cargo test -p assistant --test bedrock` writes the requests anew. The responses are written by hand after the
//! service's documentation. Everything above the HTTP connector is real: signing, retries, time-outs, and what the SDK makes of an
//! answer.

mod faults;
mod notes;
mod outcomes;
mod recorded;
mod told;
mod wire;
