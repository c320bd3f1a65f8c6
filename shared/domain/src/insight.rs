//! What the dashboard says of how it goes.
